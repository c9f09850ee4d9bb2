//! Clause 10: the letter, its way there and back, and our own decision.

mod answer;
mod decision;
mod post;
mod request;
mod submission;
mod withdraw;

pub(super) use submission::check as check_submission;

use super::{Allowed, Asked, is_reason};
use crate::{DeterminationStep, Inquiry, Refusal};

pub(super) fn decide(asked: &Asked<'_>, step: &DeterminationStep) -> Result<Allowed, Refusal> {
    let digest = match step {
        DeterminationStep::Request(letter) => request::decide(asked, letter),
        DeterminationStep::Send(handover) => post::send(asked, handover),
        DeterminationStep::Receive(handover) => post::receive(asked, handover),
        DeterminationStep::Remind(handover) => post::remind(asked, handover),
        DeterminationStep::Answer(answer) => answer::decide(asked, answer),
        DeterminationStep::Decide { digest, publish, reason } => decision::decide(asked, digest, *publish, reason),
        DeterminationStep::Withdraw { request, reason } => withdraw::decide(asked, *request, reason),
    }?;
    Ok(Allowed { clause: "10", digest })
}

/// The letter that a step is about: it concerns the content of the open round and still waits for its answer.
fn open_inquiry<'a>(asked: &Asked<'a>, request: u64) -> Result<&'a Inquiry, Refusal> {
    let round = asked.open_round()?;
    let Some(inquiry) = asked.case.determinations.inquiry(request) else {
        let message = "没有这一件书面请示";
        return Err(Refusal::new("unknown-request", "10", message, "请先登记请示").with("request", request.to_string()));
    };
    if inquiry.letter.digest != round.digest {
        let message = "这一件请示针对的是改动前的内容，答复不能用于现在的内容";
        return Err(Refusal::new("content-changed", "10", message, "请就现在的内容重新书面请示")
            .with("asked", &*inquiry.letter.digest)
            .with("current", &*round.digest));
    }
    if inquiry.withdrawn {
        return Err(Refusal::new("request-withdrawn", "10", "这一件请示已经撤回", "请重新书面请示"));
    }
    if inquiry.answer.is_some() {
        return Err(Refusal::new("already-answered", "10", "这一件请示已经有书面答复", "不必重复登记"));
    }
    Ok(inquiry)
}

/// The record is kept by those who have a part in the item.
fn check_in_chain(asked: &Asked<'_>) -> Result<(), Refusal> {
    if asked.is_in_chain() {
        return Ok(());
    }
    let message = "请示和答复由本稿件的采编员、审核员和发布人员登记";
    Err(Refusal::new("not-in-chain", "10", message, "请由本稿件的采编员或审核员办理"))
}

/// Texts that are asked for.
fn check_texts(texts: &[&str], message: &str) -> Result<(), Refusal> {
    if texts.iter().all(|text| is_reason(text)) {
        return Ok(());
    }
    Err(Refusal::new("reason-missing", "10", message, "请填写完整（每项不超过 1000 字）"))
}
