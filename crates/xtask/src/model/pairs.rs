//! Counts of words and of pairs of words in the corpus.

use std::collections::HashMap;

use corrector::hash;
use corrector::model::STOP;

use super::division::{self, Costs, STAND_IN};
use super::words::{Plain, Words};

/// What was counted.
#[derive(Clone, Default)]
pub(super) struct Counts {
    /// By word id.
    pub words: Vec<u32>,
    /// By stand-in code.
    pub stand_ins: [u32; 16],
    /// By left id << 32 | right id.
    pub pairs: HashMap<u64, u32, Plain>,
    /// Words in all.
    pub total: u64,
}

impl Counts {
    /// Takes away what was counted in some of the lines.
    pub(super) fn take(&mut self, part: &Self) {
        self.words.iter_mut().zip(&part.words).for_each(|(all, some)| *all -= some);
        self.stand_ins.iter_mut().zip(&part.stand_ins).for_each(|(all, some)| *all -= some);
        take(&mut self.pairs, &part.pairs);
        self.total -= part.total;
    }
}

/// Takes counts away; what was counted nowhere else is gone.
pub(super) fn take(all: &mut HashMap<u64, u32, Plain>, part: &HashMap<u64, u32, Plain>) {
    for (key, some) in part {
        if let Some(count) = all.get_mut(key) {
            *count -= some;
            if *count == 0 {
                all.remove(key);
            }
        }
    }
}

/// Counts the words and pairs of lines.
pub(super) fn count<'t>(list: &Words, costs: &Costs, lines: impl Iterator<Item = &'t str>) -> Counts {
    let mut counts = Counts { words: vec![0; list.words.len()], ..Counts::default() };
    let stop = STAND_IN + u32::from(STOP);
    for line in lines {
        let mut left = Some(stop);
        let units = division::units(line);
        division::divide(list, costs, &units, |id| {
            if let Some(id) = id {
                counts.total += 1;
                if id >= STAND_IN {
                    counts.stand_ins.get_mut((id - STAND_IN) as usize).into_iter().for_each(|count| *count += 1);
                } else {
                    counts.words.get_mut(id as usize).into_iter().for_each(|count| *count += 1);
                }
            }
            if let (Some(left), Some(id)) = (left, id) {
                *counts.pairs.entry(u64::from(left) << 32 | u64::from(id)).or_default() += 1;
            }
            left = id;
        });
    }
    counts
}

/// The hash of a word or stand-in.
pub(super) fn hash_of(list: &Words, id: u32) -> u64 {
    if id >= STAND_IN {
        return hash::push(hash::EMPTY, u16::try_from(id - STAND_IN).unwrap_or_default());
    }
    list.get(id).map_or(0, |word| word.hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_nowhere_else_is_gone() {
        let mut all: HashMap<u64, u32, Plain> = [(1, 3), (2, 1)].into_iter().collect();
        take(&mut all, &[(1, 2), (2, 1)].into_iter().collect());
        assert_eq!(all.into_iter().collect::<Vec<_>>(), [(1, 1)]);
    }
}
