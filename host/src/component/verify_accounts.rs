//! What a component answers about accounts, checked like everything else it says.

use super::{
    super::bindings::{Outcome, Place, Refusal, SignInRequest, SignInVerdict},
    Checked, MAX_ENTRIES, code, ensure, name, refusal, sentence,
};

/// Where an address lies.
pub(crate) fn place(place: &Place) -> Checked {
    name(&place.name, "网络名称")
}

/// At least one reason, and nothing of what must stay secret in any of them.
pub(crate) fn refusals(answer: Result<&(), &Vec<Refusal>>, secrets: &[Option<&str>]) -> Checked {
    let Err(reasons) = answer else { return Ok(()) };
    ensure(!reasons.is_empty(), "拒绝而无理由")?;
    ensure(reasons.len() <= MAX_ENTRIES, "理由数量")?;
    reasons.iter().try_for_each(|reason| {
        refusal(reason)?;
        let added = reason.attributes.iter().flat_map(|(key, value)| [key, value]);
        let mut texts = [&reason.code, &reason.clause, &reason.message, &reason.remedy].into_iter().chain(added);
        // A word of three letters can stand in any sentence; what short passwords are told is their length.
        let secret = |secret: &&str| secret.chars().count() > SHORT;
        let secrets: Vec<&str> = secrets.iter().copied().flatten().filter(secret).collect();
        ensure(!texts.any(|text| secrets.iter().any(|secret| text.contains(secret))), "回答中含有密码")
    })
}

/// Characters up to which a password is no secret worth looking for in a sentence: it is refused for its length.
const SHORT: usize = 4;

/// What a person reads.
pub(crate) fn notice(notice: Option<&str>) -> Checked {
    notice.map_or(Ok(()), |notice| sentence(notice, "提示"))
}

/// The answer to a sign-in: it ends sessions of this account only.
pub(crate) fn verdict(verdict: &SignInVerdict, request: &SignInRequest) -> Checked {
    match &verdict.outcome {
        Outcome::Refuse(reason) | Outcome::Lock(reason) => refusal(reason)?,
        Outcome::Ask(question) => sentence(question, "问题")?,
        Outcome::ChangePassword | Outcome::Allow => {}
    }
    let live = |session: &String| request.live.iter().any(|one| one.session == *session);
    ensure(verdict.end.iter().all(live), "结束了他人的会话")?;
    ensure(verdict.alerts.len() <= MAX_ENTRIES, "警示数量")?;
    verdict.alerts.iter().try_for_each(|alert| {
        code(&alert.code, "警示代码")?;
        sentence(&alert.message, "警示")
    })?;
    notice(verdict.notice.as_deref())
}
