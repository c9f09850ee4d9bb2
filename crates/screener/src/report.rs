//! The report and its one JSON form (`report.schema.json` beside the WIT): field order is the order of declaration here.

use document::OffsetEncoding;
use lexicon::{Level, Tier};
use serde::Serialize;

/// A place in a document, in the unit of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The part.
    pub part: String,
    /// First offset.
    pub start: u32,
    /// Offset after the last unit.
    pub end: u32,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is replaced.
    #[serde(flatten)]
    pub span: Span,
    /// The text put in its place.
    pub replacement: String,
}

/// What a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// How strong the source is.
    pub tier: Tier,
    /// The source.
    pub source: String,
    /// The term of the pack that matched.
    pub entry: Option<String>,
}

/// One thing a reader should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's code.
    pub rule: String,
    /// The rule's group.
    pub category: String,
    /// How much it weighs.
    pub level: Level,
    /// The clause that makes it a finding.
    pub clause: String,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// Further places of the same slip.
    pub places: Vec<Span>,
    /// The text found.
    pub fragment: String,
    /// What is wrong and why.
    pub message: String,
    /// Replacements for the whole span, best first.
    pub suggestions: Vec<String>,
    /// The best suggestion as the smallest edits.
    pub edits: Vec<Edit>,
    /// Permille.
    pub confidence: u16,
    /// What it rests on.
    pub basis: Basis,
    /// Stable over screenings of the same content.
    pub key: String,
    /// Further facts.
    pub attributes: Vec<(String, String)>,
}

/// Something that was not looked at, or left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable code.
    pub code: String,
    /// The part; empty for the whole document.
    pub part: String,
    /// One Chinese sentence.
    pub message: String,
}

/// What screening found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The engine's version.
    pub engine: String,
    /// Digest of the pack.
    pub pack: String,
    /// Digest of the profile text.
    pub profile: String,
    /// Digest of the document.
    pub document: String,
    /// The unit of the offsets.
    pub encoding: OffsetEncoding,
    /// A state-secret mark was found.
    pub secrecy_stop: bool,
    /// Ordered by part, start, end and rule.
    pub findings: Vec<Finding>,
    /// What was not looked at.
    pub notes: Vec<Note>,
    /// How many findings were left out.
    pub omitted: u32,
    /// SM3 over the JSON of all fields above; empty while that is computed, and left out of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

impl Report {
    /// The canonical JSON: fields in their order, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in a report can fail to serialise: no maps with other keys than strings, no floats.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Fill in the digest.
    pub(crate) fn seal(mut self) -> Self {
        self.digest.clear();
        self.digest = document::sm3_text(self.to_json().as_bytes());
        self
    }
}
