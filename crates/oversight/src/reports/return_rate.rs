//! 退回率: how much of what was handed in came back to the editor (clauses 6 and 17).

use super::facts::{belongs, name_of};
use super::share::count;
use super::{ItemFact, Records, Section, Share, Table};
use serde::Serialize;

const DEFINITION: &str = "退回率＝本时段报送的信息中，至少退回过一次的条数÷报送的条数；退回次数逐次计。";

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReturnRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Returned at least once among those handed in.
    pub share: Share,
    /// Returns in all.
    pub returns: u64,
}

/// Returns of the items handed in during the period.
#[must_use]
pub fn return_rate(records: &Records) -> Table<ReturnRow> {
    Table::of(DEFINITION, records, |section| {
        let is_in = |item: &&ItemFact| belongs(section, &item.section) && records.period.holds(item.handed_in_at);
        let items: Vec<_> = records.items.iter().filter(is_in).collect();
        let returned = items.iter().filter(|item| item.returned > 0);
        ReturnRow {
            section: name_of(section),
            share: Share::new(count(returned), count(items.iter())),
            returns: items.iter().map(|item| u64::from(item.returned)).sum(),
        }
    })
}
