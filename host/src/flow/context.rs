//! What the component is told besides the history: who asks, from where, and the permissions on file.

use serde::Serialize;

use super::{Asker, Flow, arguments::texts, error::FlowError};
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
                roles: self.roles(&asker.person, now).await?,
                attributes: Vec::new(),
            },
            network: asker.network,
            grants: self.grants().await?.into_iter().map(|(_, grant)| grant).collect(),
            delegations: self.delegations().await?.into_iter().map(|(_, delegation)| delegation).collect(),
            registry: Registry { section_complete: Some(self.section_complete(&asker.person.section, now).await?) },
            calendar: self.calendar.to_string(),
            profile: self.agency.profile.clone(),
            attributes: Vec::new(),
        })
    }

    /// Files a permission that this person gives and returns its number; every text of it is screened first.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`], [`FlowError::Storage`].
    pub async fn file_permission<T: Serialize + Sync>(
        &self,
        asker: &Asker,
        kind: Kind,
        record: &T,
    ) -> Result<i64, FlowError> {
        self.guard_record(asker, record).await?;
        let (now, by) = (self.now(), &asker.person.id);
        Ok(self.store.put_permission(&self.agency.site, kind, record, by, now).await?)
    }

    /// Stops a record any text of which carries a mark of a state secret.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`].
    pub(super) async fn guard_record<T: Serialize + Sync>(&self, asker: &Asker, record: &T) -> Result<(), FlowError> {
        let screened = match texts(record) {
            Ok(words) => self.guard_words(self.now(), words).await,
            Err(error) => Err(error),
        };
        self.recorded(asker, screened).await
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
