//! Does a stored case or register hold: numbers, chain, and every step decided again.

use super::chain::Step;
use crate::component::{
    EngineFailure, Reviewer,
    bindings::{Entry, Event},
};

/// The first step of a case or register that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFault {
    /// The step's place, from 1.
    pub seq: u64,
    /// Stable code: `broken-sequence`, `broken-chain` or `broken-replay`.
    pub code: &'static str,
    /// One Chinese sentence.
    pub message: String,
}

/// Checks numbers and hashes of a case, then replays it.
///
/// # Errors
/// [`EngineFailure`] when the component gives no answer; the inner error is the first step that fails.
pub fn verify_case(
    reviewer: &Reviewer,
    events: &[Event],
    hashes: &[String],
) -> Result<Result<(), LogFault>, EngineFailure> {
    if let Some(fault) = broken_chain(reviewer, events, hashes)? {
        return Ok(Err(fault));
    }
    let replayed = reviewer.replay(events)?;
    Ok(replayed.map(drop).map_err(|failure| broken_replay(failure.event, &failure.code, &failure.message)))
}

/// Checks numbers and hashes of a register, then replays it.
///
/// # Errors
/// [`EngineFailure`] when the component gives no answer; the inner error is the first entry that fails.
pub fn verify_register(
    reviewer: &Reviewer,
    register: &str,
    entries: &[Entry],
    hashes: &[String],
) -> Result<Result<(), LogFault>, EngineFailure> {
    if let Some(fault) = broken_chain(reviewer, entries, hashes)? {
        return Ok(Err(fault));
    }
    let replayed = reviewer.replay_register(register, entries)?;
    Ok(replayed.map_err(|failure| broken_replay(failure.entry, &failure.code, &failure.message)))
}

fn broken_chain<T: Step>(
    reviewer: &Reviewer,
    steps: &[T],
    hashes: &[String],
) -> Result<Option<LogFault>, EngineFailure> {
    let mut previous = "";
    for ((place, step), hash) in (1..).zip(steps).zip(hashes) {
        if step.place() != place {
            let message = format!("此处应为第 {place} 号事件，实际是第 {} 号：有事件缺失或重复。", step.place());
            return Ok(Some(LogFault { seq: place, code: "broken-sequence", message }));
        }
        if step.link(reviewer, previous)? != *hash {
            let message = "哈希与内容不符：该事件或它之前的链被改动过。".to_owned();
            return Ok(Some(LogFault { seq: place, code: "broken-chain", message }));
        }
        previous = hash;
    }
    Ok(None)
}

fn broken_replay(seq: u64, code: &str, message: &str) -> LogFault {
    LogFault { seq, code: "broken-replay", message: format!("重新判定未通过（{code}）：{message}") }
}
