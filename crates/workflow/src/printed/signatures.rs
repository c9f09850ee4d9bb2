//! Who signed what (clause 6). Levels that are still to be signed leave room for a pen; voided signatures stay readable.

use super::{Printing, Step, name_of, short};
use crate::unmet::{LEVELS, level_name};
use crate::{Command, Signing};
use articles::{Role, duties};
use forms::{Gate, Signature, Time};

/// The levels of the current round in order, with what was signed for them.
pub(super) fn standing(printing: &Printing<'_>) -> Vec<Signature> {
    let signed: Vec<Signature> = sorted(printing).into_iter().filter(|one| one.void_reason.is_empty()).collect();
    let levels = LEVELS.iter().filter(|(level, ..)| *level <= printing.case.levels());
    let row = |level: u8| signed.iter().find(|one| one.level == level_name(level)).cloned();
    levels.map(|(level, ..)| row(*level).unwrap_or_else(|| unsigned(*level))).collect()
}

/// Signatures that no longer count, oldest first, each with the reason.
pub(super) fn voided(printing: &Printing<'_>) -> Vec<Signature> {
    sorted(printing).into_iter().filter(|one| !one.void_reason.is_empty()).collect()
}

/// All signatures in their order; a return or a new version voids those before it.
fn sorted(printing: &Printing<'_>) -> Vec<Signature> {
    let mut signed: Vec<Signature> = Vec::new();
    for step in printing.steps {
        if let Some(reason) = void_reason(printing, step) {
            let standing = signed.iter_mut().filter(|one| one.void_reason.is_empty());
            standing.for_each(|one| one.void_reason.clone_from(&reason));
        }
        if let Command::Sign(signing) = &step.command {
            signed.push(signature(printing, step, signing));
        }
    }
    signed
}

fn void_reason(printing: &Printing<'_>, step: &Step<'_>) -> Option<String> {
    match &step.command {
        Command::Submit(_) => Some("提交了新版本".to_owned()),
        Command::Return { reasons } => {
            let said = |reason: &crate::ReturnReason| match reason.text.as_str() {
                "" => name_of(&printing.profile.return_reasons, &reason.code),
                text => text.to_owned(),
            };
            let reasons: Vec<String> = reasons.iter().map(said).collect();
            Some(format!("{}退回：{}", step.facts.name, reasons.join("；")))
        }
        _ => None,
    }
}

fn unsigned(level: u8) -> Signature {
    Signature { level: level_name(level).to_owned(), duty: duty(level), ..Signature::default() }
}

fn duty(level: u8) -> String {
    duties(level).iter().map(|duty| duty.title).collect::<Vec<_>>().join("；")
}

fn signature(printing: &Printing<'_>, step: &Step<'_>, signing: &Signing) -> Signature {
    let proofreading = &signing.proofreading;
    let acting = signing.acting_for.as_str();
    Signature {
        level: level_name(signing.level).to_owned(),
        duty: duty(signing.level),
        person: step.facts.name.clone(),
        role: role(printing, step, signing),
        acting_for: if acting.is_empty() { String::new() } else { printing.person(acting) },
        delegation: delegation(step, acting),
        at: Some(Time(step.event.at)),
        digest_short: short(&signing.digest),
        gates: gates(signing),
        secrecy: if signing.secrecy_checked { "已对照国家秘密、工作秘密审查" } else { "" }.to_owned(),
        statement: statement(signing),
        proof_method: if proofreading.method == "against_source" { "对原稿" } else { "通读" }.to_owned(),
        proof_errors: if proofreading.errors.is_empty() { "无".to_owned() } else { proofreading.errors.join("；") },
        opinion: if signing.opinion.is_empty() { "同意".to_owned() } else { signing.opinion.clone() },
        void_reason: String::new(),
        round: step.round,
    }
}

/// Section and role; who stands in signs in the role of their own. A leader is the whole agency's.
fn role(printing: &Printing<'_>, step: &Step<'_>, signing: &Signing) -> String {
    let section = name_of(&printing.profile.sections, &step.facts.section);
    let held: Vec<Role> = step.facts.roles.iter().filter_map(|id| Role::from_id(id)).collect();
    let needed = LEVELS.iter().find(|(level, ..)| *level == signing.level).map(|(_, _, role, _)| *role);
    let shown = needed.filter(|role| held.contains(role)).or_else(|| held.first().copied());
    match shown {
        Some(leader @ (Role::DeputyLeader | Role::PrincipalLeader)) => leader.title().to_owned(),
        shown => format!("{section}{}", shown.map_or("", Role::title)),
    }
}

fn delegation(step: &Step<'_>, acting_for: &str) -> String {
    let used = step.facts.delegations.iter().find(|one| !acting_for.is_empty() && one.acts_for == acting_for);
    used.map(|one| format!("书面委托 {}", one.number)).unwrap_or_default()
}

fn gates(signing: &Signing) -> Vec<Gate> {
    let gates = &signing.gates;
    let named = [
        ("政治关", gates.political),
        ("法律关", gates.legal),
        ("政策关", gates.policy),
        ("保密关", gates.secrecy),
        ("文字关", gates.text),
        ("舆情关", gates.opinion),
    ];
    named.into_iter().map(|(name, passed)| Gate { name: name.to_owned(), passed }).collect()
}

fn statement(signing: &Signing) -> String {
    let mut said = Vec::new();
    if signing.classes_stated && signing.belongs_to.is_empty() {
        said.push("已对照第十一条所列七类情形，不属于其中任何一类".to_owned());
    }
    if !signing.attachments_read.is_empty() {
        said.push(format!("已逐份通读附件：{}", signing.attachments_read.join("、")));
    }
    if signing.author_unsigned {
        said.push("原文未署作者".to_owned());
    }
    said.join("；")
}
