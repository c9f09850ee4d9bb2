//! Does a permit still stand? What its signature says stays true for ever; whether it was used, taken back or overtaken, the record knows.

use crate::{Case, Ended, Event, Refusal, ReplayFailure, claim, replay, unmet};

/// A permit of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The exact bytes that were to be signed.
    pub claim: Vec<u8>,
    /// Why it cannot be used now; none when it can.
    pub refusal: Option<Refusal>,
}

/// The permit that an event of the case has issued, as it stands at a moment, with `pack` as the words in force. Who may use it is asked when it
/// is used.
///
/// # Errors
/// The first step of the history that does not hold; inside, `permit-not-recorded` when that event has issued none.
pub fn standing(
    history: &[Event],
    event: u64,
    pack: &str,
    at: u64,
) -> Result<Result<Standing, Refusal>, ReplayFailure> {
    let case = replay(history)?;
    let place = usize::try_from(event).ok().and_then(|number| number.checked_sub(1));
    let Some((before, [issued, ..])) = place.and_then(|place| history.split_at_checked(place)) else {
        return Ok(Err(not_recorded()));
    };
    let claim = claim(&replay(before)?, issued);
    if claim.is_empty() {
        return Ok(Err(not_recorded()));
    }
    Ok(Ok(Standing { claim, refusal: refusal(&case, event, pack, at) }))
}

fn not_recorded() -> Refusal {
    let message = "审查记录中没有这一发布许可";
    Refusal::new("permit-not-recorded", "4", message, "请停止发布，并报告网站负责同志核查")
}

fn refusal(case: &Case, event: u64, pack: &str, at: u64) -> Option<Refusal> {
    match case.ended.get(&event) {
        Some(Ended::Used) => {
            let message = "发布许可已经使用过，一次许可只能使用一次";
            return Some(Refusal::new("permit-used", "4", message, "请重新申请发布许可"));
        }
        Some(Ended::Revoked) => {
            let message = "发布许可已被撤销";
            return Some(Refusal::new("permit-revoked", "4", message, "请查明撤销的理由，需要时重新申请"));
        }
        Some(Ended::Void) => {
            let message = "发布许可已经作废：它所依据的审查不再有效";
            return Some(Refusal::new("permit-void", "4", message, "请完成新一轮审查后重新申请"));
        }
        Some(Ended::Replaced) => return Some(unmet::expired()),
        None => {}
    }
    let permit = case.permits.iter().find(|permit| permit.event == event);
    permit.and_then(|permit| unmet::permit_time(permit, at)).or_else(|| words(case, pack))
}

/// The permit waits for a screening with the words in force; a finding that blocks then voids it.
fn words(case: &Case, pack: &str) -> Option<Refusal> {
    let mut screenings = case.round.iter().flat_map(|round| round.screenings.values());
    screenings.any(|screening| screening.pack != pack).then(unmet::other_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_is_not_there_is_no_permit() {
        for event in [0, 1, 7, u64::MAX] {
            let code = standing(&[], event, "sm3:pack", 1).unwrap().map_err(|refusal| refusal.code);
            assert_eq!(code, Err("permit-not-recorded"), "{event}");
        }
    }
}
