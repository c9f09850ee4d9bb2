//! The smallest edit that turns one text into another.

use std::ops::Range;

/// The byte range of `from` that differs from `to`, and what stands there in `to`; characters both share at either end are left alone.
pub(crate) fn smallest<'t>(from: &str, to: &'t str) -> (Range<usize>, &'t str) {
    let head: usize =
        from.chars().zip(to.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    let (from_rest, to_rest) = (from.get(head..).unwrap_or_default(), to.get(head..).unwrap_or_default());
    let tail: usize = from_rest
        .chars()
        .rev()
        .zip(to_rest.chars().rev())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    (head..from.len() - tail, to_rest.get(..to_rest.len() - tail).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_ends_stay() {
        assert_eq!(smallest("准确定", "准确性"), (6..9, "性"));
        assert_eq!(smallest("走头无路", "走投无路"), (3..6, "投"));
        assert_eq!(smallest("的的", "的"), (3..6, ""));
        assert_eq!(smallest("进行", "进一步进行"), (3..3, "一步进"));
        assert_eq!(smallest("甲", "甲"), (3..3, ""));
    }
}
