//! People's own passwords (clause 14): hashed with Argon2id, compared at the same cost whether or not there is one, wiped when they are dropped.
//! What a password must be, the component says; nothing here shows one.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use serde::{Deserialize, Deserializer};
use tokio::sync::{Mutex, OnceCell, Semaphore};
use zeroize::Zeroizing;

/// Bytes of a password that are read at all; the component takes 128 characters.
const MOST_BYTES: usize = 1_024;
/// Hashes at the same time: each fills 19 MiB and one core.
const AT_ONCE: usize = 2;

/// A password as it was typed.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text, for hashing and for the component.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// A password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("密码未能处理：{0}")]
pub struct HashError(&'static str);

/// What all sign-ins of a host share.
#[derive(Debug)]
pub struct Hashing {
    /// Held while an attempt is counted and judged: of many at once each sees those before it.
    pub(crate) counting: Mutex<()>,
    room: Semaphore,
    /// A hash that no password has, for people who have none; made when the first password is compared.
    nobody: OnceCell<String>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { counting: Mutex::new(()), room: Semaphore::new(AT_ONCE), nobody: OnceCell::new() }
    }
}

impl Hashing {
    /// The hash of a new password, on a thread that may block.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn hash(&self, password: Secret) -> Result<String, HashError> {
        let _room = self.room.acquire().await.map_err(|_| HashError("服务正在停止"))?;
        apart(password).await
    }

    /// Whether a password is the one behind a hash; without a hash it is not, and takes as long. On a thread that may block.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn matches(&self, password: Secret, hash: Option<String>) -> Result<bool, HashError> {
        let _room = self.room.acquire().await.map_err(|_| HashError("服务正在停止"))?;
        let nobody = self.nobody.get_or_try_init(|| async {
            apart(Secret::from(super::token::random_hex().map_err(|_| HashError("没有随机数"))?)).await
        });
        let (nobody, is_somebody) = (nobody.await?.clone(), hash.is_some());
        let hash = hash.unwrap_or(nobody);
        let work = tokio::task::spawn_blocking(move || verify(&password, &hash));
        let matches = work.await.map_err(|_| HashError("内部错误"))?;
        Ok(matches && is_somebody)
    }
}

async fn apart(password: Secret) -> Result<String, HashError> {
    tokio::task::spawn_blocking(move || hash(&password)).await.unwrap_or(Err(HashError("内部错误")))
}

fn hash(password: &Secret) -> Result<String, HashError> {
    if password.expose().len() > MOST_BYTES {
        return Err(HashError("密码过长"));
    }
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|_| HashError("没有随机数"))?;
    // The default is Argon2id with 19 MiB and two passes, as OWASP advises.
    let hash: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.expose().as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| HashError("散列失败"))
}

/// A hash that cannot be read matches nothing. What is too long to be a password is cut, and costs as much as one.
fn verify(password: &Secret, hash: &str) -> bool {
    let bytes = password.expose().as_bytes();
    let fits = bytes.len() <= MOST_BYTES;
    Argon2::default().verify_password(bytes.get(..MOST_BYTES).unwrap_or(bytes), hash).is_ok() && fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    #[tokio::test]
    async fn only_the_same_password_matches() {
        let hashing = Hashing::default();
        let stored = hashing.hash(secret("Qz7#mLk2v")).await.unwrap();
        assert!(stored.starts_with("$argon2id$") && !stored.contains("Qz7"));
        assert_ne!(stored, hashing.hash(secret("Qz7#mLk2v")).await.unwrap(), "salted");
        for (typed, matches) in [("Qz7#mLk2v", true), ("qz7#mLk2v", false), ("", false)] {
            assert_eq!(hashing.matches(secret(typed), Some(stored.clone())).await.unwrap(), matches, "{typed}");
        }
        assert!(!hashing.matches(secret("Qz7#mLk2v"), None).await.unwrap());
        assert!(!hashing.matches(secret("Qz7#mLk2v"), Some("no hash".into())).await.unwrap());
        let long = "长".repeat(MOST_BYTES);
        assert!(hashing.hash(secret(&long)).await.is_err());
        assert!(!hashing.matches(secret(&long), Some(stored)).await.unwrap());
    }

    #[test]
    fn it_shows_itself_nowhere() {
        assert_eq!(format!("{:?}", secret("Qz7#mLk2v")), "Secret");
        let read: Secret = serde_json::from_str("\"Qz7#mLk2v\"").unwrap();
        assert_eq!(read.expose(), "Qz7#mLk2v");
        let wrong = serde_json::from_str::<Secret>("{\"Qz7#mLk2v\":1}").unwrap_err();
        assert!(!wrong.to_string().contains("Qz7"), "{wrong}");
    }
}
