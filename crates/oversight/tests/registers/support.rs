//! A register as a host keeps it: a clock, people, and the entries so far.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use oversight::{Context, Entry, Task, record, replay, tasks, view};
use serde_json::Value;

/// 2026-11-25, noon in Shanghai.
pub(crate) const NOON: u64 = 1_795_579_200_000;
pub(crate) const DAY: u64 = 86_400_000;

/// Who acts: id, section, roles.
pub(crate) type Who = (&'static str, &'static str, &'static [&'static str]);

pub(crate) const HEAD: Who = ("head", "a", &["section_head"]);
pub(crate) const OFFICER: Who = ("officer", "a", &["information_officer"]);
pub(crate) const EDITOR: Who = ("editor", "a", &["editor"]);
pub(crate) const OTHER_HEAD: Who = ("other", "b", &["section_head", "information_officer", "editor"]);
pub(crate) const OFFICE: Who = ("office", "o", &["supervisor"]);
pub(crate) const COORDINATOR: Who = ("coordinator", "c", &["coordinator"]);
pub(crate) const DEPUTY: Who = ("deputy", "l", &["deputy_leader"]);
pub(crate) const PRINCIPAL: Who = ("principal", "l", &["principal_leader"]);
pub(crate) const DUTY: Who = ("duty", "o", &["duty_officer"]);
pub(crate) const NOBODY: Who = ("nobody", "z", &[]);

/// The history of one register.
pub(crate) struct Log {
    pub(crate) register: &'static str,
    pub(crate) now: u64,
    pub(crate) entries: Vec<Entry>,
}

impl Log {
    pub(crate) fn new(register: &'static str) -> Self {
        Self { register, now: NOON, entries: Vec::new() }
    }

    pub(crate) fn context(&self, who: Who) -> Context {
        Context {
            now: self.now,
            person: who.0.into(),
            name: who.0.into(),
            section: who.1.into(),
            roles: who.2.iter().map(|&role| role.into()).collect(),
            zone: "office".into(),
        }
    }

    /// Enter a command that is allowed; the number of its entry.
    pub(crate) fn ok(&mut self, who: Who, command: &Value) -> u64 {
        let entries = record(self.register, &self.entries, &self.context(who), &command.to_string());
        self.entries.extend(entries.unwrap_or_else(|refusal| panic!("{command}: {refusal:?}")));
        assert_eq!(replay(self.register, &self.entries), Ok(()), "what was allowed replays");
        self.entries.last().unwrap().id
    }

    /// A command that is refused: its code. Every refusal of a rule names the article and says what to do.
    pub(crate) fn no(&self, who: Who, command: &Value) -> &'static str {
        let refusal = record(self.register, &self.entries, &self.context(who), &command.to_string()).unwrap_err();
        assert!(refusal.code == "malformed" || refusal.message.starts_with('第'), "{refusal:?}");
        assert!(!refusal.remedy.is_empty() && refusal.message.ends_with('。'), "{refusal:?}");
        refusal.code
    }

    /// The codes of the open tasks.
    pub(crate) fn open(&self) -> Vec<&'static str> {
        self.tasks().into_iter().map(|task| task.code).collect()
    }

    pub(crate) fn tasks(&self) -> Vec<Task> {
        tasks(self.register, &self.entries, self.now).unwrap()
    }

    pub(crate) fn view(&self) -> Value {
        serde_json::from_str(&view(self.register, &self.entries).unwrap()).unwrap()
    }
}

/// A digest.
pub(crate) fn digest() -> String {
    format!("sm3:{}", "a".repeat(64))
}
