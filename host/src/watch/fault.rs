//! What can stop a walk. Nothing of an answer is repeated: nobody has screened it.

/// Why a walk is not whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// Stable code.
    pub code: &'static str,
    /// One Chinese sentence: what happened, what to do.
    pub message: String,
}

impl Fault {
    /// A fault.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The answer is not what such a system answers.
pub(super) fn broken(what: &str) -> Fault {
    Fault::new("broken-answer", format!("网站接口的答复无法识别（{what}）。请核对地址是不是该网站的首页地址。"))
}
