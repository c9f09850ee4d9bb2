//! Taking down (撤稿, clauses 16 and 19): never blocked. No working hours, no network, no open finding and no setting stands in its way, and a
//! clock that went back is taken to stand still.

use super::{Asked, live};
use crate::Refusal;
use crate::decide::within_limit;

/// The case digest that comes down.
pub(super) fn check<'a>(asked: &Asked<'a>, reason: &str) -> Result<&'a str, Refusal> {
    let digest = live(asked)?;
    if !asked.may_stop() {
        let message = "撤稿由本稿件的采编、审核、发布人员，综合协调科或者值班人员作出";
        return Err(Refusal::new("not-in-chain", "16", message, "请立即告知综合协调科或者值班人员"));
    }
    if !within_limit(reason) {
        return Err(Refusal::new("reason-too-long", "16", "撤稿理由超过 1000 字", "请缩短理由，也可以不填"));
    }
    Ok(digest)
}
