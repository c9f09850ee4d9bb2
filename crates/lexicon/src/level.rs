//! How much a finding weighs, and how strong the source behind it is.

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A suggestion; needs no answer.
    Advise,
    /// Must be corrected or accepted with a reason.
    Confirm,
    /// Must be removed, or answered by a reviewer where the regulation allows an answer.
    Block,
}

impl Level {
    /// All levels, lightest first.
    pub const ALL: [Self; 3] = [Self::Advise, Self::Confirm, Self::Block];

    /// `block`, `confirm` or `advise`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Advise => "advise",
            Self::Confirm => "confirm",
            Self::Block => "block",
        }
    }
}

/// How strong a source is: the wording of a message follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Law or administrative regulation.
    Law,
    /// National standard.
    NationalStandard,
    /// Policy document.
    PolicyDocument,
    /// Dictionary or editorial practice.
    Practice,
    /// The agency's own list or setting.
    Agency,
}

impl Tier {
    /// All tiers, strongest first.
    pub const ALL: [Self; 5] = [Self::Law, Self::NationalStandard, Self::PolicyDocument, Self::Practice, Self::Agency];

    /// `law`, `national_standard`, `policy_document`, `practice` or `agency`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::NationalStandard => "national_standard",
            Self::PolicyDocument => "policy_document",
            Self::Practice => "practice",
            Self::Agency => "agency",
        }
    }
}
