//! Who may sign a level (clauses 5 and 6): by role, by person, in order, and by delegation.

use super::Asked;
use crate::unmet::{LEVELS, level_name};
use crate::{Refusal, Round, Signing};
use articles::Role;

/// The levels are signed one after another.
pub(super) fn check_order(asked: &Asked<'_>, round: &Round, level: u8) -> Result<(), Refusal> {
    let name = level_name(level);
    if round.signature(level).is_some() {
        return Err(Refusal::new("already-signed", "6", format!("{name}已经签字"), "不必重复签字"));
    }
    if level > asked.case.levels() {
        let message = "本稿件没有标记为重要信息，不需要审定";
        return Err(Refusal::new("not-important", "6", message, "重要信息请先标记"));
    }
    match asked.case.next_level() {
        Some(next) if next != level => {
            let missing = level_name(next);
            let message = format!("{missing}还没有签字，不能先签{name}");
            Err(Refusal::new("level-out-of-order", "6", message, format!("请先完成{missing}")))
        }
        _ => Ok(()),
    }
}

/// The role of the level, held or stood in for.
pub(super) fn check_role(asked: &Asked<'_>, signing: &Signing) -> Result<(), Refusal> {
    let Some((level, name, role, clause)) = LEVELS.into_iter().find(|(level, ..)| *level == signing.level) else {
        return Ok(());
    };
    if !signing.acting_for.is_empty() {
        return check_delegation(asked, signing, role, clause);
    }
    if !asked.holds_any(&[role]) {
        let message = format!("{name}由{}负责", role.title());
        return Err(Refusal::new("wrong-role", clause, message, format!("请由{}签字", role.title())));
    }
    if level == 2 && asked.facts.section != asked.case.section {
        let message = "复审由提交科室的负责人负责";
        return Err(Refusal::new("other-section", "6.2", message, "请由本科室负责人签字，或者按书面委托代签"));
    }
    Ok(())
}

/// A deputy signs (代X): by a written delegation in force, and fit for the level. 初审 is never delegated: it is the editor's own.
fn check_delegation(asked: &Asked<'_>, signing: &Signing, role: Role, clause: &'static str) -> Result<(), Refusal> {
    let acting_for = signing.acting_for.as_str();
    let found = (role != Role::Editor).then(|| asked.delegation(role, Some(acting_for))).flatten();
    if found.is_none() {
        let message = format!("没有代“{acting_for}”签署{}的有效书面委托", level_name(signing.level));
        let remedy = "请由有权的领导书面委托（写明期限、理由和文号），不能委托给自己，也不能由本稿件的作者委托";
        return Err(Refusal::new("no-delegation", clause, message, remedy));
    }
    let fit = if role == Role::SectionHead {
        asked.facts.section == asked.case.section || asked.holds_any(&super::REVIEWERS)
    } else {
        asked.holds_any(&[Role::DeputyLeader, Role::PrincipalLeader])
    };
    if fit {
        return Ok(());
    }
    let message = format!("代签{}的人不具备相应岗位", level_name(signing.level));
    let remedy = "复审由本科室人员或其他科室负责人代签，三审和审定由领导代签";
    Err(Refusal::new("unfit-delegate", clause, message, remedy))
}

/// One level, one person: the editor signs the first, nobody signs twice, and who proofreads for clause 7 does not sign.
pub(super) fn check_person(asked: &Asked<'_>, round: &Round, level: u8) -> Result<(), Refusal> {
    if level == 1 {
        if asked.case.editor != asked.actor {
            let message = "初审由本稿件的采编员负责";
            return Err(Refusal::new("not-the-editor", "6.1", message, "请由提交稿件的采编员签字")
                .with("editor", &*asked.case.editor));
        }
        return Ok(());
    }
    if asked.is_editor() {
        let message = format!("编辑过本稿件的人不能签署{}", level_name(level));
        return Err(Refusal::new("same-person", "6", message, "请由另一位审核员签字"));
    }
    if round.has_signed(asked.actor) {
        return Err(Refusal::new("same-person", "6", "同一人不能签署两级审查", "请由另一位审核员签字"));
    }
    if round.has_proofread(asked.actor) {
        let message = "核校人员不能再签署本稿件";
        return Err(Refusal::new("same-person", "7", message, "请由另一位审核员签字"));
    }
    Ok(())
}
