//! `cargo xtask bench`: the benchmark of screening, then the sizes of what is shipped.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::build::{self, Products};
use crate::output;
use crate::process;
use crate::stamp;
use crate::test::export_products;
use crate::workspace::Workspace;

/// How hard gzip tries; web servers send what was compressed once at the highest level.
const GZIP_LEVEL: u8 = 9;
/// Header and trailer of a gzip file around the deflated data; bytes.
const GZIP_FRAME: usize = 18;

/// The subcommand; arguments go to the benchmark.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    build::build(workspace)?;
    let mut command = benchmark(workspace);
    if !arguments.is_empty() {
        command.arg("--").args(arguments.iter().filter(|argument| *argument != "--"));
    }
    process::run(&mut command)?;
    output::line(&sizes(workspace)?);
    Ok(ExitCode::SUCCESS)
}

/// The tables of speed and size, for the record.
pub(crate) fn figures(workspace: &Workspace) -> Result<String> {
    build::build(workspace)?;
    let speed = process::capture(&mut benchmark(workspace))?;
    Ok(format!("{}\n\n{}", speed.trim(), sizes(workspace)?))
}

fn benchmark(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo_locked("bench");
    command.args(["--quiet", "--package", "xianshen-tests", "--bench", "screening"]);
    export_products(workspace, &mut command);
    command
}

/// The size of each shipped file, as it is and as gzip sends it.
fn sizes(workspace: &Workspace) -> Result<String> {
    let products = Products::of(workspace);
    let preview = |name: &str| products.preview.join(name);
    let files: [PathBuf; 7] = [
        workspace.host(),
        products.component.clone(),
        products.builder.clone(),
        preview("base.pack"),
        preview("base.model"),
        preview("preview_bg.wasm"),
        preview("preview.js"),
    ];
    let mut lines = vec!["| file | bytes | gzip |".to_owned(), "|---|---|---|".to_owned()];
    for file in &files {
        lines.push(size_line(file, &stamp::read(file)?));
    }
    Ok(lines.join("\n"))
}

/// One line of the table.
fn size_line(path: &Path, content: &[u8]) -> String {
    let gzip = miniz_oxide::deflate::compress_to_vec(content, GZIP_LEVEL).len() + GZIP_FRAME;
    format!("| {} | {} | {gzip} |", name_of(path), content.len())
}

/// The file name.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_shown_raw_and_compressed() {
        let line = size_line(Path::new("x/base.pack"), &[7; 10_000]);
        assert!(line.starts_with("| base.pack | 10000 | "), "{line}");
    }
}
