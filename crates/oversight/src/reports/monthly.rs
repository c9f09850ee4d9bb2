//! 月报: what a section, and the bureau, hands in once a month; a nil return says so.

use super::facts::{belongs, name_of};
use super::share::count;
use super::{
    ItemFact, LookBackRow, Records, Section, Share, Table, blocked_attempts, error_rate, look_back, return_rate,
    unscreened,
};
use serde::Serialize;

const DEFINITION: &str = "各项口径与错误率、退回率、未经筛查发布、“回头看”各表相同；没有报送也没有发布的科室作零报告。";

/// One section's return, or the bureau's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MonthlyReturn {
    /// Which section; id empty for the total.
    pub section: Section,
    /// Whether nothing was handed in and nothing published.
    pub nil: bool,
    /// Items handed in.
    pub handed_in: u64,
    /// Items published.
    pub published: u64,
    /// Items taken back in the period, whenever they were published.
    pub withdrawn: u64,
    /// Items published outside working hours or office.
    pub out_of_hours: u64,
    /// Items late at some step.
    pub overdue: u64,
    /// Items published without screening.
    pub unscreened: u64,
    /// Attempts without screening that were blocked.
    pub blocked_attempts: u64,
    /// Items with an error among those handed in.
    pub error_rate: Share,
    /// Errors.
    pub errors: u64,
    /// Items returned among those handed in.
    pub return_rate: Share,
    /// Look-backs done among those due.
    pub look_back: Share,
}

/// The return of every section.
#[must_use]
pub fn monthly(records: &Records) -> Table<MonthlyReturn> {
    let (errors, returns) = (error_rate(records), return_rate(records));
    let (unscreened, blocked, looked) = (unscreened(records), blocked_attempts(records), look_back(records));
    let mut table = Table::of(DEFINITION, records, |section| plain(section, records));
    // All tables list the same sections in the same order.
    let rows = table.rows.iter_mut().chain([&mut table.total]);
    let errors = errors.rows.into_iter().chain([errors.total]);
    let returns = returns.rows.into_iter().chain([returns.total]);
    let unscreened = unscreened.rows.into_iter().chain([unscreened.total]);
    let blocked = blocked.rows.into_iter().chain([blocked.total]);
    let looked = looked.rows.into_iter().chain([looked.total]);
    for (((((row, errors), returns), unscreened), blocked), looked) in
        rows.zip(errors).zip(returns).zip(unscreened).zip(blocked).zip(looked)
    {
        (row.error_rate, row.errors) = (errors.rate, errors.errors);
        row.return_rate = returns.share;
        (row.unscreened, row.blocked_attempts) = (unscreened.share.part, blocked.count);
        let LookBackRow { done, .. } = looked;
        row.look_back = done;
    }
    table
}

/// What is counted here and in no other table.
fn plain(section: Option<&Section>, records: &Records) -> MonthlyReturn {
    let period = records.period;
    let own = || records.items.iter().filter(|item| belongs(section, &item.section));
    let handed_in = count(own().filter(|item| period.holds(item.handed_in_at)));
    let is_out = |item: &&ItemFact| period.holds(item.published_at);
    let published = count(own().filter(is_out));
    MonthlyReturn {
        section: name_of(section),
        nil: handed_in == 0 && published == 0,
        handed_in,
        published,
        withdrawn: count(own().filter(|item| period.holds(item.withdrawn_at))),
        out_of_hours: count(own().filter(|item| is_out(item) && item.out_of_hours)),
        overdue: count(own().filter(|item| period.holds(item.handed_in_at) && item.overdue > 0)),
        ..MonthlyReturn::default()
    }
}
