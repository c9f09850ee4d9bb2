//! Printed forms of oversight: the component fills them from registers and reports; the host hands it what it keeps.

use super::{Asker, Flow, error::FlowError};
use crate::component::bindings::{CaseSummary, ItemRow, OversightFormRequest};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct OversightSheet {
    /// The form's name.
    pub form: String,
    /// The entry that it is about; 0 for none.
    pub entry: u64,
    /// The section of a return; empty for the whole agency.
    pub section: String,
    /// The first day counted over, `YYYY-MM-DD`.
    pub first: String,
    /// The last day, included.
    pub last: String,
}

impl Flow {
    /// A form of oversight as a page, by the agency's template when it has one.
    ///
    /// # Errors
    /// [`FlowError::Refused`] for a form that is not known, an entry that it is not about and a period that is none,
    /// [`FlowError::BrokenLog`] when the record of an item does not hold, [`FlowError::Engine`].
    pub async fn oversight_form(&self, asker: &Asker, sheet: OversightSheet) -> Result<String, FlowError> {
        let form = sheet.form.clone();
        let register = self.engine(move |reviewer| Ok(reviewer.register_of_form(&form)?)).await?;
        let entries = self.plain_entries(&register.unwrap_or_default()).await?;
        let summaries = self.summaries().await?;
        let request = OversightFormRequest {
            template: self.templates.get(&sheet.form).cloned(),
            facts: self.facts_of(&summaries).await?,
            items: self.item_rows(&summaries).await?,
            form: sheet.form,
            entry: sheet.entry,
            section: sheet.section,
            first: sheet.first,
            last: sheet.last,
            entries,
        };
        let context = self.context(asker, self.now()).await?;
        self.engine(move |reviewer| reviewer.render_oversight_form(&context, &request)?.map_err(FlowError::refused))
            .await
    }

    async fn item_rows(&self, summaries: &[(String, CaseSummary)]) -> Result<Vec<ItemRow>, FlowError> {
        let people = self.store.list_people(&self.agency.site).await?;
        let name = |id: &str| people.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str()).to_owned();
        let mut rows = Vec::with_capacity(summaries.len());
        for (item, summary) in summaries {
            rows.push(ItemRow {
                title: if summary.may_print { self.title(item, summary).await? } else { String::new() },
                openness: summary.openness.clone(),
                reviewer: name(&summary.reviewer),
                channels: summary.channels.clone(),
                item: item.clone(),
            });
        }
        Ok(rows)
    }

    /// The title of what is live, otherwise of what is under review.
    async fn title(&self, item: &str, summary: &CaseSummary) -> Result<String, FlowError> {
        let digests: Vec<String> = summary.live.iter().chain(&summary.drafts).take(1).cloned().collect();
        let found = self.stored_documents(item, &digests).await?.into_iter().next();
        Ok(found.map(|document| document.title).unwrap_or_default())
    }
}
