//! Recording evidence of the named correction system (clause 8).

use super::{Allowed, Asked, is_reason};
use crate::{Evidence, Refusal};

pub(super) fn decide(asked: &Asked<'_>, evidence: &Evidence) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    if !asked.is_in_chain() {
        let message = "只有本稿件的采编员、审核员和发布人员可以登记筛查记录";
        return Err(Refusal::new("not-in-chain", "8", message, "请由采编员登记"));
    }
    let named = &asked.facts.settings.correction_name;
    if evidence.system != *named {
        let message = format!("“{}”不是规定的内容纠错系统", evidence.system);
        return Err(Refusal::new("other-correction-system", "8", message, format!("请登记“{named}”的筛查记录")));
    }
    if ![&evidence.number, &evidence.person, &evidence.result].into_iter().all(|text| is_reason(text)) {
        let message = "筛查记录须有编号、人员和结果";
        return Err(Refusal::new("evidence-incomplete", "8", message, "请补全编号、人员和结果"));
    }
    if evidence.at > asked.at {
        let message = "筛查记录的时间晚于现在";
        return Err(Refusal::new("evidence-in-future", "8", message, "请核对筛查时间"));
    }
    if round.evidence.as_ref() == Some(evidence) {
        return Err(Refusal::new("already-recorded", "8", "同一筛查记录已经登记", "不必重复登记"));
    }
    Ok(Allowed { clause: "8", digest: round.digest.clone() })
}
