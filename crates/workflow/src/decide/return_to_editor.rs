//! Returning to the editor (6.2, 6.3): voids the whole round.

use super::{Allowed, Asked, is_reason, within_limit};
use crate::unmet::PUBLISHERS;
use crate::{Refusal, ReturnReason, Stage};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, reasons: &[ReturnReason]) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let Some(clause) = clause(asked) else {
        let remedy = "采编员可以直接提交新版本";
        return Err(Refusal::new("not-a-reviewer", "6.2", "退回由审核员或发布员作出", remedy));
    };
    if asked.case.stage() == Stage::Published {
        let message = "内容已经发布，不能再退回";
        return Err(Refusal::new("already-published", "16", message, "发现问题请按“回头看”程序撤回或改正"));
    }
    if reasons.is_empty() || reasons.len() > 20 || !reasons.iter().all(|reason| is_complete(asked, reason)) {
        let remedy = "请填写一至二十条理由：选择配置中的理由，或者选择其他并写明（每条不超过 1000 字）";
        return Err(Refusal::new("reason-missing", clause, "退回须说明理由", remedy));
    }
    Ok(Allowed { clause, digest: round.digest.clone() })
}

/// The clause by which this person returns, at the level the item stands at; none when they may not.
fn clause(asked: &Asked<'_>) -> Option<&'static str> {
    let head = asked.acts_as(Role::SectionHead).then_some("6.2");
    let leader = asked.acts_as(Role::DeputyLeader).then_some("6.3");
    let principal = asked.acts_as(Role::PrincipalLeader).then_some("6");
    let publisher = asked.holds_any(&PUBLISHERS).then_some("6.3");
    match asked.case.next_level() {
        Some(1 | 2) => head.or(leader).or(principal).or(publisher),
        Some(3) => leader.or(principal).or(head).or(publisher),
        Some(_) => principal.or(leader).or(head).or(publisher),
        None => publisher.or(leader).or(principal).or(head),
    }
}

fn is_complete(asked: &Asked<'_>, reason: &ReturnReason) -> bool {
    let canned = asked.facts.settings.return_codes.contains(&reason.code);
    canned && within_limit(&reason.text) || reason.code == "other" && is_reason(&reason.text)
}
