//! The registers, one file each, and the table by which the host names them.

pub(crate) mod backend;
pub(crate) mod criticism;
pub(crate) mod duty;
pub(crate) mod error;
mod incident;
pub(crate) mod inspection;
mod leak;
pub(crate) mod notice;
pub(crate) mod patrol;
pub(crate) mod plan;
pub(crate) mod registry;
pub(crate) mod reminder;
mod superior_check;
pub(crate) mod training;

use crate::register::{self, Register};
use crate::{Context, Entry, ReplayFailure, Task};
use articles::Refusal;

/// How a register decides.
type Record = fn(&[Entry], &Context, &str) -> Result<Vec<Entry>, Refusal>;

/// A register by its functions.
struct Table {
    id: &'static str,
    title: &'static str,
    clause: &'static str,
    record: Record,
    replay: fn(&[Entry]) -> Result<(), ReplayFailure>,
    view: fn(&[Entry]) -> Result<String, ReplayFailure>,
    tasks: fn(&[Entry], u64) -> Result<Vec<Task>, ReplayFailure>,
}

const fn table<R: Register>(id: &'static str, title: &'static str, clause: &'static str) -> Table {
    Table {
        id,
        title,
        clause,
        record: register::record::<R>,
        replay: |history| register::replay::<R>(history).map(|_| ()),
        view: register::view::<R>,
        tasks: register::tasks::<R>,
    }
}

static TABLES: [Table; 14] = [
    table::<backend::Backends>("backend", "外部后台账号", "14"),
    table::<criticism::Criticisms>("criticism", "未筛查通报批评", "8"),
    table::<duty::Roster>("duty", "值班值守", "19"),
    table::<error::Errors>("error", "报送信息错误", "17"),
    table::<incident::Incidents>("incident", "应急处置", "19"),
    table::<inspection::Inspections>("inspection", "安全保密自查", "13"),
    table::<leak::Leaks>("leak", "泄密线索", "12"),
    table::<notice::Notices>("notice", "上级通报", "18"),
    table::<patrol::Patrols>("patrol", "日常巡检", "19"),
    table::<plan::Plans>("plan", "应急处置预案", "19"),
    table::<registry::Registry>("registry", "领导机构和信息专管员", "20"),
    table::<reminder::Reminders>("reminder", "关键词提醒", "18"),
    table::<superior_check::SuperiorChecks>("superior_check", "读网抽查整改", "16"),
    table::<training::Trainings>("training", "教育培训", "12"),
];

/// All registers: id, Chinese title, clause.
#[must_use]
pub fn registers() -> Vec<(&'static str, &'static str, &'static str)> {
    TABLES.iter().map(|table| (table.id, table.title, table.clause)).collect()
}

fn find(register: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.id == register)
}

fn unknown(register: &str) -> ReplayFailure {
    let message = format!("没有“{register}”这一登记簿。");
    ReplayFailure { entry: 0, code: "unknown-register".to_owned(), message }
}

/// Decide a command and give the entries to append. `command` is JSON, one step with its items: `{"plan":{"section":"a", …}}`. Total, and
/// without effect on anything.
///
/// # Errors
/// The refusal, with the clause it rests on; without one when the command is malformed.
pub fn record(register: &str, history: &[Entry], context: &Context, command: &str) -> Result<Vec<Entry>, Refusal> {
    match find(register) {
        Some(table) => (table.record)(history, context, command),
        None => {
            let message = format!("没有“{register}”这一登记簿");
            Err(Refusal::new("unknown-register", "", message, "请核对登记簿的名称"))
        }
    }
}

/// Decide every entry again from the facts recorded in it.
///
/// # Errors
/// The first entry that fails.
pub fn replay(register: &str, history: &[Entry]) -> Result<(), ReplayFailure> {
    find(register).map_or_else(|| Err(unknown(register)), |table| (table.replay)(history))
}

/// The register's state as canonical JSON, for pages and forms.
///
/// # Errors
/// The first entry that fails.
pub fn view(register: &str, history: &[Entry]) -> Result<String, ReplayFailure> {
    find(register).map_or_else(|| Err(unknown(register)), |table| (table.view)(history))
}

/// What is open in the register at a moment, milliseconds UTC.
///
/// # Errors
/// The first entry that fails.
pub fn tasks(register: &str, history: &[Entry], now: u64) -> Result<Vec<Task>, ReplayFailure> {
    find(register).map_or_else(|| Err(unknown(register)), |table| (table.tasks)(history, now))
}

/// Lists in JSON, maps in memory: an item has its number inside.
fn values<K, V, S>(map: &std::collections::BTreeMap<K, V>, serializer: S) -> Result<S::Ok, S::Error>
where
    V: serde::Serialize,
    S: serde::Serializer,
{
    serializer.collect_seq(map.values())
}
