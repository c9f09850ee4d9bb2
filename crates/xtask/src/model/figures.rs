//! Probabilities of words, from general counts and the corpus.

use corrector::model::{BACK_OFF_STEP, NAT};

use super::division::STAND_IN;
use super::pairs::Counts;
use super::words::{Entry, Words};

/// What is taken off each count for what was never seen.
pub(super) const DISCOUNT: f64 = 0.75;
/// Occurrences imagined for each word, that rare ones promise less.
pub(super) const IMAGINED: f64 = 4.0;
/// Share of the corpus in a word's probability; the rest is general text.
const CORPUS_SHARE: f64 = 0.5;

/// Probabilities.
pub(super) struct Figures {
    /// The words with their counts.
    pub words: Words,
    /// What was counted in the corpus.
    pub counts: Counts,
    general: f64,
    /// Different words seen after each word, and after each stand-in.
    types: Vec<u32>,
    stand_in_types: [u32; 16],
}

impl Figures {
    /// From what was counted and how many words the general counts have together.
    pub(super) fn new(words: Words, counts: Counts, general: f64) -> Self {
        let mut types = vec![0; words.words.len()];
        let mut stand_in_types = [0; 16];
        for &key in counts.pairs.keys() {
            let left = (key >> 32) as u32;
            let count = if left >= STAND_IN {
                stand_in_types.get_mut((left - STAND_IN) as usize)
            } else {
                types.get_mut(left as usize)
            };
            count.into_iter().for_each(|count: &mut u32| *count += 1);
        }
        Self { words, counts, general, types, stand_in_types }
    }

    /// The probability of a word, in the corpus and in general text by halves.
    pub(super) fn single(&self, word: &Entry) -> f64 {
        CORPUS_SHARE * word.corpus / self.counts.total as f64
            + (1.0 - CORPUS_SHARE) * (word.general + 0.5) / self.general
    }

    /// The probability of a word or stand-in.
    pub(super) fn probability(&self, id: u32) -> f64 {
        if id >= STAND_IN {
            return f64::from(self.stand_in(id)) / self.counts.total as f64;
        }
        self.words.get(id).map_or(1e-12, |word| self.single(word))
    }

    fn stand_in(&self, id: u32) -> u32 {
        self.counts.stand_ins.get((id - STAND_IN) as usize).copied().unwrap_or_default()
    }

    /// How often something followed a word, and how much of the probability after it is left for the unseen.
    pub(super) fn after(&self, id: u32) -> (f64, f64) {
        let (count, types) = if id >= STAND_IN {
            (self.stand_in(id), self.stand_in_types.get((id - STAND_IN) as usize).copied().unwrap_or_default())
        } else {
            let at = id as usize;
            (self.counts.words.get(at).copied().unwrap_or_default(), self.types.get(at).copied().unwrap_or_default())
        };
        let count = f64::from(count);
        (count, ((DISCOUNT * f64::from(types) + IMAGINED) / (count + IMAGINED)).min(1.0))
    }

    /// The stored back-off of a word or stand-in.
    pub(super) fn back_off(&self, id: u32) -> u32 {
        steps(self.after(id).1, BACK_OFF_STEP, 7)
    }
}

/// A probability as a number of steps.
pub(super) fn steps(probability: f64, step: i32, most: u32) -> u32 {
    let cost = -probability.max(1e-30).ln() * f64::from(NAT) / f64::from(step);
    (cost.round().max(0.0) as u32).min(most)
}
