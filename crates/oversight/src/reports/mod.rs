//! Reports from plain records (clauses 8, 15, 16 and 17). Every table prints its definition; nothing here decides about people.

mod blocked_attempts;
mod counts;
mod error_rate;
mod facts;
mod look_back;
mod monthly;
mod period;
mod ranking;
mod return_rate;
mod share;
mod unscreened;

pub use blocked_attempts::{BlockedRow, blocked_attempts};
pub use counts::{CountRow, out_of_hours, overdue, withdrawals};
pub use error_rate::{ClassCounts, ErrorRateRow, error_rate};
pub use facts::{Attempt, ErrorClass, ErrorFact, ItemFact, LookBackFact, Records, Section, Table};
pub use look_back::{LookBackRow, look_back};
pub use monthly::{MonthlyReturn, monthly};
pub use period::Period;
pub use ranking::{RankedRow, ranking};
pub use return_rate::{ReturnRow, return_rate};
pub use share::Share;
pub(crate) use share::count;
pub use unscreened::{UnscreenedRow, unscreened};

use crate::body::canonical;
use articles::Refusal;

/// The names that [`report()`] knows, with their Chinese titles.
pub const KINDS: [(&str, &str); 10] = [
    ("blocked_attempts", "被拦下的未筛查发布"),
    ("error_rate", "报送信息错误率"),
    ("look_back", "“回头看”完成情况"),
    ("monthly", "政府信息发布审查情况月报"),
    ("out_of_hours", "非工作时间发布"),
    ("overdue", "超期情况"),
    ("ranking", "报送信息错误率排名"),
    ("return_rate", "退回率"),
    ("unscreened", "未经筛查发布"),
    ("withdrawals", "撤回情况"),
];

/// Count. The answer is the canonical JSON of the table of that name. Same records, same bytes.
///
/// # Errors
/// A name that is not known, a period that ends before it starts.
pub fn report(kind: &str, records: &Records) -> Result<String, Refusal> {
    if records.period.from >= records.period.until {
        let message = "统计时段的结束不晚于开始";
        return Err(Refusal::new("bad-period", "17", message, "请改正统计时段"));
    }
    Ok(match kind {
        "blocked_attempts" => canonical(&blocked_attempts(records)),
        "error_rate" => canonical(&error_rate(records)),
        "look_back" => canonical(&look_back(records)),
        "monthly" => canonical(&monthly(records)),
        "out_of_hours" => canonical(&out_of_hours(records)),
        "overdue" => canonical(&overdue(records)),
        "ranking" => canonical(&ranking(records)),
        "return_rate" => canonical(&return_rate(records)),
        "unscreened" => canonical(&unscreened(records)),
        "withdrawals" => canonical(&withdrawals(records)),
        _ => {
            let message = format!("没有“{kind}”这种报表");
            return Err(Refusal::new("unknown-report", "", message, "请核对报表的名称"));
        }
    })
}
