//! Interface `determination`.

use crate::bindings::api::determination::{
    Context, DeterminationView, Digest, Event, Guest, Handover, Refusal, RequestLetter, WrittenAnswer,
};
use crate::review::{decide, stand};
use crate::{Component, convert};
use workflow::{Command, DeterminationStep};

impl Guest for Component {
    fn request_determination(
        history: Vec<Event>,
        context: Context,
        letter: RequestLetter,
    ) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Request(convert::letter(letter)?))
    }

    fn record_sending(history: Vec<Event>, context: Context, handover: Handover) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Send(handover.into()))
    }

    fn record_receipt(history: Vec<Event>, context: Context, handover: Handover) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Receive(handover.into()))
    }

    fn record_reminder(history: Vec<Event>, context: Context, handover: Handover) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Remind(handover.into()))
    }

    fn record_answer(history: Vec<Event>, context: Context, answer: WrittenAnswer) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Answer(convert::written_answer(answer)?))
    }

    fn decide_openness(
        history: Vec<Event>,
        context: Context,
        digest: Digest,
        publish: bool,
        reason: String,
    ) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Decide { digest, publish, reason })
    }

    fn withdraw_request(
        history: Vec<Event>,
        context: Context,
        request: u64,
        reason: String,
    ) -> Result<Vec<Event>, Refusal> {
        take(history, context, DeterminationStep::Withdraw { request, reason })
    }

    fn determination(history: Vec<Event>, context: Context) -> Result<DeterminationView, Refusal> {
        let (case, facts, at, _) = stand(&convert::history(history), context, None)?;
        Ok(convert::determination_view(&case, &facts, at))
    }
}

fn take(history: Vec<Event>, context: Context, step: DeterminationStep) -> Result<Vec<Event>, Refusal> {
    decide(history, context, &Command::Determination(step))
}
