//! Using a permit (clauses 4, 6.3 and 15).

use super::{Allowed, Asked};
use crate::{PublishRequest, Refusal};

pub(super) fn decide(asked: &Asked<'_>, request: &PublishRequest, document: &str) -> Result<Allowed, Refusal> {
    asked.may_release(request, Some(document))?;
    match asked.case.permits.iter().find(|permit| permit.request == *request) {
        None => Err(Refusal::new("no-permit", "4", "没有签发发布许可", "请先申请发布许可")),
        Some(permit) if asked.at >= permit.expires => {
            Err(Refusal::new("permit-expired", "4", "发布许可已经过期", "请重新申请发布许可"))
        }
        Some(permit) if asked.at < permit.not_before => {
            let message = "还没有到许可的发布时间";
            Err(Refusal::new("permit-not-yet", "4", message, "请到定时的时间再发布，或者撤销后重新申请")
                .with("not_before", permit.not_before.to_string()))
        }
        Some(_) => Ok(Allowed { clause: "6.3", digest: asked.open_round()?.digest.clone() }),
    }
}
