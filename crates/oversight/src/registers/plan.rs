//! 应急处置预案 (clause 19): versions with the day from which each holds, approved by somebody else than who wrote it; drills.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{DEPUTY_LEADER, PRINCIPAL_LEADER, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use calendar::{Day, day_of, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long after the last drill the next one is due, days; our default, the clause has no number.
const DRILL_DAYS: i64 = 365;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A new version; `plan` is the id that all versions share, `text` the digest of the file.
    Draft { plan: String, title: String, text: String, changes: String, effective: String },
    /// It holds from its day.
    Approve { version: u64, opinion: String },
    /// It does not.
    Reject { version: u64, reason: String },
    /// It was practised.
    Drill { version: u64, date: String, participants: Vec<String>, result: String },
}

/// One version of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanVersion {
    /// The entry that drafted it.
    pub id: u64,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// Counted from 1 among the approved versions of the plan; 0 while it is not approved.
    pub version: u32,
    /// Digest of the file.
    pub text: String,
    /// What is new.
    pub changes: String,
    /// From which day it holds, `YYYY-MM-DD`.
    pub effective: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// Who approved it and when; none while nobody has.
    pub approved: Option<(String, u64)>,
    /// Whether it was turned down.
    pub rejected: bool,
    /// The last drill, `YYYY-MM-DD`; empty when there was none.
    pub last_drill: String,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Plans {
    #[serde(serialize_with = "values")]
    versions: BTreeMap<u64, PlanVersion>,
}

impl Plans {
    fn version(&self, number: u64) -> Result<&PlanVersion, Refusal> {
        check::found(self.versions.get(&number), "19", "预案版本", number)
    }

    /// A version that nobody decided about, for somebody who may.
    fn draft(&self, asked: &Asked<'_>, number: u64) -> Result<&PlanVersion, Refusal> {
        asked.require("19", &[DEPUTY_LEADER, PRINCIPAL_LEADER], "预案的批准")?;
        let version = self.version(number)?;
        let decided = version.approved.is_some() || version.rejected;
        check::refuse_if(decided, "already-decided", "19", "这一版本已经批准或退回", "请另行起草")?;
        asked.require_other("19", &version.drafted_by, "起草的人不能批准自己起草的预案")?;
        Ok(version)
    }

    /// The version of every plan that holds on a day: the last approved one whose day has come.
    fn in_force(&self, day: Day) -> Vec<&PlanVersion> {
        let mut latest: BTreeMap<&str, &PlanVersion> = BTreeMap::new();
        let holds = |version: &&PlanVersion| {
            version.version > 0 && parse_day(&version.effective).is_some_and(|effective| effective <= day)
        };
        for version in self.versions.values().filter(holds) {
            let current = latest.entry(&version.plan).or_insert(version);
            if version.version > current.version {
                *current = version;
            }
        }
        latest.into_values().collect()
    }
}

impl Register for Plans {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Draft { plan, title, text, changes, effective } => {
                asked.require("19", &[SUPERVISOR], "预案的起草")?;
                check::id("19", "预案编号", plan)?;
                check::short("19", "名称", title)?;
                check::digest("19", "预案文件摘要", text)?;
                check::text("19", "修订说明", changes)?;
                check::coming_date("19", "施行日期", effective, asked.today())?;
                Ok(("plan-drafted", "19"))
            }
            Command::Approve { version, opinion } => {
                let version = self.draft(asked, *version)?;
                check::text("19", "意见", opinion)?;
                let late = "施行日期已过，预案不能从批准之前起施行";
                let passed = parse_day(&version.effective).is_none_or(|day| day < asked.today());
                check::refuse_if(passed, "in-the-past", "19", late, "请退回后改期重新起草")?;
                Ok(("plan-approved", "19"))
            }
            Command::Reject { version, reason } => {
                self.draft(asked, *version)?;
                check::text("19", "理由", reason)?;
                Ok(("plan-rejected", "19"))
            }
            Command::Drill { version, date, participants, result } => {
                asked.require("19", &[SUPERVISOR], "演练的登记")?;
                let version = self.version(*version)?;
                check::refuse_if(version.version == 0, "not-approved", "19", "预案还没有批准", "请先报批")?;
                check::past_date("19", "演练日期", date, asked.today())?;
                check::ids("19", "参加人员", participants)?;
                check::text("19", "演练结果", result)?;
                Ok(("plan-drilled", "19"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Draft { plan, title, text, changes, effective } => {
                let (id, drafted_by) = (asked.id, asked.person.to_owned());
                let (version, approved, rejected, last_drill) = (0, None, false, String::new());
                let draft = PlanVersion {
                    id,
                    plan,
                    title,
                    version,
                    text,
                    changes,
                    effective,
                    drafted_by,
                    approved,
                    rejected,
                    last_drill,
                };
                self.versions.insert(id, draft);
            }
            Command::Approve { version: number, .. } => {
                let plan = self.versions.get(&number).map(|version| version.plan.clone()).unwrap_or_default();
                let of_plan = self.versions.values().filter(|version| version.plan == plan);
                let next = of_plan.map(|version| version.version).max().unwrap_or(0) + 1;
                if let Some(version) = self.versions.get_mut(&number) {
                    version.version = next;
                    version.approved = Some((asked.person.to_owned(), asked.now));
                }
            }
            Command::Reject { version, .. } => {
                if let Some(version) = self.versions.get_mut(&version) {
                    version.rejected = true;
                }
            }
            Command::Drill { version, date, .. } => {
                if let Some(version) = self.versions.get_mut(&version) {
                    version.last_drill = version.last_drill.clone().max(date);
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let today = day_of(now);
        let in_force = self.in_force(today);
        let mut tasks = Vec::new();
        if in_force.is_empty() {
            let message = "没有施行中的应急处置预案，请制定".to_owned();
            tasks.push(Task::new("no-plan", "19", 0, SUPERVISOR, message));
        }
        for version in self.versions.values().filter(|version| version.version == 0 && !version.rejected) {
            let message = format!("预案“{}”等待批准", version.title);
            tasks.push(Task::new("approval-due", "19", version.id, DEPUTY_LEADER, message));
        }
        for version in in_force {
            let since = parse_day(&version.last_drill).or_else(|| parse_day(&version.effective)).unwrap_or_default();
            if today - since >= DRILL_DAYS {
                let message = format!("预案“{}”一年没有演练", version.title);
                tasks.push(Task::new("drill-due", "19", version.id, SUPERVISOR, message));
            }
        }
        tasks
    }
}

/// The plans in force on the day of a moment, one version each.
///
/// # Errors
/// The first entry of the history that fails.
pub fn plans_in_force(history: &[Entry], moment: u64) -> Result<Vec<PlanVersion>, ReplayFailure> {
    Ok(replay::<Plans>(history)?.in_force(day_of(moment)).into_iter().cloned().collect())
}
