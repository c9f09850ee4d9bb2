//! Keys: the secret one signs permits, public ones verify them. Both are PEM files that OpenSSL reads.

use std::fmt;

use sm2::dsa::signature::{Signer as _, Verifier as _};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::Generate as _;
use sm2::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding,
};
use sm3::{Digest as _, Sm3};

use crate::DISTINGUISHING_ID;

/// A file that is no key of the kind wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("不是 SM2 密钥的 PEM 文件，或者内容被改动过")]
pub struct BadKey;

/// Hexadecimal digits of a key's id: 64 bits tell the few keys of a site apart.
const ID_DIGITS: usize = 16;

/// The key that signs. It is shown nowhere: neither by `Debug` nor in any error.
#[derive(Clone)]
pub struct SecretKey {
    key: SigningKey,
    public: PublicKey,
}

impl SecretKey {
    /// A new key from the operating system's randomness.
    ///
    /// # Errors
    /// [`BadKey`] when there is no randomness; nothing weaker is used instead.
    pub fn generate() -> Result<Self, BadKey> {
        let secret = sm2::SecretKey::try_generate().map_err(|_| BadKey)?;
        Self::from_secret(&secret)
    }

    /// Reads the PEM form (PKCS#8).
    ///
    /// # Errors
    /// [`BadKey`].
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let secret = sm2::SecretKey::from_pkcs8_pem(pem).map_err(|_| BadKey)?;
        Self::from_secret(&secret)
    }

    /// The PEM form, for its file alone.
    ///
    /// # Errors
    /// None in practice: every key can be written.
    pub fn to_pem(&self) -> Result<String, BadKey> {
        let secret = sm2::SecretKey::from(self.key.as_nonzero_scalar());
        secret.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).map_err(|_| BadKey)
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The signature of a message, as DER. The nonce follows from key and message (RFC 6979): bad randomness cannot give the key away.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, BadKey> {
        let signature: Signature = self.key.try_sign(message).map_err(|_| BadKey)?;
        Ok(signature.to_der().to_vec())
    }

    fn from_secret(secret: &sm2::SecretKey) -> Result<Self, BadKey> {
        let key = SigningKey::new(DISTINGUISHING_ID, secret).map_err(|_| BadKey)?;
        let public = PublicKey::new(secret.public_key())?;
        Ok(Self { key, public })
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SecretKey").field("id", &self.public.id).finish_non_exhaustive()
    }
}

/// A key that verifies.
#[derive(Clone, Debug)]
pub struct PublicKey {
    key: VerifyingKey,
    id: String,
    pem: String,
}

impl PublicKey {
    /// Reads the PEM form (SPKI). It has one spelling: lines may end with CR LF and the last one may be open, nothing else may differ.
    ///
    /// # Errors
    /// [`BadKey`].
    pub fn from_pem(pem: &str) -> Result<Self, BadKey> {
        let pem = pem.replace("\r\n", "\n");
        let read = Self::new(sm2::PublicKey::from_public_key_pem(&pem).map_err(|_| BadKey)?)?;
        if pem == read.pem || Some(pem.as_str()) == read.pem.strip_suffix('\n') { Ok(read) } else { Err(BadKey) }
    }

    /// The PEM form.
    #[must_use]
    pub fn to_pem(&self) -> &str {
        &self.pem
    }

    /// The key's id: the first 16 hexadecimal digits of SM3 over the SPKI's DER bytes.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether a DER signature fits the message.
    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        self.key.verify(message, signature).is_ok()
    }

    fn new(public: sm2::PublicKey) -> Result<Self, BadKey> {
        let der = public.to_public_key_der().map_err(|_| BadKey)?;
        let pem = public.to_public_key_pem(LineEnding::LF).map_err(|_| BadKey)?;
        let digits = Sm3::digest(der.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let id = digits.chars().take(ID_DIGITS).collect();
        let key = VerifyingKey::new(DISTINGUISHING_ID, public).map_err(|_| BadKey)?;
        Ok(Self { key, id, pem })
    }
}
