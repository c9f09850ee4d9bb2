//! A part of a whole: the exact fraction, and its rounded thousandths for reading.

use serde::Serialize;
use std::cmp::Ordering;

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub whole: u64,
    /// Thousandths, rounded half up; none when there is no whole.
    pub permille: Option<u64>,
}

impl Share {
    /// A part of a whole.
    ///
    /// ```
    /// use oversight::reports::Share;
    /// assert_eq!(Share::new(1, 3).permille, Some(333));
    /// assert_eq!(Share::new(1, 2000).permille, Some(1), "half a thousandth is rounded up");
    /// assert_eq!(Share::new(0, 0).permille, None);
    /// ```
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Self {
        Self { part, whole, permille: rounded(part, 1_000, whole) }
    }

    /// Which is the greater; exact. A share of nothing counts as the smallest.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self.whole, other.whole) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => {
                let left = u128::from(self.part) * u128::from(other.whole);
                left.cmp(&(u128::from(other.part) * u128::from(self.whole)))
            }
        }
    }
}

/// `part` times `scale` over `whole`, rounded half up; none when there is no whole.
pub(crate) fn rounded(part: u64, scale: u64, whole: u64) -> Option<u64> {
    if whole == 0 {
        return None;
    }
    let (part, scale, whole) = (u128::from(part), u128::from(scale), u128::from(whole));
    // Doubled, so that the half stays whole.
    let value = (2 * part * scale + whole) / (2 * whole);
    Some(u64::try_from(value).unwrap_or(u64::MAX))
}

/// A count as records have them.
pub(crate) fn count(items: impl Iterator) -> u64 {
    u64::try_from(items.count()).unwrap_or(u64::MAX)
}
