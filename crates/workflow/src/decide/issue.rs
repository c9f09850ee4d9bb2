//! Issuing a permit (clauses 4, 6 and 15).

use super::{Allowed, Asked};
use crate::{PublishRequest, Refusal, unmet};
use articles::SCHEDULE_DAYS;

pub(super) fn decide(asked: &Asked<'_>, request: &PublishRequest, not_before: Option<u64>) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    asked.may_release(request, None)?;
    if let Some(scheduled) = not_before {
        check_schedule(asked, scheduled)?;
    }
    if let Some(permit) = asked.case.permits.iter().find(|permit| permit.is_open(request, asked.at)) {
        let remedy = "请使用已签发的许可，或者先撤销";
        return Err(Refusal::new("permit-open", "4", "这一渠道已有未使用的许可", remedy)
            .with("permit", permit.event.to_string()));
    }
    Ok(Allowed { clause: "4", digest: round.digest.clone() })
}

/// A scheduled release is checked again at its time; it only has to be a time that somebody can mean, before the content runs out.
fn check_schedule(asked: &Asked<'_>, scheduled: u64) -> Result<(), Refusal> {
    let latest = asked.at.saturating_add(SCHEDULE_DAYS * 24 * 60 * 60 * 1_000);
    if scheduled < asked.at || scheduled > latest {
        let message = format!("定时发布的时间早于现在，或者在 {SCHEDULE_DAYS} 天以后");
        return Err(Refusal::new("schedule-out-of-range", "4", message, "请改定发布时间"));
    }
    let card = asked.case.round.as_ref().map(|round| &round.card);
    card.and_then(|card| unmet::expiry(card, scheduled)).map_or(Ok(()), Err)
}
