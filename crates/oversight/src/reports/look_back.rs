//! “回头看”完成情况 (clause 16).

use super::facts::{belongs, name_of};
use super::share::count;
use super::{ItemFact, Records, Section, Share, Table};
use serde::Serialize;

const DEFINITION: &str = "完成率＝本时段到期的“回头看”中已经完成的次数÷到期的次数；按期率＝其中在期限内完成的次数÷到期的次数。期限之前已经撤下的不计。";

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

/// Look-backs that fell due in the period. An item that was released twice has two.
#[must_use]
pub fn look_back(records: &Records) -> Table<LookBackRow> {
    Table::of(DEFINITION, records, |section| {
        let items = records.items.iter().filter(|item| belongs(section, &item.section));
        let of_item = |item: &'_ ItemFact| {
            item.look_backs.clone().into_iter().map(|it| (item.item.clone(), it)).collect::<Vec<_>>()
        };
        let due: Vec<_> = items.flat_map(of_item).filter(|(_, it)| records.period.contains(it.due)).collect();
        let done = due.iter().filter(|(_, it)| it.done_at.is_some());
        let in_time = due.iter().filter(|(_, it)| it.done_at.is_some_and(|done_at| done_at <= it.due));
        let open = due.iter().filter(|(_, it)| it.done_at.is_none()).map(|(item, _)| item.clone()).collect();
        let whole = count(due.iter());
        LookBackRow {
            section: name_of(section),
            done: Share::new(count(done), whole),
            in_time: Share::new(count(in_time), whole),
            open,
        }
    })
}
