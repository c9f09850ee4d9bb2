//! 应急处置 (clause 19): reported, responded, recovered, in this order; what the person on duty took down at once is reviewed afterwards.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register};
use crate::roles::{
    ADMINISTRATOR, COORDINATOR, DEPUTY_LEADER, DUTY_OFFICER, INFORMATION_OFFICER, PRINCIPAL_LEADER, PUBLISHER,
    SITE_RESPONSIBLE, SUPERVISOR,
};
use crate::{Task, check};
use articles::Refusal;
use calendar::day_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who responds and recovers.
const RESPOND: [&str; 5] = [DUTY_OFFICER, SUPERVISOR, COORDINATOR, SITE_RESPONSIBLE, ADMINISTRATOR];
/// Who takes down in one action.
const TAKE_DOWN: [&str; 6] = [DUTY_OFFICER, COORDINATOR, SITE_RESPONSIBLE, SUPERVISOR, DEPUTY_LEADER, PRINCIPAL_LEADER];
/// Who reviews it.
const REVIEW: [&str; 4] = [SUPERVISOR, SITE_RESPONSIBLE, DEPUTY_LEADER, PRINCIPAL_LEADER];

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// Something is wrong; anybody reports.
    Report(Report),
    /// Report, response and take-down in one action.
    Emergency { report: Report, channels: Vec<String> },
    /// Somebody deals with it. Moments in milliseconds UTC.
    Respond { incident: u64, at: u64, what: String },
    /// It comes down, on these channels.
    TakeDown { incident: u64, channels: Vec<String>, reason: String },
    /// All is well again.
    Recover { incident: u64, at: u64, what: String },
    /// The program that reported it sees that the site is as it was cleared. People still conclude and close.
    Mended { incident: u64, at: u64, what: String },
    /// What came down goes up again: only with a permit.
    Restore { incident: u64, item: String, digest: String, permit: u64 },
    /// Whether the take-down was right.
    Review { incident: u64, justified: bool, conclusion: String, measures: String },
    /// Done.
    Close { incident: u64, conclusion: String },
}

/// What happened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    noticed_at: u64,
    source: Source,
    /// Empty when no single item is concerned.
    item: String,
    place: String,
    what: String,
    grave: bool,
}

/// Who noticed.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Source {
    Patrol,
    Monitoring,
    Superior,
    Public,
    Staff,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Incidents {
    #[serde(serialize_with = "values")]
    incidents: BTreeMap<u64, Incident>,
}

#[derive(Serialize)]
struct Incident {
    id: u64,
    reported_by: String,
    reported_at: u64,
    #[serde(flatten)]
    report: Report,
    responded_at: Option<u64>,
    taken_down: Option<TakenDown>,
    recovered_at: Option<u64>,
    restored: Vec<Restored>,
    /// Whether it was right to take down; none while nobody has reviewed it.
    justified: Option<bool>,
    closed: bool,
}

#[derive(Serialize)]
struct TakenDown {
    at: u64,
    by: String,
    channels: Vec<String>,
}

#[derive(Serialize)]
struct Restored {
    item: String,
    digest: String,
    permit: u64,
}

impl Incidents {
    /// An incident that is not closed.
    fn open(&self, number: u64) -> Result<&Incident, Refusal> {
        let incident = check::found(self.incidents.get(&number), "19", "事件", number)?;
        check::refuse_if(incident.closed, "closed", "19", "这一事件已经办结", "请另行报告")?;
        Ok(incident)
    }
}

fn report(asked: &Asked<'_>, report: &Report) -> Result<(), Refusal> {
    check::moment("19", "发现时间", report.noticed_at, (0, ""), asked.now)?;
    if !report.item.is_empty() {
        check::id("19", "信息编号", &report.item)?;
    }
    check::text("19", "位置", &report.place)?;
    check::text("19", "情况", &report.what)
}

fn respond(asked: &Asked<'_>, incident: &Incident, at: u64, what: &str) -> Result<Allowed, Refusal> {
    asked.require("19", &RESPOND, "响应")?;
    let again = incident.responded_at.is_some();
    check::refuse_if(again, "already-responded", "19", "已经响应", "不必重复登记")?;
    check::moment("19", "响应时间", at, (incident.report.noticed_at, "发现时间"), asked.now)?;
    check::text("19", "处置情况", what)?;
    Ok(("incident-responded", "19"))
}

fn recover(asked: &Asked<'_>, incident: &Incident, at: u64, what: &str) -> Result<Allowed, Refusal> {
    asked.require("19", &RESPOND, "恢复")?;
    let Some(responded_at) = incident.responded_at else {
        return Err(Refusal::new("not-responded", "19", "还没有响应，不能登记恢复", "请先登记响应"));
    };
    let again = incident.recovered_at.is_some();
    check::refuse_if(again, "already-recovered", "19", "已经恢复", "不必重复登记")?;
    check::moment("19", "恢复时间", at, (responded_at, "响应时间"), asked.now)?;
    check::text("19", "恢复情况", what)?;
    Ok(("incident-recovered", "19"))
}

fn mended(asked: &Asked<'_>, incident: &Incident, at: u64, what: &str) -> Result<Allowed, Refusal> {
    let reporter = matches!(incident.report.source, Source::Monitoring) && incident.reported_by == asked.person;
    let message = "只有报告这一事件的监测程序可以登记监测恢复";
    check::refuse_if(!reporter, "wrong-person", "19", message, "请由值班人员登记恢复")?;
    let again = incident.recovered_at.is_some();
    check::refuse_if(again, "already-recovered", "19", "已经恢复", "不必重复登记")?;
    let earliest = incident.responded_at.unwrap_or(incident.report.noticed_at);
    check::moment("19", "恢复时间", at, (earliest, "响应时间"), asked.now)?;
    check::text("19", "恢复情况", what)?;
    Ok(("incident-mended", "19"))
}

fn restore(asked: &Asked<'_>, incident: &Incident, permit: u64, digest: &str) -> Result<Allowed, Refusal> {
    asked.require("19", &[COORDINATOR, INFORMATION_OFFICER, PUBLISHER], "恢复发布")?;
    let up = incident.taken_down.is_none();
    check::refuse_if(up, "not-taken-down", "19", "信息没有紧急下架，无从恢复发布", "请核对编号")?;
    let message = "恢复发布须有本内容有效的放行凭证";
    check::refuse_if(permit == 0, "no-permit", "4", message, "请完成审查、取得放行凭证后再恢复")?;
    check::digest("4", "内容摘要", digest)?;
    Ok(("incident-restored", "4"))
}

fn review(asked: &Asked<'_>, incident: &Incident, conclusion: &str, measures: &str) -> Result<Allowed, Refusal> {
    asked.require("19", &REVIEW, "紧急下架的事后审查")?;
    let Some(taken_down) = &incident.taken_down else {
        return Err(Refusal::new("not-taken-down", "19", "信息没有紧急下架，不必事后审查", "请核对编号"));
    };
    let again = incident.justified.is_some();
    check::refuse_if(again, "already-reviewed", "19", "已经作过事后审查", "不必重复登记")?;
    asked.require_other("19", &taken_down.by, "下架的人不能审查自己的下架")?;
    check::text("19", "结论", conclusion)?;
    check::text("19", "改进措施", measures)?;
    Ok(("incident-reviewed", "19"))
}

fn close(asked: &Asked<'_>, incident: &Incident, conclusion: &str) -> Result<Allowed, Refusal> {
    asked.require("19", &[SUPERVISOR], "事件的办结")?;
    check::text("19", "结论", conclusion)?;
    let unreviewed = incident.taken_down.is_some() && incident.justified.is_none();
    check::refuse_if(unreviewed, "not-reviewed", "19", "紧急下架还没有事后审查", "请由另一人先作事后审查")?;
    let lasting = incident.recovered_at.is_none();
    check::refuse_if(lasting, "not-recovered", "19", "还没有恢复", "请先登记恢复")?;
    Ok(("incident-closed", "19"))
}

impl Register for Incidents {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Report(one) => report(asked, one).map(|()| ("incident-reported", "19")),
            Command::Emergency { report: one, channels } => {
                asked.require("19", &TAKE_DOWN, "紧急下架")?;
                report(asked, one)?;
                check::ids("19", "渠道", channels)?;
                Ok(("incident-emergency", "19"))
            }
            Command::Respond { incident, at, what } => respond(asked, self.open(*incident)?, *at, what),
            Command::TakeDown { incident, channels, reason } => {
                let incident = self.open(*incident)?;
                asked.require("19", &TAKE_DOWN, "紧急下架")?;
                let again = incident.taken_down.is_some();
                check::refuse_if(again, "already-taken-down", "19", "已经下架", "不必重复登记")?;
                check::ids("19", "渠道", channels)?;
                check::text("19", "理由", reason)?;
                Ok(("incident-taken-down", "19"))
            }
            Command::Recover { incident, at, what } => recover(asked, self.open(*incident)?, *at, what),
            Command::Mended { incident, at, what } => mended(asked, self.open(*incident)?, *at, what),
            Command::Restore { incident, item, digest, permit } => {
                check::id("19", "信息编号", item)?;
                restore(asked, self.open(*incident)?, *permit, digest)
            }
            Command::Review { incident, conclusion, measures, .. } => {
                review(asked, self.open(*incident)?, conclusion, measures)
            }
            Command::Close { incident, conclusion } => close(asked, self.open(*incident)?, conclusion),
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        let down = |channels| TakenDown { at: asked.now, by: asked.person.to_owned(), channels };
        match command {
            Command::Report(report) => {
                self.incidents.insert(asked.id, Incident::new(asked, report));
            }
            Command::Emergency { report, channels } => {
                let mut incident = Incident::new(asked, report);
                (incident.responded_at, incident.taken_down) = (Some(asked.now), Some(down(channels)));
                self.incidents.insert(asked.id, incident);
            }
            Command::Respond { incident, at, .. } => self.change(incident, |one| one.responded_at = Some(at)),
            Command::TakeDown { incident, channels, .. } => self.change(incident, |one| {
                one.taken_down = Some(down(channels));
                // Taking it down is a response.
                one.responded_at = one.responded_at.or(Some(asked.now));
            }),
            Command::Recover { incident, at, .. } => self.change(incident, |one| one.recovered_at = Some(at)),
            Command::Mended { incident, at, .. } => self.change(incident, |one| {
                one.responded_at = one.responded_at.or(Some(at));
                one.recovered_at = Some(at);
            }),
            Command::Restore { incident, item, digest, permit } => {
                self.change(incident, |one| one.restored.push(Restored { item, digest, permit }));
            }
            Command::Review { incident, justified, .. } => self.change(incident, |one| one.justified = Some(justified)),
            Command::Close { incident, .. } => self.change(incident, |one| one.closed = true),
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        self.incidents.values().filter(|incident| !incident.closed).flat_map(|incident| incident.tasks(now)).collect()
    }
}

impl Incidents {
    fn change(&mut self, number: u64, change: impl FnOnce(&mut Incident)) {
        if let Some(incident) = self.incidents.get_mut(&number) {
            change(incident);
        }
    }
}

impl Incident {
    fn new(asked: &Asked<'_>, report: Report) -> Self {
        Self {
            id: asked.id,
            reported_by: asked.person.to_owned(),
            reported_at: asked.now,
            report,
            responded_at: None,
            taken_down: None,
            recovered_at: None,
            restored: Vec::new(),
            justified: None,
            closed: false,
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let new = |code, role, what: &str| {
            Task::new(code, "19", self.id, role, format!("第 {} 号事件（{}）{what}", self.id, self.report.place))
        };
        let mut tasks = Vec::new();
        let reported = day_of(self.reported_at);
        if self.responded_at.is_none() {
            tasks.push(new("response-due", DUTY_OFFICER, "须第一时间响应").until(reported, now));
        } else if self.recovered_at.is_none() {
            tasks.push(new("recovery-due", DUTY_OFFICER, "须第一时间恢复").until(reported, now));
        }
        if let Some(taken_down) = self.taken_down.as_ref().filter(|_| self.justified.is_none()) {
            let due = day_of(taken_down.at) + 1;
            tasks.push(new("review-due", SITE_RESPONSIBLE, "紧急下架等待事后审查").until(due, now));
        }
        if tasks.is_empty() {
            tasks.push(new("closing-due", SUPERVISOR, "各步已完成，可以办结"));
        }
        tasks
    }
}
