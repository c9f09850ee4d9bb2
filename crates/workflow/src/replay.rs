//! Replay: decide every step again.

use crate::event::{Body, VERSION};
use crate::{Case, Event, decide};

/// The first event that would not have been allowed, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayFailure {
    /// Its place in the list, from 1.
    pub event: u64,
    /// Stable code.
    pub code: String,
    /// One Chinese sentence.
    pub message: String,
}

/// The state a history leads to. Every step is decided again from the facts recorded in it, so a history that was tampered with does not
/// become a state.
///
/// # Errors
/// The first step that fails.
pub fn replay(history: &[Event]) -> Result<Case, ReplayFailure> {
    replay_with(history, |_, _, _| ())
}

/// The same, showing the state after every step to `look`.
pub(crate) fn replay_with(
    history: &[Event],
    mut look: impl FnMut(&Case, &Event, &Body),
) -> Result<Case, ReplayFailure> {
    let mut case = Case::default();
    for (place, event) in (1..).zip(history) {
        let failure = |code: &str, message: &str| ReplayFailure {
            event: place,
            code: code.to_owned(),
            message: format!("第 {place} 条记录：{message}"),
        };
        if event.id != place {
            return Err(failure("broken-sequence", "序号不连续。"));
        }
        if event.version != VERSION {
            return Err(failure("unknown-event", "记录的版本不认识，可能由更新的程序写成。"));
        }
        let body = Body::read(&event.body).ok_or_else(|| failure("unknown-event", "记录的内容读不出来。"))?;
        let decided = decide(&case, &body.facts, event.at, &event.actor, &body.command)
            .map_err(|refusal| failure(refusal.code, &format!("按当时的规则不应允许——{}", refusal.message)))?;
        if decided != *event {
            return Err(failure("changed-event", "与按当时的规则作出的决定不一致，可能被改动。"));
        }
        case.apply(event.id, event.at, &event.actor, &body.command, &body.facts);
        look(&case, event, &body);
    }
    Ok(case)
}
