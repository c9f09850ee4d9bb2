//! Answers of a table that were asked for last: the words of a text stand in few pairs, asked about again and again.

use std::cell::Cell;

/// Answers kept: 64 KiB, about as many as an article asks for.
const KEPT: usize = 4096;

/// The last answers, each in the one place that its key has.
#[derive(Debug)]
pub(crate) struct Recent {
    /// Key and answer: 0 for nothing kept yet, 1 for no value, else the value and 2.
    kept: Box<[Cell<(u64, u32)>]>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { kept: vec![Cell::new((0, 0)); KEPT].into() }
    }
}

impl Recent {
    /// The answer for a key, asked for when it is not known.
    pub(crate) fn get_or(&self, key: u64, ask: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let place = usize::try_from(key % KEPT as u64).unwrap_or_default();
        let cell = self.kept.get(place)?;
        let (known, answer) = cell.get();
        if known == key && answer > 0 {
            return answer.checked_sub(2);
        }
        let value = ask();
        cell.set((key, value.map_or(1, |value| value + 2)));
        value
    }
}
