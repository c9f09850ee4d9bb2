//! The written answer: only for the content that was asked about.

use super::super::Asked;
use super::{check_in_chain, check_texts, open_inquiry};
use crate::{Refusal, WrittenAnswer};

pub(super) fn decide(asked: &Asked<'_>, answer: &WrittenAnswer) -> Result<String, Refusal> {
    let inquiry = open_inquiry(asked, answer.request)?;
    check_in_chain(asked)?;
    if answer.reply.track() != inquiry.letter.track {
        let message = "答复与请示的事项不符：报请确定的答复是否属于秘密，征求意见的答复有无不同意见";
        return Err(Refusal::new("answer-beside-the-question", "10", message, "请核对答复，按请示的事项登记"));
    }
    check_texts(&[&answer.number, &answer.text], "只登记书面答复，须有文号和内容摘要")?;
    let Some(received) = inquiry.received else {
        let message = "还没有登记对方签收，不能登记答复";
        return Err(Refusal::new("not-received", "10", message, "请先登记对方何人何时签收"));
    };
    if answer.at > asked.at || answer.at < received.at {
        let message = "答复的时间晚于现在，或者早于对方签收的时间";
        return Err(Refusal::new("time-out-of-order", "10", message, "请核对时间"));
    }
    Ok(inquiry.letter.digest.clone())
}
