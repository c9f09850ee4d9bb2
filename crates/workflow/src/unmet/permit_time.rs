//! The window of a permit (clause 4). The gate has no tolerance: its clock is the one that issued the permit.

use crate::{Permit, Refusal};

/// What stands against using the permit at this moment.
pub(crate) fn permit_time(permit: &Permit, at: u64) -> Option<Refusal> {
    if at >= permit.expires {
        return Some(expired());
    }
    (at < permit.not_before).then(|| {
        let message = "还没有到许可的发布时间";
        Refusal::new("permit-not-yet", "4", message, "请到定时的时间再发布，或者撤销后重新申请")
            .with("not_before", permit.not_before.to_string())
    })
}

/// A permit whose time is over.
pub(crate) fn expired() -> Refusal {
    Refusal::new("permit-expired", "4", "发布许可已经过期", "请重新申请发布许可")
}
