//! 局机关办公室 (clause 2): it guides and supervises, and reads others' items; it changes none of them.

use super::Asked;
use crate::Refusal;
use articles::Role;

/// What stands against a step of the supervisor on another section's item. Who has a part in the item besides, as a leader or in an emergency,
/// acts in that role.
pub(super) fn only_reads(asked: &Asked<'_>) -> Option<Refusal> {
    let others = asked.case.rounds > 0 && asked.case.section != asked.facts.section;
    if !others || !asked.holds_any(&[Role::Supervisor]) || asked.may_stop() || has_another_part(asked) {
        return None;
    }
    let message = "局机关办公室指导、监督信息公开工作，其他科室的稿件由承办科室办理";
    let remedy = "请把意见转告承办科室或者综合协调科，由其办理";
    Some(Refusal::new("supervisor-only-reads", "2", message, remedy))
}

/// A further reader of a leaders' item may come from any section (clause 7).
fn has_another_part(asked: &Asked<'_>) -> bool {
    asked.holds_any(&[Role::Editor])
}
