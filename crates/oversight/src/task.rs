//! What is open in a register: who has to do what until when.

use crate::check;
use calendar::Day;
use serde::Serialize;

/// One open task. A register only reminds; nothing happens by itself when a task is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Stable code.
    pub code: &'static str,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// The entry it comes from.
    pub entry: u64,
    /// The section it is for; empty when it is for none in particular.
    pub section: String,
    /// The person it is for; empty when any holder of the role may do it.
    pub person: String,
    /// The role it is for.
    pub role: &'static str,
    /// Until when, exclusive, milliseconds UTC; none when there is no term.
    pub due: Option<u64>,
    /// Whether that has passed.
    pub overdue: bool,
    /// One Chinese sentence.
    pub message: String,
}

impl Task {
    /// A task for a role.
    pub(crate) fn new(
        code: &'static str,
        clause: &'static str,
        entry: u64,
        role: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let message = format!("{}：{}。", articles::citation(clause), message.into());
        let (section, person) = (String::new(), String::new());
        Self { code, clause, entry, section, person, role, due: None, overdue: false, message }
    }

    /// For this section.
    pub(crate) fn of(mut self, section: &str) -> Self {
        self.section = section.to_owned();
        self
    }

    /// For this person.
    pub(crate) fn by(mut self, person: &str) -> Self {
        self.person = person.to_owned();
        self
    }

    /// To be done until the end of a day.
    pub(crate) fn until(mut self, day: Day, now: u64) -> Self {
        let due = check::end_of(day);
        self.overdue = now >= due;
        self.due = Some(due);
        self
    }
}
