//! The moment and the person of a decision, and what every register asks about them.

use crate::body::Facts;
use crate::roles;
use articles::Refusal;
use calendar::{Day, day_of};

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The entry that would be written.
    pub(crate) id: u64,
    /// Milliseconds UTC.
    pub(crate) now: u64,
    /// The person's id.
    pub(crate) person: &'a str,
    /// What is recorded about the person.
    pub(crate) facts: &'a Facts,
}

impl Asked<'_> {
    /// The day in Asia/Shanghai.
    pub(crate) fn today(&self) -> Day {
        day_of(self.now)
    }

    /// Whether the person holds one of the roles.
    pub(crate) fn holds(&self, roles: &[&str]) -> bool {
        self.facts.roles.iter().any(|held| roles.contains(&held.as_str()))
    }

    /// The step belongs to these roles; `deed` is what people call it.
    pub(crate) fn require(&self, clause: &'static str, roles: &[&str], deed: &str) -> Result<(), Refusal> {
        if self.holds(roles) {
            return Ok(());
        }
        let titles = roles::titles(roles);
        Err(Refusal::new("wrong-role", clause, format!("{deed}由{titles}负责"), format!("请由{titles}办理")))
    }

    /// The step belongs to these roles of the section itself, or to `anywhere`.
    pub(crate) fn require_of(
        &self,
        clause: &'static str,
        section: &str,
        own: &[&str],
        anywhere: &[&str],
        deed: &str,
    ) -> Result<(), Refusal> {
        if self.holds(anywhere) || (self.holds(own) && self.facts.section == section) {
            return Ok(());
        }
        let own = roles::titles(own);
        let others = if anywhere.is_empty() { String::new() } else { format!("或者{}", roles::titles(anywhere)) };
        let message = format!("{deed}由科室“{section}”的{own}{others}负责");
        Err(Refusal::new("wrong-section", clause, message, format!("请由该科室的{own}{others}办理")))
    }

    /// The step must be done by somebody else than this person.
    pub(crate) fn require_other(&self, clause: &'static str, person: &str, message: &str) -> Result<(), Refusal> {
        if self.person == person {
            return Err(Refusal::new("same-person", clause, message, "请由另一人办理"));
        }
        Ok(())
    }
}
