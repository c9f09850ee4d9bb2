//! Giving temporary permissions (临时开通, clause 15): the component says whether this person may give this one now.

use super::{Asker, Flow, error::FlowError};
use crate::{component::bindings::Grant, storage::permissions::Kind};

impl Flow {
    /// Files a temporary permission and returns its number.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with everything that is wrong with it, [`FlowError::SecrecyStop`], [`FlowError::Storage`].
    pub async fn give_grant(&self, asker: &Asker, grant: Grant) -> Result<i64, FlowError> {
        // A marked text is stopped for what it is, whatever else is wrong with the permission.
        self.guard_record(asker, &grant).await?;
        let (now, roles, asked) = (self.now(), asker.person.roles.clone(), grant.clone());
        let checked = self
            .engine(move |reviewer| reviewer.check_grant(&asked, &roles, now)?.map_err(FlowError::refused_all))
            .await;
        self.recorded(asker, checked).await?;
        Ok(self.store.put_permission(&self.agency.site, Kind::Grant, &grant, &asker.person.id, now).await?)
    }
}
