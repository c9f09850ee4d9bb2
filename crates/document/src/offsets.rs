//! Offsets: bytes of UTF-8 inside, the caller's unit outside.

use serde::{Deserialize, Serialize};

/// The unit in which a caller counts offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OffsetEncoding {
    /// Bytes of UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// 16-bit code units.
    #[serde(rename = "utf-16")]
    Utf16,
    /// Unicode code points.
    #[serde(rename = "code-point")]
    CodePoint,
}

impl OffsetEncoding {
    const fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::CodePoint => 1,
        }
    }
}

/// Converts byte offsets of one text, in a single pass over it however many there are.
pub struct Offsets {
    bytes: Vec<usize>,
    units: Vec<u32>,
}

impl Offsets {
    /// Prepare the given byte offsets, in any order. An offset inside a character counts as the character's start, one past the end as the end.
    ///
    /// ```
    /// use document::{OffsetEncoding, Offsets};
    /// let offsets = Offsets::new("a😀审", OffsetEncoding::Utf16, vec![1, 5, 8]);
    /// assert_eq!([1, 5, 8].map(|byte| offsets.get(byte)), [1, 3, 4]);
    /// ```
    #[must_use]
    pub fn new(text: &str, encoding: OffsetEncoding, mut bytes: Vec<usize>) -> Self {
        bytes.sort_unstable();
        bytes.dedup();
        if encoding == OffsetEncoding::Utf8 {
            let units = bytes.iter().map(|byte| saturate(text.floor_char_boundary(*byte))).collect();
            return Self { bytes, units };
        }
        let mut units = Vec::with_capacity(bytes.len());
        let mut count = 0;
        let mut wanted = bytes.iter().peekable();
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            while wanted.next_if(|byte| **byte < end).is_some() {
                units.push(saturate(count));
            }
            if wanted.peek().is_none() {
                break;
            }
            count += encoding.width(character);
        }
        units.resize(bytes.len(), saturate(count));
        Self { bytes, units }
    }

    /// The offset in the caller's unit; of a byte offset that was not prepared, the nearest prepared one before it.
    #[must_use]
    pub fn get(&self, byte: usize) -> u32 {
        let place = self.bytes.partition_point(|it| *it <= byte);
        place.checked_sub(1).and_then(|place| self.units.get(place)).copied().unwrap_or(0)
    }
}

/// An offset that names no place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// It lies behind the text.
    Outside,
    /// It lies inside a character.
    Inside,
}

/// Bytes for offsets in the caller's unit, in the order given: the way back, in a single pass over the text however many there are.
///
/// ```
/// use document::{Misplaced, OffsetEncoding, bytes_of};
/// let bytes = bytes_of("a😀审", OffsetEncoding::Utf16, &[4, 1, 2, 5]);
/// assert_eq!(bytes, [Ok(8), Ok(1), Err(Misplaced::Inside), Err(Misplaced::Outside)]);
/// ```
#[must_use]
pub fn bytes_of(text: &str, encoding: OffsetEncoding, units: &[u32]) -> Vec<Result<usize, Misplaced>> {
    let mut wanted: Vec<(usize, usize)> =
        units.iter().enumerate().map(|(place, unit)| (usize::try_from(*unit).unwrap_or(usize::MAX), place)).collect();
    wanted.sort_unstable();
    let mut found = vec![Err(Misplaced::Outside); units.len()];
    let mut wanted = wanted.into_iter().peekable();
    let (mut count, end) = (0, (text.len(), None));
    for (at, character) in text.char_indices().map(|(at, character)| (at, Some(character))).chain([end]) {
        let next = count + character.map_or(1, |character| encoding.width(character));
        while let Some((unit, place)) = wanted.next_if(|(unit, _)| *unit < next) {
            let byte = if unit == count { Ok(at) } else { Err(Misplaced::Inside) };
            found.iter_mut().skip(place).take(1).for_each(|slot| *slot = byte);
        }
        count = next;
    }
    found
}

/// Documents end at 16 MiB, so offsets fit.
fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_units_over_mixed_text() {
        let text = "A中😀e\u{301}末";
        for encoding in [OffsetEncoding::Utf8, OffsetEncoding::Utf16, OffsetEncoding::CodePoint] {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let offsets = Offsets::new(text, encoding, boundaries.clone());
            for byte in boundaries {
                let before = text.get(..byte).unwrap();
                let expected = match encoding {
                    OffsetEncoding::Utf8 => before.len(),
                    OffsetEncoding::Utf16 => before.encode_utf16().count(),
                    OffsetEncoding::CodePoint => before.chars().count(),
                };
                assert_eq!(offsets.get(byte) as usize, expected, "{encoding:?} at {byte}");
            }
        }
    }

    #[test]
    fn empty_text_and_no_offsets() {
        assert_eq!(Offsets::new("", OffsetEncoding::Utf16, vec![0]).get(0), 0);
        assert_eq!(Offsets::new("审", OffsetEncoding::Utf16, vec![]).get(3), 0);
    }
}
