//! The two parts of a pack: the words, and behind them the corrector's model. A browser loads the small one first.

/// Bytes before the words: mark, format, length and digest.
const HEADER_BYTES: usize = 4 + 4 + 8 + 68;

/// The words with their header, and the model; the model is empty when there is none. What does not begin as a pack is all words: the
/// component has judged it, nobody else does.
pub(super) fn split(pack: &[u8]) -> (&[u8], &[u8]) {
    let length = pack.get(8..16).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
    let words =
        length.and_then(|length| usize::try_from(length).ok()).and_then(|length| length.checked_add(HEADER_BYTES));
    words.and_then(|words| pack.split_at_checked(words)).unwrap_or((pack, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_where_the_words_end() {
        let mut pack = vec![0; HEADER_BYTES];
        pack[8] = 2;
        pack.extend(b"ab");
        assert_eq!(split(&pack), (pack.as_slice(), b"".as_slice()));
        let both = [pack.as_slice(), b"model"].concat();
        assert_eq!(split(&both), (pack.as_slice(), b"model".as_slice()));
        pack[15] = 0xFF;
        assert_eq!(split(&pack).0, pack.as_slice(), "longer than there is");
        assert_eq!(split(b"XSPK"), (b"XSPK".as_slice(), b"".as_slice()));
    }
}
