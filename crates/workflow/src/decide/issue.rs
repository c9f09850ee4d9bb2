//! Issuing a permit (clauses 4, 6 and 15).

use super::{Allowed, Asked};
use crate::{PublishRequest, Refusal, unmet};

pub(super) fn decide(asked: &Asked<'_>, request: &PublishRequest) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let unmet = unmet::review(asked.case, asked.facts)
        .into_iter()
        .chain(unmet::content(asked.case, request, None))
        .chain(unmet::publisher(asked.case, asked.facts, asked.actor, asked.at));
    if let Some(first) = unmet.into_iter().next() {
        return Err(first);
    }
    let open = asked.case.permits.iter().find(|permit| permit.request == *request && asked.at < permit.expires);
    if let Some(permit) = open {
        let message = "这一渠道已有未使用的许可";
        return Err(
            Refusal::new("permit-open", "4", message, "请使用已签发的许可").with("permit", permit.event.to_string())
        );
    }
    Ok(Allowed { clause: "4", digest: round.digest.clone() })
}
