//! Returning to the editor (6.2, 6.3): voids the whole round.

use super::{Allowed, Asked, is_reason};
use crate::{Refusal, Stage};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, reasons: &[String]) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let clause = if asked.holds_any(&[Role::SectionHead]) {
        "6.2"
    } else if asked.holds_any(&[Role::DeputyLeader, Role::PrincipalLeader, Role::Publisher, Role::InformationOfficer]) {
        "6.3"
    } else {
        return Err(Refusal::new("not-a-reviewer", "6.2", "退回由审核员或发布员作出", "采编员可以直接提交新版本"));
    };
    if asked.case.stage() == Stage::Published {
        return Err(Refusal::new(
            "already-published",
            "16",
            "内容已经发布，不能再退回",
            "发现问题请按“回头看”程序撤回或改正",
        ));
    }
    if reasons.is_empty() || reasons.len() > 20 || !reasons.iter().all(|reason| is_reason(reason)) {
        return Err(Refusal::new(
            "reason-missing",
            clause,
            "退回须说明理由",
            "请填写一至二十条理由，每条不超过 1000 字",
        ));
    }
    Ok(Allowed { clause, digest: round.digest.clone() })
}
