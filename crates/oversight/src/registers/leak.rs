//! 泄密线索 (clause 12): a leak, who had signed what, and to whom it was reported. What was leaked is never written down here.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register};
use crate::roles::{DEPUTY_LEADER, PRINCIPAL_LEADER, SUPERVISOR};
use crate::{Task, check};
use articles::Refusal;
use calendar::day_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A leak; anybody reports.
    Report(Leak),
    /// Reported to the authority that investigates, within 24 hours.
    HandOver { leak: u64, authority: String, date: String, number: String },
    /// What people decided.
    Conclude { leak: u64, decided_by: String, date: String, conclusion: String, basis: String },
}

/// A leak, without its content.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leak {
    item: String,
    digest: String,
    noticed_at: u64,
    place: String,
    /// The chain of responsibility as the case has it.
    chain: Vec<Responsible>,
}

/// One who signed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Responsible {
    step: String,
    person: String,
    name: String,
    section: String,
    at: u64,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Leaks {
    #[serde(serialize_with = "values")]
    leaks: BTreeMap<u64, Recorded>,
}

#[derive(Serialize)]
struct Recorded {
    id: u64,
    reported_at: u64,
    #[serde(flatten)]
    leak: Leak,
    /// Authority, date and number.
    handed_over: Option<(String, String, String)>,
    /// Who decided, and what.
    conclusion: Option<(String, String)>,
}

fn report(asked: &Asked<'_>, leak: &Leak) -> Result<Allowed, Refusal> {
    check::id("12", "信息编号", &leak.item)?;
    check::digest("12", "内容摘要", &leak.digest)?;
    check::moment("12", "发现时间", leak.noticed_at, (0, ""), asked.now)?;
    check::short("12", "位置", &leak.place)?;
    let none = leak.chain.is_empty() || leak.chain.len() > check::LIST;
    check::refuse_if(none, "bad-list", "12", "没有写明审查各环节的责任人", "请从案卷导出责任人")?;
    for one in &leak.chain {
        check::short("12", "环节", &one.step)?;
        check::id("12", "人员", &one.person)?;
        check::short("12", "姓名", &one.name)?;
        check::id("12", "科室", &one.section)?;
    }
    Ok(("leak-reported", "12"))
}

impl Register for Leaks {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        let of = |number: u64| check::found(self.leaks.get(&number), "12", "泄密线索", number);
        match command {
            Command::Report(leak) => report(asked, leak),
            Command::HandOver { leak, authority, date, number } => {
                asked.require("12", &[SUPERVISOR, DEPUTY_LEADER, PRINCIPAL_LEADER], "向保密行政管理部门报告")?;
                let again = of(*leak)?.handed_over.is_some();
                check::refuse_if(again, "already-reported", "12", "已经报告", "不必重复登记")?;
                check::short("12", "接收部门", authority)?;
                check::past_date("12", "报告日期", date, asked.today())?;
                check::short("12", "文号", number)?;
                Ok(("leak-handed-over", "12"))
            }
            Command::Conclude { leak, decided_by, date, conclusion, basis } => {
                asked.require("12", &[SUPERVISOR, PRINCIPAL_LEADER], "处理决定的登记")?;
                let recorded = of(*leak)?;
                let early = recorded.handed_over.is_none();
                check::refuse_if(early, "not-reported", "12", "还没有报告保密行政管理部门", "请先报告")?;
                let again = recorded.conclusion.is_some();
                check::refuse_if(again, "already-decided", "12", "已经登记处理决定", "不必重复登记")?;
                check::short("12", "决定机构", decided_by)?;
                check::past_date("12", "决定日期", date, asked.today())?;
                check::text("12", "结论", conclusion)?;
                check::text("12", "依据", basis)?;
                Ok(("leak-concluded", "12"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Report(leak) => {
                let (id, reported_at) = (asked.id, asked.now);
                self.leaks.insert(id, Recorded { id, reported_at, leak, handed_over: None, conclusion: None });
            }
            Command::HandOver { leak, authority, date, number } => {
                if let Some(recorded) = self.leaks.get_mut(&leak) {
                    recorded.handed_over = Some((authority, date, number));
                }
            }
            Command::Conclude { leak, decided_by, conclusion, .. } => {
                if let Some(recorded) = self.leaks.get_mut(&leak) {
                    recorded.conclusion = Some((decided_by, conclusion));
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let task = |one: &Recorded| {
            let (number, reported) = (one.id, day_of(one.reported_at));
            if one.handed_over.is_none() {
                let message = format!("第 {number} 号泄密线索须在 24 小时内报告保密行政管理部门");
                return Some(Task::new("report-due", "12", number, SUPERVISOR, message).until(reported, now));
            }
            let message = format!("第 {number} 号泄密线索已报告，等待处理决定");
            one.conclusion.is_none().then(|| Task::new("conclusion-due", "12", number, SUPERVISOR, message))
        };
        self.leaks.values().filter_map(task).collect()
    }
}
