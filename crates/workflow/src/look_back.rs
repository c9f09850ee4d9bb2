//! What follows a release (clause 16): looking back at it, what was found, taking it down, and the proof that it is gone.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with something that is live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// 泄密: a state or work secret.
    Secret,
    /// 个人信息: personal data that may not be public.
    PersonalData,
    /// 严重错误: a grave misstatement.
    GraveError,
    /// 失当: improper.
    Improper,
    /// 有误: an error.
    Error,
    /// 过期: out of date.
    Expired,
}

impl IssueKind {
    /// Whether it comes down before anything else is done: every minute that it stays up does harm.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::Secret | Self::PersonalData | Self::GraveError)
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// What kind of thing.
    pub kind: IssueKind,
    /// Where and what, without repeating the words of a secret.
    pub text: String,
}

/// What is asked of 综合协调科 about what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// 整改: the old text stays until the new round is complete.
    Rectify,
    /// 撤稿: it comes down.
    Withdraw,
}

/// A look at what is live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The case digest that is live and was looked at.
    pub digest: String,
    /// What was found.
    pub issues: Vec<Issue>,
    /// An explicit 无; exactly one of this and `issues` is given.
    pub none_found: bool,
    /// What is asked for; none exactly when nothing was found.
    pub settlement: Option<Settlement>,
}

impl Look {
    /// Whether it found what may stand nowhere any more.
    pub(crate) fn leaks(&self) -> bool {
        self.issues.iter().any(|issue| matches!(issue.kind, IssueKind::Secret | IssueKind::PersonalData))
    }
}

/// A step after a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LookBackStep {
    /// 回头看: look at what is live.
    Look(Look),
    /// 撤稿: take everything of the item down.
    Withdraw {
        /// Why; may be empty, for taking down does not wait for words.
        reason: String,
    },
    /// Put the confirmation of 市大数据管理中心 on record.
    Confirm {
        /// Who confirmed it there.
        name: String,
        /// When, milliseconds.
        at: u64,
        /// Its number or words; may be empty.
        note: String,
    },
    /// A look at one channel has shown that it is gone there.
    CheckChannel {
        /// The channel.
        channel: String,
        /// How it was seen; may be empty.
        note: String,
    },
    /// 办结: close the withdrawal.
    Close {
        /// What was wrong, and what was done.
        note: String,
    },
}

impl LookBackStep {
    /// The kind of the event it leads to.
    #[must_use]
    pub const fn event_kind(&self) -> &'static str {
        match self {
            Self::Look(Look { settlement: None, .. }) => "looked-back",
            Self::Look(_) => "problem-reported",
            Self::Withdraw { .. } => "withdrawn",
            Self::Confirm { .. } => "takedown-confirmed",
            Self::CheckChannel { .. } => "channel-checked",
            Self::Close { .. } => "withdrawal-closed",
        }
    }
}

/// A rendition that went live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Who published it.
    pub person: String,
    /// When, milliseconds.
    pub at: u64,
    /// Until when the content holds, by its card, milliseconds.
    pub valid_until: Option<u64>,
    /// It went out on new media, by the profile of that moment: to be looked back at on the same day.
    pub same_day: bool,
    /// Whether somebody has looked back at it.
    pub looked_back: bool,
}

/// Something wrong that was reported to 综合协调科 and is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Who reported it.
    pub person: String,
    /// When, milliseconds.
    pub at: u64,
    /// The case digest it is about.
    pub digest: String,
    /// What was found.
    pub issues: Vec<Issue>,
    /// What was asked for.
    pub settlement: Settlement,
}

/// When something was done, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Who; of the data centre a name, for it has no account here.
    pub person: String,
    /// When, milliseconds.
    pub at: u64,
}

/// A withdrawal (撤稿).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Who took it down and when.
    pub taken_down: Done,
    /// Why; may be empty.
    pub reason: String,
    /// The case digest that was live.
    pub digest: String,
    /// The confirmation of 市大数据管理中心.
    pub confirmed: Option<Done>,
    /// Every channel it was live on, and who has seen that it is gone there.
    pub channels: BTreeMap<String, Option<Done>>,
    /// Who closed it.
    pub closed: Option<Done>,
}

impl Withdrawal {
    /// The channels that nobody has looked at yet.
    pub fn unchecked(&self) -> impl Iterator<Item = &str> {
        self.channels.iter().filter(|(_, done)| done.is_none()).map(|(channel, _)| channel.as_str())
    }
}

/// Everything that follows the releases of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookBack {
    /// By channel, the release that is live.
    pub releases: BTreeMap<String, Release>,
    /// What was reported and is not settled, oldest first.
    pub problems: Vec<Problem>,
    /// The last withdrawal.
    pub withdrawal: Option<Withdrawal>,
    /// Channels on which it was taken down and is not back.
    pub withdrawn: BTreeSet<String>,
}

impl LookBack {
    /// The withdrawal that is not closed.
    #[must_use]
    pub fn open_withdrawal(&self) -> Option<&Withdrawal> {
        self.withdrawal.as_ref().filter(|withdrawal| withdrawal.closed.is_none())
    }

    /// Whether a release waits for its look-back.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.releases.values().any(|release| !release.looked_back)
    }

    /// Take over a step. Withdrawing changes more than this, and is in [`crate::Case`].
    pub(crate) fn apply(&mut self, person: &str, at: u64, step: &LookBackStep) {
        let done = || Done { person: person.to_owned(), at };
        match (step, &mut self.withdrawal) {
            (LookBackStep::Look(look), _) => self.apply_look(done(), look),
            (LookBackStep::Confirm { name, at, .. }, Some(open)) => {
                open.confirmed = Some(Done { person: name.clone(), at: *at });
            }
            (LookBackStep::CheckChannel { channel, .. }, Some(open)) => {
                open.channels.insert(channel.clone(), Some(done()));
            }
            (LookBackStep::Close { .. }, Some(open)) => open.closed = Some(done()),
            _ => {}
        }
    }

    fn apply_look(&mut self, by: Done, look: &Look) {
        self.releases.values_mut().for_each(|release| release.looked_back = true);
        let Some(settlement) = look.settlement else { return };
        let (person, at, digest, issues) = (by.person, by.at, look.digest.clone(), look.issues.clone());
        self.problems.push(Problem { person, at, digest, issues, settlement });
    }
}
