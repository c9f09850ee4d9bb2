//! Why something was not screened: a stable code, a Chinese sentence, and what the exit code becomes.

use serde::Serialize;

use super::exit::Exit;

/// The refusal of one file, row or line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
    #[serde(skip)]
    pub(super) exit: Exit,
}

impl Refused {
    /// Something is wrong with what was given.
    pub(super) fn input(code: &'static str, message: String) -> Self {
        Refused { code, message, exit: Exit::Input }
    }
}

/// A document over the limit.
pub(super) fn too_large(name: &str, bytes: u64) -> Refused {
    Refused::input("document-too-large", format!("{name}：共 {bytes} 字节，超过 16 MiB，请拆分后再审查"))
}
