//! Why a subcommand could not do its work, and the exit that tells scripts so.

use super::exit::Exit;
use super::output;

/// Why it was not done.
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) exit: Exit,
}

impl Failure {
    /// What was given is wrong.
    #[expect(clippy::needless_pass_by_value, reason = "errors of every kind are handed over where they arise")]
    pub(super) fn input(code: &'static str, message: impl ToString) -> Self {
        Self { code, message: message.to_string(), exit: Exit::Input }
    }

    /// The platform cannot.
    #[expect(clippy::needless_pass_by_value, reason = "errors of every kind are handed over where they arise")]
    pub(super) fn engine(code: &'static str, message: impl ToString) -> Self {
        Self { code, message: message.to_string(), exit: Exit::Engine }
    }

    /// Says it, and gives the exit.
    pub(super) fn tell(&self) -> Exit {
        output::error(self.code, &self.message);
        self.exit
    }
}
