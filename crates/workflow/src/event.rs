//! Events: an envelope that hosts store and chain, and a body that only this crate reads.

use crate::{Command, Facts, canonical};
use document::Sm3;
use serde::{Deserialize, Serialize};

/// The body version that this engine writes. It reads every version it ever wrote.
pub(crate) const VERSION: u32 = 1;

/// One recorded step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Sequence number, from 1 without gaps.
    pub id: u64,
    /// What happened.
    pub kind: String,
    /// Version of the body.
    pub version: u32,
    /// When, milliseconds.
    pub at: u64,
    /// The person.
    pub actor: String,
    /// The clause that asks for this step.
    pub clause: String,
    /// The case digest the step is bound to.
    pub digest: String,
    /// Canonical JSON of command and facts.
    pub body: String,
}

/// What the body holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub(crate) command: Command,
    pub(crate) facts: Facts,
}

impl Body {
    pub(crate) fn write(&self) -> String {
        canonical::to_string(self)
    }

    /// None when the text is not the canonical form of a body: two texts for one meaning would make two hashes for one event.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let body: Self = serde_json::from_str(text).ok()?;
        (body.write() == text).then_some(body)
    }
}

/// The hash that chains an event to the one before it; the bytes are documented at `review.link` in the WIT.
#[must_use]
pub fn link(previous: &str, event: &Event) -> String {
    Sm3::new("xianshen:event:1")
        .field(previous)
        .field(&event.id.to_string())
        .field(&event.kind)
        .field(&event.version.to_string())
        .field(&event.at.to_string())
        .field(&event.actor)
        .field(&event.clause)
        .field(&event.digest)
        .field(&event.body)
        .finish()
}
