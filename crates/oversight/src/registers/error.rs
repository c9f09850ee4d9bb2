//! 报送信息错误 (clause 17): errors found after hand-over, each confirmed by a person before it counts.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::reports::{ErrorClass, ErrorFact};
use crate::roles::{COORDINATOR, EDITOR, INFORMATION_OFFICER, SECTION_HEAD, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// Somebody found what looks like an error.
    Report(Found),
    /// It is one.
    Confirm { error: u64, class: ErrorClass, reason: String },
    /// It is none (误报).
    Reject { error: u64, reason: String },
    /// The section does not agree.
    Object { error: u64, reason: String },
    /// A confirmation is taken back.
    Revoke { error: u64, reason: String },
}

/// What was found. Moments in milliseconds UTC.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Found {
    item: String,
    section: String,
    class: ErrorClass,
    handed_in_at: u64,
    found_at: u64,
    source: Source,
    place: String,
    what: String,
}

/// Who found it.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Source {
    Coordinator,
    LookBack,
    Patrol,
    Superior,
    Public,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Errors {
    #[serde(serialize_with = "values")]
    errors: BTreeMap<u64, Reported>,
}

#[derive(Serialize)]
struct Reported {
    id: u64,
    #[serde(flatten)]
    found: Found,
    state: State,
    /// When it was confirmed.
    confirmed_at: Option<u64>,
    objection: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    Confirmed,
    Rejected,
    Revoked,
}

impl Errors {
    fn in_state(&self, number: u64, state: State, message: &str) -> Result<&Reported, Refusal> {
        let reported = check::found(self.errors.get(&number), "17", "错误", number)?;
        check::refuse_if(reported.state != state, "wrong-state", "17", message, "请核对编号")?;
        Ok(reported)
    }
}

fn report(asked: &Asked<'_>, found: &Found) -> Result<Allowed, Refusal> {
    check::id("17", "信息编号", &found.item)?;
    check::id("17", "报送科室", &found.section)?;
    let message = "“报送时间”没有填写，报送前改正的不计错误";
    check::refuse_if(found.handed_in_at == 0, "not-handed-in", "17", message, "请填写报送时间")?;
    check::moment("17", "发现时间", found.found_at, (found.handed_in_at, "报送时间"), asked.now)?;
    check::text("17", "位置", &found.place)?;
    check::text("17", "问题", &found.what)?;
    Ok(("error-reported", "17"))
}

/// 综合协调科 counts; what it handed in itself is judged by the office.
fn may_judge(asked: &Asked<'_>, section: &str) -> Result<(), Refusal> {
    if asked.facts.section == section && !asked.holds(&[SUPERVISOR]) {
        let message = "本科室报送的信息是否有错，不由本科室认定";
        return Err(Refusal::new("own-section", "17", message, "请由局机关办公室认定"));
    }
    asked.require("17", &[COORDINATOR, SUPERVISOR], "错误的认定")
}

impl Register for Errors {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        const DECIDED: &str = "这一错误已经认定或排除";
        match command {
            Command::Report(found) => report(asked, found),
            Command::Confirm { error, reason, .. } => {
                may_judge(asked, &self.in_state(*error, State::Open, DECIDED)?.found.section)?;
                check::text("17", "理由", reason)?;
                Ok(("error-confirmed", "17"))
            }
            Command::Reject { error, reason } => {
                may_judge(asked, &self.in_state(*error, State::Open, DECIDED)?.found.section)?;
                check::text("17", "理由", reason)?;
                Ok(("error-rejected", "17"))
            }
            Command::Object { error, reason } => {
                let reported = self.in_state(*error, State::Confirmed, "只能对已认定的错误提出异议")?;
                let own = [EDITOR, SECTION_HEAD, INFORMATION_OFFICER];
                asked.require_of("17", &reported.found.section, &own, &[], "异议")?;
                let again = !reported.objection.is_empty();
                check::refuse_if(again, "already-objected", "17", "已经提出异议", "请等待处理")?;
                check::text("17", "理由", reason)?;
                Ok(("error-objected", "17"))
            }
            Command::Revoke { error, reason } => {
                let reported = self.in_state(*error, State::Confirmed, "只能撤销已认定的错误")?;
                may_judge(asked, &reported.found.section)?;
                check::text("17", "理由", reason)?;
                Ok(("error-revoked", "17"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Report(found) => {
                let (id, state, confirmed_at, objection) = (asked.id, State::Open, None, String::new());
                self.errors.insert(id, Reported { id, found, state, confirmed_at, objection });
            }
            Command::Confirm { error, class, .. } => self.change(error, |one| {
                (one.state, one.found.class, one.confirmed_at) = (State::Confirmed, class, Some(asked.now));
            }),
            Command::Reject { error, .. } => self.change(error, |one| one.state = State::Rejected),
            Command::Object { error, reason } => self.change(error, |one| one.objection = reason),
            Command::Revoke { error, .. } => self.change(error, |one| one.state = State::Revoked),
        }
    }

    fn tasks(&self, _now: u64) -> Vec<Task> {
        let task = |one: &Reported| {
            let (code, what) = match one.state {
                State::Open => ("judgement-due", "等待认定"),
                State::Confirmed if !one.objection.is_empty() => ("objection-open", "的认定有异议，请复核"),
                _ => return None,
            };
            let message = format!("信息“{}”的错误（{}）{what}", one.found.item, one.found.place);
            Some(Task::new(code, "17", one.id, COORDINATOR, message).of(&one.found.section))
        };
        self.errors.values().filter_map(task).collect()
    }
}

impl Errors {
    fn change(&mut self, number: u64, change: impl FnOnce(&mut Reported)) {
        if let Some(reported) = self.errors.get_mut(&number) {
            change(reported);
        }
    }
}

/// The errors that count today: confirmed by a person and not taken back.
///
/// # Errors
/// The first entry of the history that fails.
pub fn confirmed_errors(history: &[Entry]) -> Result<Vec<ErrorFact>, ReplayFailure> {
    let register = replay::<Errors>(history)?;
    let confirmed = register.errors.into_values().filter(|one| one.state == State::Confirmed);
    let fact = |one: Reported| ErrorFact {
        item: one.found.item,
        section: one.found.section,
        class: one.found.class,
        found_at: one.found.found_at,
        confirmed_at: one.confirmed_at.unwrap_or_default(),
    };
    Ok(confirmed.map(fact).collect())
}
