//! The large sections: words, pairs of words, rows of characters, and what words begin with.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use corrector::hash;
use corrector::model::{BEGINNING_BITS, LATIN, NO_WORD, PAIR_STEP, TWO_BITS, WORD_STEP, beginning_bit, two_bit};

use super::division;
use super::figures::{DISCOUNT, Figures, IMAGINED, steps};
use super::sounds::Sounds;
use super::words::Plain;
use super::{fuse, pairs};

/// Words, and beginnings of words.
pub(super) fn word_table(figures: &Figures) -> Result<Vec<u8>> {
    // By hash: value of the word or none, lengths of longer words that begin so.
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (word, id) in figures.words.words.iter().zip(0..) {
        let length = word.text.len();
        if length < 2 {
            continue;
        }
        let value = steps(figures.single(word), WORD_STEP, 254) | figures.back_off(id) << 8;
        let row = rows.entry(word.hash).or_insert(NO_WORD);
        *row = *row & !0x7FF | value;
        if length > 2 {
            let beginning = hash::word(word.text.iter().take(2).copied());
            *rows.entry(beginning).or_insert(NO_WORD) |= 1 << (11 + length - 3);
        }
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    fuse::section(&rows, 14, 16)
}

/// Pairs of words that follow each other much more often than by chance.
pub(super) fn pair_table(figures: &Figures) -> Result<Vec<u8>> {
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (&key, &count) in &figures.counts.pairs {
        let (left, right) = ((key >> 32) as u32, key as u32);
        let (seen, rest) = figures.after(left);
        if seen < 1.0 {
            continue;
        }
        let alone = figures.probability(right) * rest;
        let together = (f64::from(count) - DISCOUNT).max(0.0) / (seen + IMAGINED) + alone;
        if together < alone * 3.0 {
            continue;
        }
        let hash = hash::pair(pairs::hash_of(&figures.words, left), pairs::hash_of(&figures.words, right));
        rows.insert(hash, steps(together, PAIR_STEP, 31));
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    fuse::section(&rows, 10, 5)
}

/// How often rows of three and of four characters occur, by hash.
pub(super) type Grams = [HashMap<u64, u32, Plain>; 2];

/// Counts the rows of three and four characters.
pub(super) fn grams<'t>(lines: impl Iterator<Item = &'t str>) -> Grams {
    let mut counts = Grams::default();
    for line in lines {
        let units = division::units(line);
        for (length, counts) in [3, 4].into_iter().zip(&mut counts) {
            for gram in units.windows(length).filter(|gram| gram.iter().all(|&code| code > LATIN)) {
                *counts.entry(hash::pair(hash::EMPTY, hash::word(gram.iter().copied()))).or_default() += 1;
            }
        }
    }
    counts
}

/// Rows of three and four characters.
pub(super) fn gram_table(counts: &Grams) -> Result<Vec<u8>> {
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (least, counts) in [3, 5].into_iter().zip(counts) {
        rows.extend(counts.iter().filter(|(_, count)| **count >= least).map(|(&key, &count)| {
            (
                key,
                match count {
                    0..=5 => 0,
                    6..=15 => 1,
                    16..=63 => 2,
                    _ => 3,
                },
            )
        }));
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    fuse::section(&rows, 9, 2)
}

/// A bit for each first character and syllable of the second that some word begins with.
pub(super) fn beginnings(figures: &Figures, sounds: &Sounds) -> Vec<u8> {
    let mut bits = vec![0_u8; 1 << (BEGINNING_BITS - 3)];
    for word in &figures.words.words {
        let (Some(&first), Some(&second)) = (word.text.first(), word.text.get(1)) else { continue };
        let readings = char::from_u32(second.into()).and_then(|second| sounds.readings.get(&second));
        for reading in readings.into_iter().flatten() {
            let bit = beginning_bit(first, reading >> 3);
            bits.get_mut(bit >> 3).into_iter().for_each(|byte| *byte |= 1 << (bit & 7));
        }
    }
    bits
}

/// A bit for each two characters that some word begins with.
pub(super) fn twos(figures: &Figures) -> Vec<u8> {
    let mut bits = vec![0_u8; 1 << (TWO_BITS - 3)];
    for word in figures.words.words.iter().filter(|word| word.text.len() > 1) {
        let bit = two_bit(hash::word(word.text.iter().take(2).copied()));
        bits.get_mut(bit >> 3).into_iter().for_each(|byte| *byte |= 1 << (bit & 7));
    }
    bits
}
