//! What was asked about the content, and what was answered (clause 10).

use super::{Printing, Time};
use crate::{Command, DeterminationStep, Inquiry, Reply, Track};
use articles::ANSWER_WORKING_DAYS;
use forms::{Answer, Date, Determination};

/// The last letter about this content, or a blank one: what is asked and why is then for a pen.
pub(super) fn determination(printing: &Printing<'_>) -> Determination {
    let blank = Determination { working_days: ANSWER_WORKING_DAYS.into(), ..Determination::default() };
    let Some(inquiry) = about(printing).last() else { return blank };
    let letter = &inquiry.letter;
    let ruling = printing.case.determinations.ruling(&printing.round.digest);
    let decision = |publish: bool| if publish { "决定公开" } else { "决定不予公开" };
    Determination {
        consultation: letter.track == Track::Consultation,
        bodies: letter.body.clone(),
        question: letter.question.clone(),
        sent_at: inquiry.sent.map(Time),
        received_at: inquiry.received.map(|receipt| Time(receipt.at)),
        receiver: receiver(printing, inquiry.event),
        due_on: inquiry.received.map(|receipt| Date(receipt.due.day)),
        provisional: inquiry.received.is_some_and(|receipt| receipt.due.provisional),
        answers: inquiry.answer.iter().map(|answer| written(inquiry, answer)).collect(),
        decision: ruling.map(|one| format!("{}：{}", decision(one.publish), one.reason)).unwrap_or_default(),
        ..blank
    }
}

/// The letter's number, which heads the form.
pub(super) fn number(printing: &Printing<'_>) -> Option<String> {
    about(printing).last().map(|inquiry| inquiry.letter.number.clone())
}

/// All letters about this content in short, for the review sheet.
pub(super) fn summary(printing: &Printing<'_>) -> String {
    let said = |inquiry: &Inquiry| {
        let track = if inquiry.letter.track == Track::Consultation { "征求意见" } else { "报请确定" };
        let answer = inquiry.answer.as_ref().map_or("尚无书面答复", |answer| reply(answer.reply));
        format!("{track}（{}，{}）：{answer}", inquiry.letter.body, inquiry.letter.number)
    };
    about(printing).map(said).collect::<Vec<_>>().join("；")
}

/// Whether another body was asked for its opinion.
pub(super) fn concerns_others(printing: &Printing<'_>) -> bool {
    about(printing).any(|inquiry| inquiry.letter.track == Track::Consultation)
}

fn about<'a>(printing: &Printing<'a>) -> impl Iterator<Item = &'a Inquiry> {
    printing.case.determinations.about(&printing.round.digest)
}

/// Who signed for the letter: it stands in the record alone.
fn receiver(printing: &Printing<'_>, request: u64) -> String {
    let received = printing.steps.iter().find_map(|step| match &step.command {
        Command::Determination(DeterminationStep::Receive(it)) if it.request == request => Some(it.person.clone()),
        _ => None,
    });
    received.unwrap_or_default()
}

fn written(inquiry: &Inquiry, answer: &crate::WrittenAnswer) -> Answer {
    Answer {
        body: inquiry.letter.body.clone(),
        at: Some(Time(answer.at)),
        number: answer.number.clone(),
        conclusion: [reply(answer.reply), &answer.text].join("："),
    }
}

const fn reply(reply: Reply) -> &'static str {
    match reply {
        Reply::NotSecret => "不属于国家秘密、工作秘密",
        Reply::Secret => "属于国家秘密或者工作秘密",
        Reply::NoObjection => "无不同意见",
        Reply::Objection => "不同意公开",
    }
}
