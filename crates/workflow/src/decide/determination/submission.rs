//! What was unclear stays unclear for the same text, whatever its author puts on the card.

use super::super::Asked;
use crate::{Classification, Refusal, Submission};

pub(in crate::decide) fn check(asked: &Asked<'_>, submission: &Submission) -> Result<(), Refusal> {
    if submission.card.classification == Classification::Pending {
        return Ok(());
    }
    let digest = submission.case_digest();
    asked.case.determinations.doubt(&digest, &submission.renditions).map_or(Ok(()), |doubt| {
        let message = "同一内容曾登记为是否涉密尚不明确，作者不能自行改为不涉密";
        let remedy = "请书面报请确定并由领导决定公开，或者由审核员说明理由退回后再更正登记";
        Err(Refusal::new("classification-unresolved", "10", message, remedy).with("doubted", &*doubt.digest))
    })
}
