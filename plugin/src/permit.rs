//! Interface `permit`.

use crate::bindings::api::permit::{
    Allowance, Context, Document, Event, Guest, Issued, PermitStanding, PublishRequest, Refusal, Verdict,
};
use crate::review::{decide, stand};
use crate::{Component, convert, state};
use workflow::Command;

impl Guest for Component {
    fn check(history: Vec<Event>, document: Document, request: PublishRequest, context: Context) -> Verdict {
        let (case, facts, at, actor) = match stand(&convert::history(history), context, None) {
            Ok(standing) => standing,
            Err(refusal) => return Verdict::Refuse(vec![refusal]),
        };
        let digest = document::digest(&document.into());
        match workflow::check(&case, &facts, at, &actor, &request.into(), &digest) {
            workflow::Verdict::Allow { permit, digest } => Verdict::Allow(Allowance {
                expires: permit.as_ref().map(|permit| permit.expires),
                permit: permit.map(|permit| permit.event),
                digest,
            }),
            workflow::Verdict::Refuse(refusals) => Verdict::Refuse(refusals.into_iter().map(Refusal::from).collect()),
        }
    }

    fn issue(
        history: Vec<Event>,
        context: Context,
        request: PublishRequest,
        not_before: Option<u64>,
    ) -> Result<Issued, Refusal> {
        let (case, facts, at, actor) = stand(&convert::history(history), context, None)?;
        let command = Command::Issue { request: request.into(), not_before };
        let event = workflow::decide(&case, &facts, at, &actor, &command)?;
        Ok(Issued { claim: workflow::claim(&case, &event), events: vec![event.into()] })
    }

    fn standing(history: Vec<Event>, permit: u64, at: u64) -> Result<PermitStanding, Refusal> {
        let standing = workflow::standing(&convert::history(history), permit, state::lexicon().digest(), at)
            .map_err(|failure| convert::unreadable_history(&failure))??;
        Ok(PermitStanding { claim: standing.claim, refusal: standing.refusal.map(Refusal::from) })
    }

    fn revoke(history: Vec<Event>, context: Context, reason: String) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Revoke { reason })
    }

    fn publish(
        history: Vec<Event>,
        context: Context,
        request: PublishRequest,
        document: Document,
    ) -> Result<Vec<Event>, Refusal> {
        let (case, facts, at, actor) = stand(&convert::history(history), context, None)?;
        let command = Command::Publish { request: request.into(), document: document::digest(&document.into()) };
        let event = workflow::decide(&case, &facts, at, &actor, &command)?;
        Ok(vec![event.into()])
    }
}
