//! `cargo xtask generate [--check]`: files that are made by a program and checked in, so that a reader and a build
//! need no program to have them.

mod catalogue;
mod compatibility;
mod coverage;
mod traditional;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::output;
use crate::stamp;
use crate::workspace::Workspace;

/// A generated file: where it lies, relative to the root, and what makes its content.
struct Generator {
    path: &'static str,
    content: fn() -> Result<String>,
}

/// Every generated file.
const GENERATORS: &[Generator] = &[
    Generator { path: "crates/document/src/generated/compatibility.rs", content: compatibility::content },
    Generator { path: "crates/screener/src/generated/traditional.rs", content: traditional::content },
    Generator { path: "crates/screener/RULES.md", content: catalogue::content },
    Generator { path: "tests/conformance/coverage.md", content: coverage::content },
    // Only its table of articles.
    Generator { path: "README.md", content: coverage::readme },
];

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [] => write(workspace)?,
        [flag] if flag == "--check" => check(workspace)?,
        _ => bail!("generate 的参数只有 --check"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the files that differ.
fn write(workspace: &Workspace) -> Result<()> {
    for generator in GENERATORS {
        let content = (generator.content)()?;
        if !is_current(&workspace.root, generator, &content) {
            stamp::write_if_changed(&workspace.root.join(generator.path), content.as_bytes())?;
            output::line(&format!("已更新 {}", generator.path));
        }
    }
    Ok(())
}

/// Fails when a checked-in file is not what its generator makes.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut stale = Vec::new();
    for generator in GENERATORS {
        if !is_current(&workspace.root, generator, &(generator.content)()?) {
            stale.push(generator.path);
        }
    }
    if !stale.is_empty() {
        bail!("生成文件已过期：{}。请运行 cargo xtask generate", stale.join("、"));
    }
    Ok(())
}

/// Whether the checked-in file has this content.
fn is_current(root: &Path, generator: &Generator, content: &str) -> bool {
    fs::read_to_string(root.join(generator.path)).is_ok_and(|found| found == content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checked_in_files_are_current() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for generator in GENERATORS {
            let content = (generator.content)().unwrap();
            assert!(is_current(&root, generator, &content), "{}: run `cargo xtask generate`", generator.path);
            let first = content.lines().next().unwrap_or_default();
            let is_marked = first.starts_with("// @generated") || first.starts_with("<!-- @generated");
            assert!(is_marked || generator.path == "README.md", "{}", generator.path);
        }
    }
}
