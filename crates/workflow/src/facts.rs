//! The facts a decision relies on. They are recorded with it, so that it can be decided again without any other source.

use crate::{Case, Command, Context, Delegation, DeterminationStep, Grant, NetworkZone, Refusal, Registry};
use articles::{Profile, RepostSources, Role};
use calendar::{Calendar, CalendarFacts};
use serde::{Deserialize, Serialize};

/// What a decision takes from the profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The site's id.
    pub site: String,
    /// The first day the profile holds, as its text has it; empty: since the regulation does (clause 21).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub valid_from: String,
    /// The last day the profile holds; empty: until it is replaced (clause 21).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub valid_until: String,
    /// Whether the person's section is registered (clause 1).
    pub section_registered: bool,
    /// The channels' ids (clause 1).
    pub channels: Vec<String>,
    /// Channels on which sections release themselves, by written basis (clause 6).
    pub own_channels: Vec<String>,
    /// Channels that are new media: looked back at on the same day (clause 16).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new_media_channels: Vec<String>,
    /// Bodies with the power to determine what is secret, by name (clause 10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub determination_authorities: Vec<String>,
    /// Ids of the criteria for important items (clause 6).
    pub important_criteria: Vec<String>,
    /// Whether the main leader approves every item (clause 6).
    pub approves_all: bool,
    /// Ids of the canned reasons for a return.
    pub return_codes: Vec<String>,
    /// Who may give grants (clause 15).
    pub site_responsible: Vec<String>,
    /// Whether this installation is the correction system of clause 8.
    pub correction_system: bool,
    /// The name of the correction system (clause 8).
    pub correction_name: String,
    /// How long a permit may be used, minutes.
    pub permit_minutes: u32,
}

/// Whether a moment lies in the working hours (clause 15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hours {
    /// Working time.
    Within,
    /// Not working time.
    Outside,
    /// The loaded calendar does not say. It is treated like `Outside`: what is not known does not open the gate.
    #[default]
    Unknown,
}

/// Whether a source may be reposted from (clause 7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepostVerdict {
    /// The source asked about.
    pub source: String,
    /// It stands on a list that is in force that day.
    pub listed: bool,
    /// The first day of the list it was found on, otherwise of 《互联网新闻信息稿源单位名单》 as loaded; empty when the list has none.
    pub list_from: String,
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
    /// Whether it was working time.
    pub hours: Hours,
    /// The grant that held for this person at that moment.
    pub grant: Option<Grant>,
    /// The delegations that held for this person at that moment.
    pub delegations: Vec<Delegation>,
    /// What the calendar says of the days around the moment, where a time limit is counted (clause 10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<CalendarFacts>,
    /// What the registry said.
    pub registry: Registry,
    /// For a repost, whether its source was listed.
    pub repost: Option<RepostVerdict>,
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
    /// Take the facts for a command on a case, or for a look at it: for a repost, whether its source is listed belongs to them.
    ///
    /// # Errors
    /// A profile that is not valid, a person without an id.
    pub fn read(context: &Context, pack: &str, case: &Case, command: Option<&Command>) -> Result<Self, Refusal> {
        let card = match command {
            Some(Command::Submit(submission)) => Some(&submission.card),
            _ => case.round.as_ref().map(|round| &round.card),
        };
        let source = card.and_then(|card| card.repost.as_ref()).map(|repost| repost.source.as_str());
        let read = read_profile(&context.profile);
        // A profile that cannot be read opens nothing, and blocks no withdrawal.
        let profile = match read {
            Err(_) if command.is_some_and(Command::is_withdrawal) => None,
            read => Some(read?),
        };
        let (actor, now) = (&context.actor, context.now);
        if actor.person.is_empty() {
            return Err(Refusal::new("no-person", "14", "没有说明操作人", "请先登录"));
        }
        let settings = profile.as_ref().map(|profile| Settings::of(profile, &actor.section)).unwrap_or_default();
        let grants = context.grants.iter();
        let delegations = context.delegations.iter();
        Ok(Self {
            name: actor.name.clone(),
            section: actor.section.clone(),
            roles: actor.roles.clone(),
            network: context.network,
            hours: hours(&context.calendar, now),
            grant: grants.clone().find(|it| it.holds(&actor.person, now, &settings.site_responsible)).cloned(),
            delegations: delegations.filter(|it| it.holds(&actor.person, now)).cloned().collect(),
            working_days: counts_days(case, command).then(|| working_days(&context.calendar, now)),
            registry: context.registry.clone(),
            repost: source.zip(profile.as_ref()).map(|(source, profile)| RepostVerdict::of(source, profile, now)),
            profile: document::sm3_text(context.profile.as_bytes()),
            calendar: document::sm3_text(context.calendar.as_bytes()),
            pack: pack.to_owned(),
            settings,
        })
    }

    /// Whether the person holds one of these roles.
    #[must_use]
    pub fn holds_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.iter().any(|held| held == role.id()))
    }
}

/// The agency's settings.
///
/// # Errors
/// `invalid-profile`, by the first of its errors.
pub(crate) fn read_profile(text: &str) -> Result<Profile, Refusal> {
    Profile::read(text).map_err(|errors| {
        let first = errors.into_iter().next();
        let message = first.as_ref().map_or("配置不可用", |error| error.message.as_str());
        let clause = first.as_ref().map_or("", |error| error.clause);
        Refusal::new("invalid-profile", clause, format!("单位配置不可用：{message}"), "请由管理员改正单位配置")
    })
}

impl Settings {
    fn of(profile: &Profile, section: &str) -> Self {
        let ids = |named: &[articles::Named]| named.iter().map(|one| one.id.clone()).collect();
        Self {
            site: profile.site.clone(),
            valid_from: profile.valid_from.clone(),
            valid_until: profile.valid_until.clone(),
            section_registered: profile.sections.iter().any(|known| known.id == section),
            channels: ids(&profile.channels),
            own_channels: profile.own_release_channels.iter().map(|own| own.channel.clone()).collect(),
            new_media_channels: profile.new_media_channels.clone(),
            determination_authorities: profile.determination_authorities.clone(),
            important_criteria: ids(&profile.important_criteria),
            approves_all: profile.approves_all(),
            return_codes: ids(&profile.return_reasons),
            site_responsible: profile.site_responsible.clone(),
            correction_system: profile.correction_system.is_some(),
            correction_name: profile.correction_system_name.clone(),
            permit_minutes: profile.permit_minutes,
        }
    }
}

impl RepostVerdict {
    /// Lists are dated: what is on them counts from their first day on. ISO dates compare as text.
    fn of(source: &str, profile: &Profile, now: u64) -> Self {
        let today = calendar::format_day(calendar::day_of(now));
        let in_force = |list: &&RepostSources| list.valid_from.is_empty() || list.valid_from.as_str() <= today.as_str();
        let lists = [&profile.screening.repost_sources, &profile.government_sources];
        let found = lists.into_iter().filter(in_force).find(|list| list.names.iter().any(|name| name == source));
        Self {
            source: source.to_owned(),
            listed: found.is_some(),
            list_from: found.unwrap_or(&profile.screening.repost_sources).valid_from.clone(),
        }
    }
}

/// Whether a time limit is counted: a receipt starts one, and a look counts anew what was counted over days without a notice.
fn counts_days(case: &Case, command: Option<&Command>) -> bool {
    match command {
        Some(command) => matches!(command, Command::Determination(DeterminationStep::Receive(_))),
        None => case.determinations.is_provisional(),
    }
}

/// The days around the moment. A calendar that cannot be read knows no year: what is counted then is provisional.
fn working_days(text: &str, now: u64) -> CalendarFacts {
    Calendar::read(text).unwrap_or_default().facts(now)
}

/// Whether the moment is working time by the loaded calendar. A calendar that cannot be read says nothing: the host has it checked when it
/// is loaded.
fn hours(text: &str, now: u64) -> Hours {
    match Calendar::read(text).map(|calendar| calendar.in_office_hours(now)) {
        Ok(calendar::Hours::Within) => Hours::Within,
        Ok(calendar::Hours::Outside) => Hours::Outside,
        Ok(calendar::Hours::Unknown(_)) | Err(_) => Hours::Unknown,
    }
}
