//! Plain counts with the items counted: 超期, 非工作时间发布, 撤回.

use super::facts::{belongs, name_of};
use super::share::count;
use super::{ItemFact, Records, Section, Share, Table};
use serde::Serialize;

/// One section, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountRow {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Those counted among all that could be.
    pub share: Share,
    /// Those counted, in the records' order.
    pub items: Vec<String>,
}

/// Items handed in during the period that were late at some step.
#[must_use]
pub fn overdue(records: &Records) -> Table<CountRow> {
    let definition = "超期＝本时段报送的信息中，书面答复、“回头看”、整改、撤稿办结中至少有一个环节超过期限的条数÷报送的条数；放假安排未公布、期限暂定的不计。";
    let period = records.period;
    table(definition, records, |item| period.holds(item.handed_in_at), |item| item.overdue > 0)
}

/// Items published during the period outside working hours or office (clause 15).
#[must_use]
pub fn out_of_hours(records: &Records) -> Table<CountRow> {
    let definition = "非工作时间发布＝本时段在非工作时间或者办公环境外发布的条数÷发布的条数。";
    let period = records.period;
    table(definition, records, |item| period.holds(item.published_at), |item| item.out_of_hours)
}

/// Items published during the period that were taken back, whenever that was (clause 16).
#[must_use]
pub fn withdrawals(records: &Records) -> Table<CountRow> {
    let definition = "撤回＝本时段发布的信息中，后来撤回的条数÷发布的条数。";
    let period = records.period;
    table(definition, records, |item| period.holds(item.published_at), |item| item.withdrawn_at.is_some())
}

fn table(
    definition: &'static str,
    records: &Records,
    could_be: impl Fn(&ItemFact) -> bool,
    is: impl Fn(&ItemFact) -> bool,
) -> Table<CountRow> {
    Table::of(definition, records, |section| {
        let all: Vec<_> =
            records.items.iter().filter(|item| belongs(section, &item.section) && could_be(item)).collect();
        let items: Vec<_> = all.iter().filter(|item| is(item)).map(|item| item.item.clone()).collect();
        CountRow { section: name_of(section), share: Share::new(count(items.iter()), count(all.iter())), items }
    })
}
