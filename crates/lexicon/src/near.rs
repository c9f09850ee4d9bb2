//! One edit away: whether a text begins as an expected one with a single slip in it.

/// How a text differs from what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One character stands for another.
    Substituted,
    /// One character is missing.
    Missing,
    /// One character is too many.
    Extra,
    /// Two neighbours have changed places.
    Swapped,
}

/// A slip found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// How the text differs.
    pub(crate) slip: Slip,
    /// How many bytes of the text stand for the expected one.
    pub(crate) length: usize,
    /// Whether the very last character is the one that differs.
    pub(crate) at_end: bool,
}

/// The one slip between `expected` and what `text` begins with; none when there is no slip or more than one. Both run away from a part that is
/// the same: a character missing at the far end is no slip, for the text may simply say less.
pub(crate) fn one_edit(
    expected: impl Iterator<Item = char> + Clone,
    text: impl Iterator<Item = char> + Clone,
) -> Option<Found> {
    let (mut expected, mut text) = (expected, text);
    let mut same = 0;
    loop {
        let (mut one_ahead, mut other_ahead) = (expected.clone(), text.clone());
        let (one, other) = (one_ahead.next()?, other_ahead.next()?);
        if one != other {
            let at_end = one_ahead.clone().next().is_none();
            let (slip, length) = slip(one, other, one_ahead, other_ahead, text)?;
            return Some(Found { slip, length: same + length, at_end });
        }
        same += one.len_utf8();
        (expected, text) = (one_ahead, other_ahead);
    }
}

/// The slip at the first difference, with its bytes: `one` was expected and `other` stands there, followed by `expected` and `text`; `from` is the
/// text from `other` on.
fn slip(
    one: char,
    other: char,
    expected: impl Iterator<Item = char> + Clone,
    text: impl Iterator<Item = char> + Clone,
    from: impl Iterator<Item = char> + Clone,
) -> Option<(Slip, usize)> {
    let width = other.len_utf8();
    if let Some(length) = begins(expected.clone(), text.clone()) {
        return is_writing(other).then_some((Slip::Substituted, width + length));
    }
    let (mut later, mut swapped) = (expected.clone(), text.clone());
    if later.next() == Some(other)
        && swapped.next() == Some(one)
        && let Some(length) = begins(later, swapped)
    {
        return is_writing(one).then_some((Slip::Swapped, width + one.len_utf8() + length));
    }
    if expected.clone().next().is_some()
        && let Some(length) = begins(expected.clone(), from)
    {
        return is_writing(one).then_some((Slip::Missing, length));
    }
    let length = begins(std::iter::once(one).chain(expected), text)?;
    // These two are how a sentence takes a name apart.
    (is_writing(other) && !matches!(other, '的' | '等')).then_some((Slip::Extra, width + length))
}

/// The bytes of `expected` when `text` begins with it.
fn begins(expected: impl Iterator<Item = char>, mut text: impl Iterator<Item = char>) -> Option<usize> {
    let mut length = 0;
    for one in expected {
        if text.next() != Some(one) {
            return None;
        }
        length += one.len_utf8();
    }
    Some(length)
}

/// Marks and gaps between characters are layout, no slip of a name.
fn is_writing(character: char) -> bool {
    character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(expected: &str, text: &str) -> Option<(Slip, usize)> {
        one_edit(expected.chars(), text.chars()).map(|found| (found.slip, found.length))
    }

    #[test]
    fn each_slip() {
        assert_eq!(of("改革委员会", "改格委员会议"), Some((Slip::Substituted, 15)));
        assert_eq!(of("和改革委员会", "改革委员会"), Some((Slip::Missing, 15)));
        assert_eq!(of("改革委员会", "和改革委员会"), Some((Slip::Extra, 18)));
        assert_eq!(of("改革委员会", "改革员委会。"), Some((Slip::Swapped, 15)));
    }

    #[test]
    fn none_or_more_than_one() {
        for text in ["改革委员会", "改革委", "改格委园会", "发展规划", "", "改、委员会", "改革委员"]
        {
            assert_eq!(of("改革委员会", text), None, "{text}");
        }
        assert_eq!(of("学学院", "学院"), Some((Slip::Missing, 6)), "a character written once instead of twice");
    }
}
