//! Conditions of clause 15 on time and place.

use crate::{Facts, Hours, NetworkZone, Refusal};

/// What kind of work is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Signing: in the office, or under a grant; its hours are free.
    Signing,
    /// Publishing: in the office and in working hours, or under a grant.
    Publishing,
}

/// Conditions on time and place. The grant is looked at again here: what is replayed was written by somebody.
pub(crate) fn place(facts: &Facts, person: &str, at: u64, work: Work) -> Vec<Refusal> {
    let responsible = &facts.settings.site_responsible;
    if facts.grant.as_ref().is_some_and(|grant| grant.holds(person, at, responsible)) {
        return Vec::new();
    }
    let mut unmet = Vec::new();
    if facts.network == NetworkZone::Outside {
        let message = "不在办公环境，且没有有效的临时开通权限";
        let remedy = "请在办公环境操作，或者向网站负责同志申请临时开通";
        unmet.push(Refusal::new("outside-office", "15", message, remedy));
    }
    if work == Work::Publishing {
        unmet.extend(hours(facts.hours));
    }
    unmet
}

fn hours(hours: Hours) -> Option<Refusal> {
    match hours {
        Hours::Within => None,
        Hours::Outside => {
            let message = "现在不是工作时间，且没有有效的临时开通权限";
            let remedy = "请在工作时间发布，或者向网站负责同志申请临时开通";
            Some(Refusal::new("outside-hours", "15", message, remedy))
        }
        Hours::Unknown => {
            let message = "工作日历没有载入或没有当年的放假安排，不能确定现在是否为工作时间";
            let remedy = "请由管理员载入当年的工作日历，或者向网站负责同志申请临时开通";
            Some(Refusal::new("hours-unknown", "15", message, remedy))
        }
    }
}
