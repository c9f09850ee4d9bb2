//! Filing with 综合协调科 (clause 6), step by step.

use super::{Allowed, Asked, is_reason, within_limit};
use crate::{Filing, FilingStep, Refusal, Round, Route, unmet};
use articles::Role;

/// Who acts for the section that hands in.
pub(crate) const SECTION: [Role; 3] = [Role::Editor, Role::SectionHead, Role::InformationOfficer];

pub(super) fn decide(asked: &Asked<'_>, step: &FilingStep) -> Result<Allowed, Refusal> {
    let round = asked.round_over(step.digest())?;
    check_route(round)?;
    if let Some(refusal) = unmet::determination(asked.case, asked.facts, asked.at) {
        return Err(refusal);
    }
    check_order(&round.filing, step)?;
    match step {
        FilingStep::Propose { opinion, basis, .. } => propose(asked, round, opinion, basis),
        FilingStep::Approve { opinion, .. } => approve(asked, round, opinion),
        FilingStep::File { number, .. } => file(asked, number),
        FilingStep::Receive { .. } => receive(asked, round),
        FilingStep::HandOn { recipient, .. } => hand_on(asked, recipient),
    }?;
    Ok(Allowed { clause: "6", digest: round.digest.clone() })
}

fn check_route(round: &Round) -> Result<(), Refusal> {
    if round.card.route == Route::Filing {
        return Ok(());
    }
    let message = "本稿件登记为自行发布，不需要报送";
    Err(Refusal::new("not-filed", "6", message, "需要报送的，请由采编员更正发布途径后重新提交"))
}

/// Each step follows the one before it, once.
fn check_order(filing: &Filing, step: &FilingStep) -> Result<(), Refusal> {
    let steps = filing.steps();
    let place = match step {
        FilingStep::Propose { .. } => 0,
        FilingStep::Approve { .. } => 1,
        FilingStep::File { .. } => 2,
        FilingStep::Receive { .. } => 3,
        FilingStep::HandOn { .. } => 4,
    };
    let taken = steps.get(place).map_or(filing.handed_on.as_deref(), |(_, who)| *who);
    if taken.is_some() {
        return Err(Refusal::new("already-filed", "6", "报送的这一步已经办理", "不必重复办理"));
    }
    let before = place.checked_sub(1).and_then(|before| steps.get(before));
    let Some((missing, None)) = before else { return Ok(()) };
    let message = format!("报送须依次办理，还没有{missing}");
    Err(Refusal::new("filing-out-of-order", "6", message, format!("请先办理：{missing}")))
}

fn propose(asked: &Asked<'_>, round: &Round, opinion: &str, basis: &str) -> Result<(), Refusal> {
    check_section(asked)?;
    check_signed(round, 1, "初审")?;
    if is_reason(opinion) && is_reason(basis) {
        return Ok(());
    }
    let message = "报送须由承办科室提出具体意见、说明依据";
    Err(Refusal::new("reason-missing", "6", message, "请填写意见和依据（各不超过 1000 字）"))
}

fn approve(asked: &Asked<'_>, round: &Round, opinion: &str) -> Result<(), Refusal> {
    if !asked.acts_as(Role::DeputyLeader) {
        let message = "报送由分管领导审批";
        return Err(Refusal::new("wrong-role", "6", message, "请由分管领导审批"));
    }
    check_other(asked, &[round.filing.proposed.as_deref()])?;
    check_signed(round, 3, "三审")?;
    check_length(opinion)
}

fn file(asked: &Asked<'_>, number: &str) -> Result<(), Refusal> {
    check_section(asked)?;
    if asked.case.next_level().is_some() {
        let message = "终审还没有通过，不能报送";
        return Err(Refusal::new("not-cleared", "6", message, "请先完成各级审核签字"));
    }
    check_length(number)
}

fn receive(asked: &Asked<'_>, round: &Round) -> Result<(), Refusal> {
    check_coordinator(asked)?;
    check_other(asked, &[round.filing.proposed.as_deref(), round.filing.filed.as_deref()])
}

fn hand_on(asked: &Asked<'_>, recipient: &str) -> Result<(), Refusal> {
    check_coordinator(asked)?;
    if is_reason(recipient) {
        return Ok(());
    }
    Err(Refusal::new("reason-missing", "6", "没有写明报送给谁", "请填写接收单位（不超过 1000 字）"))
}

fn check_section(asked: &Asked<'_>) -> Result<(), Refusal> {
    if asked.facts.section == asked.case.section && asked.holds_any(&SECTION) {
        return Ok(());
    }
    let message = "报送意见和备案表由承办科室的采编员、负责人或者信息专管员办理";
    Err(Refusal::new("other-section", "6", message, "请由提交稿件的科室办理"))
}

fn check_coordinator(asked: &Asked<'_>) -> Result<(), Refusal> {
    if asked.holds_any(&[Role::Coordinator]) {
        return Ok(());
    }
    let message = "报送的稿件由综合协调科接收和统一报送";
    Err(Refusal::new("not-the-coordinator", "6", message, "请由综合协调科办理"))
}

/// Who approves or receives has neither written the item nor taken the section's steps.
fn check_other(asked: &Asked<'_>, others: &[Option<&str>]) -> Result<(), Refusal> {
    if !asked.is_editor() && !others.contains(&Some(asked.actor)) {
        return Ok(());
    }
    let message = "编辑本稿件或者提出报送的人不能审批、接收";
    Err(Refusal::new("same-person", "6", message, "请由另一人办理"))
}

fn check_signed(round: &Round, level: u8, name: &str) -> Result<(), Refusal> {
    if round.signature(level).is_some() {
        return Ok(());
    }
    let message = format!("{name}还没有签字，不能办理报送的这一步");
    Err(Refusal::new("not-cleared", "6", message, format!("请先完成{name}")))
}

fn check_length(text: &str) -> Result<(), Refusal> {
    if within_limit(text) {
        return Ok(());
    }
    Err(Refusal::new("text-too-long", "6", "填写的内容超过 1000 字", "请缩短后再提交"))
}
