//! Using a permit (clauses 4, 6.3 and 15).

use super::{Allowed, Asked};
use crate::{PublishRequest, Refusal, unmet};

pub(super) fn decide(asked: &Asked<'_>, request: &PublishRequest, document: &str) -> Result<Allowed, Refusal> {
    asked.may_release(request, Some(document))?;
    match asked.case.permits.iter().find(|permit| permit.request == *request) {
        None => Err(Refusal::new("no-permit", "4", "没有签发发布许可", "请先申请发布许可")),
        Some(permit) => match unmet::permit_time(permit, asked.at) {
            Some(refusal) => Err(refusal),
            None => Ok(Allowed { clause: "6.3", digest: asked.open_round()?.digest.clone() }),
        },
    }
}
