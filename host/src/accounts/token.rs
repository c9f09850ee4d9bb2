//! Secrets for links and cookies: 128 bits from the operating system, stored only as hashes.

use std::fmt::Write as _;

use sm3::{Digest, Sm3};

/// The operating system gave no random numbers.
#[derive(Debug, thiserror::Error)]
#[error("操作系统未能提供随机数")]
pub struct NoRandomness;

/// A new secret: 32 hexadecimal digits.
///
/// # Errors
/// [`NoRandomness`]; nothing weaker is used instead.
pub fn random_hex() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(hex(&bytes))
}

/// What is stored of a secret. 128 random bits need no slow hash: they cannot be guessed from it.
#[must_use]
pub fn hash(token: &str) -> String {
    hex(&Sm3::digest(token.as_bytes()))
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_hash_to_sm3() {
        let (one, two) = (random_hex().unwrap(), random_hex().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
        assert_eq!(hash("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }
}
