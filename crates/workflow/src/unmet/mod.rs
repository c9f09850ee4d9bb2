//! What is missing before content may be published, all at once.

mod card;
mod determination;
mod filing;
mod in_force;
mod look_back;
mod permit_time;
mod place;
mod release;
mod screening;

pub(crate) use card::{card, expiry};
pub(crate) use determination::determination;
pub(crate) use filing::filing;
pub(crate) use look_back::{must_come_down, withdrawn};
pub(crate) use permit_time::{expired, permit_time};
pub(crate) use place::{Work, place};
pub(crate) use release::{PUBLISHERS, release};
pub(crate) use screening::{findings_for, other_words, screening};

use crate::{Case, Facts, NetworkZone, Refusal, Round};
use articles::{FINAL_LEVEL, PERMIT_MINUTES, Role};

/// The levels of review: number, name, role and clause.
pub(crate) const LEVELS: [(u8, &str, Role, &str); FINAL_LEVEL as usize] = [
    (1, "初审", Role::Editor, "6.1"),
    (2, "复审", Role::SectionHead, "6.2"),
    (3, "三审", Role::DeputyLeader, "6.3"),
    (FINAL_LEVEL, "审定", Role::PrincipalLeader, "6"),
];

/// The name of a level.
pub(crate) fn level_name(level: u8) -> &'static str {
    LEVELS.iter().find(|(number, ..)| *number == level).map_or("", |(_, name, ..)| name)
}

/// The clause that asks for a level.
pub(crate) fn level_clause(level: u8) -> &'static str {
    LEVELS.iter().find(|(number, ..)| *number == level).map_or("6", |(.., clause)| clause)
}

/// Conditions on the content's review, whoever publishes it.
pub(crate) fn review(case: &Case, facts: &Facts, at: u64) -> Vec<Refusal> {
    let Some(round) = &case.round else {
        return vec![Refusal::new(
            "not-reviewed",
            "4",
            "这一稿件没有提交过审查，未经审查不得公开",
            "请由采编员提交审查",
        )];
    };
    if round.returned {
        return vec![Refusal::new("returned", "6", "这一轮审查已退回，签字全部作废", "请由采编员修改后重新提交")];
    }
    if round.withdrawn {
        return vec![withdrawn()];
    }
    let mut unmet: Vec<Refusal> = overtaken(round).into_iter().collect();
    unmet.extend(screening(round, facts));
    unmet.extend(card(&round.card, facts));
    unmet.extend(expiry(&round.card, at));
    unmet.extend(determination(case, facts, at));
    unmet.extend(screening::findings(round));
    unmet.extend(leaders(round));
    for (level, name, role, clause) in LEVELS.into_iter().filter(|(level, ..)| *level <= case.levels()) {
        if round.signature(level).is_none() {
            let message = format!("缺{name}签字");
            let remedy = format!("请由{}签署{name}意见", role.title());
            unmet.push(Refusal::new("signature-missing", clause, message, remedy));
        }
    }
    unmet.extend(filing(case));
    unmet.extend(look_back::look_back(case));
    unmet
}

/// Words that came into force after a signature and block: the signatures were given without knowing them (clause 8).
pub(crate) fn overtaken(round: &Round) -> Option<Refusal> {
    round.overtaken.then(|| {
        let message = "词库更新后重新筛查，出现签字时没有的严重问题，原签字不能再用";
        Refusal::new("overtaken-by-words", "8", message, "请退回采编员改正后重新提交")
    })
}

/// Conditions of clause 7 on an item that concerns leaders, due before the third review.
pub(crate) fn leaders(round: &Round) -> Vec<Refusal> {
    use crate::Leaders;
    /// 反复核校: by so many people besides the editor and the signers.
    const FURTHER_READERS: usize = 2;
    let mut unmet = Vec::new();
    if round.card.leaders == Leaders::None {
        return unmet;
    }
    if round.proofreads.iter().any(|proofread| proofread.errors) {
        let message = "核校人员发现了错误";
        unmet.push(Refusal::new("proofreaders-found-errors", "7", message, "请退回采编员改正后重新提交"));
    }
    if round.proofreads.len() < FURTHER_READERS {
        let missing = FURTHER_READERS - round.proofreads.len();
        let message = format!("涉及领导人的信息须反复核校，还缺 {missing} 人核校");
        unmet.push(Refusal::new("leaders-not-proofread", "7", message, "请由采编员和签字人以外的人员核校"));
    }
    if round.card.leaders == Leaders::Provincial && round.compliance.is_none() {
        let message = "涉及省部级以上领导同志的报道，没有符合中央有关规定的专项说明";
        unmet.push(Refusal::new("compliance-not-stated", "7", message, "请由审核员核对后作出专项说明"));
    }
    unmet
}

/// Conditions on every step, whatever it is: by settings in force, not from a public network, by known roles, on the site the case belongs to.
pub(crate) fn standing(case: &Case, facts: &Facts, at: u64) -> Option<Refusal> {
    if let Some(refusal) = in_force::in_force(facts, at) {
        return Some(refusal);
    }
    if facts.network == NetworkZone::Public {
        return Some(Refusal::new("public-network", "15", "不得在网吧和公共 WIFI 网络环境下使用", "请换用办公网络"));
    }
    if let Some(unknown) = facts.roles.iter().find(|role| Role::from_id(role).is_none()) {
        let message = format!("角色“{unknown}”不在《规范》规定的岗位之中");
        return Some(Refusal::new("unknown-role", "6", message, "请由管理员改正人员的岗位设置"));
    }
    if !PERMIT_MINUTES.contains(&facts.settings.permit_minutes) {
        return Some(Refusal::new("invalid-profile", "", "许可的有效时间超出范围", "请由管理员改正单位配置"));
    }
    (case.rounds > 0 && case.site != facts.settings.site)
        .then(|| Refusal::new("other-site", "4", "稿件不属于本网站", "请在所属网站操作"))
}
