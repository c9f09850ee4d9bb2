//! Signing a level of review (clause 6).

use super::{Allowed, Asked};
use crate::unmet::{self, LEVELS, level_name};
use crate::{Refusal, Round, Signing};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, signing: &Signing) -> Result<Allowed, Refusal> {
    let round = asked.open_round()?;
    let Some((level, name, role, clause)) = LEVELS.into_iter().find(|(level, ..)| *level == signing.level) else {
        let message = format!("没有第 {} 级审查", signing.level);
        return Err(Refusal::new("unknown-level", "6", message, "审查分初审、复审、三审三级"));
    };
    if signing.digest != round.digest {
        let message = "签字针对的内容不是本轮提交的内容";
        return Err(Refusal::new("content-changed", "4", message, "请重新打开稿件，阅读现在的内容后再签字")
            .with("current", &*round.digest));
    }
    check_order(round, level)?;
    check_role(asked, name, role, clause)?;
    check_person(asked, round, level)?;
    if let Some(first) =
        unmet::screening(round, asked.facts).into_iter().chain(unmet::open_findings(round, level)).next()
    {
        return Err(first);
    }
    if !signing.secrecy_checked {
        let message = format!("{name}没有确认已作保密审查，保密审查须贯穿各环节");
        return Err(Refusal::new("secrecy-not-checked", "6", message, "请确认内容不涉及国家秘密、工作秘密后再签字"));
    }
    if signing.opinion.chars().count() > 1_000 {
        return Err(Refusal::new("opinion-too-long", "6", "意见超过 1000 字", "请缩短意见"));
    }
    Ok(Allowed { clause, digest: round.digest.clone() })
}

fn check_order(round: &Round, level: u8) -> Result<(), Refusal> {
    let name = level_name(level);
    if round.signatures.iter().any(|signature| signature.level == level) {
        return Err(Refusal::new("already-signed", "6", format!("{name}已经签字"), "不必重复签字"));
    }
    let next = LEVELS.iter().find(|(level, ..)| !round.signatures.iter().any(|signature| signature.level == *level));
    match next {
        Some((next, missing, ..)) if *next != level => {
            let message = format!("{missing}还没有签字，不能先签{name}");
            Err(Refusal::new("level-out-of-order", "6", message, format!("请先完成{missing}")))
        }
        _ => Ok(()),
    }
}

fn check_role(asked: &Asked<'_>, name: &str, role: Role, clause: &'static str) -> Result<(), Refusal> {
    if asked.holds_any(&[role]) {
        return Ok(());
    }
    let message = format!("{name}由{}负责", role.title());
    Err(Refusal::new("wrong-role", clause, message, format!("请由{}签字", role.title())))
}

/// Three levels, three people: the editor signs the first, nobody signs twice.
fn check_person(asked: &Asked<'_>, round: &Round, level: u8) -> Result<(), Refusal> {
    if level == 1 {
        if asked.case.editor != asked.actor {
            let message = "初审由本稿件的采编员负责";
            return Err(Refusal::new("not-the-editor", "6.1", message, "请由提交稿件的采编员签字")
                .with("editor", &*asked.case.editor));
        }
        return Ok(());
    }
    if asked.case.editors.contains(asked.actor) {
        let message = "编辑过本稿件的人不能复审或三审本稿件";
        return Err(Refusal::new("same-person", "6", message, "请由另一位审核员签字"));
    }
    if round.signatures.iter().any(|signature| signature.person == asked.actor) {
        return Err(Refusal::new("same-person", "6", "同一人不能签署两级审查", "请由另一位审核员签字"));
    }
    if level == 2 && asked.facts.section != asked.case.section {
        let message = "复审由提交科室的负责人负责";
        return Err(Refusal::new("other-section", "6.2", message, "请由本科室负责人签字"));
    }
    Ok(())
}
