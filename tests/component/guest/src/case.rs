//! Interface `review`: a signature's opinion, or the calendar of a view, says what to do.

use crate::bindings::api::review::{
    Card, CaseView, Evidence, FindingAnswer, Guest, Proofreading, Publication, ReplayFailure, ReplaySummary,
    ReturnReason, Signing, Submission,
};
use crate::bindings::api::types::{Context, Document, Event, Refusal};
use crate::{Component, digest, misbehave};

impl Guest for Component {
    fn submit(history: Vec<Event>, context: Context, _: Submission) -> Result<Vec<Event>, Refusal> {
        Ok(vec![next(&history, &context, "submitted")])
    }

    fn record_screening(history: Vec<Event>, context: Context, document: Document) -> Result<Vec<Event>, Refusal> {
        misbehave::obey(&document.title);
        Ok(vec![next(&history, &context, "screened")])
    }

    fn card_digest(_: Card) -> Result<String, Refusal> {
        Ok(digest(""))
    }

    fn record_evidence(_: Vec<Event>, _: Context, _: Evidence) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn dispose_finding(_: Vec<Event>, _: Context, _: FindingAnswer) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn mark_important(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn unmark_important(_: Vec<Event>, _: Context, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn proofread(_: Vec<Event>, _: Context, _: String, _: Proofreading) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn state_compliance(_: Vec<Event>, _: Context, _: String, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn sign(history: Vec<Event>, context: Context, signing: Signing) -> Result<Vec<Event>, Refusal> {
        misbehave::obey(&signing.opinion);
        let event = next(&history, &context, "signed");
        match signing.opinion.as_str() {
            "wrong-sequence" => Ok(vec![Event { id: event.id + 1, ..event }]),
            "same-sequence" => Ok(vec![event.clone(), event]),
            "another-person" => Ok(vec![Event { actor: "somebody-else".to_owned(), ..event }]),
            "before-the-last" => Ok(vec![Event { at: 0, ..event }]),
            "nothing" => Ok(Vec::new()),
            "nameless-refusal" => Err(Refusal { code: String::new(), ..refusal() }),
            _ => Ok(vec![event]),
        }
    }

    fn return_to_editor(_: Vec<Event>, _: Context, _: Vec<ReturnReason>) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn view(history: Vec<Event>, context: Context) -> Result<CaseView, Refusal> {
        misbehave::obey(&context.calendar);
        let mut view = CaseView {
            stage: "submitted".to_owned(),
            round: 1,
            sequence: history.last().map_or(0, |event| event.id),
            site: "portal-demo".to_owned(),
            item: "item-1".to_owned(),
            digest: digest(""),
            editor: context.actor.person,
            renditions: Vec::new(),
            findings: Vec::new(),
            sheet: Vec::new(),
            actions: Vec::new(),
            missing: Vec::new(),
            due: Vec::new(),
            permit: None,
            live: None,
            card: None,
            important: false,
            attributes: Vec::new(),
        };
        match context.calendar.as_str() {
            "another-case" => view.sequence += 1,
            "malformed-live" => view.live = Some("live".to_owned()),
            _ => {}
        }
        Ok(view)
    }

    fn replay(history: Vec<Event>) -> Result<ReplaySummary, ReplayFailure> {
        let kind = history.last().map(|event| event.kind.as_str()).unwrap_or_default();
        match kind {
            "claims-more" => Ok(ReplaySummary { events: 99, stage: "published".to_owned() }),
            "blames-another" => {
                Err(ReplayFailure { event: 99, code: "changed-event".to_owned(), message: "改动".to_owned() })
            }
            _ => Ok(ReplaySummary { events: history.len() as u64, stage: "submitted".to_owned() }),
        }
    }

    fn live(history: Vec<Event>) -> Result<Vec<Publication>, ReplayFailure> {
        let digest = if history.is_empty() { String::new() } else { "sm3:not-a-digest".to_owned() };
        Ok(history.into_iter().map(|event| Publication { channel: event.kind, digest: digest.clone() }).collect())
    }

    fn link(previous: String, event: Event) -> String {
        digest(&format!("{previous}{}", event.body))
    }
}

/// An event as the host expects it.
pub(crate) fn next(history: &[Event], context: &Context, kind: &str) -> Event {
    Event {
        id: history.last().map_or(0, |event| event.id) + 1,
        kind: kind.to_owned(),
        version: 1,
        at: context.now,
        actor: context.actor.person.clone(),
        clause: "6.1".to_owned(),
        digest: digest(""),
        body: "{}".to_owned(),
    }
}

/// A refusal as the host expects it.
pub(crate) fn refusal() -> Refusal {
    Refusal {
        code: "not-allowed".to_owned(),
        clause: "6".to_owned(),
        message: "不允许。".to_owned(),
        remedy: "无。".to_owned(),
        attributes: Vec::new(),
    }
}
