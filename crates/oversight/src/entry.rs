//! What goes in and comes out of a register: who asks, and what is recorded.

use document::Sm3;

/// The body version that this engine writes. It reads every version it ever wrote.
pub(crate) const VERSION: u32 = 1;

/// Who asks, when and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The host's clock, milliseconds since 1970 UTC.
    pub now: u64,
    /// Stable id of the person.
    pub person: String,
    /// Name as printed.
    pub name: String,
    /// Id of the person's section.
    pub section: String,
    /// Ids of the roles held; [`crate::role_title`] knows them.
    pub roles: Vec<String>,
    /// `office` or `outside`; whoever comes from anywhere else is refused (clause 15).
    pub zone: String,
}

/// One recorded step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Sequence number within the register, from 1 without gaps. Later commands refer to what an entry opened by this number.
    pub id: u64,
    /// What happened, `<register>-<step>`.
    pub kind: String,
    /// Version of the body.
    pub version: u32,
    /// When, milliseconds UTC.
    pub at: u64,
    /// The person.
    pub actor: String,
    /// The clause that asks for this step.
    pub clause: String,
    /// Canonical JSON of command and facts.
    pub body: String,
}

/// The hash that chains an entry to the one before it; the bytes are documented at `oversight.link` in the WIT.
#[must_use]
pub fn link(previous: &str, entry: &Entry) -> String {
    Sm3::new("xianshen:entry:1")
        .field(previous)
        .field(&entry.id.to_string())
        .field(&entry.kind)
        .field(&entry.version.to_string())
        .field(&entry.at.to_string())
        .field(&entry.actor)
        .field(&entry.clause)
        .field(&entry.body)
        .finish()
}
