//! The word list and how often its words occur, in general and in the corpus.

use std::collections::{BTreeMap, HashMap};

use corrector::hash;
use corrector::model::LONGEST;

/// A word list with counts. Ids are places in `words`.
#[derive(Clone)]
pub(super) struct Words {
    /// All words, single characters among them, sorted.
    pub words: Vec<Entry>,
    /// Id by hash.
    pub by_hash: HashMap<u64, u32, Plain>,
}

/// A word and its counts.
#[derive(Clone)]
pub(super) struct Entry {
    pub text: Vec<u16>,
    pub hash: u64,
    /// How often in general text.
    pub general: f64,
    /// How often in the corpus, as it was divided into words.
    pub corpus: f64,
}

/// Hashes are spread already.
#[derive(Clone, Copy, Default)]
pub(super) struct Plain(u64);

impl std::hash::Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = hash::pair(self.0, byte.into()));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl std::hash::BuildHasher for Plain {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        *self
    }
}

/// Whether a character can be part of a word.
pub(super) fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

impl Words {
    /// The list of these words.
    pub(super) fn new(general: BTreeMap<String, f64>) -> Self {
        let mut words = Vec::new();
        for (text, count) in general {
            if !text.chars().all(is_han) || !(1..=LONGEST).contains(&text.chars().count()) {
                continue;
            }
            let text: Vec<u16> = text.encode_utf16().collect();
            words.push(Entry { hash: hash::word(text.iter().copied()), text, general: count, corpus: 0.0 });
        }
        let by_hash = words.iter().zip(0..).map(|(word, id)| (word.hash, id)).collect();
        Self { words, by_hash }
    }

    pub(super) fn get(&self, id: u32) -> Option<&Entry> {
        self.words.get(id as usize)
    }
}
