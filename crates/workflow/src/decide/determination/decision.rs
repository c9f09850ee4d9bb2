//! Our own decision: "not secret" does not publish anything by itself.

use super::super::Asked;
use super::check_texts;
use crate::{Classification, Refusal, Round, Track};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, digest: &str, publish: bool, reason: &str) -> Result<String, Refusal> {
    let round = asked.round_over(digest)?;
    if asked.is_editor() || !(asked.acts_as(Role::DeputyLeader) || asked.acts_as(Role::PrincipalLeader)) {
        let message = "是否公开由分管领导或者主要领导决定，本稿件的作者不能决定";
        return Err(Refusal::new("not-a-leader", "10", message, "请由分管领导或者主要领导作出决定"));
    }
    if asked.case.determinations.about(digest).next().is_none() {
        let message = "没有就本内容书面请示过，无从依据答复作出决定";
        return Err(Refusal::new("unknown-request", "10", message, "请先书面请示"));
    }
    if asked.case.determinations.ruling(digest).is_some() {
        let message = "已就本内容作出决定";
        return Err(Refusal::new("already-decided", "10", message, "情况有变的请重新书面请示"));
    }
    check_texts(&[reason], "决定须说明理由")?;
    if publish {
        check_answers(asked, round)?;
    }
    Ok(round.digest.clone())
}

/// Publishing needs an answer from everybody who was asked, and from a body with that power when it was unclear whether it is secret.
fn check_answers(asked: &Asked<'_>, round: &Round) -> Result<(), Refusal> {
    let asked_about = &asked.case.determinations;
    if asked_about.is_secret(&round.digest) {
        let message = "本内容已被书面确定为国家秘密或者工作秘密，不得决定公开";
        return Err(Refusal::new("determined-secret", "10", message, "请停止办理，或者由采编员修改后重新提交"));
    }
    if let Some(open) = asked_about.about(&round.digest).find(|inquiry| inquiry.is_open()) {
        let message = format!("“{}”还没有书面答复，不答复不等于同意", open.letter.body);
        return Err(Refusal::new("determination-open", "10", message, "请催办，或者由审核员说明理由撤回请示"));
    }
    let is_determined = asked_about.about(&round.digest).any(|it| it.letter.track == Track::Determination);
    if round.card.classification == Classification::Pending && !is_determined {
        let message = "定密状态待确定的内容，只征求意见不能决定公开";
        return Err(Refusal::new("not-determined", "10", message, "请书面报有确定权限的部门确定"));
    }
    Ok(())
}
