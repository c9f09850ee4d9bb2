//! Conditions of the route 报送 (clause 6): the filing form and its steps, in their order.

use crate::{Case, Refusal, Route};

/// What is missing of the filing; nothing for 自行发布.
pub(crate) fn filing(case: &Case) -> Option<Refusal> {
    let round = case.round.as_ref().filter(|round| round.card.route == Route::Filing)?;
    let missing: Vec<&str> =
        round.filing.steps().into_iter().filter(|(_, who)| who.is_none()).map(|(name, _)| name).collect();
    let next = missing.first()?;
    let message = format!("报送备案还没有办完，还缺：{}", missing.join("、"));
    Some(Refusal::new("filing-incomplete", "6", message, format!("请先办理：{next}")))
}
