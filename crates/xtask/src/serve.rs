//! `cargo xtask serve [-- …]`: builds, then becomes `xianshen serve --demo`.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::build;
use crate::output;
use crate::workspace::Workspace;

/// The option of `xianshen serve` that names the folder of its database.
const DATA_OPTION: &str = "--data";

/// The subcommand; arguments go to `xianshen serve`, a leading `--` is dropped.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    build::build(workspace)?;
    let mut command = Command::new(workspace.host());
    command.args(["serve", "--demo"]);
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    if !names_data_folder(arguments) {
        command.arg(DATA_OPTION).arg(workspace.dist().join("demo-data"));
    }
    command.args(arguments);
    output::line("启动 xianshen serve（按 Ctrl-C 结束）…");
    become_process(command)
}

/// Whether the caller chose the data folder.
fn names_data_folder(arguments: &[String]) -> bool {
    arguments
        .iter()
        .any(|argument| argument.strip_prefix(DATA_OPTION).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

/// Replaces this process, so that signals reach the server directly.
#[cfg(unix)]
fn become_process(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec().into())
}

/// Without `exec`: waits for the server, which gets Ctrl-C from the console itself.
#[cfg(not(unix))]
fn become_process(mut command: Command) -> Result<ExitCode> {
    let status = command.status()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_is_recognised_in_both_spellings() {
        let given =
            |arguments: &[&str]| names_data_folder(&arguments.iter().map(|&a| a.to_owned()).collect::<Vec<_>>());
        assert!(given(&["--data", "x"]));
        assert!(given(&["--data=x"]));
        assert!(!given(&["--database", "x", "--port", "1"]));
        assert!(!given(&[]));
    }
}
