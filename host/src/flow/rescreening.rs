//! Screening again: when the component comes with other words, what is not yet out is looked at with them (clause 8). The content is the stored
//! one; nobody hands anything in.

use super::{
    Asker, Flow,
    document::DocumentJson,
    error::FlowError,
    history::{History, Taken},
};
use crate::{
    component::{
        Reviewer,
        bindings::{Context, Document},
    },
    storage::events::ChainedEvent,
};

/// The rule's answer for a rendition whose report is still the recorded one.
const ALREADY_SCREENED: &str = "already-screened";

impl Flow {
    /// Screens every rendition of the current round with the words in force now and records what has changed.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with `already-screened` when nothing has changed, [`FlowError::Stale`], [`FlowError::SecrecyStop`].
    pub async fn record_screening(&self, asker: &Asker, sequence: u64) -> Result<Taken, FlowError> {
        let result = self.try_record_screening(asker, sequence).await;
        self.recorded(asker, result).await
    }

    async fn try_record_screening(&self, asker: &Asker, sequence: u64) -> Result<Taken, FlowError> {
        let (view, history) = self.view(asker).await?;
        history.expect(sequence)?;
        let mut documents = Vec::with_capacity(view.renditions.len());
        for rendition in &view.renditions {
            documents.push(self.stored_document(&asker.item, &rendition.digest).await?);
        }
        let context = self.context(asker, self.now()).await?;
        let events = self.engine(move |reviewer| screen_again(reviewer, &history, &context, &documents)).await?;
        self.commit(asker, sequence, events, Vec::new(), None).await
    }

    /// Content that was handed in.
    pub(super) async fn stored_document(&self, item: &str, digest: &str) -> Result<Document, FlowError> {
        self.found_document(item, digest).await?.ok_or_else(|| FlowError::Malformed {
            code: "content-missing",
            message: "提交过的内容不在库中，无法核对。".to_owned(),
        })
    }

    /// The same; none when it is not there or cannot be read.
    pub(super) async fn found_document(&self, item: &str, digest: &str) -> Result<Option<Document>, FlowError> {
        let json = self.store.load_document(&self.agency.site, item, digest).await?;
        Ok(json.and_then(|json| serde_json::from_str::<DocumentJson>(&json).ok()).map(Document::from))
    }
}

fn screen_again(
    reviewer: &Reviewer,
    history: &History,
    context: &Context,
    documents: &[Document],
) -> Result<Vec<ChainedEvent>, FlowError> {
    let known = history.events.len();
    let mut events = history.events.clone();
    let mut unchanged = None;
    for document in documents {
        match reviewer.record_screening(&events, context, document)? {
            Ok(new) => events.extend(new),
            Err(refusal) if refusal.code == ALREADY_SCREENED => unchanged = Some(refusal),
            Err(refusal) => return Err(FlowError::refused_for(refusal, "")),
        }
    }
    match unchanged {
        Some(refusal) if events.len() == known => Err(FlowError::refused(refusal)),
        _ => history.chain(reviewer, events.split_off(known)),
    }
}
