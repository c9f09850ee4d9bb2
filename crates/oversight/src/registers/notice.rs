//! 上级通报 (clause 18): a superior's notice leads to a talk, and with a deduction or grave effect to accountability — decided by people.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register};
use crate::roles::{DEPUTY_LEADER, INFORMATION_OFFICER, PRINCIPAL_LEADER, SECTION_HEAD, SUPERVISOR};
use crate::{Task, check};
use articles::Refusal;
use calendar::parse_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// A notice that has come.
    Register(Notice),
    /// What it did: points taken off, or grave effect.
    Effect { notice: u64, deduction_hundredths: u32, grave: bool, basis: String },
    /// 约谈 of a section's head by the deputy leader.
    Talk(Talk),
    /// The section has mended what the notice names.
    Mended { notice: u64, section: String, done: String },
    /// What people decided about responsibility, be it that nobody is held to account.
    Accountability(Accountability),
    /// Everything is done.
    Close { notice: u64, note: String },
}

/// Where a notice comes from.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Origin {
    /// 市政府办公室政务公开办.
    CityOffice,
    /// 市大数据管理中心.
    DataCenter,
    /// 省级主管部门.
    Province,
    /// Another superior.
    OtherSuperior,
    /// Our own statistics: there to be refused by name.
    OwnStatistics,
}

/// A notice.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    origin: Origin,
    pub(crate) issuer: String,
    pub(crate) number: String,
    pub(crate) received: String,
    sections: Vec<String>,
    pub(crate) matter: String,
}

/// A talk.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Talk {
    notice: u64,
    pub(crate) section: String,
    /// The section's head.
    head: String,
    pub(crate) head_name: String,
    pub(crate) date: String,
    pub(crate) content: String,
    pub(crate) demands: String,
    pub(crate) mend_by: String,
}

/// A decision about responsibility.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accountability {
    notice: u64,
    section: String,
    /// The meeting or the leader that decided.
    pub(crate) decided_by: String,
    pub(crate) date: String,
    pub(crate) measure: String,
    pub(crate) basis: String,
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Notices {
    #[serde(serialize_with = "values")]
    notices: BTreeMap<u64, Filed>,
}

#[derive(Serialize)]
pub(crate) struct Filed {
    id: u64,
    #[serde(flatten)]
    pub(crate) notice: Notice,
    pub(crate) deduction_hundredths: u32,
    pub(crate) grave: bool,
    follow_ups: Vec<FollowUp>,
    closed: bool,
}

/// What followed in one section.
#[derive(Default, Serialize)]
pub(crate) struct FollowUp {
    name: String,
    talk: Option<Held>,
    pub(crate) mended: Option<String>,
    pub(crate) accountability: Option<Accountability>,
}

/// A talk that was held.
#[derive(Serialize)]
pub(crate) struct Held {
    #[serde(flatten)]
    pub(crate) talk: Talk,
    /// The entry that recorded it.
    #[serde(skip)]
    entry: u64,
    /// The name of the deputy leader who held it.
    #[serde(skip)]
    pub(crate) host: String,
}

/// A talk with what led to it and what followed.
pub(crate) struct Talked<'a> {
    pub(crate) filed: &'a Filed,
    pub(crate) follow_up: &'a FollowUp,
    pub(crate) held: &'a Held,
}

impl Filed {
    const fn has_effect(&self) -> bool {
        self.grave || self.deduction_hundredths > 0
    }

    fn follow_up(&self, section: &str) -> Result<&FollowUp, Refusal> {
        self.follow_ups.iter().find(|one| one.name == section).ok_or_else(|| {
            let message = format!("通报没有涉及科室“{section}”");
            Refusal::new("section-not-named", "18", message, "请核对通报涉及的科室")
        })
    }

    fn open(&self, section: &FollowUp) -> bool {
        section.talk.is_none() || section.mended.is_none() || (self.has_effect() && section.accountability.is_none())
    }
}

impl Notices {
    /// A notice that is not closed.
    fn open(&self, number: u64) -> Result<&Filed, Refusal> {
        let filed = check::found(self.notices.get(&number), "18", "通报", number)?;
        check::refuse_if(filed.closed, "closed", "18", "这一通报已经办结", "请核对编号")?;
        Ok(filed)
    }

    /// The talk that an entry recorded.
    pub(crate) fn talked(&self, entry: u64) -> Option<Talked<'_>> {
        self.notices.values().find_map(|filed| {
            filed.follow_ups.iter().find_map(|follow_up| {
                let held = follow_up.talk.as_ref().filter(|held| held.entry == entry)?;
                Some(Talked { filed, follow_up, held })
            })
        })
    }

    fn follow_up_mut(&mut self, notice: u64, section: &str) -> Option<&mut FollowUp> {
        self.notices.get_mut(&notice)?.follow_ups.iter_mut().find(|one| one.name == section)
    }
}

fn register(asked: &Asked<'_>, notice: &Notice) -> Result<Allowed, Refusal> {
    if notice.origin == Origin::OwnStatistics {
        let message = "约谈、追责由上级通报引起，本局自己的统计不能作为依据";
        return Err(Refusal::new("own-statistics", "18", message, "请登记上级的通报；本局统计用于改进工作"));
    }
    asked.require("18", &[SUPERVISOR], "上级通报的登记")?;
    check::short("18", "发文单位", &notice.issuer)?;
    check::short("18", "文号", &notice.number)?;
    check::past_date("18", "收到日期", &notice.received, asked.today())?;
    check::ids("18", "涉及科室", &notice.sections)?;
    check::text("18", "事由", &notice.matter)?;
    Ok(("notice-registered", "18"))
}

fn effect(asked: &Asked<'_>, filed: &Filed, deduction: u32, grave: bool, basis: &str) -> Result<Allowed, Refusal> {
    asked.require("18", &[SUPERVISOR], "扣分和影响的登记")?;
    check::text("18", "依据", basis)?;
    let decided = filed.follow_ups.iter().any(|one| one.accountability.is_some());
    let none = deduction == 0 && !grave;
    let message = "已经登记追责决定，不能改为没有扣分和影响";
    check::refuse_if(decided && none, "already-decided", "18", message, "请先由作出决定的机构变更决定")?;
    Ok(("notice-effect", "18"))
}

fn talk(asked: &Asked<'_>, filed: &Filed, talk: &Talk) -> Result<Allowed, Refusal> {
    asked.require("18", &[DEPUTY_LEADER], "约谈")?;
    let follow_up = filed.follow_up(&talk.section)?;
    check::refuse_if(follow_up.talk.is_some(), "already-talked", "18", "已经登记约谈", "不必重复登记")?;
    check::id("18", "科室负责人", &talk.head)?;
    check::short("18", "科室负责人姓名", &talk.head_name)?;
    asked.require_other("18", &talk.head, "约谈由分管领导对科室负责人进行，不能约谈自己")?;
    let day = check::past_date("18", "约谈日期", &talk.date, asked.today())?;
    let early = parse_day(&filed.notice.received).is_some_and(|received| day < received);
    check::refuse_if(early, "time-order", "18", "约谈日期早于收到通报的日期", "请改正约谈日期")?;
    check::text("18", "约谈内容", &talk.content)?;
    check::text("18", "整改要求", &talk.demands)?;
    check::coming_date("18", "整改期限", &talk.mend_by, asked.today())?;
    Ok(("notice-talk", "18"))
}

fn accountability(asked: &Asked<'_>, filed: &Filed, decision: &Accountability) -> Result<Allowed, Refusal> {
    asked.require("18", &[PRINCIPAL_LEADER, SUPERVISOR], "追责决定的登记")?;
    let follow_up = filed.follow_up(&decision.section)?;
    check::refuse_if(follow_up.talk.is_none(), "not-talked", "18", "还没有约谈科室负责人", "请先由分管领导约谈")?;
    let message = "通报没有造成扣分或重大影响，不追责问责";
    check::refuse_if(!filed.has_effect(), "no-effect", "18", message, "如有扣分或重大影响，请先登记并写明依据")?;
    let again = follow_up.accountability.is_some();
    check::refuse_if(again, "already-decided", "18", "已经登记追责决定", "不必重复登记")?;
    check::short("18", "决定机构", &decision.decided_by)?;
    check::past_date("18", "决定日期", &decision.date, asked.today())?;
    check::text("18", "处理措施", &decision.measure)?;
    check::text("18", "依据", &decision.basis)?;
    Ok(("notice-accountability", "18"))
}

fn mended(asked: &Asked<'_>, filed: &Filed, section: &str, done: &str) -> Result<Allowed, Refusal> {
    let follow_up = filed.follow_up(section)?;
    asked.require_of("18", section, &[SECTION_HEAD, INFORMATION_OFFICER], &[], "整改登记")?;
    check::refuse_if(follow_up.mended.is_some(), "already-mended", "18", "已经登记整改", "不必重复登记")?;
    check::text("18", "整改情况", done)?;
    Ok(("notice-mended", "18"))
}

fn close(asked: &Asked<'_>, filed: &Filed, note: &str) -> Result<Allowed, Refusal> {
    asked.require("18", &[SUPERVISOR], "通报的办结")?;
    check::text("18", "办结说明", note)?;
    let open: Vec<_> = filed.follow_ups.iter().filter(|one| filed.open(one)).map(|one| one.name.as_str()).collect();
    if !open.is_empty() {
        let message = format!("约谈、整改或追责决定还没有完成：{}", open.join("、"));
        return Err(Refusal::new("still-open", "18", message, "请先完成这些科室的事项"));
    }
    Ok(("notice-closed", "18"))
}

impl Register for Notices {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Register(notice) => register(asked, notice),
            Command::Effect { notice, deduction_hundredths, grave, basis } => {
                effect(asked, self.open(*notice)?, *deduction_hundredths, *grave, basis)
            }
            Command::Talk(one) => talk(asked, self.open(one.notice)?, one),
            Command::Mended { notice, section, done } => mended(asked, self.open(*notice)?, section, done),
            Command::Accountability(decision) => accountability(asked, self.open(decision.notice)?, decision),
            Command::Close { notice, note } => close(asked, self.open(*notice)?, note),
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Register(notice) => {
                let follow_up = |name: &String| FollowUp { name: name.clone(), ..FollowUp::default() };
                let follow_ups = notice.sections.iter().map(follow_up).collect();
                let id = asked.id;
                let filed = Filed { id, notice, deduction_hundredths: 0, grave: false, follow_ups, closed: false };
                self.notices.insert(id, filed);
            }
            Command::Effect { notice, deduction_hundredths, grave, .. } => {
                if let Some(filed) = self.notices.get_mut(&notice) {
                    (filed.deduction_hundredths, filed.grave) = (deduction_hundredths, grave);
                }
            }
            Command::Talk(talk) => {
                if let Some(follow_up) = self.follow_up_mut(talk.notice, &talk.section) {
                    follow_up.talk = Some(Held { talk, entry: asked.id, host: asked.facts.name.clone() });
                }
            }
            Command::Mended { notice, section, done } => {
                if let Some(follow_up) = self.follow_up_mut(notice, &section) {
                    follow_up.mended = Some(done);
                }
            }
            Command::Accountability(decision) => {
                if let Some(follow_up) = self.follow_up_mut(decision.notice, &decision.section) {
                    follow_up.accountability = Some(decision);
                }
            }
            Command::Close { notice, .. } => {
                if let Some(filed) = self.notices.get_mut(&notice) {
                    filed.closed = true;
                }
            }
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        self.notices.values().filter(|filed| !filed.closed).flat_map(|filed| filed.tasks(now)).collect()
    }
}

impl Filed {
    fn tasks(&self, now: u64) -> Vec<Task> {
        let new = |code, role, section: &str, what: &str| {
            let message = format!("通报“{}”涉及科室“{section}”，{what}", self.notice.number);
            Task::new(code, "18", self.id, role, message).of(section)
        };
        let mut tasks = Vec::new();
        for one in &self.follow_ups {
            match &one.talk {
                None => tasks.push(new("talk-due", DEPUTY_LEADER, &one.name, "由分管领导约谈科室负责人")),
                Some(Held { talk, .. }) if one.mended.is_none() => {
                    let task = new("mending-due", SECTION_HEAD, &one.name, "须按约谈要求整改").by(&talk.head);
                    tasks.push(task.until(parse_day(&talk.mend_by).unwrap_or_default(), now));
                }
                Some(_) => {}
            }
            if one.talk.is_some() && self.has_effect() && one.accountability.is_none() {
                let what = "造成扣分或重大影响，由人决定是否追责问责";
                tasks.push(new("accountability-due", SUPERVISOR, &one.name, what));
            }
        }
        if tasks.is_empty() {
            let message = format!("通报“{}”各事项已完成，可以办结", self.notice.number);
            tasks.push(Task::new("closing-due", "18", self.id, SUPERVISOR, message));
        }
        tasks
    }
}
