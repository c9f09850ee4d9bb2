//! “回头看”完成情况 (clause 16).

use super::facts::{belongs, name_of};
use super::share::count;
use super::{ItemFact, Records, Section, Share, Table};
use serde::Serialize;

const DEFINITION: &str =
    "完成率＝本时段到期的“回头看”中已经完成的条数÷到期的条数；按期率＝其中在期限内完成的条数÷到期的条数。";

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LookBackRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Done among those due.
    pub done: Share,
    /// Done in time among those due.
    pub in_time: Share,
    /// Due and not done, in the records' order.
    pub open: Vec<String>,
}

/// Look-backs that fell due in the period.
#[must_use]
pub fn look_back(records: &Records) -> Table<LookBackRow> {
    Table::of(DEFINITION, records, |section| {
        let is_due = |item: &&ItemFact| belongs(section, &item.section) && records.period.holds(item.look_back_due);
        let due: Vec<_> = records.items.iter().filter(is_due).collect();
        let done: Vec<_> = due.iter().filter(|item| item.look_back_done_at.is_some()).collect();
        // The term is exclusive, as all ends are.
        let in_time = done.iter().filter(|item| item.look_back_done_at < item.look_back_due);
        let open = due.iter().filter(|item| item.look_back_done_at.is_none()).map(|item| item.item.clone()).collect();
        let whole = count(due.iter());
        LookBackRow {
            section: name_of(section),
            done: Share::new(count(done.iter()), whole),
            in_time: Share::new(count(in_time), whole),
            open,
        }
    })
}
