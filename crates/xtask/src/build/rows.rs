//! Word files → `base.rows`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::Products;
use crate::output::Outcome;
use crate::stamp::{self, Inputs};
use crate::workspace::Workspace;

/// Joins `crates/lexicon/data/*.tsv` in the order of their names; each keeps its heading.
pub(super) fn join(workspace: &Workspace, products: &Products) -> Result<Outcome> {
    let folder = workspace.root.join("crates").join("lexicon").join("data");
    let mut files = Vec::<PathBuf>::new();
    for entry in folder.read_dir().with_context(|| format!("没有词库目录 {}", workspace.shown(&folder)))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("词库目录里没有 .tsv 文件：{}", workspace.shown(&folder));
    }
    files.sort();
    let mut inputs = Inputs::of_step(include_str!("rows.rs"), &workspace.root.join("Cargo.lock"))?;
    for file in &files {
        inputs.add_file(file)?;
    }
    stamp::refresh(&workspace.dist().join(".stamps").join("rows"), inputs, || {
        let mut joined = Vec::new();
        for file in &files {
            append(&mut joined, &stamp::read(file)?);
        }
        stamp::write_if_changed(&products.rows, &joined)?;
        Ok(vec![products.rows.clone()])
    })
}

/// Appends a file; a last line without line feed gets one, so that it does not run into the next heading.
fn append(joined: &mut Vec<u8>, file: &[u8]) {
    joined.extend_from_slice(file);
    if joined.last().is_some_and(|last| *last != b'\n') {
        joined.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_do_not_run_into_each_other() {
        let mut joined = Vec::new();
        for file in [b"term\na".as_slice(), b"", b"term\nb\n"] {
            append(&mut joined, file);
        }
        assert_eq!(joined, b"term\na\nterm\nb\n");
    }
}
