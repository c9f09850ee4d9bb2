//! Files with an agency's settings, as the command line names them.

use std::path::Path;

use super::failure::Failure;

/// The text of one.
///
/// # Errors
/// `settings-unreadable`, naming the file.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::input("settings-unreadable", format!("{}：无法读取（{error}）", file.display())))
}
