//! Taking open permits back (clause 4).

use super::{Allowed, Asked, is_reason};
use crate::Refusal;

/// Whoever has a part in the item may stop it, at any hour and from any place that may use the platform at all: stopping harms nobody.
pub(super) fn decide(asked: &Asked<'_>, reason: &str) -> Result<Allowed, Refusal> {
    let Some(round) = &asked.case.round else {
        return Err(Refusal::new("not-submitted", "4", "还没有提交审查的内容", "请由采编员先提交内容"));
    };
    if !asked.may_stop() {
        let message = "撤销许可由本稿件的采编、审核、发布人员或者值班人员作出";
        return Err(Refusal::new("not-in-chain", "4", message, "请告知本稿件的审核员或发布员"));
    }
    if !asked.case.permits.iter().any(|permit| asked.at < permit.expires) {
        return Err(Refusal::new("no-permit", "4", "没有未使用的发布许可", "不必撤销"));
    }
    if !is_reason(reason) {
        return Err(Refusal::new("reason-missing", "4", "撤销许可须说明理由", "请填写理由（不超过 1000 字）"));
    }
    Ok(Allowed { clause: "4", digest: round.digest.clone() })
}
