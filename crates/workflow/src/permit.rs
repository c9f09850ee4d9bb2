//! The gate's answer, and the claim that a permit makes.

use crate::case::window;
use crate::event::Body;
use crate::{Case, Command, Event, Facts, Permit, PublishRequest, Refusal, canonical, unmet};
use serde_json::json;

/// The gate's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// These bytes may be published.
    Allow {
        /// The open permit; none when one must be issued first.
        permit: Option<Permit>,
        /// The case digest that was cleared.
        digest: String,
    },
    /// They may not: every unmet condition.
    Refuse(Vec<Refusal>),
}

/// Would publishing this document be allowed now? Names every unmet condition at once.
#[must_use]
pub fn check(case: &Case, facts: &Facts, at: u64, actor: &str, request: &PublishRequest, document: &str) -> Verdict {
    let mut refusals: Vec<Refusal> = unmet::standing(case, facts, at).into_iter().collect();
    refusals.extend(unmet::release(case, facts, at, actor, request, Some(document)));
    match &case.round {
        Some(round) if refusals.is_empty() => {
            let permit = case.permits.iter().find(|permit| permit.is_open(request, at)).cloned();
            Verdict::Allow { permit, digest: round.digest.clone() }
        }
        _ => Verdict::Refuse(refusals),
    }
}

/// The exact bytes to sign for a permit that this event issued; empty for any other event.
#[must_use]
pub fn claim(case: &Case, event: &Event) -> Vec<u8> {
    let Some(Body { command: Command::Issue { request, not_before }, facts }) = Body::read(&event.body) else {
        return Vec::new();
    };
    let Some(round) = &case.round else { return Vec::new() };
    let rendition = round.renditions.iter().find(|rendition| rendition.channel == request.channel);
    let (starts, expires) = window(event.at, not_before, &facts);
    let claim = json!({
        "action": request.action,
        "case_digest": round.digest,
        "channel": request.channel,
        "digest": rendition.map(|rendition| &rendition.digest),
        "event": event.id,
        "expires": expires,
        // The event is one of its case, and a case has one item: no other permit of the site has this id.
        "id": format!("{}.{}", request.item, event.id),
        "issued": event.at,
        "item": request.item,
        "not_before": starts,
        "pack": facts.pack,
        "person": event.actor,
        "round": case.rounds,
        "single_use": true,
        "site": request.site,
        "version": 1,
    });
    canonical::to_string(&claim).into_bytes()
}
