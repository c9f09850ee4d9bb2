//! Compiler flags that keep the paths of this machine out of the component, so that anyone can build the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::prerequisites::{field, sysroot};
use crate::process;

/// Between two flags in `CARGO_ENCODED_RUSTFLAGS`: paths may contain spaces.
const SEPARATOR: &str = "\u{1f}";

/// The value of `CARGO_ENCODED_RUSTFLAGS`. It replaces flags that the caller has set: they would change the bytes.
pub(crate) fn encoded(root: &Path) -> Result<String> {
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let commit = field(&version, "commit-hash: ").unwrap_or("unknown");
    let flags: Vec<String> = prefixes(root, &cargo_home()?, &sysroot()?, commit)
        .into_iter()
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .collect();
    Ok(flags.join(SEPARATOR))
}

/// Path prefixes and what stands for them. rustc uses the last one that fits, so the more special ones come later.
fn prefixes(root: &Path, cargo_home: &Path, sysroot: &str, commit: &str) -> Vec<(PathBuf, String)> {
    let sysroot = PathBuf::from(sysroot);
    // With the component `rust-src` the compiler names the standard library's files where they lie on this machine.
    let library = sysroot.join("lib").join("rustlib").join("src").join("rust");
    let mut prefixes = vec![
        (cargo_home.to_owned(), "/cargo".to_owned()),
        (root.to_owned(), "/xianshen".to_owned()),
        (sysroot, "/rust".to_owned()),
        (library, format!("/rustc/{commit}")),
    ];
    // A mirror of crates.io has another folder name than crates.io itself.
    prefixes
        .extend(registries(cargo_home).into_iter().map(|folder| (folder, "/cargo/registry/src/crates.io".to_owned())));
    prefixes
}

/// The folders of unpacked crates, sorted.
fn registries(cargo_home: &Path) -> Vec<PathBuf> {
    let folder = cargo_home.join("registry").join("src");
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// Cargo's home folder.
fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = std::env::home_dir().context("没有主目录：请设置 CARGO_HOME")?;
    Ok(home.join(".cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_special_prefix_comes_later() {
        let prefixes = prefixes(Path::new("/src"), Path::new("/src/home"), "/src/home/rust", "abc");
        let position = |to: &str| prefixes.iter().position(|(_, found)| found == to).unwrap();
        assert!(position("/rust") < position("/rustc/abc"));
        assert!(prefixes.iter().all(|(from, _)| from.starts_with("/src")));
    }

    #[test]
    fn flags_are_one_for_each_prefix() {
        let encoded = encoded(Path::new("/some folder")).unwrap();
        assert!(encoded.split(SEPARATOR).any(|flag| flag == "--remap-path-prefix=/some folder=/xianshen"));
        assert!(encoded.split(SEPARATOR).all(|flag| flag.starts_with("--remap-path-prefix=")));
    }
}
