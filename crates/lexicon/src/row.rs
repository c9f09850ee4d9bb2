//! One row of word data.

use crate::{Condition, Day, Level, Tier};

/// What a row says about its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The term is misspelt; replacements are right (错→对).
    Wrong,
    /// The term is right although it contains, or looks like, a wrong one (放行).
    Allow,
    /// Law or news style has another term for it (规范用语): replacements are that term.
    Term,
    /// Must not be written (禁用).
    Banned,
    /// To be thought about before it is written (慎用).
    Caution,
    /// The right name of an organisation (机构名称): what comes close to it is a slip.
    Name,
    /// The right title of a law or regulation in force (法规名称).
    Law,
    /// A fixed wording: a policy, plan or campaign (固定提法).
    Campaign,
    /// A fixed expression (成语).
    Idiom,
    /// A leader on the agency's list (名录); the replacement column holds rank and titles.
    Leader,
}

impl Kind {
    /// All kinds. The place in this list is what a pack holds: new kinds go to the end.
    pub const ALL: [Self; 10] = [
        Self::Wrong,
        Self::Allow,
        Self::Term,
        Self::Banned,
        Self::Caution,
        Self::Name,
        Self::Law,
        Self::Campaign,
        Self::Idiom,
        Self::Leader,
    ];

    /// As it is written in rows: `wrong`, `allow`, `term` …
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Allow => "allow",
            Self::Term => "term",
            Self::Banned => "banned",
            Self::Caution => "caution",
            Self::Name => "name",
            Self::Law => "law",
            Self::Campaign => "campaign",
            Self::Idiom => "idiom",
            Self::Leader => "leader",
        }
    }

    /// Whether a row reports its term wherever it stands.
    #[must_use]
    pub const fn is_reported(self) -> bool {
        matches!(self, Self::Wrong | Self::Term | Self::Banned | Self::Caution)
    }

    /// Whether the term is right and what comes close to it is reported.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Law | Self::Campaign | Self::Idiom)
    }
}

/// One row: a term, what it means to find it, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The term as it stands in normalised text.
    pub term: String,
    /// What the row says about it.
    pub kind: Kind,
    /// Replacements, best first; empty for `allow` and names. Of a leader: rank (1 is named first), then titles.
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

    /// The place of a leader in enumerations, 1 first; none for other rows.
    #[must_use]
    pub fn rank(&self) -> Option<u32> {
        self.replacements.first().filter(|_| self.kind == Kind::Leader).and_then(|rank| rank.parse().ok())
    }

    /// The titles of a leader; empty for other rows.
    #[must_use]
    pub fn titles(&self) -> &[String] {
        let titles = if self.kind == Kind::Leader { self.replacements.get(1..) } else { None };
        titles.unwrap_or_default()
    }
}

/// Whether a scope covers a part: `metadata/来源` is covered by the scope `metadata`, and everything by an empty one.
pub(crate) fn covers<'s>(mut scope: impl Iterator<Item = &'s str>, part: &str) -> bool {
    let group = part.split_once('/').map_or(part, |(group, _)| group);
    let fits = |scope: &str| scope == part || scope == group;
    scope.next().is_none_or(|first| fits(first) || scope.any(fits))
}
