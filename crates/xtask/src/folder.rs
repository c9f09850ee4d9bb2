//! Folders as wholes: listing and copying.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::stamp;

/// Makes `to` hold exactly these files of `from`, writing only those that differ; returns them.
pub(crate) fn copy_listed(from: &Path, to: &Path, names: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if to.exists() {
        let kept: BTreeSet<&PathBuf> = names.iter().collect();
        for name in files_under(to)?.iter().filter(|name| !kept.contains(name)) {
            fs::remove_file(to.join(name))?;
        }
    }
    let mut written = Vec::new();
    for name in names {
        let target = to.join(name);
        stamp::write_if_changed(&target, &stamp::read(&from.join(name))?)?;
        written.push(target);
    }
    Ok(written)
}

/// Like [`copy_listed`], with all files of `from`.
pub(crate) fn synchronise(from: &Path, to: &Path) -> Result<Vec<PathBuf>> {
    copy_listed(from, to, &files_under(from)?)
}

/// All files under a folder, relative to it, sorted.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("读取失败：{}", next.display()))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if let Ok(name) = entry.path().strip_prefix(folder) {
                found.push(name.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stale_files_go_away() {
        let folder = std::env::temp_dir().join(format!("xtask-preview-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        fs::create_dir_all(from.join("deeper")).unwrap();
        fs::create_dir_all(&to).unwrap();
        fs::write(from.join("deeper").join("a"), "a").unwrap();
        fs::write(to.join("old"), "old").unwrap();
        assert_eq!(synchronise(&from, &to).unwrap(), [to.join("deeper").join("a")]);
        assert_eq!(files_under(&to).unwrap(), [Path::new("deeper").join("a")]);
        fs::remove_dir_all(folder).unwrap();
    }
}
