//! What people ask for, reduced to what is recorded: digests, never content.

use crate::{DeterminationStep, FilingStep, LookBackStep, Proofreading, Signing, Submission};
use serde::{Deserialize, Serialize};

/// A finding that needs an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingKey {
    /// The finding's key.
    pub key: String,
    /// The rule's code.
    pub rule: String,
    /// `block` or `confirm`.
    pub level: String,
    /// The clause.
    pub clause: String,
}

/// What screening one rendition gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// The rendition's digest.
    pub document: String,
    /// The digest of the attachments' texts that were screened.
    pub texts: String,
    /// The report's digest.
    pub report: String,
    /// The pack's digest.
    pub pack: String,
    /// The engine's version.
    pub engine: String,
    /// A state-secret mark was found.
    pub secrecy_stop: bool,
    /// Findings at `block` and `confirm`.
    pub findings: Vec<FindingKey>,
    /// Findings beyond the report's limit: they are open without anybody having seen them.
    pub omitted: u32,
}

/// Evidence that the named correction system (市政府网站群内容纠错系统) has screened the content (clause 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The system's name, as the profile has it.
    pub system: String,
    /// The number that system gave the check.
    pub number: String,
    /// Who ran it: a name, for that system has accounts of its own.
    pub person: String,
    /// When, milliseconds.
    pub at: u64,
    /// What it found, in short.
    pub result: String,
}

/// How a finding is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispositionKind {
    /// 接受: it stays as it is, for a reason.
    Accepted,
    /// 误报: the rule is wrong here; the word-list keeper gets to see it.
    FalseAlarm,
    /// 不属于: a reviewer finds that it is none of the seven classes of clause 11.
    NotProhibited,
    /// 属于: a reviewer finds that it is one of them. Nothing lifts that but a new version.
    Prohibited,
}

/// An answer to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The finding's key.
    pub key: String,
    /// How it is answered.
    pub kind: DispositionKind,
    /// Why.
    pub reason: String,
    /// The lawful basis of publishing it (法定公示, consent); empty when there is none to name. Only for hits of clause 11.
    pub basis: String,
}

/// A reason for a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnReason {
    /// An id of the profile's `return_reasons`, or `other`.
    pub code: String,
    /// What is meant in particular; required with `other`.
    pub text: String,
}

/// What somebody wants to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishRequest {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// `publish`, `update` of what is live, or `restore` of what was taken down.
    pub action: String,
    /// The channel.
    pub channel: String,
}

/// One thing a person asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Hand in content.
    Submit(Submission),
    /// Record what screening gave.
    RecordScreening(Screening),
    /// Record evidence of the named correction system (clause 8).
    RecordEvidence(Evidence),
    /// Answer a finding.
    DisposeFinding(Answer),
    /// Proofread a leaders' item as one of two further people (clause 7).
    Proofread {
        /// The case digest that was read.
        digest: String,
        /// The record.
        record: Proofreading,
    },
    /// State that a report on leaders keeps the central 《意见》 (clause 7).
    StateCompliance {
        /// The case digest stated for.
        digest: String,
        /// The statement.
        statement: String,
    },
    /// Mark the item as important (clause 6).
    MarkImportant {
        /// An id of the profile's `important_criteria`, or `other`.
        criterion: String,
        /// Why.
        reason: String,
    },
    /// Take the mark away (clause 6).
    UnmarkImportant {
        /// Why.
        reason: String,
    },
    /// Ask whether it is secret, or others for their opinion, and decide on the answers (clause 10).
    Determination(DeterminationStep),
    /// File with 综合协调科 (clause 6).
    Filing(FilingStep),
    /// Sign a level.
    Sign(Signing),
    /// Return to the editor.
    Return {
        /// Why, at least one reason.
        reasons: Vec<ReturnReason>,
    },
    /// Issue a permit.
    Issue {
        /// For what.
        request: PublishRequest,
        /// For a scheduled release, its time in milliseconds; none for a release at once.
        not_before: Option<u64>,
    },
    /// Use the permit.
    Publish {
        /// For what.
        request: PublishRequest,
        /// The digest of the document that is about to go out.
        document: String,
    },
    /// Take all open permits back.
    Revoke {
        /// Why.
        reason: String,
    },
    /// A step after a release (clause 16).
    LookBack(LookBackStep),
}

impl Command {
    /// The kind of the event it leads to.
    #[must_use]
    pub const fn event_kind(&self) -> &'static str {
        match self {
            Self::Submit(_) => "submitted",
            Self::RecordScreening(_) => "screened",
            Self::RecordEvidence(_) => "evidence-recorded",
            Self::DisposeFinding(_) => "finding-disposed",
            Self::Proofread { .. } => "proofread",
            Self::StateCompliance { .. } => "compliance-stated",
            Self::MarkImportant { .. } => "marked-important",
            Self::UnmarkImportant { .. } => "unmarked-important",
            Self::Determination(step) => step.event_kind(),
            Self::Filing(step) => step.event_kind(),
            Self::Sign(_) => "signed",
            Self::Return { .. } => "returned",
            Self::Issue { .. } => "permit-issued",
            Self::Publish { .. } => "published",
            Self::Revoke { .. } => "permit-revoked",
            Self::LookBack(step) => step.event_kind(),
        }
    }

    /// Whether it takes something down, which nothing may block (clause 16).
    #[must_use]
    pub const fn is_withdrawal(&self) -> bool {
        matches!(self, Self::LookBack(LookBackStep::Withdraw { .. }))
    }
}
