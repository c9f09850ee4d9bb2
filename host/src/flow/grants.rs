//! Giving temporary permissions (临时开通, clause 15): the component says whether this person may give this one now.

use super::{Asker, Flow, error::FlowError};
use crate::{component::bindings::Grant, storage::permissions::Kind};

impl Flow {
    /// Files a temporary permission and returns its number.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with everything that is wrong with it, [`FlowError::SecrecyStop`], [`FlowError::Storage`].
    pub async fn give_grant(&self, asker: &Asker, grant: Grant) -> Result<i64, FlowError> {
        let (now, roles, asked) = (self.now(), asker.person.roles.clone(), grant.clone());
        let checked = self
            .engine(move |reviewer| {
                let checked = reviewer.check_grant(&asked, &roles, now)?;
                checked.map_err(|refusals| FlowError::Refused { refusals, digest: String::new() })
            })
            .await;
        self.recorded(asker, checked).await?;
        self.file_permission(asker, Kind::Grant, &grant).await
    }
}
