//! The files of the checkout: what git tracks or would track.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// A file.
pub(crate) struct File {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// Its text; none when it is not UTF-8 or has a NUL.
    pub(crate) text: Option<String>,
}

impl File {
    /// The extension, empty when there is none.
    pub(crate) fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    /// The text; empty when the file is binary.
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Whether a program wrote it.
    pub(crate) fn is_generated(&self) -> bool {
        self.text().starts_with("// @generated")
    }

    /// Whether it is test input, which may look like anything.
    pub(crate) fn is_test_input(&self) -> bool {
        ["tests/corpus/", "tests/fuzz/corpus/", "tests/parity/"].iter().any(|folder| self.path.starts_with(folder))
            && self.extension() != "rs"
    }
}

/// All files that are tracked, or neither tracked nor ignored.
pub(crate) fn list(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in paths(root)? {
        let bytes = fs::read(root.join(&path)).with_context(|| format!("读取失败：{path}"))?;
        let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
        files.push(File { path, text });
    }
    Ok(files)
}

/// The paths of [`list`], sorted.
pub(crate) fn paths(root: &Path) -> Result<BTreeSet<String>> {
    let mut command = Command::new("git");
    // A checkout may belong to another user than the one who runs the checks; reading it is harmless.
    command.args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = process::capture(command.current_dir(root)).context("需要 git 来列出文件")?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // A tracked file may have been removed from the working copy.
    Ok(paths.filter(|path| root.join(path).is_file()).map(str::to_owned).collect())
}

#[cfg(test)]
impl File {
    /// A file for a test.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: Some(text.to_owned()) }
    }
}
