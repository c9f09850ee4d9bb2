//! Fourth stage: may exactly these bytes be published, and the permit for it (clauses 4 and 6).

use super::{Asker, Flow, error::FlowError, history::Taken, screening::screen_one};
use crate::component::{
    Reviewer,
    bindings::{Allowance, Context, Document, Event, PublishRequest, Verdict},
};

impl Flow {
    /// Asks the gate whether publishing this document would be allowed now. Changes nothing.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with every condition that is not met; [`FlowError::SecrecyStop`].
    pub async fn check(
        &self,
        asker: &Asker,
        action: String,
        channel: String,
        document: Document,
    ) -> Result<Allowance, FlowError> {
        let result = self.try_check(asker, action, channel, document).await;
        self.recorded(asker, result).await
    }

    async fn try_check(
        &self,
        asker: &Asker,
        action: String,
        channel: String,
        document: Document,
    ) -> Result<Allowance, FlowError> {
        let history = self.history(asker).await?;
        let (context, request) = (self.context(asker, self.now()), self.request(asker, action, channel));
        let options = self.gate_options(context.now);
        self.engine(move |reviewer| {
            let answer = gate(reviewer, &history.events, &document, &request, &context);
            // Only a refused text can be one that never passed screening; the allowed way stays short.
            if matches!(answer, Err(FlowError::Refused { .. })) {
                screen_one(reviewer, &document, &options)?;
            }
            answer
        })
        .await
    }

    /// Issues a permit for one channel of the cleared content: single use, short life.
    ///
    /// # Errors
    /// [`FlowError::Refused`], [`FlowError::Stale`].
    pub async fn issue(
        &self,
        asker: &Asker,
        sequence: u64,
        action: String,
        channel: String,
    ) -> Result<Taken, FlowError> {
        let result = self.try_issue(asker, sequence, action, channel).await;
        self.recorded(asker, result).await
    }

    async fn try_issue(
        &self,
        asker: &Asker,
        sequence: u64,
        action: String,
        channel: String,
    ) -> Result<Taken, FlowError> {
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        let (context, request) = (self.context(asker, self.now()), self.request(asker, action, channel));
        let events = self
            .engine(move |reviewer| {
                let issued = reviewer.issue(&history.events, &context, &request)?.map_err(FlowError::refused)?;
                history.chain(reviewer, issued.events)
            })
            .await?;
        self.commit(asker, sequence, events, Vec::new(), None).await
    }
}

/// The gate's verdict as a result: a refusal names all conditions and the digest that was asked about.
pub(super) fn gate(
    reviewer: &Reviewer,
    events: &[Event],
    document: &Document,
    request: &PublishRequest,
    context: &Context,
) -> Result<Allowance, FlowError> {
    match reviewer.check(events, document, request, context)? {
        Verdict::Allow(allowance) => Ok(allowance),
        Verdict::Refuse(refusals) => Err(FlowError::Refused { refusals, digest: reviewer.digest(document)? }),
    }
}
