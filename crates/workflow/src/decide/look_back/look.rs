//! Looking back (回头看, clause 16): by the section that handed it in, not by who published it.

use super::{Asked, live};
use crate::decide::is_reason;
use crate::{Look, Refusal, Settlement};
use articles::Role;

/// How many things one look may list; who finds more has seen enough to take it down.
const MOST_ISSUES: usize = 100;

/// The case digest the look is about.
pub(super) fn check<'a>(asked: &Asked<'a>, look: &Look) -> Result<&'a str, Refusal> {
    let digest = live(asked)?;
    check_person(asked, look)?;
    if look.digest != digest {
        let message = "所看的内容不是现在公开的内容";
        return Err(Refusal::new("content-changed", "16", message, "请重新打开稿件，查看现在公开的内容")
            .with("current", digest));
    }
    check_result(look)?;
    if look.none_found && !asked.case.look_back.is_due() {
        let message = "发布后的“回头看”已经完成";
        return Err(Refusal::new("already-looked-back", "16", message, "不必重复登记；以后发现问题可以随时登记"));
    }
    Ok(digest)
}

/// Who may look back, and who may report what a spot check (读网抽查) or a patrol has shown.
fn check_person(asked: &Asked<'_>, look: &Look) -> Result<(), Refusal> {
    if asked.case.look_back.releases.values().any(|release| release.person == asked.actor) {
        let message = "发布人不能对自己发布的信息“回头看”";
        return Err(Refusal::new("publisher-may-not-look-back", "16", message, "请由报送科室安排另一人进行"));
    }
    let of_section = !asked.facts.roles.is_empty() && asked.facts.section == asked.case.section;
    let may_report = asked.holds_any(&[Role::Coordinator, Role::Supervisor, Role::DutyOfficer]);
    if of_section || may_report && !look.none_found {
        return Ok(());
    }
    let message = "“回头看”由报送科室安排人员进行";
    Err(Refusal::new("other-section", "16", message, "请由报送科室的人员办理"))
}

/// A finding or an explicit none, and with a finding what is asked for.
fn check_result(look: &Look) -> Result<(), Refusal> {
    let complete = look.issues.len() <= MOST_ISSUES && look.issues.iter().all(|issue| is_reason(&issue.text));
    if look.issues.is_empty() != look.none_found || !complete {
        let message = "“回头看”须逐条写明发现的问题，或者明确没有发现问题";
        let remedy = "请逐条填写（每条不超过 1000 字，最多 100 条），或者选择没有发现问题";
        return Err(Refusal::new("look-back-unclear", "16", message, remedy));
    }
    if look.settlement.is_none() != look.none_found {
        let message = "发现问题的须提出整改或者撤稿，没有问题的不提";
        return Err(Refusal::new("settlement-unclear", "16", message, "请选择整改或者撤稿"));
    }
    let urgent = look.issues.iter().any(|issue| issue.kind.is_urgent());
    if urgent && look.settlement != Some(Settlement::Withdraw) {
        let message = "泄密、个人信息和严重错误须先撤下，不能留在网上整改";
        return Err(Refusal::new("must-be-withdrawn", "16", message, "请选择撤稿，并立即撤下"));
    }
    Ok(())
}
