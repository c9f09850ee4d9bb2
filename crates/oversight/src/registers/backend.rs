//! External back-ends (clause 14), such as that of the WeChat account: who keeps the password, and when it must be changed. Never the
//! password itself.

use super::values;
use crate::asked::Asked;
use crate::register::{Allowed, Register, replay};
use crate::roles::{ADMINISTRATOR, COORDINATOR, INFORMATION_OFFICER, SECTION_HEAD};
use crate::{Entry, ReplayFailure, Task, check};
use accounts::{WARN_DAYS, change_due};
use articles::Refusal;
use calendar::{Day, day_of, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Command {
    /// An account.
    Register { platform: String, account: String, keeper: String, section: String, changed_on: String },
    /// Its password was changed.
    Changed { backend: u64, date: String },
    /// Somebody else keeps it.
    HandOver { backend: u64, keeper: String, section: String, reason: String },
    /// It is no longer used.
    Retire { backend: u64, reason: String },
}

/// An external account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backend {
    /// Its number.
    pub id: u64,
    /// The platform.
    pub platform: String,
    /// The account's name.
    pub account: String,
    /// Who keeps it.
    pub keeper: String,
    /// The keeper's section.
    pub section: String,
    /// When its password was changed last, `YYYY-MM-DD`.
    pub changed_on: String,
    /// When it was handed over without the password having been changed since, `YYYY-MM-DD`; empty when not.
    pub handed_over_on: String,
    /// Whether it is out of use.
    pub retired: bool,
}

impl Backend {
    /// The last day for changing the password: a year, or the day of a hand-over.
    #[must_use]
    pub fn due(&self) -> Day {
        let yearly = change_due(parse_day(&self.changed_on).unwrap_or_default());
        parse_day(&self.handed_over_on).map_or(yearly, |day| day.min(yearly))
    }
}

/// The register.
#[derive(Default, Serialize)]
pub(crate) struct Backends {
    #[serde(serialize_with = "values")]
    backends: BTreeMap<u64, Backend>,
}

impl Backends {
    /// An account in use.
    fn used(&self, number: u64) -> Result<&Backend, Refusal> {
        let backend = check::found(self.backends.get(&number), "14", "后台账号", number)?;
        check::refuse_if(backend.retired, "retired", "14", "这一账号已经停用", "请核对编号")?;
        Ok(backend)
    }

    fn change(&mut self, number: u64, change: impl FnOnce(&mut Backend)) {
        if let Some(backend) = self.backends.get_mut(&number) {
            change(backend);
        }
    }
}

fn may_enter(asked: &Asked<'_>, section: &str) -> Result<(), Refusal> {
    let own = [INFORMATION_OFFICER, SECTION_HEAD];
    asked.require_of("14", section, &own, &[COORDINATOR, ADMINISTRATOR], "后台账号的登记")
}

impl Register for Backends {
    type Command = Command;

    fn decide(&self, asked: &Asked<'_>, command: &Command) -> Result<Allowed, Refusal> {
        match command {
            Command::Register { platform, account, keeper, section, changed_on } => {
                may_enter(asked, section)?;
                check::short("14", "平台", platform)?;
                check::short("14", "账号", account)?;
                check::id("14", "保管人", keeper)?;
                check::id("14", "科室", section)?;
                check::past_date("14", "密码更换日期", changed_on, asked.today())?;
                let same = |one: &Backend| !one.retired && one.platform == *platform && one.account == *account;
                let known = self.backends.values().any(same);
                check::refuse_if(known, "already-registered", "14", "这一账号已经登记", "请办理交接或者停用")?;
                Ok(("backend-registered", "14"))
            }
            Command::Changed { backend, date } => {
                let backend = self.used(*backend)?;
                let other = backend.keeper != asked.person;
                check::refuse_if(other, "not-the-keeper", "14", "密码由保管人自行设置和更换", "请由保管人登记")?;
                let day = check::past_date("14", "密码更换日期", date, asked.today())?;
                let since = [&backend.changed_on, &backend.handed_over_on].into_iter().filter_map(|one| parse_day(one));
                let early = since.max().is_some_and(|since| day < since);
                let message = "更换日期早于上次更换或者交接的日期";
                check::refuse_if(early, "time-order", "14", message, "请改正密码更换日期")?;
                Ok(("backend-changed", "14"))
            }
            Command::HandOver { backend, keeper, section, reason } => {
                let backend = self.used(*backend)?;
                may_enter(asked, &backend.section)?;
                check::id("14", "保管人", keeper)?;
                check::id("14", "科室", section)?;
                check::text("14", "理由", reason)?;
                let same = backend.keeper == *keeper;
                check::refuse_if(same, "unchanged", "14", "账号已由此人保管", "不必登记交接")?;
                Ok(("backend-handed-over", "14"))
            }
            Command::Retire { backend, reason } => {
                may_enter(asked, &self.used(*backend)?.section)?;
                check::text("14", "理由", reason)?;
                Ok(("backend-retired", "14"))
            }
        }
    }

    fn apply(&mut self, asked: &Asked<'_>, command: Command) {
        match command {
            Command::Register { platform, account, keeper, section, changed_on } => {
                let (id, handed_over_on, retired) = (asked.id, String::new(), false);
                let backend = Backend { id, platform, account, keeper, section, changed_on, handed_over_on, retired };
                self.backends.insert(id, backend);
            }
            Command::Changed { backend, date } => self.change(backend, |one| {
                one.changed_on = date;
                one.handed_over_on.clear();
            }),
            Command::HandOver { backend, keeper, section, .. } => self.change(backend, |one| {
                (one.keeper, one.section) = (keeper, section);
                // Who had it before still knows it.
                one.handed_over_on = check::written(asked.today());
            }),
            Command::Retire { backend, .. } => self.change(backend, |one| one.retired = true),
        }
    }

    fn tasks(&self, now: u64) -> Vec<Task> {
        let today = day_of(now);
        let near = |one: &&Backend| !one.retired && one.due() - today < WARN_DAYS;
        let task = |one: &Backend| {
            let (name, due) = (format!("{}账号“{}”", one.platform, one.account), one.due());
            let message = format!("{name}的密码最迟 {} 更换", check::written(due));
            let task = Task::new("password-change-due", "14", one.id, INFORMATION_OFFICER, message);
            task.of(&one.section).by(&one.keeper).until(due, now)
        };
        self.backends.values().filter(near).map(task).collect()
    }
}

/// The external accounts in use.
///
/// # Errors
/// The first entry of the history that fails.
pub fn backends(history: &[Entry]) -> Result<Vec<Backend>, ReplayFailure> {
    Ok(replay::<Backends>(history)?.backends.into_values().filter(|backend| !backend.retired).collect())
}
