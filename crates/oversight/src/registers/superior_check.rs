//! 读网抽查 (clause 16): what superiors find on the site is mended at once, checked by somebody else, and answered.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register};
use crate::roles::{COORDINATOR, EDITOR, INFORMATION_OFFICER, SECTION_HEAD, SUPERVISOR};
use crate::{Task, check};
use articles::Refusal;
use calendar::parse_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A finding that has come.
    Receive(Found),
    /// What the section did about it.
    Mend { finding: u64, done: String },
    /// Whether that is enough.
    Verify { finding: u64, passed: bool, note: String },
    /// The answer to the superior.
    Reply { finding: u64, number: String, date: String },
}

/// A finding.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Found {
    /// Who checked.
    checker: String,
    number: String,
    received: String,
    section: String,
    /// Empty when no single item is concerned.
    item: String,
    place: String,
    what: String,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct SuperiorChecks {
    #[serde(serialize_with = "values")]
    findings: BTreeMap<u64, Finding>,
}

#[derive(Serialize)]
struct Finding {
    id: u64,
    #[serde(flatten)]
    found: Found,
    /// Who mended it, when, and how; none while it is open.
    mended: Option<(String, u64, String)>,
    verified: bool,
    /// Number and date of the answer.
    reply: Option<(String, String)>,
}

impl SuperiorChecks {
    fn finding(&self, number: u64) -> Result<&Finding, Refusal> {
        check::found(self.findings.get(&number), "16", "抽查问题", number)
    }
}

fn receive(asked: &Asked<'_>, found: &Found) -> Result<Allowed, Refusal> {
    asked.require("16", &[COORDINATOR, SUPERVISOR], "读网抽查问题的登记")?;
    check::short("16", "抽查单位", &found.checker)?;
    check::short("16", "文号", &found.number)?;
    check::past_date("16", "收到日期", &found.received, asked.today())?;
    check::id("16", "科室", &found.section)?;
    if !found.item.is_empty() {
        check::id("16", "信息编号", &found.item)?;
    }
    check::text("16", "位置", &found.place)?;
    check::text("16", "问题", &found.what)?;
    Ok(("superior-check-received", "16"))
}

impl Register for SuperiorChecks {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Receive(found) => receive(asked, found),
            Command::Mend { finding, done } => {
                let finding = self.finding(*finding)?;
                let own = [EDITOR, SECTION_HEAD, INFORMATION_OFFICER];
                asked.require_of("16", &finding.found.section, &own, &[COORDINATOR], "整改登记")?;
                let again = finding.mended.is_some();
                check::refuse_if(again, "already-mended", "16", "这一问题已经登记整改", "请等待核实")?;
                check::text("16", "整改情况", done)?;
                Ok(("superior-check-mended", "16"))
            }
            Command::Verify { finding, note, .. } => {
                let finding = self.finding(*finding)?;
                asked.require("16", &[COORDINATOR, SUPERVISOR], "整改核实")?;
                let Some((person, ..)) = finding.mended.as_ref().filter(|_| !finding.verified) else {
                    let message = "这一问题还没有登记整改，或者已经核实";
                    return Err(Refusal::new("not-mended", "16", message, "请先登记整改"));
                };
                asked.require_other("16", person, "整改的人不能核实自己的整改")?;
                check::text("16", "核实意见", note)?;
                Ok(("superior-check-verified", "16"))
            }
            Command::Reply { finding, number, date } => {
                let finding = self.finding(*finding)?;
                asked.require("16", &[COORDINATOR, SUPERVISOR], "抽查问题的回复")?;
                check::refuse_if(!finding.verified, "not-verified", "16", "整改还没有核实", "请先核实整改")?;
                check::refuse_if(finding.reply.is_some(), "already-replied", "16", "已经回复", "不必重复登记")?;
                check::short("16", "回复文号", number)?;
                check::past_date("16", "回复日期", date, asked.today())?;
                Ok(("superior-check-replied", "16"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Receive(found) => {
                let finding = Finding { id: asked.id, found, mended: None, verified: false, reply: None };
                self.findings.insert(asked.id, finding);
            }
            Command::Mend { finding, done } => {
                if let Some(finding) = self.findings.get_mut(&finding) {
                    finding.mended = Some((asked.person.to_owned(), asked.now, done));
                }
            }
            Command::Verify { finding, passed, .. } => {
                if let Some(finding) = self.findings.get_mut(&finding) {
                    finding.verified = passed;
                    // What is not enough is open again.
                    finding.mended = finding.mended.take().filter(|_| passed);
                }
            }
            Command::Reply { finding, number, date } => {
                if let Some(finding) = self.findings.get_mut(&finding) {
                    finding.reply = Some((number, date));
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let task = |finding: &Finding| {
            let Found { number, section, place, received, .. } = &finding.found;
            let name = format!("读网抽查“{number}”指出的问题（{place}）");
            let new = |code, role, what: &str| Task::new(code, "16", finding.id, role, format!("{name}{what}"));
            if finding.mended.is_none() {
                // 及时: the day it came.
                let due = parse_day(received).unwrap_or_default();
                return Some(new("mending-due", INFORMATION_OFFICER, "须立即整改").of(section).until(due, now));
            }
            if !finding.verified {
                return Some(new("verification-due", COORDINATOR, "已整改，等待核实"));
            }
            finding.reply.is_none().then(|| new("reply-due", COORDINATOR, "整改已核实，请回复上级"))
        };
        self.findings.values().filter_map(task).collect()
    }
}
