//! Why a step was not taken, and what the host records of it.

use crate::{
    accounts::password::HashError,
    accounts::token::NoRandomness,
    component::{EngineFailure, FailureKind, bindings::Refusal},
    permit_keys::KeyError,
    storage::StorageError,
};

/// The code of a text that carries a state-secret mark; the component uses the same one.
pub const SECRECY_STOP: &str = "secrecy-stop";

/// A step that was not taken. Nothing of the case has changed.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The component refused: every condition that is not met, never empty.
    #[error("{}", .refusals.first().map_or("不允许这一步", |refusal| refusal.message.as_str()))]
    Refused {
        /// Why, each with clause and remedy.
        refusals: Vec<Refusal>,
        /// The digest of the content concerned; empty when there was none.
        digest: String,
    },
    /// The text carries a state-secret mark: it is not stored, logged or sent on.
    #[error("文本含有国家秘密标志，已停止处理；文本没有保存，也没有写入日志。")]
    SecrecyStop {
        /// The rule that found it.
        rule: String,
        /// The digest of the document.
        digest: String,
    },
    /// The case or register has moved on since the page was loaded.
    #[error("记录已有新的进展（您依据的序号是 {expected}，现在是 {actual}）。")]
    Stale {
        /// The sequence the request was made on.
        expected: u64,
        /// The sequence now.
        actual: u64,
    },
    /// The request itself cannot be read.
    #[error("{message}")]
    Malformed {
        /// Stable code.
        code: &'static str,
        /// One Chinese sentence.
        message: String,
    },
    /// The stored record of a case or register does not hold: its chain or a step in it.
    #[error("有关记录未通过校验，本次操作没有放行任何内容。")]
    BrokenLog(super::verify::LogFault),
    /// The working calendar is not valid.
    #[error("工作日历无效：{}", .0.join("；"))]
    Calendar(Vec<String>),
    /// The profile is not valid.
    #[error("单位配置无效：{}", .0.join("；"))]
    Profile(Vec<String>),
    /// Permits cannot be signed or verified.
    #[error("发布许可的密钥不可用，无法签发和核验许可。")]
    Keys(#[from] KeyError),
    /// The system gives no random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A password cannot be hashed.
    #[error(transparent)]
    Hashing(#[from] HashError),
    /// The list of networks is not valid.
    #[error("网络名单无效：{}", .0.join("；"))]
    Networks(Vec<String>),
    /// The component gave no answer.
    #[error(transparent)]
    Engine(#[from] EngineFailure),
    /// The database refused.
    #[error(transparent)]
    Storage(StorageError),
}

/// What the audit log keeps of an error.
pub(super) struct Trace {
    pub(super) code: String,
    pub(super) clause: String,
    pub(super) rule: String,
    pub(super) digest: String,
}

impl FlowError {
    /// A refusal by the component without a document.
    pub(super) fn refused(refusal: Refusal) -> Self {
        Self::refused_all(vec![refusal])
    }

    /// The same for everything that stands against it.
    pub(super) fn refused_all(refusals: Vec<Refusal>) -> Self {
        Self::Refused { refusals, digest: String::new() }
    }

    /// A refusal by the component for this document.
    pub(super) fn refused_for(refusal: Refusal, digest: &str) -> Self {
        if refusal.code == SECRECY_STOP {
            return Self::SecrecyStop { rule: String::new(), digest: digest.to_owned() };
        }
        Self::Refused { refusals: vec![refusal], digest: digest.to_owned() }
    }

    /// The host record this error leaves; none for requests that concern no rule.
    pub(super) fn trace(&self) -> Option<Trace> {
        let trace = |code: &str, clause: &str, rule: &str, digest: &str| {
            let [code, clause, rule, digest] = [code, clause, rule, digest].map(str::to_owned);
            Some(Trace { code, clause, rule, digest })
        };
        match self {
            Self::Refused { refusals, digest } => {
                let (code, clause) = refusals.first().map_or(("refused", ""), |r| (&*r.code, &*r.clause));
                trace(code, clause, "", digest)
            }
            Self::SecrecyStop { rule, digest } => trace(SECRECY_STOP, "11.1", rule, digest),
            Self::BrokenLog(fault) => trace("log-broken", "", fault.code, ""),
            Self::Engine(failure) => trace(failure.code(), "", failure.kind.code(), ""),
            Self::Keys(_) => trace("permit-key-unavailable", "", "", ""),
            Self::Stale { .. }
            | Self::Malformed { .. }
            | Self::Calendar(_)
            | Self::Profile(_)
            | Self::Random(_)
            | Self::Networks(_)
            | Self::Hashing(_)
            | Self::Storage(_) => None,
        }
    }

    /// True when the component was not to blame: the input was larger than it may be.
    pub(crate) fn too_large(&self) -> bool {
        matches!(self, Self::Engine(failure) if matches!(failure.kind, FailureKind::DocumentTooLarge(_)))
    }
}

impl From<StorageError> for FlowError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Stale { expected, actual } => Self::Stale { expected, actual },
            other => Self::Storage(other),
        }
    }
}
