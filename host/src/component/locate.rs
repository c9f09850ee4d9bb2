//! Where the files that belong to the program are found.

use std::env;
use std::path::{Path, PathBuf};

/// Environment variable that names the component.
pub const COMPONENT_VARIABLE: &str = "XIANSHEN_COMPONENT";
/// File name of the component.
pub const COMPONENT_FILE: &str = "xianshen.wasm";

/// The component: as given, else from `XIANSHEN_COMPONENT`, else `xianshen.wasm` beside the program or in `../xianshen`.
/// Without any the first place looked at is returned, so that the error names it.
#[must_use]
pub fn component(given: Option<&Path>) -> PathBuf {
    find(given, COMPONENT_VARIABLE, COMPONENT_FILE)
}

/// A file or folder of the program: as given, else from the environment variable, else `name` beside the program, else
/// `../xianshen/name` from the program's folder.
#[must_use]
pub fn find(given: Option<&Path>, variable: &str, name: &str) -> PathBuf {
    if let Some(path) = given {
        return path.to_path_buf();
    }
    if let Some(path) = env::var_os(variable).filter(|value| !value.is_empty()) {
        return PathBuf::from(path);
    }
    let program = env::current_exe().unwrap_or_default();
    let folder = program.parent().unwrap_or(Path::new("."));
    let beside = folder.join(name);
    let built = folder.join("..").join("xianshen").join(name);
    if !beside.exists() && built.exists() { built } else { beside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_comes_first() {
        assert_eq!(component(Some(Path::new("mine.wasm"))), Path::new("mine.wasm"));
        assert!(find(None, "XIANSHEN_NO_SUCH_VARIABLE", "no-such-file").ends_with("no-such-file"));
    }
}
