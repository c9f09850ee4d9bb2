//! Recording what screening gave (clauses 8 and 11.1).

use super::{Allowed, Asked};
use crate::{Refusal, Screening};

pub(super) fn decide(asked: &Asked<'_>, screening: &Screening) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    if screening.secrecy_stop {
        return Err(Refusal::new(
            "secrecy-stop",
            "11.1",
            "内容带有国家秘密标志，严禁发布，本系统不保存",
            "请立即停止处理并转到线下，在 24 小时内报告保密工作机构",
        ));
    }
    if asked.facts.roles.is_empty() {
        return Err(Refusal::new("no-role", "6", "没有审查岗位的人不能记录筛查结果", "请由采编员操作"));
    }
    let mut renditions = round.renditions.iter();
    if !renditions.any(|rendition| rendition.digest == screening.document && rendition.texts == screening.texts) {
        let message = "筛查的内容（包括附件文字）不是本轮提交的内容";
        let refusal = Refusal::new("content-changed", "4", message, "请筛查本轮提交的内容");
        return Err(refusal.with("offered", &*screening.document));
    }
    if screening.pack != asked.facts.pack {
        let message = "筛查所用的词库不是现行词库";
        return Err(Refusal::new("screened-with-other-words", "8", message, "请用现行词库重新筛查"));
    }
    if round.screenings.get(&screening.document).is_some_and(|old| old.report == screening.report) {
        return Err(Refusal::new("already-screened", "8", "同一筛查结果已经记录", "不必重复筛查"));
    }
    Ok(Allowed { clause: "8", digest: round.digest.clone() })
}
