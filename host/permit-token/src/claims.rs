//! What a permit says, and whether it says what somebody is about to do.

use serde::{Deserialize, Serialize};

use crate::Refused;

/// The version of the claims that is read here.
const VERSION: u32 = 1;

/// The claims of a permit, as the component wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// `publish`, `update` or `restore`.
    pub action: String,
    /// The case digest that was signed by everybody.
    pub case_digest: String,
    /// The channel.
    pub channel: String,
    /// The digest of the document that may go out.
    pub digest: String,
    /// The event of the case that issued it.
    pub event: u64,
    /// Until when it may be used, milliseconds UTC, exclusive.
    pub expires: u64,
    /// The single-use id: unique in the site.
    pub id: String,
    /// When it was issued, milliseconds UTC.
    pub issued: u64,
    /// The item.
    pub item: String,
    /// From when it may be used, milliseconds UTC.
    pub not_before: u64,
    /// The digest of the words that were in force.
    pub pack: String,
    /// Who asked for it.
    pub person: String,
    /// The round of the case.
    pub round: u32,
    /// Always true: a permit is used once.
    pub single_use: bool,
    /// The site.
    pub site: String,
    /// The version of these claims.
    pub version: u32,
}

/// What a connector is about to do; what is none is not compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected<'a> {
    /// The site.
    pub site: Option<&'a str>,
    /// The item.
    pub item: Option<&'a str>,
    /// The action.
    pub action: Option<&'a str>,
    /// The channel.
    pub channel: Option<&'a str>,
    /// The document's digest.
    pub digest: Option<&'a str>,
}

impl Claims {
    /// Reads claims whose signature holds.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refused> {
        /// Read first: claims of a later version may have other fields.
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let version: Version = serde_json::from_slice(bytes).map_err(|_| Refused::Malformed)?;
        if version.version != VERSION {
            return Err(Refused::Version);
        }
        let claims: Self = serde_json::from_slice(bytes).map_err(|_| Refused::Malformed)?;
        if claims.single_use { Ok(claims) } else { Err(Refused::Malformed) }
    }

    /// Whether the permit is for this. Equal text in another site or item is not covered.
    ///
    /// # Errors
    /// The first thing that it is not for.
    pub fn covers(&self, expected: &Expected<'_>) -> Result<(), Refused> {
        let differs = |wanted: Option<&str>, claimed: &str| wanted.is_some_and(|wanted| wanted != claimed);
        if differs(expected.site, &self.site) {
            Err(Refused::OtherSite)
        } else if differs(expected.item, &self.item) {
            Err(Refused::OtherItem)
        } else if differs(expected.channel, &self.channel) {
            Err(Refused::OtherChannel)
        } else if differs(expected.action, &self.action) {
            Err(Refused::WrongAction)
        } else if differs(expected.digest, &self.digest) {
            Err(Refused::ContentChanged)
        } else {
            Ok(())
        }
    }

    /// Whether the permit may be used at this moment, without any tolerance.
    ///
    /// # Errors
    /// [`Refused::NotYet`] or [`Refused::Expired`].
    pub const fn in_window(&self, now: u64) -> Result<(), Refused> {
        if now < self.not_before {
            Err(Refused::NotYet)
        } else if now >= self.expires {
            Err(Refused::Expired)
        } else {
            Ok(())
        }
    }
}
