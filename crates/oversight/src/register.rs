//! A register: decide a command against the history, and every entry again.

use crate::asked::Asked;
use crate::body::{Body, Facts, canonical};
use crate::entry::VERSION;
use crate::{Context, Entry, Task, form};
use articles::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a decision gives: the kind of the entry and the clause that asks for it.
pub(crate) type Allowed = (&'static str, &'static str);

/// The state of one register, made from its entries and from nothing else.
pub(crate) trait Register: Default + Serialize {
    /// What people ask for.
    type Command: Serialize + DeserializeOwned;

    /// Whether a command may be entered now. Total, and without effect.
    fn decide(&self, asked: &Asked<'_>, command: &Self::Command) -> Result<Allowed, Refusal>;

    /// Take in what was allowed.
    fn apply(&mut self, asked: &Asked<'_>, command: Self::Command);

    /// What is open.
    fn tasks(&self, now: u64) -> Vec<Task>;
}

/// The first entry that would not have been allowed, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayFailure {
    /// Its place in the list, from 1; 0 when the register itself is unknown.
    pub entry: u64,
    /// Stable code.
    pub code: String,
    /// One Chinese sentence.
    pub message: String,
}

/// The entries to append for a command; see [`crate::record`].
pub(crate) fn record<R: Register>(history: &[Entry], context: &Context, text: &str) -> Result<Vec<Entry>, Refusal> {
    let state = replay::<R>(history).map_err(|failure| {
        let message = format!("登记的历史记录不成立，不能再登记：{}", failure.message.trim_end_matches('。'));
        Refusal::new("broken-history", "", message, "请由管理员用 verify-log 核查记录")
    })?;
    let command = form::read::<R::Command>(text)?;
    let facts = Facts::read(context);
    let last = history.last().map_or(0, |entry| entry.at);
    let asked = Asked { id: next(history.len()), now: context.now, person: &context.person, facts: &facts };
    Ok(vec![decided(&state, &asked, last, command)?.0])
}

/// The state a history leads to, every entry decided again from the facts recorded in it.
pub(crate) fn replay<R: Register>(history: &[Entry]) -> Result<R, ReplayFailure> {
    let mut state = R::default();
    let mut last = 0;
    for (place, entry) in (1..).zip(history) {
        let failure = |code: &str, message: &str| ReplayFailure {
            entry: place,
            code: code.to_owned(),
            message: format!("第 {place} 条记录：{message}"),
        };
        if entry.id != place {
            return Err(failure("broken-sequence", "序号不连续。"));
        }
        if entry.version != VERSION {
            return Err(failure("unknown-entry", "记录的版本不认识，可能由更新的程序写成。"));
        }
        let body =
            Body::<R::Command>::read(&entry.body).ok_or_else(|| failure("unknown-entry", "记录的内容读不出来。"))?;
        let asked = Asked { id: place, now: entry.at, person: &entry.actor, facts: &body.facts };
        let (again, command) = decided(&state, &asked, last, body.command)
            .map_err(|refusal| failure(refusal.code, &format!("按当时的规则不应允许——{}", refusal.message)))?;
        if again != *entry {
            return Err(failure("changed-entry", "与按当时的规则作出的决定不一致，可能被改动。"));
        }
        state.apply(&asked, command);
        last = entry.at;
    }
    Ok(state)
}

/// The state as canonical JSON.
pub(crate) fn view<R: Register>(history: &[Entry]) -> Result<String, ReplayFailure> {
    replay::<R>(history).map(|state| canonical(&state))
}

/// What is open.
pub(crate) fn tasks<R: Register>(history: &[Entry], now: u64) -> Result<Vec<Task>, ReplayFailure> {
    replay::<R>(history).map(|state| state.tasks(now))
}

fn decided<R: Register>(
    state: &R,
    asked: &Asked<'_>,
    last: u64,
    command: R::Command,
) -> Result<(Entry, R::Command), Refusal> {
    standing(asked, last)?;
    let (kind, clause) = state.decide(asked, &command)?;
    let body = Body { command, facts: asked.facts.clone() };
    let entry = Entry {
        id: asked.id,
        kind: kind.to_owned(),
        version: VERSION,
        at: asked.now,
        actor: asked.person.to_owned(),
        clause: clause.to_owned(),
        body: body.write(),
    };
    Ok((entry, body.command))
}

/// What holds for every step of every register.
fn standing(asked: &Asked<'_>, last: u64) -> Result<(), Refusal> {
    if asked.now < last {
        let message = "时钟早于上一条记录的时间，无法记录";
        return Err(Refusal::new("clock-went-back", "", message, "请由管理员校准服务器时钟"));
    }
    if asked.person.trim().is_empty() {
        return Err(Refusal::new("no-person", "14", "没有说明操作人", "请先登录"));
    }
    match asked.facts.zone.as_str() {
        "office" | "outside" => Ok(()),
        "public" => {
            let message = "不得在网吧和公共 Wi-Fi 网络环境下使用发布平台";
            Err(Refusal::new("public-network", "15", message, "请回到办公环境，或者使用已登记的网络"))
        }
        _ => {
            let message = "所在网络没有登记，不能确认不是网吧或公共 Wi-Fi";
            Err(Refusal::new("unlisted-network", "15", message, "请使用已登记的网络，或者请管理员登记这一网段"))
        }
    }
}

fn next(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX).saturating_add(1)
}
