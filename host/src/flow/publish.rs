//! Fifth stage: the permit is used and the text goes live, in one transaction (谁发布、谁审查, clause 6).

use super::{
    Asker, Flow,
    error::FlowError,
    history::{History, Taken},
    permit::gate,
    screening::screen_one,
    verify::verify_case,
};
use crate::{
    component::{
        Reviewer,
        bindings::{Context, Document, Options, PublishRequest},
    },
    storage::{events::ChainedEvent, live::LiveChange},
};

impl Flow {
    /// Publishes exactly this document, or names everything that stands against it.
    ///
    /// # Errors
    /// [`FlowError::Refused`], [`FlowError::SecrecyStop`], [`FlowError::Stale`], [`FlowError::BrokenLog`].
    pub async fn publish(
        &self,
        asker: &Asker,
        sequence: u64,
        action: String,
        channel: String,
        document: Document,
    ) -> Result<Taken, FlowError> {
        let result = self.try_publish(asker, sequence, action, channel, document).await;
        self.recorded(asker, result).await
    }

    async fn try_publish(
        &self,
        asker: &Asker,
        sequence: u64,
        action: String,
        channel: String,
        document: Document,
    ) -> Result<Taken, FlowError> {
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        let context = self.context(asker, self.now()).await?;
        let options = self.gate_options(context.now);
        let request = self.request(asker, action, channel.clone());
        let (events, digest) =
            self.engine(move |reviewer| decide(reviewer, &history, &context, &request, &document, &options)).await?;
        self.commit(asker, sequence, events, Vec::new(), Some(LiveChange::Show { channel, digest })).await
    }
}

fn decide(
    reviewer: &Reviewer,
    history: &History,
    context: &Context,
    request: &PublishRequest,
    document: &Document,
    options: &Options,
) -> Result<(Vec<ChainedEvent>, String), FlowError> {
    // The last look before the public sees it: the record that allows it must hold from the first step on.
    verify_case(reviewer, &history.events, &history.hashes)?.map_err(FlowError::BrokenLog)?;
    match reviewer.publish(&history.events, context, request, document)? {
        Ok(events) => Ok((history.chain(reviewer, events)?, reviewer.digest(document)?)),
        Err(refusal) => {
            screen_one(reviewer, document, options)?;
            // `publish` names the first condition; the person should see all of them at once.
            gate(reviewer, &history.events, document, request, context)?;
            Err(FlowError::refused_for(refusal, &reviewer.digest(document)?))
        }
    }
}
