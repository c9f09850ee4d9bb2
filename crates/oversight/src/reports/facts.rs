//! The records that reports are made from, as the host has them.

use super::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A section, in the order in which tables list them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What became of one item. Moments in milliseconds UTC; none when it has not happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFact {
    /// The item.
    pub item: String,
    /// The section that handed it in.
    pub section: String,
    /// When it was handed in for the first time: signed by the editor and out of the section's hands.
    pub handed_in_at: Option<u64>,
    /// How many characters it has.
    pub characters: u64,
    /// When it went out.
    pub published_at: Option<u64>,
    /// Whether a screening of the published content came before.
    pub screened: bool,
    /// How often it was returned to the editor.
    pub returned: u32,
    /// How many steps came after their term.
    pub overdue: u32,
    /// Whether it went out outside working hours or office.
    pub out_of_hours: bool,
    /// When it was taken back first.
    pub withdrawn_at: Option<u64>,
    /// Its look-backs, oldest first: one for every release, or several releases together.
    pub look_backs: Vec<LookBackFact>,
}

/// A look-back that fell due. Moments in milliseconds UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookBackFact {
    /// The last moment for it.
    pub due: u64,
    /// When it was done; none when it was not.
    pub done_at: Option<u64>,
}

/// The class of an error, as superiors publish them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorClass {
    /// 严重表述错误.
    GraveMisstatement,
    /// 错别字.
    Misspelling,
    /// 敏感信息.
    Sensitive,
    /// 其他.
    #[default]
    Other,
}

/// An error that a person has confirmed. Moments in milliseconds UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorFact {
    /// The item.
    pub item: String,
    /// The section that handed it in.
    pub section: String,
    /// Its class.
    pub class: ErrorClass,
    /// When it was found.
    pub found_at: u64,
    /// When it was confirmed.
    pub confirmed_at: u64,
}

/// A refused attempt, from the audit lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// When, milliseconds UTC.
    pub at: u64,
    /// The person's section.
    pub section: String,
    /// The person.
    pub person: String,
    /// The item.
    pub item: String,
    /// The refusal's code.
    pub code: String,
    /// The refusal's clause.
    pub clause: String,
}

/// Everything a report may look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// What is counted.
    pub period: Period,
    /// All sections; one that is missing here but has records is listed behind them.
    pub sections: Vec<Section>,
    /// All items.
    pub items: Vec<ItemFact>,
    /// All errors that count.
    pub errors: Vec<ErrorFact>,
    /// All refused attempts.
    pub attempts: Vec<Attempt>,
}

impl Records {
    /// All sections: those of the list in its order, then those that only records name, by id.
    pub(crate) fn all_sections(&self) -> Vec<Section> {
        let listed: BTreeSet<&str> = self.sections.iter().map(|section| section.id.as_str()).collect();
        let named = self.items.iter().map(|item| item.section.as_str());
        let named = named.chain(self.errors.iter().map(|error| error.section.as_str()));
        let named = named.chain(self.attempts.iter().map(|attempt| attempt.section.as_str()));
        let others: BTreeSet<&str> = named.filter(|section| !listed.contains(section)).collect();
        let other = |id: &str| Section { id: id.to_owned(), name: id.to_owned() };
        self.sections.iter().cloned().chain(others.into_iter().map(other)).collect()
    }
}

/// A table: what it counts, one row a section, and all sections together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table<R> {
    /// What is counted and how, to be printed with the table.
    pub definition: &'static str,
    /// What it is counted over.
    pub period: Period,
    /// One row a section.
    pub rows: Vec<R>,
    /// All together.
    pub total: R,
}

impl<R> Table<R> {
    /// One row for every section by `row`, which gets none for the total.
    pub(crate) fn of(definition: &'static str, records: &Records, row: impl Fn(Option<&Section>) -> R) -> Self {
        let rows = records.all_sections().iter().map(|section| row(Some(section))).collect();
        Self { definition, period: records.period, rows, total: row(None) }
    }
}

/// The section's name in a row; the total's is 合计.
pub(crate) fn name_of(section: Option<&Section>) -> Section {
    section.cloned().unwrap_or_else(|| Section { id: String::new(), name: "合计".to_owned() })
}

/// Whether a record of this section belongs in the row.
pub(crate) fn belongs(section: Option<&Section>, id: &str) -> bool {
    section.is_none_or(|section| section.id == id)
}
