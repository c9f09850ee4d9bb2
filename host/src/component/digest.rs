//! SM3 digests as the contract writes them.

use sm3::{Digest as _, Sm3};
use std::fmt::Write as _;

/// `sm3:` and 64 lower-case hexadecimal digits of the SM3 of `bytes`.
#[must_use]
pub fn sm3(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(4 + 64);
    text.push_str("sm3:");
    for byte in Sm3::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// True for `sm3:` and 64 lower-case hexadecimal digits.
#[must_use]
pub fn is_sm3(text: &str) -> bool {
    text.strip_prefix("sm3:").is_some_and(|hex| hex.len() == 64 && hex.bytes().all(is_lower_hex))
}

/// True for 16 lower-case hexadecimal digits, the form of a finding's key.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(is_lower_hex)
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_vector() {
        let digest = sm3(b"abc");
        assert_eq!(digest, "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert!(is_sm3(&digest));
        assert!(!is_sm3(&digest.to_uppercase()));
        assert!(!is_sm3("sm3:66"));
    }
}
