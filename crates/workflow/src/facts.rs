//! The facts a decision relies on. They are recorded with it, so that it can be decided again without any other source.

use crate::{Context, Grant, NetworkZone, Refusal};
use articles::{Profile, Role};
use serde::{Deserialize, Serialize};

/// What a decision takes from the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The site's id.
    pub site: String,
    /// Whether the person's section is registered (clause 1).
    pub section_registered: bool,
    /// The channels' ids (clause 1).
    pub channels: Vec<String>,
    /// Whether this installation is the correction system of clause 8.
    pub correction_system: bool,
    /// How long a permit may be used, minutes.
    pub permit_minutes: u32,
}

/// The facts a decision relies on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The person's name then.
    pub name: String,
    /// The person's section then.
    pub section: String,
    /// The roles held then.
    pub roles: Vec<String>,
    /// From where.
    pub network: NetworkZone,
    /// The grant that held for this person at that moment.
    pub grant: Option<Grant>,
    /// Digest of the profile.
    pub profile: String,
    /// Digest of the calendar.
    pub calendar: String,
    /// Digest of the pack.
    pub pack: String,
    /// What was taken from the profile.
    pub settings: Settings,
}

impl Facts {
    /// Take the facts from a context.
    ///
    /// # Errors
    /// A profile that is not valid, a person without an id.
    pub fn read(context: &Context, pack: &str) -> Result<Self, Refusal> {
        let profile = Profile::read(&context.profile).map_err(|errors| {
            let first = errors.into_iter().next();
            let message = first.as_ref().map_or("配置不可用", |error| error.message.as_str());
            let clause = first.as_ref().map_or("", |error| error.clause);
            Refusal::new("invalid-profile", clause, format!("单位配置不可用：{message}"), "请由管理员改正单位配置")
        })?;
        let actor = &context.actor;
        if actor.person.is_empty() {
            return Err(Refusal::new("no-person", "14", "没有说明操作人", "请先登录"));
        }
        let grant = context.grants.iter().find(|grant| grant.holds(&actor.person, context.now)).cloned();
        Ok(Self {
            name: actor.name.clone(),
            section: actor.section.clone(),
            roles: actor.roles.clone(),
            network: context.network,
            grant,
            profile: document::sm3_text(context.profile.as_bytes()),
            calendar: document::sm3_text(context.calendar.as_bytes()),
            pack: pack.to_owned(),
            settings: Settings {
                section_registered: profile.sections.iter().any(|section| section.id == actor.section),
                site: profile.site,
                channels: profile.channels.into_iter().map(|channel| channel.id).collect(),
                correction_system: profile.correction_system.is_some(),
                permit_minutes: profile.permit_minutes,
            },
        })
    }

    /// Whether the person holds one of these roles.
    #[must_use]
    pub fn holds_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.iter().any(|held| held == role.id()))
    }
}
