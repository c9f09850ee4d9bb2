//! Interface `oversight`.

use crate::bindings::api::oversight::{
    Attempt, CaseSummary, Context, Document, Entry, EntryFailure, Event, Guest, ItemFact, KeywordMatch, LookBackFact,
    MatchStage, Observation, Refusal, RegisterInfo, ReportFacts, ReportInfo, ShownItem, Standing, Task,
};
use crate::bindings::api::types::NetworkZone;
use crate::{Component, convert};
use articles::Profile;
use oversight::reports;

/// The register that asks for a search.
const REMINDER: &str = "reminder";

impl Guest for Component {
    fn registers() -> Vec<RegisterInfo> {
        let info = |(id, title, clause): (&str, &str, &str)| RegisterInfo {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.to_owned(),
        };
        oversight::registers().into_iter().map(info).collect()
    }

    fn labels() -> Vec<(String, String)> {
        oversight::labels().map(|(item, label)| (item.to_owned(), label.to_owned())).collect()
    }

    fn enter(
        register: String,
        history: Vec<Entry>,
        context: Context,
        command: String,
        found: Vec<KeywordMatch>,
    ) -> Result<Vec<Entry>, Refusal> {
        let history = entries(history);
        let command = if register == REMINDER {
            oversight::with_matches(&history, &command, found.into_iter().map(Into::into).collect())
        } else {
            command
        };
        let entered = oversight::record(&register, &history, &context.into(), &command)?;
        Ok(entered.into_iter().map(Into::into).collect())
    }

    fn searched_words(register: String, history: Vec<Entry>, command: String) -> Vec<String> {
        if register == REMINDER { oversight::searched_words(&entries(history), &command) } else { Vec::new() }
    }

    fn contains(document: Document, words: Vec<String>) -> bool {
        document::contains_any(&document.into(), &words)
    }

    fn replay(register: String, history: Vec<Entry>) -> Result<(), EntryFailure> {
        Ok(oversight::replay(&register, &entries(history))?)
    }

    fn view(register: String, history: Vec<Entry>) -> Result<String, EntryFailure> {
        Ok(oversight::view(&register, &entries(history))?)
    }

    fn tasks(register: String, history: Vec<Entry>, at: u64) -> Result<Vec<Task>, EntryFailure> {
        let tasks = oversight::tasks(&register, &entries(history), at)?;
        Ok(tasks.into_iter().map(|one| task(&register, one)).collect())
    }

    fn link(previous: String, entry: Entry) -> String {
        oversight::link(&previous, &entry.into())
    }

    fn missing_posts(registry: Vec<Entry>, section: String, at: u64) -> Result<Vec<String>, EntryFailure> {
        let missing = oversight::missing_posts(&entries(registry), &section, at)?;
        Ok(missing.into_iter().map(|post| post.title().to_owned()).collect())
    }

    fn on_duty(duty: Vec<Entry>, at: u64) -> Result<Vec<String>, EntryFailure> {
        Ok(oversight::on_duty(&entries(duty), at)?.into_iter().map(|shift| shift.person).collect())
    }

    fn summarise(history: Vec<Event>, calendar: String, at: u64) -> Result<CaseSummary, EntryFailure> {
        let calendar = calendar::Calendar::read(&calendar).unwrap_or_default();
        let tally = workflow::tally(&convert::history(history), &calendar, at).map_err(|failure| EntryFailure {
            entry: failure.event,
            code: failure.code,
            message: failure.message,
        })?;
        Ok(CaseSummary {
            section: tally.section,
            editor: tally.editor,
            handed_in_at: tally.handed_in_at,
            published_at: tally.published_at,
            screened: tally.screened,
            returned: tally.returned,
            overdue: tally.overdue,
            out_of_hours: tally.out_of_hours,
            withdrawn_at: tally.withdrawn_at,
            look_backs: tally.look_backs.into_iter().map(Into::into).collect(),
            drafts: tally.drafts,
            live: tally.live,
            openness: tally.openness.as_ref().map(convert::card::id).unwrap_or_default(),
            reviewer: tally.reviewer,
            channels: tally.channels.into_iter().collect(),
            may_print: tally.may_print,
        })
    }

    fn observe(item: ShownItem) -> Observation {
        let seen = oversight::observe(&oversight::ShownItem {
            standing: match item.standing {
                Standing::Never => oversight::Standing::Never,
                Standing::Live => oversight::Standing::Live,
                Standing::Withdrawn => oversight::Standing::Withdrawn,
            },
            cleared: item.cleared.into_iter().map(Into::into).collect(),
            shown: item.shown.map(Into::into),
            before: item.before,
            first_walk: item.first_walk,
            published_at: item.published_at,
            gate_since: item.gate_since,
        });
        Observation {
            code: seen.code.to_owned(),
            incident: seen.incident,
            digest: seen.digest,
            summary: seen.summary,
            details: seen.details,
        }
    }

    fn characters(document: Document) -> u64 {
        document::characters(&document.into())
    }

    fn reports() -> Vec<ReportInfo> {
        let info = |(id, title): (&str, &str)| ReportInfo { id: id.to_owned(), title: title.to_owned() };
        reports::KINDS.into_iter().map(info).collect()
    }

    fn report(
        kind: String,
        first: String,
        last: String,
        profile: String,
        facts: ReportFacts,
    ) -> Result<String, Refusal> {
        let profile = read_profile(&profile)?;
        Ok(reports::report(&kind, &records(&profile, (&first, &last), facts)?)?)
    }
}

/// What is counted over these days.
pub(crate) fn records(
    profile: &Profile,
    (first, last): (&str, &str),
    facts: ReportFacts,
) -> Result<reports::Records, Refusal> {
    let section = |it: &articles::Named| reports::Section { id: it.id.clone(), name: it.name.clone() };
    Ok(reports::Records {
        period: reports::Period::days(first, last)?,
        sections: profile.sections.iter().map(section).collect(),
        items: facts.items.into_iter().map(Into::into).collect(),
        errors: oversight::confirmed_errors(&entries(facts.errors)).map_err(unreadable_register)?,
        attempts: facts.attempts.into_iter().map(Into::into).collect(),
    })
}

/// The profile of a report or a form.
pub(crate) fn read_profile(text: &str) -> Result<Profile, Refusal> {
    Profile::read(text).map_err(invalid_profile)
}

pub(crate) fn entries(entries: Vec<Entry>) -> Vec<oversight::Entry> {
    entries.into_iter().map(Into::into).collect()
}

impl From<Entry> for oversight::Entry {
    fn from(it: Entry) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            version: it.version,
            at: it.at,
            actor: it.actor,
            clause: it.clause,
            body: it.body,
        }
    }
}

impl From<oversight::Entry> for Entry {
    fn from(it: oversight::Entry) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            version: it.version,
            at: it.at,
            actor: it.actor,
            clause: it.clause,
            body: it.body,
        }
    }
}

impl From<Context> for oversight::Context {
    fn from(it: Context) -> Self {
        let zone = match it.network {
            NetworkZone::Office => "office",
            NetworkZone::Outside => "outside",
            NetworkZone::Public => "public",
        };
        Self {
            now: it.now,
            person: it.actor.person,
            name: it.actor.name,
            section: it.actor.section,
            roles: it.actor.roles,
            zone: zone.to_owned(),
        }
    }
}

impl From<KeywordMatch> for oversight::Match {
    fn from(it: KeywordMatch) -> Self {
        let stage = match it.stage {
            MatchStage::Draft => oversight::MatchStage::Draft,
            MatchStage::Published => oversight::MatchStage::Published,
        };
        Self { item: it.item, stage, section: it.section, person: it.person }
    }
}

impl From<oversight::ReplayFailure> for EntryFailure {
    fn from(it: oversight::ReplayFailure) -> Self {
        Self { entry: it.entry, code: it.code, message: it.message }
    }
}

fn task(register: &str, it: oversight::Task) -> Task {
    Task {
        register: register.to_owned(),
        code: it.code.to_owned(),
        clause: it.clause.to_owned(),
        entry: it.entry,
        section: it.section,
        person: it.person,
        role: it.role.to_owned(),
        due: it.due,
        overdue: it.overdue,
        message: it.message,
    }
}

impl From<ItemFact> for reports::ItemFact {
    fn from(it: ItemFact) -> Self {
        Self {
            item: it.item,
            section: it.section,
            handed_in_at: it.handed_in_at,
            characters: it.characters,
            published_at: it.published_at,
            screened: it.screened,
            returned: it.returned,
            overdue: it.overdue,
            out_of_hours: it.out_of_hours,
            withdrawn_at: it.withdrawn_at,
            look_backs: it.look_backs.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<workflow::LookedBack> for LookBackFact {
    fn from(it: workflow::LookedBack) -> Self {
        Self { due: it.due, done_at: it.done_at }
    }
}

impl From<LookBackFact> for reports::LookBackFact {
    fn from(it: LookBackFact) -> Self {
        Self { due: it.due, done_at: it.done_at }
    }
}

impl From<Attempt> for reports::Attempt {
    fn from(it: Attempt) -> Self {
        Self { at: it.at, section: it.section, person: it.person, item: it.item, code: it.code, clause: it.clause }
    }
}

/// A profile that is not valid.
fn invalid_profile(errors: Vec<articles::ProfileError>) -> Refusal {
    let first = errors.into_iter().next().map(|error| error.message);
    convert::screening_refusal(screener::ScreeningError::InvalidProfile(first.unwrap_or_default()))
}

/// A register that does not replay, as a refusal of what rests on it.
fn unreadable_register(failure: oversight::ReplayFailure) -> Refusal {
    Refusal {
        code: "broken-history".to_owned(),
        clause: "17".to_owned(),
        message: format!("错误登记的历史记录不成立：{}", failure.message),
        remedy: "请由管理员用 xianshen verify-log 核查记录。".to_owned(),
        attributes: vec![("entry".to_owned(), failure.entry.to_string()), ("reason".to_owned(), failure.code)],
    }
}
