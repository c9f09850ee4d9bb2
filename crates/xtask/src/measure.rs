//! `cargo xtask measure [--data DIR]`: measures quality, speed and size of the screener and writes the figures into `tests/corpus/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::bench;
use crate::output;
use crate::process;
use crate::stamp;
use crate::workspace::Workspace;

/// Where the development data lies unless `--data` says otherwise: beside the checkout.
const DATA: &str = "../shared";
/// The figures stand between these lines.
const BEGIN: &str = "<!-- measured by `cargo xtask measure` -->";
const END: &str = "<!-- end of measured -->";

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let data = match arguments {
        [] => workspace.root.join(DATA),
        [flag, folder] if flag == "--data" => std::env::current_dir()?.join(folder),
        _ => bail!("measure 的参数只有 --data DIR"),
    };
    if !data.join("dev").is_dir() {
        bail!("没有测量用的数据：{}。用 --data 指出含 dev/ 的目录", workspace.shown(&data));
    }
    let corpus = workspace.root.join("tests").join("corpus");
    let figures = format!("{}\n\n{}", quality(workspace, &data, &corpus)?.trim(), bench::figures(workspace)?.trim());
    output::line(&figures);
    write(&corpus.join("README.md"), &figures)?;
    Ok(ExitCode::SUCCESS)
}

fn quality(workspace: &Workspace, data: &Path, corpus: &Path) -> Result<String> {
    let mut command = workspace.cargo_locked("run");
    command.args(["--quiet", "--release", "--package", "screener", "--example", "measure", "--"]).args([data, corpus]);
    process::capture(&mut command)
}

/// Puts the figures between the marks; what people wrote around them stays.
fn write(readme: &PathBuf, figures: &str) -> Result<()> {
    let text = fs::read_to_string(readme).with_context(|| format!("没有 {}", readme.display()))?;
    stamp::write_if_changed(readme, replace(&text, figures)?.as_bytes())?;
    Ok(())
}

fn replace(text: &str, figures: &str) -> Result<String> {
    let (before, rest) = text.split_once(BEGIN).with_context(|| format!("没有标记 {BEGIN}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("没有标记 {END}"))?;
    Ok(format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", figures.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_measured_is_replaced() {
        let text = format!("one\n{BEGIN}\nold\n{END}\ntwo\n");
        let replaced = replace(&text, "new\n").unwrap();
        assert_eq!(replaced, format!("one\n{BEGIN}\n\nnew\n\n{END}\ntwo\n"));
        assert_eq!(replace(&replaced, "new").unwrap(), replaced);
        assert!(replace("nothing", "new").is_err());
    }
}
