//! 未经筛查发布 (clause 8): what went out without screening. The ground of a criticism, which people issue.

use super::facts::{belongs, name_of};
use super::share::count;
use super::{Records, Section, Share, Table};
use serde::Serialize;

const DEFINITION: &str =
    "未经筛查发布＝本时段已经发布、而发布前没有对所发布内容作技术筛查的信息；被系统拦下而没有发布的不计入，另表列出。";

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnscreenedRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Unscreened items among those published.
    pub share: Share,
    /// The unscreened items, in the records' order.
    pub items: Vec<String>,
}

/// What was published in the period without screening.
#[must_use]
pub fn unscreened(records: &Records) -> Table<UnscreenedRow> {
    Table::of(DEFINITION, records, |section| {
        let is_out = |published_at: Option<u64>| records.period.holds(published_at);
        let published: Vec<_> =
            records.items.iter().filter(|item| is_out(item.published_at) && belongs(section, &item.section)).collect();
        let items: Vec<_> = published.iter().filter(|item| !item.screened).map(|item| item.item.clone()).collect();
        UnscreenedRow {
            section: name_of(section),
            share: Share::new(count(items.iter()), count(published.iter())),
            items,
        }
    })
}
