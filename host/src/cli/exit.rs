//! Exit codes, the same for every subcommand.

use std::process::ExitCode;

/// How a run ended; of several outcomes the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// 0: nothing that must be stopped.
    Good,
    /// 1: findings at level `block`.
    Blocked,
    /// 2: usage or input error.
    Input,
    /// 3: the engine gave no answer.
    Engine,
    /// 130: stopped by Ctrl-C, as shells say it.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Good => 0,
            Exit::Blocked => 1,
            Exit::Input => 2,
            Exit::Engine => 3,
            Exit::Interrupted => 130,
        })
    }
}
