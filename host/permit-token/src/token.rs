//! The token: written, read, verified.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use sm2::dsa::Signature;

use crate::{BadKey, Claims, PublicKey, Refused, SecretKey};

/// Name and version of the form.
const FORM: &str = "xsp1";
/// The longest token, in bytes; claims are names, digests and numbers.
const LONGEST: usize = 8 << 10;

/// A token that can be read; nothing in it is true before its signature is verified.
#[derive(Clone, Debug)]
pub struct Token {
    key: String,
    claims: Vec<u8>,
    signature: Signature,
}

impl Token {
    /// Signs claims and writes the token.
    ///
    /// # Errors
    /// None in practice: every message can be signed.
    pub fn sign(key: &SecretKey, claims: &[u8]) -> Result<String, BadKey> {
        let signature = key.sign(claims)?;
        Ok(format!("{FORM}.{}.{}.{}", key.public().id(), BASE64URL.encode(claims), BASE64URL.encode(signature)))
    }

    /// Reads a token. White space around it is part of how it came, not of it.
    ///
    /// # Errors
    /// [`Refused::Malformed`] or [`Refused::Version`].
    pub fn read(text: &str) -> Result<Self, Refused> {
        let text = text.trim_ascii();
        if text.len() > LONGEST {
            return Err(Refused::Malformed);
        }
        let fields: Vec<&str> = text.split('.').collect();
        let [form, key, claims, signature] = fields.as_slice() else { return Err(Refused::Malformed) };
        if *form != FORM {
            let is_other_version = form.strip_prefix("xsp").is_some_and(|version| version.parse::<u32>().is_ok());
            return Err(if is_other_version { Refused::Version } else { Refused::Malformed });
        }
        let decode = |field: &str| BASE64URL.decode(field).map_err(|_| Refused::Malformed);
        let (claims, der) = (decode(claims)?, decode(signature)?);
        let signature = read_signature(&der).ok_or(Refused::Malformed)?;
        Ok(Self { key: (*key).to_owned(), claims, signature })
    }

    /// The id of the key that it says it was signed with.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The bytes that were signed.
    #[must_use]
    pub fn claim_bytes(&self) -> &[u8] {
        &self.claims
    }

    /// The claims, if this key has signed them.
    ///
    /// # Errors
    /// [`Refused::OtherKey`], [`Refused::Signature`], [`Refused::Version`], [`Refused::Malformed`].
    pub fn verify(&self, key: &PublicKey) -> Result<Claims, Refused> {
        if self.key != key.id() {
            return Err(Refused::OtherKey);
        }
        if !key.verifies(&self.claims, &self.signature) {
            return Err(Refused::Signature);
        }
        Claims::read(&self.claims)
    }
}

/// A signature in the one form it has.
fn read_signature(der: &[u8]) -> Option<Signature> {
    // The parser looks for r and s inside the bytes it was given; writing them again shows that there was nothing else.
    Signature::from_der(der).ok().filter(|signature| signature.to_der().as_bytes() == der)
}
