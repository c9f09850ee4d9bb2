//! Profiles and calendars that steps were decided by, in the data directory under their digests. An event names the digest; without the text
//! a case could be replayed, but nobody could read by what settings it was decided.

use std::{fs, io::Write as _, path::Path};

use super::StorageError;
use crate::component::digest::sm3;

const FOLDER: &str = "settings";

/// Keeps texts; one that is there already is left alone.
///
/// # Errors
/// [`StorageError::Directory`].
pub fn keep<'t>(data: &Path, texts: impl IntoIterator<Item = &'t str>) -> Result<(), StorageError> {
    let folder = data.join(FOLDER);
    let fault = |source| StorageError::Directory { path: folder.clone(), source };
    fs::create_dir_all(&folder).map_err(fault)?;
    for text in texts {
        let path = folder.join(file_name(&sm3(text.as_bytes())));
        if path.exists() {
            continue;
        }
        // Under its name only when it is whole, so that a killed process leaves no half text under a digest.
        let unfinished = path.with_extension("part");
        let write = |mut file: fs::File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        fs::File::create(&unfinished).and_then(write).and_then(|()| fs::rename(&unfinished, &path)).map_err(fault)?;
    }
    Ok(())
}

/// The text with this digest; none when it is not here or is another text.
#[must_use]
pub fn load(data: &Path, digest: &str) -> Option<String> {
    let text = fs::read_to_string(data.join(FOLDER).join(file_name(digest))).ok()?;
    (sm3(text.as_bytes()) == digest).then_some(text)
}

fn file_name(digest: &str) -> String {
    format!("{}.json", digest.trim_start_matches("sm3:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_was_changed_does_not() {
        let data =
            std::env::temp_dir().join(format!("xianshen-kept-{}", crate::accounts::token::random_hex().unwrap()));
        keep(&data, ["{}", ""]).unwrap();
        keep(&data, ["{}"]).unwrap();
        assert_eq!(load(&data, &sm3(b"{}")).as_deref(), Some("{}"));
        assert_eq!(load(&data, &sm3(b"")).as_deref(), Some(""));
        fs::write(data.join(FOLDER).join(file_name(&sm3(b"{}"))), "[]").unwrap();
        assert_eq!(load(&data, &sm3(b"{}")), None);
        assert_eq!(load(&data, "sm3:../../x"), None);
        fs::remove_dir_all(data).unwrap();
    }
}
