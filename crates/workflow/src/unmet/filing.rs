//! Conditions of the route 报送 (clause 6): the filing form and its steps, in their order.

use crate::{Case, Filing, Refusal, Route};

/// What is missing of the filing; nothing for 自行发布.
pub(crate) fn filing(case: &Case) -> Option<Refusal> {
    let round = case.round.as_ref().filter(|round| round.card.route == Route::Filing)?;
    let missing: Vec<&str> = steps(&round.filing).into_iter().filter(|(done, _)| !done).map(|(_, name)| name).collect();
    let next = missing.first()?;
    let message = format!("报送备案还没有办完，还缺：{}", missing.join("、"));
    Some(Refusal::new("filing-incomplete", "6", message, format!("请先办理：{next}")))
}

/// The steps that a release needs, in their order, and whether each was taken.
fn steps(filing: &Filing) -> [(bool, &'static str); 4] {
    [
        (filing.proposed.is_some(), "承办科室提出意见、说明依据"),
        (filing.approved.is_some(), "分管领导审批"),
        (filing.filed.is_some(), "填报备案表并交综合协调科"),
        (filing.received.is_some(), "综合协调科接收"),
    ]
}
