//! Printed forms of a case: the component decides what stands on them; the host only hands it what it keeps.

use super::{Asker, Flow, document::DocumentJson, error::FlowError};
use crate::component::bindings::{Document, FormInfo, FormRequest};

impl Flow {
    /// The forms that the asker's item has something to fill in.
    ///
    /// # Errors
    /// [`FlowError::Refused`] when the history cannot be read, [`FlowError::Engine`].
    pub async fn forms(&self, asker: &Asker) -> Result<Vec<FormInfo>, FlowError> {
        let history = self.history(asker).await?;
        self.engine(move |reviewer| reviewer.fillable_forms(&history.events)?.map_err(FlowError::refused)).await
    }

    /// A form of the asker's item as a page, by the agency's template when it has one.
    ///
    /// # Errors
    /// [`FlowError::Refused`] for a form that is not known or has nothing to fill in, [`FlowError::Engine`].
    pub async fn form(&self, asker: &Asker, form: &str) -> Result<String, FlowError> {
        let history = self.history(asker).await?;
        let context = self.context(asker, self.now()).await?;
        let stored = self.store.item_documents(&self.agency.site, &asker.item).await?;
        let documents = stored.iter().filter_map(|(_, json)| serde_json::from_str::<DocumentJson>(json).ok());
        let people = self.store.list_people(&self.agency.site).await?;
        let request = FormRequest {
            form: form.to_owned(),
            template: self.templates.get(form).cloned(),
            documents: documents.map(Document::from).collect(),
            names: people.into_iter().map(|person| (person.id, person.name)).collect(),
        };
        self.engine(move |reviewer| {
            reviewer.render_form(&history.events, &context, &request)?.map_err(FlowError::refused)
        })
        .await
    }
}
