//! A permit that was issued: is a token genuine, for this, and does the record still let it stand (clause 4)?

use permit_token::{Claims, Expected, Refused, Token};

use super::{Asker, Flow, error::FlowError};
use crate::component::bindings::{PermitStanding, Refusal};

/// What somebody who shows a token is about to do; what is none is not compared.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The token.
    pub token: String,
    /// The site.
    #[serde(default)]
    pub site: Option<String>,
    /// The item.
    #[serde(default)]
    pub item: Option<String>,
    /// The action.
    #[serde(default)]
    pub action: Option<String>,
    /// The channel.
    #[serde(default)]
    pub channel: Option<String>,
    /// The document's digest.
    #[serde(default)]
    pub digest: Option<String>,
}

impl Flow {
    /// The claims of a token that one of the site's keys has signed, that is for this, and that stands in the record now.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with what is wrong; [`FlowError::Keys`]. Whoever shows a token need not be signed in, so that nothing is recorded.
    pub async fn verify_permit(&self, shown: Shown) -> Result<Claims, FlowError> {
        let token = Token::read(&shown.token).map_err(refused)?;
        let keys = self.keys.clone();
        let claims = self
            .engine(move |_| {
                let key = keys.find(token.key())?.ok_or_else(|| refused(Refused::OtherKey))?;
                let claims = token.verify(&key).map_err(refused)?;
                Ok((claims, token))
            })
            .await;
        let (claims, token) = claims?;
        let expected = Expected {
            site: shown.site.as_deref(),
            item: shown.item.as_deref(),
            action: shown.action.as_deref(),
            channel: shown.channel.as_deref(),
            digest: shown.digest.as_deref(),
        };
        claims.covers(&Expected { site: Some(&self.agency.site), ..Expected::default() }).map_err(refused)?;
        claims.covers(&expected).map_err(refused)?;
        let standing = self.permit_standing(&claims.item, claims.event).await?;
        if standing.claim != token.claim_bytes() {
            return Err(refused(Refused::NotRecorded));
        }
        standing.refusal.map_or(Ok(claims), |refusal| Err(FlowError::refused(refusal)))
    }

    /// The permit that an event of the asker's item has issued.
    ///
    /// # Errors
    /// [`FlowError::Refused`] with `permit-not-recorded`, [`FlowError::Engine`].
    pub async fn permit(&self, asker: &Asker, event: u64) -> Result<PermitStanding, FlowError> {
        self.permit_standing(&asker.item, event).await
    }

    async fn permit_standing(&self, item: &str, event: u64) -> Result<PermitStanding, FlowError> {
        let (history, now) = (self.history_of(item).await?, self.now());
        self.engine(move |reviewer| reviewer.standing(&history.events, event, now)?.map_err(FlowError::refused)).await
    }
}

/// A token that is not accepted, as the refusals of the component are told.
fn refused(why: Refused) -> FlowError {
    FlowError::refused(Refusal {
        code: why.code().to_owned(),
        clause: why.clause().to_owned(),
        message: why.message().to_owned(),
        remedy: why.remedy().to_owned(),
        attributes: Vec::new(),
    })
}
