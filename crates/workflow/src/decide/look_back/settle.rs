//! Proving that what was taken down is gone, and closing the withdrawal (clause 16).

use super::Asked;
use crate::decide::{is_reason, within_limit};
use crate::{Refusal, Withdrawal};
use articles::Role;

/// 综合协调科, which is in touch with 市大数据管理中心, puts its confirmation on record.
pub(super) fn confirm<'a>(asked: &Asked<'a>, name: &str, at: u64, note: &str) -> Result<&'a str, Refusal> {
    let open = open(asked)?;
    check_coordinator(asked)?;
    if open.confirmed.is_some() {
        return Err(Refusal::new("already-confirmed", "16", "市大数据管理中心的确认已经登记", "不必重复登记"));
    }
    if !is_reason(name) || !within_limit(note) {
        let message = "没有写明市大数据管理中心的确认人，或者说明过长";
        return Err(Refusal::new("confirmation-incomplete", "16", message, "请填写确认人（说明不超过 1000 字）"));
    }
    if at < open.taken_down.at || at > asked.at {
        let message = "确认时间早于撤稿，或者晚于现在";
        return Err(Refusal::new("confirmation-out-of-range", "16", message, "请核对确认时间"));
    }
    Ok(&open.digest)
}

/// Somebody has looked at one channel.
pub(super) fn check_channel<'a>(asked: &Asked<'a>, channel: &str, note: &str) -> Result<&'a str, Refusal> {
    let open = open(asked)?;
    if !asked.may_stop() {
        let message = "撤稿后的核查由本稿件的采编、审核、发布人员，综合协调科或者值班人员进行";
        return Err(Refusal::new("not-in-chain", "16", message, "请由综合协调科核查"));
    }
    let refusal = match open.channels.get(channel) {
        None => {
            let message = format!("渠道“{channel}”不在这次撤稿的范围内");
            Refusal::new("other-channel", "16", message, "请核查发布过的渠道")
        }
        Some(Some(_)) => Refusal::new("already-checked", "16", format!("渠道“{channel}”已经核查"), "不必重复核查"),
        Some(None) if !within_limit(note) => Refusal::new("note-too-long", "16", "核查说明超过 1000 字", "请缩短说明"),
        Some(None) => return Ok(&open.digest),
    };
    Err(refusal)
}

/// Closing needs the confirmation and a look at every channel.
pub(super) fn close<'a>(asked: &Asked<'a>, note: &str) -> Result<&'a str, Refusal> {
    let open = open(asked)?;
    check_coordinator(asked)?;
    if open.confirmed.is_none() {
        let message = "市大数据管理中心还没有确认撤下";
        return Err(Refusal::new("withdrawal-unconfirmed", "16", message, "请与市大数据管理中心对接，登记其确认"));
    }
    let unchecked: Vec<&str> = open.unchecked().collect();
    if !unchecked.is_empty() {
        let message = format!("还有 {} 个渠道没有核查是否已经撤下", unchecked.len());
        return Err(Refusal::new("channels-unchecked", "16", message, "请逐个渠道核查并登记")
            .with("channels", unchecked.join(" ")));
    }
    if !is_reason(note) {
        let message = "办结须写明问题和处理情况";
        return Err(Refusal::new("note-missing", "16", message, "请填写处理情况（不超过 1000 字）"));
    }
    Ok(&open.digest)
}

fn open<'a>(asked: &Asked<'a>) -> Result<&'a Withdrawal, Refusal> {
    asked
        .case
        .look_back
        .open_withdrawal()
        .ok_or_else(|| Refusal::new("no-withdrawal", "16", "没有未办结的撤稿", "需要撤稿的请先撤下"))
}

fn check_coordinator(asked: &Asked<'_>) -> Result<(), Refusal> {
    if asked.holds_any(&[Role::Coordinator]) {
        return Ok(());
    }
    let message = "撤稿由综合协调科与市大数据管理中心对接";
    Err(Refusal::new("not-the-coordinator", "16", message, "请由综合协调科办理"))
}
