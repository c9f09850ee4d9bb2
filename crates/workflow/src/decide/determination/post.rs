//! The letter's way: sent, received and reminded of, each recorded apart. Without a receipt no time runs.

use super::super::Asked;
use super::{check_in_chain, check_texts, open_inquiry};
use crate::{Handover, Inquiry, Refusal};

pub(super) fn send(asked: &Asked<'_>, handover: &Handover) -> Result<String, Refusal> {
    let inquiry = begin(asked, handover, 0)?;
    if inquiry.sent.is_some() {
        return Err(Refusal::new("already-sent", "10", "这一件请示已经登记发出", "不必重复登记"));
    }
    Ok(inquiry.letter.digest.clone())
}

pub(super) fn receive(asked: &Asked<'_>, handover: &Handover) -> Result<String, Refusal> {
    let inquiry = begin(asked, handover, sent(asked, handover.request)?)?;
    if inquiry.received.is_some() {
        return Err(Refusal::new("already-received", "10", "这一件请示已经登记签收", "不必重复登记"));
    }
    Ok(inquiry.letter.digest.clone())
}

pub(super) fn remind(asked: &Asked<'_>, handover: &Handover) -> Result<String, Refusal> {
    Ok(begin(asked, handover, sent(asked, handover.request)?)?.letter.digest.clone())
}

/// When the letter was sent.
fn sent(asked: &Asked<'_>, request: u64) -> Result<u64, Refusal> {
    open_inquiry(asked, request)?
        .sent
        .ok_or_else(|| Refusal::new("not-sent", "10", "这一件请示还没有登记发出", "请先登记何人何时以何方式发出"))
}

/// What every handover needs: a letter that waits, somebody who keeps the record, who and how, and a time that has been.
fn begin<'a>(asked: &Asked<'a>, handover: &Handover, not_before: u64) -> Result<&'a Inquiry, Refusal> {
    let inquiry = open_inquiry(asked, handover.request)?;
    check_in_chain(asked)?;
    check_texts(&[&handover.person, &handover.manner], "须写明经手人和方式")?;
    if handover.at > asked.at || handover.at < not_before {
        let message = "登记的时间晚于现在，或者早于发出的时间";
        return Err(Refusal::new("time-out-of-order", "10", message, "请核对时间"));
    }
    Ok(inquiry)
}
