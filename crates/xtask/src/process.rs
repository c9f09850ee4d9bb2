//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

use crate::output;

/// Runs a command with this process's output; an exit code other than 0 is an error that shows the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("无法运行 {}", shown(command)))?;
    if !status.success() {
        bail!("命令失败（{status}）：{}", shown(command));
    }
    Ok(())
}

/// Runs a command and returns its standard output; what it writes to standard error is part of the error.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("无法运行 {}", shown(command)))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!("命令失败（{}）：{}\n{}", output.status, shown(command), reason.trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("输出不是 UTF-8：{}", shown(command)))
}

/// Runs a command, shows each line of its standard output and hands it to `see`; returns whether it succeeded.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let shown = shown(command);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| format!("无法运行 {shown}"))?;
    let stdout = child.stdout.take().ok_or_else(|| anyhow!("没有输出管道：{shown}"))?;
    for bytes in BufReader::new(stdout).split(b'\n') {
        // A test may print anything: what is not UTF-8 is shown with replacement characters instead of ending the run.
        let bytes = bytes.with_context(|| format!("读取输出失败：{shown}"))?;
        let line = String::from_utf8_lossy(&bytes);
        output::line(&line);
        see(&line);
    }
    Ok(child.wait().with_context(|| format!("等待结束失败：{shown}"))?.success())
}

/// The file of a program: `name` itself when it is a path, otherwise the first of that name on `PATH`.
pub(crate) fn find_program(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let given = PathBuf::from(name.as_ref());
    if given.components().count() > 1 {
        return given.is_file().then_some(given);
    }
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| folder.join(&given).with_extension(std::env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}

/// A command as a person would type it.
fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_names_the_command() {
        let error = run(Command::new("cargo").arg("no-such-subcommand-here").stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().contains("cargo no-such-subcommand-here"), "{error}");
    }

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(find_program("cargo").is_some());
        assert!(find_program("no-such-program-here").is_none());
    }
}
