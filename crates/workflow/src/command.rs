//! What people ask for, reduced to what is recorded: digests, never content.

use serde::{Deserialize, Serialize};

/// One rendition: a channel and the digest of what its readers will see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rendition {
    /// The channel's id.
    pub channel: String,
    /// The document's digest.
    pub digest: String,
    /// The digest of the texts extracted from its attachments.
    pub texts: String,
}

/// Content handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// All renditions.
    pub renditions: Vec<Rendition>,
}

impl Submission {
    /// The digest that signatures are given for.
    #[must_use]
    pub fn case_digest(&self) -> String {
        document::case_digest(&self.renditions.iter().map(|rendition| &rendition.digest).collect::<Vec<_>>())
    }
}

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

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// 1 初审, 2 复审, 3 三审.
    pub level: u8,
    /// The case digest signed for.
    pub digest: String,
    /// The person states that the content was checked for secrets.
    pub secrecy_checked: bool,
    /// The opinion.
    pub opinion: String,
}

/// What somebody wants to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishRequest {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// `publish` or `update`.
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
    /// Accept a finding.
    AcceptFinding {
        /// The finding's key.
        key: String,
        /// Why.
        reason: String,
    },
    /// Sign a level.
    Sign(Signing),
    /// Return to the editor.
    Return {
        /// Why.
        reasons: Vec<String>,
    },
    /// Issue a permit.
    Issue(PublishRequest),
    /// Use the permit.
    Publish {
        /// For what.
        request: PublishRequest,
        /// The digest of the document that is about to go out.
        document: String,
    },
}

impl Command {
    /// The kind of the event it leads to.
    #[must_use]
    pub const fn event_kind(&self) -> &'static str {
        match self {
            Self::Submit(_) => "submitted",
            Self::RecordScreening(_) => "screened",
            Self::AcceptFinding { .. } => "finding-accepted",
            Self::Sign(_) => "signed",
            Self::Return { .. } => "returned",
            Self::Issue(_) => "permit-issued",
            Self::Publish { .. } => "published",
        }
    }
}
