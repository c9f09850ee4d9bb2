//! One row of word data.

use crate::{Condition, Day, Level, Tier};

/// What a row says about its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The term is wrong; replacements are right (错→对).
    Wrong,
    /// The term is right although it contains a wrong one (放行).
    Allow,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Wrong, Self::Allow];

    /// `wrong` or `allow`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Allow => "allow",
        }
    }
}

/// One row: a term, what it means to find it, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The term as it stands in normalised text.
    pub term: String,
    /// What the row says about it.
    pub kind: Kind,
    /// Replacements, best first; empty for `allow`.
    pub replacements: Vec<String>,
    /// How much a hit weighs.
    pub level: Level,
    /// Parts the row applies to (`title`, `body` …); empty for all.
    pub scope: Vec<String>,
    /// What must stand before the term.
    pub left: Condition,
    /// What must stand after it.
    pub right: Condition,
    /// First day it applies; none: always has.
    pub valid_from: Option<Day>,
    /// Last day it applies; none: no end.
    pub valid_to: Option<Day>,
    /// How strong the source is.
    pub tier: Tier,
    /// The source, as an editor would cite it.
    pub source: String,
    /// Why, one Chinese sentence.
    pub reason: String,
}

impl Row {
    /// What makes two rows the same entry: a later one replaces the earlier.
    pub(crate) fn identity(&self) -> (&str, &Condition, &Condition) {
        (&self.term, &self.left, &self.right)
    }

    /// Whether the row applies on a day.
    pub(crate) fn is_valid_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether the row applies to a part: `metadata/来源` is covered by the scope `metadata`.
    pub(crate) fn covers(&self, part: &str) -> bool {
        let group = part.split_once('/').map_or(part, |(group, _)| group);
        self.scope.is_empty() || self.scope.iter().any(|scope| scope == part || scope == group)
    }
}
