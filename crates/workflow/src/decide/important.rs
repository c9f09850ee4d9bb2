//! Marking an item as important, and taking the mark away (clause 6).

use super::{Allowed, Asked, is_reason};
use crate::{Refusal, Round, Stage};
use articles::Role;

pub(super) fn mark(asked: &Asked<'_>, criterion: &str, reason: &str) -> Result<Allowed, Refusal> {
    let round = open(asked)?;
    if !asked.is_in_chain() {
        let message = "只有本稿件的采编员、审核员和发布人员可以标记重要信息";
        return Err(Refusal::new("not-in-chain", "6", message, "请告知本稿件的审核员"));
    }
    if criterion != "other" && !asked.facts.settings.important_criteria.iter().any(|known| known == criterion) {
        let message = format!("重要信息标准“{criterion}”不在单位配置中");
        let remedy = "请选择配置 important_criteria 中的标准，或者选择其他并说明理由";
        return Err(Refusal::new("unknown-criterion", "6", message, remedy));
    }
    check_reason(reason)?;
    if asked.case.important.is_some() {
        return Err(Refusal::new("already-important", "6", "这一稿件已经标记为重要信息", "不必重复标记"));
    }
    Ok(Allowed { clause: "6", digest: round.digest.clone() })
}

/// Only who may approve it takes the mark away. Whoever wrote it or has signed a level below may not approve it, so may not do this either.
pub(super) fn unmark(asked: &Asked<'_>, reason: &str) -> Result<Allowed, Refusal> {
    let round = open(asked)?;
    if asked.case.important.is_none() {
        return Err(Refusal::new("not-important", "6", "这一稿件没有标记为重要信息", "不必取消"));
    }
    if !asked.acts_as(Role::PrincipalLeader) {
        let message = "只有可以审定的主要领导可以取消重要信息标记";
        return Err(Refusal::new("not-the-principal", "6", message, "请由主要领导取消"));
    }
    if asked.is_editor() || round.has_signed(asked.actor) || round.has_proofread(asked.actor) {
        let message = "编辑、核校或签署过本稿件的人不能取消重要信息标记";
        return Err(Refusal::new("same-person", "6", message, "请由未参与本稿件的主要领导取消"));
    }
    check_reason(reason)?;
    Ok(Allowed { clause: "6", digest: round.digest.clone() })
}

fn open<'a>(asked: &Asked<'a>) -> Result<&'a Round, Refusal> {
    let round = asked.open_round()?;
    if asked.case.stage() == Stage::Published {
        let message = "内容已经发布，不再改变是否重要";
        return Err(Refusal::new("already-published", "6", message, "请在提交新版本时标记"));
    }
    Ok(round)
}

fn check_reason(reason: &str) -> Result<(), Refusal> {
    if is_reason(reason) {
        return Ok(());
    }
    let message = "标记或取消重要信息须说明理由";
    Err(Refusal::new("reason-missing", "6", message, "请填写理由（不超过 1000 字）"))
}
