//! 日常巡检 (clause 19): what was looked at, what was found, what became of it.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{COORDINATOR, DUTY_OFFICER, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use calendar::{Day, day_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who patrols.
const PATROLS: [&str; 3] = [DUTY_OFFICER, SUPERVISOR, COORDINATOR];

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A patrol.
    Log { channels: Vec<String>, method: Method, note: String, findings: Vec<Found> },
    /// What became of a finding; findings count from 1. `incident` is the number of the incident it became, 0 when none.
    Follow { patrol: u64, finding: u64, outcome: String, incident: u64 },
}

/// How one looked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    /// 人工读网.
    Manual,
    /// 技术监测.
    Machine,
    /// Both.
    Both,
}

/// Something found.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Found {
    channel: String,
    /// Address or column.
    place: String,
    what: String,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Patrols {
    #[serde(serialize_with = "values")]
    patrols: BTreeMap<u64, Patrol>,
}

#[derive(Serialize)]
struct Patrol {
    id: u64,
    at: u64,
    person: String,
    channels: Vec<String>,
    method: Method,
    note: String,
    #[serde(serialize_with = "values")]
    findings: BTreeMap<u64, Finding>,
}

#[derive(Serialize)]
struct Finding {
    number: u64,
    #[serde(flatten)]
    found: Found,
    outcome: Option<String>,
    incident: u64,
}

fn log(asked: &Asked<'_>, channels: &[String], note: &str, findings: &[Found]) -> Result<Allowed, Refusal> {
    asked.require("19", &PATROLS, "日常巡检")?;
    check::ids("19", "巡检渠道", channels)?;
    check::note("19", "备注", note)?;
    let many = findings.len() > check::LIST;
    check::refuse_if(many, "bad-list", "19", "发现的问题过多", "请分几次登记")?;
    for found in findings {
        if !channels.contains(&found.channel) {
            let message = format!("问题所在的渠道“{}”不在本次巡检的渠道中", found.channel);
            return Err(Refusal::new("channel-not-patrolled", "19", message, "请核对渠道"));
        }
        check::text("19", "位置", &found.place)?;
        check::text("19", "问题", &found.what)?;
    }
    Ok(("patrol-logged", "19"))
}

impl Register for Patrols {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Log { channels, note, findings, .. } => log(asked, channels, note, findings),
            Command::Follow { patrol, finding, outcome, .. } => {
                asked.require("19", &PATROLS, "巡检问题的处理")?;
                let patrol = check::found(self.patrols.get(patrol), "19", "巡检", *patrol)?;
                let finding = check::found(patrol.findings.get(finding), "19", "巡检问题", *finding)?;
                let done = finding.outcome.is_some();
                check::refuse_if(done, "already-done", "19", "这一问题已经处理", "不必重复登记")?;
                check::text("19", "处理结果", outcome)?;
                Ok(("patrol-followed", "19"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Log { channels, method, note, findings } => {
                let finding = |(number, found)| (number, Finding { number, found, outcome: None, incident: 0 });
                let findings = (1..).zip(findings).map(finding).collect();
                let (id, at, person) = (asked.id, asked.now, asked.person.to_owned());
                self.patrols.insert(id, Patrol { id, at, person, channels, method, note, findings });
            }
            Command::Follow { patrol, finding, outcome, incident } => {
                let patrol = self.patrols.get_mut(&patrol);
                if let Some(finding) = patrol.and_then(|patrol| patrol.findings.get_mut(&finding)) {
                    (finding.outcome, finding.incident) = (Some(outcome), incident);
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let mut tasks = Vec::new();
        let today = day_of(now);
        if !self.on(today) {
            let message = "今天还没有巡检记录".to_owned();
            tasks.push(Task::new("patrol-due", "19", 0, DUTY_OFFICER, message).until(today, now));
        }
        for patrol in self.patrols.values() {
            for finding in patrol.findings.values().filter(|finding| finding.outcome.is_none()) {
                let message = format!("巡检发现的问题“{}”还没有处理", finding.found.what);
                let task = Task::new("patrol-finding-open", "19", patrol.id, DUTY_OFFICER, message);
                tasks.push(task.until(day_of(patrol.at), now));
            }
        }
        tasks
    }
}

impl Patrols {
    fn on(&self, day: Day) -> bool {
        self.patrols.values().any(|patrol| day_of(patrol.at) == day)
    }
}

/// Whether somebody patrolled on the day of a moment.
///
/// # Errors
/// The first entry of the history that fails.
pub fn patrolled_on(history: &[Entry], moment: u64) -> Result<bool, ReplayFailure> {
    Ok(replay::<Patrols>(history)?.on(day_of(moment)))
}
