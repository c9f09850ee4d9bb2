//! The top level holds what it was designed to hold.

use std::collections::BTreeSet;

use super::files::File;

/// What may stand at the top besides dotfiles.
const TOP: &[&str] = &["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "crates", "wit", "host", "plugin", "tests"];
/// What must stand there.
const REQUIRED: &[&str] = &["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "crates/README.md"];

/// Names entries that do not belong at the top, and files that are missing.
pub(super) fn check(files: &[File]) -> Vec<String> {
    let top: BTreeSet<&str> = files.iter().filter_map(|file| file.path.split('/').next()).collect();
    let strangers = top.into_iter().filter(|entry| !entry.starts_with('.') && !TOP.contains(entry));
    let missing = REQUIRED.iter().filter(|required| !files.iter().any(|file| file.path == **required));
    strangers
        .map(|entry| format!("{entry}: 顶层不应有这一项"))
        .chain(missing.map(|required| format!("{required}: 缺少这个文件")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_and_gaps_are_named() {
        let mut files: Vec<File> = REQUIRED.iter().map(|path| File::sample(path, "")).collect();
        files.push(File::sample(".github/CHANGELOG.md", ""));
        assert_eq!(check(&files), Vec::<String>::new());
        files.push(File::sample("scripts/x.sh", ""));
        assert_eq!(check(&files).len(), 1);
        files.remove(0);
        assert_eq!(check(&files).len(), 2);
    }
}
