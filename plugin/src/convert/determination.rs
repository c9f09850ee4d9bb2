//! Letters, answers and decisions of clause 10.

use super::card::{id, word};
use crate::bindings::api::determination::{
    DecisionView, DeterminationView, Handover, InquiryView, Refusal, RequestLetter, WrittenAnswer,
};
use workflow::{Case, Facts, Inquiry};

/// The letter as the workflow reads it.
///
/// # Errors
/// `unknown-value` for its track.
pub(crate) fn letter(it: RequestLetter) -> Result<workflow::Letter, Refusal> {
    Ok(workflow::Letter {
        track: word(("track", "请示事项", "10"), &it.track)?,
        digest: it.digest,
        number: it.number,
        body: it.body,
        competence: it.competence,
        question: it.question,
    })
}

impl From<Handover> for workflow::Handover {
    fn from(it: Handover) -> Self {
        Self { request: it.request, person: it.person, at: it.at, manner: it.manner }
    }
}

/// The answer as the workflow reads it.
///
/// # Errors
/// `unknown-value` for what it says.
pub(crate) fn written_answer(it: WrittenAnswer) -> Result<workflow::WrittenAnswer, Refusal> {
    Ok(workflow::WrittenAnswer {
        request: it.request,
        number: it.number,
        at: it.at,
        reply: word(("reply", "答复意见", "10"), &it.reply)?,
        text: it.text,
    })
}

/// How clause 10 stands for a case.
pub(crate) fn determination_view(case: &Case, facts: &Facts, at: u64) -> DeterminationView {
    let digest = case.round.as_ref().map(|round| round.digest.as_str()).unwrap_or_default();
    let ruling = case.determinations.ruling(digest);
    DeterminationView {
        suspended: workflow::is_suspended(case, facts, at),
        inquiries: case.determinations.inquiries.iter().map(|it| inquiry(it, digest, facts, at)).collect(),
        decision: ruling.map(|it| DecisionView {
            person: it.person.clone(),
            publish: it.publish,
            reason: it.reason.clone(),
        }),
    }
}

fn inquiry(it: &Inquiry, digest: &str, facts: &Facts, at: u64) -> InquiryView {
    let due = it.received.map(|receipt| receipt.due(facts));
    InquiryView {
        request: it.event,
        track: id(&it.letter.track),
        digest: it.letter.digest.clone(),
        number: it.letter.number.clone(),
        body: it.letter.body.clone(),
        question: it.letter.question.clone(),
        person: it.person.clone(),
        status: status(it, digest).to_owned(),
        sent: it.sent,
        received: it.received.map(|receipt| receipt.at),
        due: due.map(|due| calendar::format_day(due.day)),
        provisional: due.is_some_and(|due| due.provisional),
        overdue: it.letter.digest == digest && it.is_overdue(facts, at),
        reminders: it.reminders,
        reply: it.answer.as_ref().map(|answer| id(&answer.reply)),
        answer: it.answer.as_ref().map(|answer| answer.text.clone()).unwrap_or_default(),
    }
}

fn status(it: &Inquiry, digest: &str) -> &'static str {
    match it {
        it if it.withdrawn => "withdrawn",
        it if it.letter.digest != digest => "void",
        it if it.answer.is_some() => "answered",
        it if it.received.is_some() => "received",
        it if it.sent.is_some() => "sent",
        _ => "drafted",
    }
}
