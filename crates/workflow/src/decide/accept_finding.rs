//! Accepting a finding with a reason (clauses 8 and 11).

use super::{Allowed, Asked, REVIEWERS, is_reason};
use crate::{FindingState, Refusal};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, key: &str, reason: &str) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let states: Vec<_> = round.findings.iter().filter(|state| state.finding.key == key).collect();
    let Some(state) = states.first() else {
        return Err(Refusal::new("unknown-finding", "8", "本轮筛查没有这一条发现", "请刷新后重试").with("key", key));
    };
    if states.iter().all(|state| state.disposition.is_some()) {
        return Err(Refusal::new("already-answered", "8", "这一条发现已经处理", "不必重复处理").with("key", key));
    }
    if !is_reason(reason) {
        return Err(Refusal::new("reason-missing", "8", "接受一条发现须说明理由", "请填写理由（不超过 1000 字）"));
    }
    check_person(asked, state)?;
    Ok(Allowed { clause: if state.is_prohibited_content() { "11" } else { "8" }, digest: round.digest.clone() })
}

fn check_person(asked: &Asked<'_>, state: &FindingState) -> Result<(), Refusal> {
    let reviewer = asked.holds_any(&REVIEWERS);
    if state.is_prohibited_content() {
        if asked.case.editors.contains(asked.actor) {
            let message = "疑似严禁发布的内容不能由作者本人放行";
            return Err(Refusal::new(
                "author-may-not-answer",
                "11",
                message,
                "请删除该内容，或者由审核员判断并说明依据",
            ));
        }
        let own_head = asked.facts.section == asked.case.section;
        let leader = asked.holds_any(&[Role::DeputyLeader, Role::PrincipalLeader]);
        if !(leader || reviewer && own_head) {
            let message = "疑似严禁发布的内容须由审核员判断";
            return Err(Refusal::new("not-a-reviewer", "11", message, "请由本科室负责人或分管领导处理"));
        }
    } else if !reviewer && asked.case.editor != asked.actor {
        let message = "只有本稿件的采编员和审核员可以处理筛查发现";
        return Err(Refusal::new("not-in-chain", "8", message, "请由采编员或审核员处理"));
    }
    Ok(())
}
