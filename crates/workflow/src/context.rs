//! What the host says about the moment and the person.

use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// Stable id; separation of duties compares it.
    pub person: String,
    /// Name as printed.
    pub name: String,
    /// Id of the section.
    pub section: String,
    /// Ids of the roles held.
    pub roles: Vec<String>,
}

/// Where a request comes from (clause 15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkZone {
    /// The office network.
    #[default]
    Office,
    /// Another known network.
    Outside,
    /// Net café or public Wi-Fi.
    Public,
}

/// A temporary permission to publish outside the office (clause 15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Who may use it.
    pub person: String,
    /// From when, milliseconds.
    pub starts: u64,
    /// Until when, exclusive, milliseconds.
    pub ends: u64,
    /// Who gave it.
    pub granted_by: String,
    /// Why.
    pub reason: String,
}

impl Grant {
    /// Whether the person may use it at that moment. Nobody grants it to themselves.
    pub(crate) fn holds(&self, person: &str, now: u64) -> bool {
        self.person == person && self.granted_by != person && (self.starts..self.ends).contains(&now)
    }
}

/// Everything a decision depends on besides history and command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The host's clock, milliseconds since 1970 UTC.
    pub now: u64,
    /// Who asks.
    pub actor: Actor,
    /// From where.
    pub network: NetworkZone,
    /// Grants on file.
    pub grants: Vec<Grant>,
    /// The working calendar's text.
    pub calendar: String,
    /// The profile's text.
    pub profile: String,
}
