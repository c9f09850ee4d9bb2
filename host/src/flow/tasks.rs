//! One list of what is to be done: after releases, and in the registers.

use super::{Asker, Flow, error::FlowError};
use crate::component::bindings::{OversightTask, Task};

/// Roles that somebody holds for the own section only.
const OF_SECTION: [&str; 3] = ["editor", "section_head", "information_officer"];

/// Something to be done.
#[derive(Debug, Clone)]
pub enum Open {
    /// After a release of this item, as the asker sees it.
    Item(String, Task),
    /// In a register; the flag says whether it is for the asker.
    Register(OversightTask, bool),
}

impl Open {
    /// Until when; what has no term comes last.
    fn due(&self) -> u64 {
        match self {
            Self::Item(_, task) => task.due,
            Self::Register(task, _) => task.due.unwrap_or(u64::MAX),
        }
    }
}

impl Flow {
    /// Everything that is open over items and registers of the site, by time.
    ///
    /// # Errors
    /// [`FlowError::BrokenLog`] when the entries of a register do not hold, [`FlowError::Storage`], [`FlowError::Engine`].
    pub async fn open_tasks(&self, asker: &Asker) -> Result<Vec<Open>, FlowError> {
        let roles = self.roles(&asker.person, self.now()).await?;
        let section = &asker.person.section;
        let is_mine = |task: &OversightTask| {
            let in_section = task.section.is_empty() || task.section == *section;
            let may = roles.contains(&task.role) && (in_section || !OF_SECTION.contains(&task.role.as_str()));
            if task.person.is_empty() { may } else { task.person == asker.person.id }
        };
        let after_releases = self.tasks(asker).await?.into_iter().map(|(item, task)| Open::Item(item, task));
        let in_registers = self.register_tasks().await?.into_iter().map(|task| {
            let mine = is_mine(&task);
            Open::Register(task, mine)
        });
        let mut open: Vec<Open> = after_releases.chain(in_registers).collect();
        open.sort_by_key(Open::due);
        Ok(open)
    }
}
