//! Answering a finding (clauses 8 and 11).

use super::{Allowed, Asked, is_reason, within_limit};
use crate::{Answer, DispositionKind, FindingState, Refusal};

pub(super) fn decide(asked: &Asked<'_>, answer: &Answer) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let key = answer.key.as_str();
    let states: Vec<_> = round.findings.iter().filter(|state| state.finding.key == key).collect();
    let Some(state) = states.first() else {
        return Err(Refusal::new("unknown-finding", "8", "本轮筛查没有这一条发现", "请刷新后重试").with("key", key));
    };
    check_person(asked, state)?;
    check_kind(state, answer.kind)?;
    check_texts(state, answer)?;
    if states.iter().all(|state| is_answered(asked, state, answer.kind)) {
        return Err(Refusal::new("already-answered", "8", "这一条发现已经处理", "不必重复处理").with("key", key));
    }
    Ok(Allowed { clause: clause(state), digest: round.digest.clone() })
}

fn clause(state: &FindingState) -> &'static str {
    if state.is_prohibited_content() { "11" } else { "8" }
}

/// Whether another answer of this person adds nothing. Reviewers answer a grave misstatement one by one, and whoever finds that something
/// belongs to clause 11 says so whatever was said before.
fn is_answered(asked: &Asked<'_>, state: &FindingState, kind: DispositionKind) -> bool {
    match kind {
        DispositionKind::Prohibited => state.is_prohibited(),
        _ if state.is_grave() => state.answered_by(asked.actor),
        _ => !state.answers.is_empty(),
    }
}

fn check_person(asked: &Asked<'_>, state: &FindingState) -> Result<(), Refusal> {
    if !state.is_for_reviewers() {
        if asked.is_reviewer() || asked.case.editor == asked.actor {
            return Ok(());
        }
        let message = "只有本稿件的采编员和审核员可以处理筛查发现";
        return Err(Refusal::new("not-in-chain", "8", message, "请由采编员或审核员处理"));
    }
    let (clause, what) = match clause(state) {
        "11" => ("11", "疑似严禁发布的内容"),
        _ => ("8", "严重错误表述"),
    };
    if asked.is_editor() {
        let message = format!("{what}不能由作者本人放行");
        let remedy = "请删除该内容，或者由审核员判断并说明依据";
        return Err(Refusal::new("author-may-not-answer", clause, message, remedy));
    }
    if !asked.is_reviewer() {
        let message = format!("{what}须由审核员判断");
        return Err(Refusal::new("not-a-reviewer", clause, message, "请由本科室负责人或分管领导处理"));
    }
    Ok(())
}

/// A hit of clause 11 is judged, everything else is accepted or contradicted.
fn check_kind(state: &FindingState, kind: DispositionKind) -> Result<(), Refusal> {
    let judges = matches!(kind, DispositionKind::NotProhibited | DispositionKind::Prohibited);
    if judges == state.is_prohibited_content() {
        return Ok(());
    }
    let (message, remedy) = if judges {
        ("这一条发现不涉及严禁发布的内容，不作属于或不属于的判断", "请选择接受或误报")
    } else {
        ("疑似严禁发布的内容不能接受，只能判断是否属于严禁发布的内容", "请由审核员判断属于或不属于，并说明理由或依据")
    };
    Err(Refusal::new("wrong-disposition", clause(state), message, remedy))
}

/// 不属于 rests on a reason or on a lawful basis, everything else on a reason.
fn check_texts(state: &FindingState, answer: &Answer) -> Result<(), Refusal> {
    let by_basis = answer.kind == DispositionKind::NotProhibited && is_reason(&answer.basis);
    let complete = is_reason(&answer.reason) || by_basis;
    if complete && within_limit(&answer.reason) && within_limit(&answer.basis) {
        return Ok(());
    }
    let remedy = "请填写理由（不超过 1000 字）；判断为不属于的，也可以填写公开的法定依据";
    Err(Refusal::new("reason-missing", clause(state), "处理一条发现须说明理由", remedy))
}
