//! 被拦下的未筛查发布 (clause 8): attempts without screening that the gate refused. Listed apart, no ground for criticism.

use super::facts::{belongs, name_of};
use super::share::count;
use super::{Attempt, Records, Section, Table};
use serde::Serialize;

const DEFINITION: &str = "被拦下的未筛查发布＝本时段因没有技术筛查记录或者筛查发现的问题没有处理而被系统拒绝的操作；信息没有发布，不作为通报批评的依据。";

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlockedRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// How many attempts.
    pub count: u64,
    /// The attempts, in the records' order; the total lists none again.
    pub attempts: Vec<Attempt>,
}

/// What was refused in the period under clause 8.
#[must_use]
pub fn blocked_attempts(records: &Records) -> Table<BlockedRow> {
    Table::of(DEFINITION, records, |section| {
        let counts = |attempt: &&Attempt| {
            attempt.clause == "8" && records.period.contains(attempt.at) && belongs(section, &attempt.section)
        };
        let attempts: Vec<_> = records.attempts.iter().filter(counts).cloned().collect();
        let count = count(attempts.iter());
        BlockedRow { section: name_of(section), count, attempts: if section.is_some() { attempts } else { Vec::new() } }
    })
}
