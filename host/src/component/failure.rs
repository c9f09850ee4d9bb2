//! Why a call gave no answer. Every failure means *refused*: there is no way to go on without one.
//!
//! Neither kind nor message ever carries text of the document, the history or the component.

use wasmtime::Trap;

/// What went wrong, told apart by type and not by error text (except where the runtime has only text, see
/// [`FailureKind::ResultTooLarge`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The document is larger than [`super::Limits::document_bytes`]; its bytes. The component was not called.
    DocumentTooLarge(u64),
    /// The wall-clock deadline passed.
    TimeLimit,
    /// The fuel for this input was used up: the component loops, or the input is made to be slow.
    FuelLimit,
    /// The component asked for more memory or table space than it may have.
    MemoryLimit,
    /// The result was larger than [`super::Limits::result_bytes`].
    ResultTooLarge,
    /// The component trapped for another reason: a bug in it.
    Trap,
    /// The component answered with something that breaks the contract of `wit/`; what.
    BadResult(&'static str),
    /// Too many calls at the same time, and none ended in the time allowed.
    Busy,
    /// The host could not set the call up: no memory or address space.
    Host,
}

impl FailureKind {
    /// Stable machine-readable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FailureKind::DocumentTooLarge(_) => "document-too-large",
            FailureKind::TimeLimit => "time-limit",
            FailureKind::FuelLimit => "fuel-limit",
            FailureKind::MemoryLimit => "memory-limit",
            FailureKind::ResultTooLarge => "result-too-large",
            FailureKind::Trap => "trap",
            FailureKind::BadResult(_) => "bad-result",
            FailureKind::Busy => "busy",
            FailureKind::Host => "host",
        }
    }

    fn why(self) -> String {
        match self {
            FailureKind::DocumentTooLarge(bytes) => format!("稿件共 {bytes} 字节，超过 16 MiB"),
            FailureKind::TimeLimit => "运行时间超过上限".to_owned(),
            FailureKind::FuelLimit => "计算量超过按输入大小给定的上限".to_owned(),
            FailureKind::MemoryLimit => "内存用量超过上限".to_owned(),
            FailureKind::ResultTooLarge => "返回的结果超过上限".to_owned(),
            FailureKind::Trap => "审查组件异常中止".to_owned(),
            FailureKind::BadResult(what) => format!("审查组件返回的结果不合约定（{what}）"),
            FailureKind::Busy => "同时进行的审查过多，未能在规定时间内轮到".to_owned(),
            FailureKind::Host => "主机无法为审查组件分配资源".to_owned(),
        }
    }
}

/// A call without an answer. `Display` is one Chinese sentence for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct EngineFailure {
    /// What went wrong.
    pub kind: FailureKind,
}

impl EngineFailure {
    pub(crate) fn new(kind: FailureKind) -> Self {
        EngineFailure { kind }
    }

    pub(crate) fn bad_result(what: &'static str) -> Self {
        EngineFailure::new(FailureKind::BadResult(what))
    }

    /// Stable code: `document-too-large` when the input is to blame and the component was not called, else `engine-failure`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            FailureKind::DocumentTooLarge(_) => "document-too-large",
            _ => "engine-failure",
        }
    }

    /// One Chinese sentence: what happened, and that nothing was let through.
    #[must_use]
    pub fn message(&self) -> String {
        match self.kind {
            FailureKind::DocumentTooLarge(_) => format!("{}，不予审查，请拆分后再提交。", self.kind.why()),
            kind => format!("审查引擎未能完成：{}；本次操作按拒绝处理，没有放行任何内容。", kind.why()),
        }
    }

    /// The kind of a runtime error; `memory` tells whether the limiter refused growth during the call.
    pub(crate) fn from_runtime(error: &wasmtime::Error, memory: bool) -> Self {
        let kind = match error.downcast_ref::<Trap>() {
            _ if memory => FailureKind::MemoryLimit,
            Some(Trap::Interrupt) => FailureKind::TimeLimit,
            Some(Trap::OutOfFuel) => FailureKind::FuelLimit,
            Some(_) => FailureKind::Trap,
            None if error.is::<wasmtime::PoolConcurrencyLimitError>() => FailureKind::Busy,
            None if is_hostcall_limit(error) => FailureKind::ResultTooLarge,
            None => FailureKind::BadResult("结果无法解码"),
        };
        EngineFailure::new(kind)
    }
}

/// The runtime reports a result above the limit without a type of its own; a test pins the text.
fn is_hostcall_limit(error: &wasmtime::Error) -> bool {
    error.chain().any(|cause| cause.to_string().contains("fuel allocated for hostcalls"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_type() {
        let kind = |error: wasmtime::Error, memory| EngineFailure::from_runtime(&error, memory).kind;
        assert_eq!(kind(Trap::Interrupt.into(), false), FailureKind::TimeLimit);
        assert_eq!(kind(Trap::OutOfFuel.into(), false), FailureKind::FuelLimit);
        assert_eq!(kind(Trap::UnreachableCodeReached.into(), false), FailureKind::Trap);
        assert_eq!(kind(Trap::UnreachableCodeReached.into(), true), FailureKind::MemoryLimit);
        assert_eq!(kind(wasmtime::Error::msg("out of bounds"), false), FailureKind::BadResult("结果无法解码"));
    }

    #[test]
    fn only_a_document_too_large_has_a_code_of_its_own() {
        assert_eq!(EngineFailure::new(FailureKind::DocumentTooLarge(1)).code(), "document-too-large");
        assert_eq!(EngineFailure::new(FailureKind::Busy).code(), "engine-failure");
    }
}
