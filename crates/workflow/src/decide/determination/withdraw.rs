//! Taking a letter back.

use super::super::Asked;
use super::{check_texts, open_inquiry};
use crate::Refusal;

/// The doubt is not the author's to drop: a reviewer takes the letter back.
pub(super) fn decide(asked: &Asked<'_>, request: u64, reason: &str) -> Result<String, Refusal> {
    let inquiry = open_inquiry(asked, request)?;
    if asked.is_editor() || !asked.is_reviewer() {
        let message = "请示由科室负责人或者领导撤回，本稿件的作者不能撤回";
        return Err(Refusal::new("not-a-reviewer", "10", message, "请由审核员撤回"));
    }
    check_texts(&[reason], "撤回请示须说明理由")?;
    Ok(inquiry.letter.digest.clone())
}
