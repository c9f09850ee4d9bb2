//! Interface `permit`: the document's title, or the action asked for, says what to do.

use crate::bindings::api::permit::{Allowance, Guest, Issued, PermitStanding, PublishRequest, Verdict};
use crate::bindings::api::types::{Context, Document, Event, Refusal};
use crate::case::{next, refusal};
use crate::{Component, misbehave};

impl Guest for Component {
    fn check(_: Vec<Event>, document: Document, _: PublishRequest, _: Context) -> Verdict {
        misbehave::obey(&document.title);
        match document.title.as_str() {
            "refuse-without-reason" => Verdict::Refuse(Vec::new()),
            "allow-nothing" => Verdict::Allow(Allowance { permit: None, digest: String::new(), expires: None }),
            _ => Verdict::Refuse(vec![refusal()]),
        }
    }

    fn revoke(_: Vec<Event>, _: Context, _: String) -> Result<Vec<Event>, Refusal> {
        Err(refusal())
    }

    fn issue(
        history: Vec<Event>,
        context: Context,
        request: PublishRequest,
        _: Option<u64>,
    ) -> Result<Issued, Refusal> {
        misbehave::obey(&request.action);
        let claim = if request.action == "empty-claim" { Vec::new() } else { b"{}".to_vec() };
        Ok(Issued { events: vec![next(&history, &context, "permit-issued")], claim })
    }

    fn standing(_: Vec<Event>, _: u64, _: u64) -> Result<PermitStanding, Refusal> {
        Err(refusal())
    }

    fn publish(_: Vec<Event>, _: Context, _: PublishRequest, document: Document) -> Result<Vec<Event>, Refusal> {
        misbehave::obey(&document.title);
        Err(refusal())
    }
}
