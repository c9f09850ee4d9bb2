//! After a release (clause 16), one file a step.

mod look;
mod settle;
mod withdraw;

use super::{Allowed, Asked};
use crate::{LookBackStep, Refusal};

pub(super) fn decide(asked: &Asked<'_>, step: &LookBackStep) -> Result<Allowed, Refusal> {
    let digest = match step {
        LookBackStep::Look(look) => look::check(asked, look)?,
        LookBackStep::Withdraw { reason } => withdraw::check(asked, reason)?,
        LookBackStep::Confirm { name, at, note } => settle::confirm(asked, name, *at, note)?,
        LookBackStep::CheckChannel { channel, note } => settle::check_channel(asked, channel, note)?,
        LookBackStep::Close { note } => settle::close(asked, note)?,
    };
    Ok(Allowed { clause: "16", digest: digest.to_owned() })
}

/// The case digest that is live.
fn live<'a>(asked: &Asked<'a>) -> Result<&'a str, Refusal> {
    asked.case.live_case.as_deref().ok_or_else(|| {
        let message = "没有已发布的内容";
        Refusal::new("not-live", "16", message, "尚未发布的稿件请退回或者撤销许可")
    })
}
