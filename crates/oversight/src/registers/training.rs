//! 教育培训 (clauses 12 and 18): sessions, who attended, who is out of training.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{COORDINATOR, INFORMATION_OFFICER, SECTION_HEAD, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use calendar::{day_of, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A session, ahead of it or afterwards.
    Session(Session),
    /// Who was there.
    Attend { session: u64, persons: Vec<String> },
    /// Somebody was entered by mistake.
    Strike { session: u64, person: String, reason: String },
}

/// A session.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    topic: String,
    date: String,
    /// The section that holds it or, for a superior's training, sends people.
    organizer: String,
    /// 上级业务培训 (clause 18).
    superior: bool,
    content: String,
    invited: Vec<String>,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Trainings {
    #[serde(serialize_with = "values")]
    sessions: BTreeMap<u64, Held>,
}

/// A session and who attended.
#[derive(Serialize)]
struct Held {
    id: u64,
    #[serde(flatten)]
    session: Session,
    attended: BTreeSet<String>,
}

impl Trainings {
    fn session(&self, number: u64) -> Result<&Held, Refusal> {
        check::found(self.sessions.get(&number), "12", "培训", number)
    }
}

/// Each section trains its people, the coordinating section and the office train everybody's.
fn may_enter(asked: &Asked<'_>, organizer: &str) -> Result<(), Refusal> {
    let own = [SECTION_HEAD, INFORMATION_OFFICER];
    asked.require_of("12", organizer, &own, &[COORDINATOR, SUPERVISOR], "培训登记")
}

impl Register for Trainings {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Session(session) => {
                may_enter(asked, &session.organizer)?;
                check::short("12", "主题", &session.topic)?;
                check::date("12", "日期", &session.date)?;
                check::id("12", "组织科室", &session.organizer)?;
                check::text("12", "内容", &session.content)?;
                check::ids("12", "参训人员", &session.invited)?;
                Ok(("training-session", if session.superior { "18" } else { "12" }))
            }
            Command::Attend { session, persons } => {
                let held = self.session(*session)?;
                may_enter(asked, &held.session.organizer)?;
                check::past_date("12", "培训日期", &held.session.date, asked.today())?;
                check::ids("12", "到训人员", persons)?;
                if let Some(person) = persons.iter().find(|person| held.attended.contains(*person)) {
                    let message = format!("“{person}”已经登记到训");
                    return Err(Refusal::new("already-attended", "12", message, "不必重复登记"));
                }
                Ok(("training-attendance", "12"))
            }
            Command::Strike { session, person, reason } => {
                let held = self.session(*session)?;
                may_enter(asked, &held.session.organizer)?;
                check::text("12", "理由", reason)?;
                let missing = !held.attended.contains(person);
                check::refuse_if(missing, "not-attended", "12", "此人没有登记到训", "请核对姓名")?;
                Ok(("training-struck", "12"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Session(session) => {
                let attended = BTreeSet::new();
                self.sessions.insert(asked.id, Held { id: asked.id, session, attended });
            }
            Command::Attend { session, persons } => {
                if let Some(held) = self.sessions.get_mut(&session) {
                    held.attended.extend(persons);
                }
            }
            Command::Strike { session, person, .. } => {
                if let Some(held) = self.sessions.get_mut(&session) {
                    held.attended.remove(&person);
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let open = |held: &&Held| {
            held.attended.is_empty() && parse_day(&held.session.date).is_some_and(|day| day <= day_of(now))
        };
        let task = |held: &Held| {
            let message = format!("培训“{}”（{}）还没有登记到训人员", held.session.topic, held.session.date);
            Task::new("attendance-missing", "12", held.id, INFORMATION_OFFICER, message).of(&held.session.organizer)
        };
        self.sessions.values().filter(open).map(task).collect()
    }
}

/// Who of `people` has attended no session in the last `valid_days` days, with the date of the last one attended.
///
/// # Errors
/// The first entry of the history that fails.
pub fn out_of_training(
    history: &[Entry],
    people: &[String],
    now: u64,
    valid_days: u32,
) -> Result<Vec<(String, Option<String>)>, ReplayFailure> {
    let register = replay::<Trainings>(history)?;
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    for held in register.sessions.values() {
        for person in &held.attended {
            let date = last.entry(person).or_default();
            // Dates written `YYYY-MM-DD` sort as texts.
            *date = held.session.date.as_str().max(*date);
        }
    }
    let since = day_of(now) - i64::from(valid_days);
    let last_of = |person: &String| last.get(person.as_str()).copied();
    let is_out = |person: &&String| last_of(person).and_then(parse_day).is_none_or(|day| day < since);
    Ok(people.iter().filter(is_out).map(|person| (person.clone(), last_of(person).map(str::to_owned))).collect())
}
