//! What the component is told besides the history: who asks, from where, and what is on file about them.

use super::{Asker, Flow, error::FlowError};
use crate::{
    component::bindings::{Actor, Context, Delegation, Grant, Registry},
    storage::permissions::Kind,
};

impl Flow {
    /// The context of a request at a moment.
    pub(super) async fn context(&self, asker: &Asker, now: u64) -> Result<Context, FlowError> {
        Ok(Context {
            now,
            actor: Actor {
                person: asker.person.id.clone(),
                name: asker.person.name.clone(),
                section: asker.person.section.clone(),
                roles: asker.person.roles.clone(),
                attributes: Vec::new(),
            },
            network: asker.network,
            grants: self.grants().await?.into_iter().map(|(_, grant)| grant).collect(),
            delegations: self.delegations().await?.into_iter().map(|(_, delegation)| delegation).collect(),
            registry: Registry { section_complete: None },
            calendar: self.calendar.to_string(),
            profile: self.agency.profile.clone(),
            attributes: Vec::new(),
        })
    }

    /// Temporary permissions on file, with their numbers.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub async fn grants(&self) -> Result<Vec<(i64, Grant)>, FlowError> {
        Ok(self.store.permissions(&self.agency.site, Kind::Grant).await?)
    }

    /// Delegations on file, with their numbers.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub async fn delegations(&self) -> Result<Vec<(i64, Delegation)>, FlowError> {
        Ok(self.store.permissions(&self.agency.site, Kind::Delegation).await?)
    }
}
