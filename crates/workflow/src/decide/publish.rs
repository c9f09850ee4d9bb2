//! Using a permit (clauses 4, 6.3 and 15).

use super::{Allowed, Asked};
use crate::{PublishRequest, Refusal, unmet};

pub(super) fn decide(asked: &Asked<'_>, request: &PublishRequest, document: &str) -> Result<Allowed, Refusal> {
    let unmet = unmet::review(asked.case, asked.facts)
        .into_iter()
        .chain(unmet::content(asked.case, request, Some(document)))
        .chain(unmet::publisher(asked.case, asked.facts, asked.actor, asked.at));
    if let Some(first) = unmet.into_iter().next() {
        return Err(first);
    }
    match asked.case.permits.iter().find(|permit| permit.request == *request) {
        None => Err(Refusal::new("no-permit", "4", "没有签发发布许可", "请先申请发布许可")),
        Some(permit) if asked.at >= permit.expires => {
            Err(Refusal::new("permit-expired", "4", "发布许可已经过期", "请重新申请发布许可"))
        }
        Some(_) => Ok(Allowed { clause: "6.3", digest: asked.open_round()?.digest.clone() }),
    }
}
