//! Fourth stage: may exactly these bytes be published, and the permit for it (clauses 4 and 6).

use permit_token::{SecretKey, Token};

use super::{Asker, Flow, error::FlowError, history::Taken, screening::screen_one};
use crate::component::{
    EngineFailure, FailureKind, Reviewer,
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

    /// Issues a permit for one channel of the cleared content: single use, short life. It is signed before it is recorded.
    ///
    /// # Errors
    /// [`FlowError::Refused`], [`FlowError::Stale`], [`FlowError::Keys`].
    pub async fn issue(
        &self,
        asker: &Asker,
        sequence: u64,
        action: String,
        channel: String,
        not_before: Option<u64>,
    ) -> Result<SignedPermit, FlowError> {
        let request = self.request(asker, action, channel);
        let result = self.try_issue(asker, sequence, request, not_before).await;
        self.recorded(asker, result).await
    }

    async fn try_issue(
        &self,
        asker: &Asker,
        sequence: u64,
        request: PublishRequest,
        not_before: Option<u64>,
    ) -> Result<SignedPermit, FlowError> {
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        let (context, keys) = (self.context(asker, self.now()).await?, self.keys.clone());
        let (events, id, token) = self
            .engine(move |reviewer| {
                let issued = reviewer.issue(&history.events, &context, &request, not_before)?;
                let issued = issued.map_err(FlowError::refused)?;
                let (id, token) = sign(&keys.current()?, &issued.claim)?;
                Ok((history.chain(reviewer, issued.events)?, id, token))
            })
            .await?;
        let taken = self.commit(asker, sequence, events, Vec::new(), None).await?;
        Ok(SignedPermit { taken, id, token })
    }
}

/// A permit that was recorded, and its token.
#[derive(Debug, Clone)]
pub struct SignedPermit {
    /// What the step left.
    pub taken: Taken,
    /// The permit's single-use id.
    pub id: String,
    /// The signed token.
    pub token: String,
}

/// Signs the component's claims. What cannot be verified as anybody will verify it is not given out.
fn sign(key: &SecretKey, claim: &[u8]) -> Result<(String, String), FlowError> {
    let token = Token::sign(key, claim).map_err(|_| FlowError::Engine(EngineFailure::new(FailureKind::Host)))?;
    let claims = Token::read(&token).and_then(|read| read.verify(key.public()));
    let claims = claims.map_err(|_| FlowError::Engine(EngineFailure::new(FailureKind::BadResult("许可内容"))))?;
    Ok((claims.id, token))
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

    #[test]
    fn claims_of_no_known_form_are_not_signed() {
        let key = SecretKey::generate().unwrap();
        assert!(matches!(sign(&key, b"{}"), Err(FlowError::Engine(_))));
    }
}
