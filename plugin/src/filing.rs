//! Interface `filing`.

use crate::Component;
use crate::bindings::api::filing::{Context, Digest, Event, Guest, Refusal};
use crate::review::decide;
use workflow::{Command, FilingStep};

impl Guest for Component {
    fn propose_filing(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        opinion: String,
        basis: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Filing(FilingStep::Propose { digest, opinion, basis }))
    }

    fn approve_filing(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        opinion: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Filing(FilingStep::Approve { digest, opinion }))
    }

    fn hand_in_form(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        number: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Filing(FilingStep::File { digest, number }))
    }

    fn receive_filing(history: Vec<Event>, context: Context, digest: Digest) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Filing(FilingStep::Receive { digest }))
    }

    fn hand_on_filing(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        recipient: String,
    ) -> Result<Vec<Event>, Refusal> {
        decide(history, context, &Command::Filing(FilingStep::HandOn { digest, recipient }))
    }
}
