//! One entry of a list, as understood.

use super::{Kind, Level};

/// Where an entry stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the file among those given, from 0.
    pub file: u32,
    /// Number of the sheet among those with content, from 0.
    pub sheet: u32,
    /// Row in the file, from 1.
    pub row: u32,
}

/// One entry. Small on purpose: lists may have a million.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// What it says of its term.
    pub kind: Kind,
    /// How much a hit weighs.
    pub level: Level,
    /// The term, normalised and without what does not belong to it.
    pub term: Box<str>,
    /// What to write instead, best first, joined by `|`.
    pub replacements: Box<str>,
    /// Parts it applies to, joined by `|`; empty for all.
    pub scope: &'static str,
    /// First day, as `2024-10-24`; empty when it always has applied.
    pub from: Box<str>,
    /// Last day; empty without end.
    pub to: Box<str>,
    /// The source; empty when the list gives none.
    pub source: Box<str>,
    /// Why; empty when the list gives no reason.
    pub reason: Box<str>,
}

impl Entry {
    /// Replacements one by one.
    pub fn replacements(&self) -> impl Iterator<Item = &str> {
        self.replacements.split('|').filter(|text| !text.is_empty())
    }
}
