//! 值班值守 (clause 19): the roster, who is there now, and handing over.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{DUTY_OFFICER, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const HOUR_MS: u64 = 60 * 60 * 1000;
const DAY_MS: u64 = 24 * HOUR_MS;
/// How long one shift may be.
const LONGEST_MS: u64 = 7 * DAY_MS;
/// How far ahead the roster should reach.
const AHEAD_MS: u64 = 3 * DAY_MS;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A shift; `starts` and `ends` in milliseconds UTC, the end exclusive.
    Assign { person: String, name: String, phone: String, starts: u64, ends: u64 },
    /// Somebody else takes a shift.
    Swap { shift: u64, person: String, name: String, phone: String, reason: String },
    /// The person is there.
    SignOn { shift: u64 },
    /// What the next one must know.
    HandOver { shift: u64, note: String },
}

/// One shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Its number.
    pub id: u64,
    /// Who is on duty.
    pub person: String,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// From when, milliseconds UTC.
    pub starts: u64,
    /// Until when, exclusive, milliseconds UTC.
    pub ends: u64,
    /// When the person signed on; none when not yet.
    pub signed_on: Option<u64>,
    /// The note handed over; none when not yet.
    pub handed_over: Option<String>,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Roster {
    #[serde(serialize_with = "values")]
    shifts: BTreeMap<u64, Shift>,
    /// Numbers of each person's shifts by their start: years of shifts are not searched for every new one.
    #[serde(skip)]
    of_person: BTreeMap<String, BTreeMap<u64, u64>>,
}

impl Roster {
    fn shift(&self, number: u64) -> Result<&Shift, Refusal> {
        check::found(self.shifts.get(&number), "19", "班次", number)
    }

    /// The shift, for the person whose it is.
    fn own_shift(&self, asked: &Asked<'_>, number: u64) -> Result<&Shift, Refusal> {
        let shift = self.shift(number)?;
        check::refuse_if(
            shift.person != asked.person,
            "not-on-duty",
            "19",
            "这一班次由他人值班",
            "请由值班人员本人办理",
        )?;
        Ok(shift)
    }

    /// Nobody is in two shifts at once. A person's shifts do not overlap, so only the last one that starts before the window ends can.
    fn check_person(&self, person: &str, window: (u64, u64), except: u64) -> Result<(), Refusal> {
        let before = self.of_person.get(person).into_iter().flat_map(|shifts| shifts.range(..window.1).rev());
        let last = before.filter_map(|(_, id)| self.shifts.get(id)).find(|shift| shift.id != except);
        let overlaps = last.is_some_and(|shift| window.0 < shift.ends);
        check::refuse_if(overlaps, "overlap", "19", "此人在这段时间已有班次", "请错开时间或换人")
    }

    fn enlist(&mut self, person: &str, starts: u64, id: u64) {
        self.of_person.entry(person.to_owned()).or_default().insert(starts, id);
    }
}

fn contact(person: &str, name: &str, phone: &str) -> Result<(), Refusal> {
    check::id("19", "值班人员", person)?;
    check::short("19", "姓名", name)?;
    check::short("19", "电话", phone)
}

impl Register for Roster {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Assign { person, name, phone, starts, ends } => {
                asked.require("19", &[SUPERVISOR], "值班安排")?;
                contact(person, name, phone)?;
                let wrong = starts >= ends || ends - starts > LONGEST_MS;
                check::refuse_if(wrong, "bad-window", "19", "结束不晚于开始，或者一班超过 7 天", "请改正起止时间")?;
                check::refuse_if(*ends <= asked.now, "in-the-past", "19", "班次已经过去", "请安排今后的班次")?;
                self.check_person(person, (*starts, *ends), 0)?;
                Ok(("duty-assigned", "19"))
            }
            Command::Swap { shift, person, name, phone, reason } => {
                asked.require("19", &[SUPERVISOR], "换班")?;
                let shift = self.shift(*shift)?;
                contact(person, name, phone)?;
                check::text("19", "理由", reason)?;
                check::refuse_if(shift.ends <= asked.now, "in-the-past", "19", "班次已经结束", "请核对班次")?;
                self.check_person(person, (shift.starts, shift.ends), shift.id)?;
                Ok(("duty-swapped", "19"))
            }
            Command::SignOn { shift } => {
                let shift = self.own_shift(asked, *shift)?;
                let outside = asked.now.saturating_add(HOUR_MS) < shift.starts || asked.now >= shift.ends;
                check::refuse_if(
                    outside,
                    "outside-shift",
                    "19",
                    "现在不在班次时间内",
                    "请在上班前一小时起、下班前签到",
                )?;
                check::refuse_if(shift.signed_on.is_some(), "already-signed-on", "19", "已经签到", "不必重复签到")?;
                Ok(("duty-signed-on", "19"))
            }
            Command::HandOver { shift, note } => {
                let shift = self.own_shift(asked, *shift)?;
                check::refuse_if(shift.signed_on.is_none(), "not-signed-on", "19", "还没有签到", "请先签到")?;
                check::refuse_if(shift.handed_over.is_some(), "already-handed-over", "19", "已经交班", "不必重复交班")?;
                check::text("19", "交班事项", note)?;
                Ok(("duty-handed-over", "19"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Assign { person, name, phone, starts, ends } => {
                let (id, signed_on, handed_over) = (asked.id, None, None);
                self.enlist(&person, starts, id);
                let shift = Shift { id, person, name, phone, starts, ends, signed_on, handed_over };
                self.shifts.insert(id, shift);
            }
            Command::Swap { shift: id, person, name, phone, .. } => {
                let Some(shift) = self.shifts.get_mut(&id) else { return };
                let (before, starts) = (std::mem::replace(&mut shift.person, person.clone()), shift.starts);
                (shift.name, shift.phone, shift.signed_on) = (name, phone, None);
                if let Some(shifts) = self.of_person.get_mut(&before) {
                    shifts.remove(&starts);
                }
                self.enlist(&person, starts, id);
            }
            Command::SignOn { shift } => {
                if let Some(shift) = self.shifts.get_mut(&shift) {
                    shift.signed_on = Some(asked.now);
                }
            }
            Command::HandOver { shift, note } => {
                if let Some(shift) = self.shifts.get_mut(&shift) {
                    shift.handed_over = Some(note);
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let missing =
            self.shifts.values().filter(|shift| holds(shift, now) && shift.signed_on.is_none()).map(|shift| {
                let message = format!("{}的班次已经开始，还没有签到", shift.name);
                Task::new("sign-on-due", "19", shift.id, DUTY_OFFICER, message).by(&shift.person)
            });
        let mut tasks: Vec<_> = missing.collect();
        if !self.shifts.values().any(|shift| holds(shift, now)) {
            let message = "现在没有人值班，请安排".to_owned();
            tasks.push(Task::new("nobody-on-duty", "19", 0, SUPERVISOR, message));
        }
        let reach = self.shifts.values().map(|shift| shift.ends).max().unwrap_or(0);
        if reach < now.saturating_add(AHEAD_MS) {
            let message = "值班表排到的时间不足三天，请继续安排".to_owned();
            tasks.push(Task::new("roster-ends", "19", 0, SUPERVISOR, message));
        }
        tasks
    }
}

fn holds(shift: &Shift, now: u64) -> bool {
    (shift.starts..shift.ends).contains(&now)
}

/// Who is on duty at a moment: what gives a person the role `duty_officer`.
///
/// # Errors
/// The first entry of the history that fails.
pub fn on_duty(history: &[Entry], now: u64) -> Result<Vec<Shift>, ReplayFailure> {
    let roster = replay::<Roster>(history)?;
    Ok(roster.shifts.into_values().filter(|shift| holds(shift, now)).collect())
}
