//! What the host says about the moment and the person.

use articles::Role;
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

/// A temporary permission to work out of hours or outside the office (临时开通权限, clause 15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Who may use it; one grant may name several people.
    pub persons: Vec<String>,
    /// From when, milliseconds.
    pub starts: u64,
    /// Until when, exclusive, milliseconds.
    pub ends: u64,
    /// The site's responsible person (网站负责同志) who gave it.
    pub granted_by: String,
    /// Why.
    pub reason: String,
}

impl Grant {
    /// Whether the person may use it at that moment. Only the site's responsible persons give it, and nobody to themselves.
    pub(crate) fn holds(&self, person: &str, now: u64, responsible: &[String]) -> bool {
        self.persons.iter().any(|named| named == person)
            && self.granted_by != person
            && responsible.contains(&self.granted_by)
            && !self.reason.trim().is_empty()
            && (self.starts..self.ends).contains(&now)
    }
}

/// A written, dated delegation (代X): one person stands for another (clause 6). It does not shift the responsibility (clause 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Who stands in.
    pub person: String,
    /// For whom.
    pub acts_for: String,
    /// In which role: `section_head`, `deputy_leader` or `principal_leader`.
    pub role: String,
    /// For which section's items; empty for all, which only leaders have.
    pub section: String,
    /// From when, milliseconds.
    pub starts: u64,
    /// Until when, exclusive, milliseconds.
    pub ends: u64,
    /// Who gave it.
    pub granted_by: String,
    /// The role in which it was given: `deputy_leader` or `principal_leader`.
    pub granted_role: String,
    /// Why.
    pub reason: String,
    /// The number of the paper.
    pub number: String,
}

impl Delegation {
    /// Whether it is in force for the person, and was given by who may: for a section head by a leader, for a leader by a leader of the same
    /// rank or above, never by the person who stands in.
    pub(crate) fn holds(&self, person: &str, now: u64) -> bool {
        let given_by: &[Role] = match Role::from_id(&self.role) {
            Some(Role::SectionHead) if !self.section.is_empty() => &[Role::DeputyLeader, Role::PrincipalLeader],
            Some(Role::DeputyLeader) => &[Role::DeputyLeader, Role::PrincipalLeader],
            Some(Role::PrincipalLeader) => &[Role::PrincipalLeader],
            _ => &[],
        };
        self.person == person
            && self.acts_for != person
            && !self.acts_for.is_empty()
            && self.granted_by != person
            && !self.granted_by.is_empty()
            && given_by.iter().any(|role| role.id() == self.granted_role)
            && !self.reason.trim().is_empty()
            && !self.number.trim().is_empty()
            && (self.starts..self.ends).contains(&now)
    }

    /// Whether it covers this role in this section.
    pub(crate) fn covers(&self, role: Role, section: &str) -> bool {
        self.role == role.id() && (self.section.is_empty() || self.section == section)
    }
}

/// What the host's registry says (clause 5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// Whether the person's section has its leading group, main leader, deputy leader, head and information officer on file; none when the
    /// host keeps no such registry.
    pub section_complete: Option<bool>,
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
    /// Delegations on file.
    pub delegations: Vec<Delegation>,
    /// What the registry says.
    pub registry: Registry,
    /// The working calendar's text.
    pub calendar: String,
    /// The profile's text.
    pub profile: String,
}
