//! Edges of the lattice: a word over some units, as written or with characters replaced.

use crate::hash;
use crate::model::{LONGEST, Model, Word};
use crate::units::Unit;

/// A word that may stand over units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// Units from the first of the chunk.
    pub start: usize,
    /// The unit after the last.
    pub end: usize,
    /// The word.
    pub hash: u64,
    /// Its cost and back-off.
    pub word: Word,
    /// What the replaced characters cost together, 0 as written.
    pub edit: i32,
    /// The replaced characters, as written where none.
    pub changes: [Change; 2],
    /// Cheapest way to the end of this edge.
    pub best: i32,
    /// The edge before, on that way.
    pub before: usize,
}

/// A character put in place of the written one; `code` 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// The unit.
    pub at: usize,
    /// The character put there.
    pub code: u16,
}

impl Edge {
    pub(crate) fn written(start: usize, end: usize, hash: u64, word: Word) -> Self {
        Self { start, end, hash, word, edit: 0, changes: [Change::default(); 2], best: i32::MAX, before: usize::MAX }
    }

    pub(crate) fn is_changed(&self) -> bool {
        self.edit > 0
    }
}

/// Calls `give` with every word that stands in the units from `start`, as written.
pub(crate) fn written(model: &Model, units: &[Unit], start: usize, mut give: impl FnMut(Edge)) {
    let code = |offset: usize| units.get(start + offset).map(|unit| unit.code).filter(|&code| code > 4);
    let Some(first) = units.get(start) else { return };
    let mut hash = hash::push(hash::EMPTY, first.code);
    give(Edge::written(start, start + 1, hash, model.character(first.code).word));
    let (Some(_), Some(second)) = (code(0), code(1)) else { return };
    hash = hash::push(hash, second);
    let Some(beginning) = model.beginning(hash) else { return };
    if let Some(word) = beginning.word {
        give(Edge::written(start, start + 2, hash, word));
    }
    for length in 3..=LONGEST {
        let Some(next) = code(length - 1) else { return };
        if beginning.longer >> (length - 3) == 0 {
            return;
        }
        hash = hash::push(hash, next);
        if beginning.longer >> (length - 3) & 1 == 0 {
            continue;
        }
        if let Some(word) = model.word(hash) {
            give(Edge::written(start, start + length, hash, word));
        }
    }
}
