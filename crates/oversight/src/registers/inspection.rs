//! 安全保密自查 (clause 13): each section looks at 制度建设、工作落实、教育培训 itself; what it finds is mended and checked.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{EDITOR, INFORMATION_OFFICER, SECTION_HEAD, SUPERVISOR};
use crate::{Entry, ReplayFailure, Task, check};
use articles::Refusal;
use calendar::{day_of, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// An inspection to come.
    Plan { section: String, due: String },
    /// What it found.
    CarryOut(Report),
    /// What was done about a finding; findings count from 1 over all areas.
    Mend { inspection: u64, finding: u64, done: String },
    /// Whether that is enough.
    Verify { inspection: u64, finding: u64, passed: bool, note: String },
}

/// The three subjects of the clause.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Area {
    Institution,
    Implementation,
    Training,
}

const AREAS: [(Area, &str); 3] =
    [(Area::Institution, "制度建设"), (Area::Implementation, "工作落实"), (Area::Training, "教育培训")];

/// An inspection carried out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    inspection: u64,
    date: String,
    areas: Vec<AreaReport>,
    /// Digest of the report of screening again all that is live; empty when there is none.
    rescreening: String,
}

/// One subject.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaReport {
    area: Area,
    result: String,
    findings: Vec<Found>,
}

/// Something to mend.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    what: String,
    responsible: String,
    due: String,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Inspections {
    #[serde(serialize_with = "values")]
    inspections: BTreeMap<u64, Inspection>,
}

#[derive(Serialize)]
struct Inspection {
    id: u64,
    section: String,
    due: String,
    report: Option<Report>,
    #[serde(serialize_with = "values")]
    findings: BTreeMap<u64, Finding>,
}

#[derive(Serialize)]
struct Finding {
    number: u64,
    what: String,
    responsible: String,
    due: String,
    /// Who mended it, and how; none while it is open.
    mended: Option<(String, String)>,
    verified: bool,
}

impl Inspections {
    fn inspection(&self, number: u64) -> Result<&Inspection, Refusal> {
        check::found(self.inspections.get(&number), "13", "自查", number)
    }

    fn finding(&self, inspection: u64, number: u64) -> Result<(&Inspection, &Finding), Refusal> {
        let inspection = self.inspection(inspection)?;
        Ok((inspection, check::found(inspection.findings.get(&number), "13", "自查问题", number)?))
    }

    fn finding_mut(&mut self, inspection: u64, number: u64) -> Option<&mut Finding> {
        self.inspections.get_mut(&inspection)?.findings.get_mut(&number)
    }

    fn carry_out(&self, asked: &Asked<'_>, report: &Report) -> Result<Allowed, Refusal> {
        let inspection = self.inspection(report.inspection)?;
        asked.require_of("13", &inspection.section, &[SECTION_HEAD, INFORMATION_OFFICER], &[], "自查")?;
        let done = inspection.report.is_some();
        check::refuse_if(done, "already-done", "13", "这次自查已经登记", "请另行安排下一次自查")?;
        check::past_date("13", "自查日期", &report.date, asked.today())?;
        check::note("13", "重新筛查报告", &report.rescreening)?;
        for (area, name) in AREAS {
            let times = report.areas.iter().filter(|one| one.area == area).count();
            if times != 1 {
                let message = format!("自查从制度建设、工作落实、教育培训三方面进行，“{name}”写了 {times} 次");
                return Err(Refusal::new("areas-incomplete", "13", message, "请三方面各写一次"));
            }
        }
        for area in &report.areas {
            check::text("13", "自查情况", &area.result)?;
            for found in &area.findings {
                check::text("13", "问题", &found.what)?;
                check::id("13", "责任人", &found.responsible)?;
                check::coming_date("13", "整改期限", &found.due, asked.today())?;
            }
        }
        Ok(("inspection-done", "13"))
    }
}

impl Register for Inspections {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Plan { section, due } => {
                check::id("13", "科室", section)?;
                asked.require_of("13", section, &[SECTION_HEAD, INFORMATION_OFFICER], &[SUPERVISOR], "自查安排")?;
                check::coming_date("13", "期限", due, asked.today())?;
                Ok(("inspection-planned", "13"))
            }
            Command::CarryOut(report) => self.carry_out(asked, report),
            Command::Mend { inspection, finding, done } => {
                let (inspection, finding) = self.finding(*inspection, *finding)?;
                let own = [SECTION_HEAD, INFORMATION_OFFICER, EDITOR];
                asked.require_of("13", &inspection.section, &own, &[], "整改登记")?;
                let mended = finding.mended.is_some();
                check::refuse_if(mended, "already-mended", "13", "这一问题已经登记整改", "请等待核实")?;
                check::text("13", "整改情况", done)?;
                Ok(("inspection-mended", "13"))
            }
            Command::Verify { inspection, finding, note, .. } => {
                let (inspection, finding) = self.finding(*inspection, *finding)?;
                asked.require_of("13", &inspection.section, &[SECTION_HEAD], &[SUPERVISOR], "整改核实")?;
                let Some((person, _)) = finding.mended.as_ref().filter(|_| !finding.verified) else {
                    let message = "这一问题还没有登记整改，或者已经核实";
                    return Err(Refusal::new("not-mended", "13", message, "请先登记整改"));
                };
                asked.require_other("13", person, "整改的人不能核实自己的整改")?;
                check::text("13", "核实意见", note)?;
                Ok(("inspection-verified", "13"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Plan { section, due } => {
                let inspection = Inspection { id: asked.id, section, due, report: None, findings: BTreeMap::new() };
                self.inspections.insert(asked.id, inspection);
            }
            Command::CarryOut(report) => {
                let Some(inspection) = self.inspections.get_mut(&report.inspection) else { return };
                let found = report.areas.iter().flat_map(|area| &area.findings);
                inspection.findings = (1..).zip(found).map(|(number, found)| (number, open(number, found))).collect();
                inspection.report = Some(report);
            }
            Command::Mend { inspection, finding, done } => {
                if let Some(finding) = self.finding_mut(inspection, finding) {
                    finding.mended = Some((asked.person.to_owned(), done));
                }
            }
            Command::Verify { inspection, finding, passed, .. } => {
                if let Some(finding) = self.finding_mut(inspection, finding) {
                    finding.verified = passed;
                    // What is not enough is open again.
                    finding.mended = finding.mended.take().filter(|_| passed);
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        self.inspections.values().flat_map(|inspection| inspection.tasks(now)).collect()
    }
}

fn open(number: u64, found: &Found) -> Finding {
    let Found { what, responsible, due } = found;
    let (what, responsible, due) = (what.clone(), responsible.clone(), due.clone());
    Finding { number, what, responsible, due, mended: None, verified: false }
}

impl Inspection {
    fn tasks(&self, now: u64) -> Vec<Task> {
        let day = |date: &str| parse_day(date).unwrap_or_default();
        if self.report.is_none() {
            let message = format!("科室“{}”须在 {} 前完成自查", self.section, self.due);
            let task = Task::new("inspection-due", "13", self.id, SECTION_HEAD, message);
            return vec![task.of(&self.section).until(day(&self.due), now)];
        }
        let open = self.findings.values().filter(|finding| !finding.verified);
        open.map(|finding| {
            let due = day(&finding.due);
            if finding.mended.is_some() {
                let message = format!("自查问题“{}”已整改，等待核实", finding.what);
                return Task::new("verification-due", "13", self.id, SECTION_HEAD, message).of(&self.section);
            }
            let message = format!("自查问题“{}”须在 {} 前整改", finding.what, finding.due);
            let task = Task::new("mending-due", "13", self.id, SECTION_HEAD, message);
            task.of(&self.section).by(&finding.responsible).until(due, now)
        })
        .collect()
    }
}

/// Which of `sections` carried out no self-inspection in the last `days` days.
///
/// # Errors
/// The first entry of the history that fails.
pub fn sections_without_inspection(
    history: &[Entry],
    sections: &[String],
    now: u64,
    days: u32,
) -> Result<Vec<String>, ReplayFailure> {
    let register = replay::<Inspections>(history)?;
    let since = day_of(now) - i64::from(days);
    let recent = |inspection: &Inspection| {
        inspection.report.as_ref().and_then(|report| parse_day(&report.date)).is_some_and(|day| day >= since)
    };
    let without = |section: &&String| {
        !register.inspections.values().any(|inspection| inspection.section == **section && recent(inspection))
    };
    Ok(sections.iter().filter(without).cloned().collect())
}
