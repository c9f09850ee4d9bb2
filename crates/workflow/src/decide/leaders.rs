//! Items that concern leaders: further proofreading and the statement of compliance (clause 7).

use super::statements::check_proofreading;
use super::{Allowed, Asked, is_reason};
use crate::{Leaders, Proofreading, Refusal};

pub(super) fn proofread(asked: &Asked<'_>, digest: &str, record: &Proofreading) -> Result<Allowed, Refusal> {
    let round = asked.round_over(digest)?;
    check_concerns(round.card.leaders != Leaders::None)?;
    if asked.facts.roles.is_empty() {
        return Err(Refusal::new("no-role", "7", "没有岗位的人不能核校", "请由有岗位的人员核校"));
    }
    if asked.is_editor() || round.has_signed(asked.actor) {
        let message = "反复核校由采编员和签字人以外的人进行";
        return Err(Refusal::new("same-person", "7", message, "请由其他人员核校"));
    }
    if round.has_proofread(asked.actor) {
        return Err(Refusal::new("already-proofread", "7", "同一人已经核校过本内容", "请由另一人核校"));
    }
    check_proofreading(record, "7")?;
    Ok(Allowed { clause: "7", digest: round.digest.clone() })
}

pub(super) fn state_compliance(asked: &Asked<'_>, digest: &str, statement: &str) -> Result<Allowed, Refusal> {
    let round = asked.round_over(digest)?;
    check_concerns(round.card.leaders == Leaders::Provincial)?;
    if asked.is_editor() || !asked.is_reviewer() {
        let message = "专项说明由审核员作出，作者本人不能作出";
        return Err(Refusal::new("not-a-reviewer", "7", message, "请由科室负责人或分管领导核对后作出"));
    }
    if round.compliance.is_some() {
        return Err(Refusal::new("already-stated", "7", "本内容已有专项说明", "不必重复"));
    }
    if !is_reason(statement) {
        let message = "专项说明为空或超过 1000 字";
        return Err(Refusal::new("reason-missing", "7", message, "请写明核对了哪些规定"));
    }
    Ok(Allowed { clause: "7", digest: round.digest.clone() })
}

fn check_concerns(concerns: bool) -> Result<(), Refusal> {
    if concerns {
        return Ok(());
    }
    let message = "本稿件没有登记为需要这一步的涉及领导人的信息";
    Err(Refusal::new("leaders-not-concerned", "7", message, "涉及领导人的，请由采编员更正登记后重新提交"))
}
