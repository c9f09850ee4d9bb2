//! `cargo xtask bench`: the benchmark of screening, then the sizes of what is shipped.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

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
    let mut command = workspace.cargo_locked("bench");
    command.args(["--package", "xianshen-tests", "--bench", "screening"]);
    export_products(workspace, &mut command);
    if !arguments.is_empty() {
        command.arg("--").args(arguments.iter().filter(|argument| *argument != "--"));
    }
    process::run(&mut command)?;
    sizes(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the size of each shipped file, as it is and as gzip sends it.
fn sizes(workspace: &Workspace) -> Result<()> {
    let products = Products::of(workspace);
    let preview = |name: &str| products.preview.join(name);
    let files: [PathBuf; 5] = [
        products.component.clone(),
        products.builder.clone(),
        preview("base.pack"),
        preview("preview_bg.wasm"),
        preview("preview.js"),
    ];
    output::heading("产物大小");
    for file in &files {
        output::line(&size_line(file, &stamp::read(file)?));
    }
    let host = workspace.host();
    let length = stamp::read(&host)?.len();
    output::line(&format!("{:<24} {:>12} 字节", name_of(&host), length));
    Ok(())
}

/// One line of the table.
fn size_line(path: &Path, content: &[u8]) -> String {
    let gzip = miniz_oxide::deflate::compress_to_vec(content, GZIP_LEVEL).len() + GZIP_FRAME;
    format!("{:<24} {:>12} 字节，gzip {gzip:>10} 字节", name_of(path), content.len())
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
        assert!(line.starts_with("base.pack ") && line.contains(" 10000 字节，gzip "), "{line}");
    }
}
