//! Fourth stage: may exactly these bytes be published, and the permit for it (clauses 4 and 6).

use super::{Asker, Flow, error::FlowError, history::Taken, screening::screen_one};
use crate::component::{
    Reviewer,
    bindings::{Allowance, Context, Document, Event, PublishRequest, Refusal, Verdict},
};

impl Flow {
    /// Asks the gate whether publishing this document would be allowed now. Changes nothing. A dry run asks whether a permit
    /// would be issued, and needs none.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with every condition that is not met, or `no-permit`; [`FlowError::SecrecyStop`].
    pub async fn check(
        &self,
        asker: &Asker,
        action: String,
        channel: String,
        document: Document,
        dry_run: bool,
    ) -> Result<Allowance, FlowError> {
        let answer = self.try_check(asker, action, channel, document).await;
        let result = answer.and_then(|allowance| if dry_run { Ok(allowance) } else { permitted(allowance) });
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
        let (context, request) = (self.context(asker, self.now()).await?, self.request(asker, action, channel));
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
        not_before: Option<u64>,
    ) -> Result<Taken, FlowError> {
        let request = self.request(asker, action, channel);
        self.command(asker, sequence, Vec::new(), move |reviewer, events, context| {
            Ok(reviewer.issue(events, context, &request, not_before)?.map(|issued| issued.events))
        })
        .await
    }
}

/// The component also allows what a permit could be issued for; a connector may only be told "yes" when there is one.
fn permitted(allowance: Allowance) -> Result<Allowance, FlowError> {
    if allowance.permit.is_some() {
        return Ok(allowance);
    }
    let refusal = Refusal {
        code: "no-permit".to_owned(),
        clause: "4".to_owned(),
        message: "第四条：没有签发发布许可。".to_owned(),
        remedy: "请先申请发布许可。".to_owned(),
        attributes: Vec::new(),
    };
    Err(FlowError::Refused { refusals: vec![refusal], digest: allowance.digest })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_permit_is_a_yes() {
        let allowance = |permit| Allowance { digest: "sm3:0".to_owned(), permit, expires: None };
        assert!(permitted(allowance(Some(1))).is_ok());
        let Err(FlowError::Refused { refusals, digest }) = permitted(allowance(None)) else { panic!("refused") };
        assert_eq!((&*refusals[0].code, &*refusals[0].clause, &*digest), ("no-permit", "4", "sm3:0"));
    }
}
