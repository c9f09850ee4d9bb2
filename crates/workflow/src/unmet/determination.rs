//! Conditions of clause 10: what is unclear or being asked does not go on. Silence is not consent.

use crate::{Case, Classification, Facts, Refusal, Round};

/// What keeps the content of the round back.
pub(crate) fn determination(case: &Case, facts: &Facts, at: u64) -> Option<Refusal> {
    let round = case.round.as_ref()?;
    let asked = &case.determinations;
    if asked.is_secret(&round.digest) {
        let message = "本内容已被书面确定为国家秘密或者工作秘密，不得公开";
        let remedy = "请停止办理；需要公开其他部分的，另行制作公开版本提交";
        return Some(Refusal::new("determined-secret", "10", message, remedy));
    }
    match asked.ruling(&round.digest) {
        Some(ruling) if ruling.publish => None,
        Some(_) => {
            let message = "领导已作出不公开本内容的决定";
            Some(Refusal::new("decided-not-to-publish", "10", message, "请由采编员修改后重新提交，或者不再办理"))
        }
        None => unanswered(case, round, facts, at).or_else(|| undecided(case, round)).or_else(|| unclear(round)),
    }
}

fn unanswered(case: &Case, round: &Round, facts: &Facts, at: u64) -> Option<Refusal> {
    let open = || case.determinations.about(&round.digest).filter(|inquiry| inquiry.is_open());
    let overdue = open().filter(|inquiry| inquiry.is_overdue(facts, at)).count();
    let late = if overdue > 0 { format!("，其中 {overdue} 件已超过 7 个工作日") } else { String::new() };
    let message = match open().count() {
        0 => return None,
        count => format!("还有 {count} 件书面请示没有书面答复{late}，审查暂停；逾期不答复不等于同意"),
    };
    Some(Refusal::new("determination-open", "10", message, "请催办并登记书面答复，或者由审核员说明理由撤回请示"))
}

fn undecided(case: &Case, round: &Round) -> Option<Refusal> {
    case.determinations.about(&round.digest).next().map(|_| {
        let message = "已有书面答复，还没有由本单位领导作出是否公开的决定";
        Refusal::new("determination-undecided", "10", message, "请由分管领导或者主要领导依据答复作出决定")
    })
}

fn unclear(round: &Round) -> Option<Refusal> {
    (round.card.classification == Classification::Pending).then(|| {
        let message = "是否属于国家秘密、工作秘密尚不明确，在确定之前不能签字和发布";
        let remedy = "请书面报有确定权限的部门确定，得到答复后由领导作出是否公开的决定";
        Refusal::new("classification-pending", "10", message, remedy)
    })
}
