//! What follows a release (clause 16), as commands of the crate.

use crate::case::Deed;
use serde_json::json;
use workflow::{Case, LookBackStep};

pub(super) fn after_release(case: &Case, deed: &Deed, now: u64) -> LookBackStep {
    let note = String::new();
    match deed {
        Deed::LookBack { issues, settlement } => {
            let issue = |(kind, text): &(String, String)| json!({"kind": kind, "text": text});
            let settlement = Some(settlement).filter(|it| !it.is_empty());
            let look = json!({
                "digest": case.live_case.clone().unwrap_or_default(), "none_found": issues.is_empty(),
                "issues": issues.iter().map(issue).collect::<Vec<_>>(), "settlement": settlement,
            });
            LookBackStep::Look(serde_json::from_value(look).expect("the look is one"))
        }
        Deed::ConfirmTakedown { name } => LookBackStep::Confirm { name: name.clone(), at: now, note },
        Deed::CheckChannel { channel } => LookBackStep::CheckChannel { channel: channel.clone(), note },
        Deed::CloseWithdrawal { note } => LookBackStep::Close { note: note.clone() },
        Deed::Withdraw { reason } => LookBackStep::Withdraw { reason: reason.clone() },
        _ => unreachable!("a step before the release"),
    }
}
