//! Findings that somebody has judged before: from a list (`--suppress`) and from comments in HTML.

mod day;
mod inline;
mod list;

use std::path::Path;

use super::refused::Refused;
use crate::component::bindings::{Options, Suppression};
use crate::component::screen_options;

/// The judged findings that hold today, and what is to be told about the others.
#[derive(Debug, Default)]
pub(super) struct Judged {
    holding: Vec<Suppression>,
    /// How many have run out.
    pub(super) expired: usize,
}

/// The day on which the program runs, in Shanghai.
pub(super) fn today() -> i64 {
    day::today()
}

/// Read the list; every line that is wrong is named.
pub(super) fn read(path: Option<&Path>) -> Result<Judged, Vec<Refused>> {
    path.map_or_else(|| Ok(Judged::default()), |path| list::read(path, today()))
}

impl Judged {
    /// Options that leave these out, and what comments of an HTML text leave out; with what is wrong in the comments.
    pub(super) fn options(&self, html: Option<&str>) -> (Options, Vec<String>) {
        let (mut suppressions, mut problems) = (self.holding.clone(), Vec::new());
        for comment in html.map(inline::read).unwrap_or_default() {
            match comment {
                Ok(entry) if entry.holds(today()) => suppressions.push(entry.suppression()),
                Ok(entry) => problems.push(format!("页面注释对 {} 的处理意见已过期", entry.key)),
                Err(problem) => problems.push(problem),
            }
        }
        (Options { suppressions, ..screen_options() }, problems)
    }

    /// What the list says, in one text: results under another list are other results.
    pub(super) fn fingerprint(&self) -> String {
        self.holding.iter().map(|entry| format!("{}\n", entry.key)).collect()
    }
}

/// One judged finding as it was written down.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    key: String,
    reason: String,
    /// The last day on which it holds; none: without end.
    until: Option<i64>,
}

impl Entry {
    /// Check the fields; the error says what is wrong with which.
    fn new(key: &str, reason: &str, until: &str) -> Result<Self, String> {
        let key = key.to_ascii_lowercase();
        if key.len() != 16 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(format!("“{key}”不是发现的编号（16 位十六进制，见报告的 key）"));
        }
        if reason.is_empty() {
            return Err(format!("{key} 没有写理由"));
        }
        let until = match until {
            "" => None,
            date => Some(day::parse(date).ok_or_else(|| format!("“{date}”不是日期，应写作 2026-12-31"))?),
        };
        Ok(Entry { key, reason: reason.to_owned(), until })
    }

    fn holds(&self, today: i64) -> bool {
        self.until.is_none_or(|until| today <= until)
    }

    /// As the component takes it. Whether it holds was decided here: without a moment the component does not look at the end.
    fn suppression(self) -> Suppression {
        Suppression { key: self.key, reason: self.reason, until: None }
    }
}
