//! Does a stored case hold: numbers, chain, and every step decided again.

use crate::component::{EngineFailure, Reviewer, bindings::Event};

/// The first step of a case that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFault {
    /// The event's place, from 1.
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
    let mut previous = "";
    for ((place, event), hash) in (1..).zip(events).zip(hashes) {
        if event.id != place {
            let message = format!("此处应为第 {place} 号事件，实际是第 {} 号：有事件缺失或重复。", event.id);
            return Ok(Err(LogFault { seq: place, code: "broken-sequence", message }));
        }
        if reviewer.link(previous, event)? != *hash {
            let message = "哈希与内容不符：该事件或它之前的链被改动过。".to_owned();
            return Ok(Err(LogFault { seq: place, code: "broken-chain", message }));
        }
        previous = hash;
    }
    Ok(match reviewer.replay(events)? {
        Ok(_) => Ok(()),
        Err(failure) => {
            let message = format!("重新判定未通过（{}）：{}", failure.code, failure.message);
            Err(LogFault { seq: failure.event, code: "broken-replay", message })
        }
    })
}
