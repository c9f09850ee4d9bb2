//! The sections of a model as questions about characters, words and word pairs.

use std::ops::Range;

use crate::file::{self, ModelError};
use crate::hash;
use crate::recent::Recent;
use crate::table::{Shape, Table};

/// The first and the last character that can be wrong or right.
pub const HAN: std::ops::RangeInclusive<u16> = 0x4E00..=0x9FFF;
/// Characters in [`HAN`].
pub const HAN_COUNT: usize = 0x5200;
/// Stand-ins for what is not Han: the end of a clause, `、`, a number, Latin letters.
pub const STOP: u16 = 1;
/// See [`STOP`].
pub const COMMA: u16 = 2;
/// See [`STOP`].
pub const NUMBER: u16 = 3;
/// See [`STOP`].
pub const LATIN: u16 = 4;
/// Bytes of a character's row.
pub const ROW: usize = 8;
/// Cost units in one nat.
pub const NAT: i32 = 20;
/// Cost units in one step of a word's stored cost.
pub const WORD_STEP: i32 = 2;
/// Cost units in one step of a word's stored back-off.
pub const BACK_OFF_STEP: i32 = 12;
/// Cost units in one step of a pair's stored cost.
pub const PAIR_STEP: i32 = 8;
/// The stored cost of what is only the beginning of words.
pub const NO_WORD: u32 = 0xFF;
/// Longest word, in characters.
pub const LONGEST: usize = 7;

/// A character's row: what it costs as a word, and its readings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Character {
    /// As a word of its own.
    pub word: Word,
    /// Readings as syllable × 8 + tone, 0 for none.
    pub readings: [u16; 3],
}

/// What the model knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Negative log probability in cost units.
    pub cost: i32,
    /// What an unseen pair after this word costs beside the second word.
    pub back_off: i32,
}

/// A beginning of two characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning {
    /// The two characters as a word, if they are one.
    pub word: Option<Word>,
    /// Bit n: some word of n + 3 characters begins so.
    pub longer: u32,
}

/// A loaded model: the file and where its parts lie in it.
#[derive(Debug)]
pub(crate) struct Stored {
    bytes: Vec<u8>,
    pub(crate) digest: String,
    sections: [Range<usize>; SECTIONS],
    words: Shape,
    pairs: Shape,
    grams: Shape,
}

/// A model as one text asks it: the sections found once, and the pairs that were asked last.
#[derive(Debug)]
pub(crate) struct Model<'s> {
    sections: [&'s [u8]; SECTIONS],
    words: Table<'s>,
    pairs: Table<'s>,
    grams: Table<'s>,
    recent: Recent,
}

const SETTINGS: usize = 0;
const CHARACTERS: usize = 1;
const SYLLABLES: usize = 2;
const SAME_SOUND: usize = 3;
const NEAR_SOUND: usize = 4;
const SHAPES: usize = 5;
const ALIKE: usize = 6;
const WORDS: usize = 7;
const PAIRS: usize = 8;
const GRAMS: usize = 9;
const TREES: usize = 10;
const BEGINNINGS: usize = 11;
const TWO: usize = 12;
const SECTIONS: usize = 13;
/// Bits of the section that tells which two characters words begin with, as a power of two.
pub const TWO_BITS: u32 = 22;
/// Bits of the section that tells which beginnings there are, as a power of two.
pub const BEGINNING_BITS: u32 = 20;

impl Stored {
    pub(crate) fn load(bytes: Vec<u8>) -> Result<Self, ModelError> {
        let (sections, digest) = file::sections::<SECTIONS>(&bytes)?;
        let table = |index: usize| {
            let section = sections.get(index).and_then(|range| bytes.get(range.clone())).unwrap_or_default();
            let shape = section.get(..Shape::LENGTH).and_then(Shape::read);
            shape.filter(|shape| shape.bytes() == (section.len() - Shape::LENGTH) as u64)
        };
        let words = table(WORDS).ok_or(ModelError::Malformed("words"))?;
        let pairs = table(PAIRS).ok_or(ModelError::Malformed("pairs"))?;
        let grams = table(GRAMS).ok_or(ModelError::Malformed("grams"))?;
        let model = Self { bytes, digest, sections, words, pairs, grams };
        let length = |index: usize| model.section(index).len();
        let rows = length(CHARACTERS) == (HAN_COUNT + 4) * ROW;
        if !rows || length(SHAPES) != (HAN_COUNT + 1) * 2 || length(SETTINGS) < 64 {
            return Err(ModelError::Malformed("characters"));
        }
        Ok(model)
    }

    fn section(&self, index: usize) -> &[u8] {
        self.sections.get(index).and_then(|range| self.bytes.get(range.clone())).unwrap_or_default()
    }

    /// The model for one text.
    pub(crate) fn open(&self) -> Model<'_> {
        let table = |index: usize, shape: &Shape| {
            Table::new(*shape, self.section(index).get(Shape::LENGTH..).unwrap_or_default())
        };
        Model {
            sections: std::array::from_fn(|index| self.section(index)),
            words: table(WORDS, &self.words),
            pairs: table(PAIRS, &self.pairs),
            grams: table(GRAMS, &self.grams),
            recent: Recent::default(),
        }
    }
}

impl Model<'_> {
    fn section(&self, index: usize) -> &[u8] {
        self.sections.get(index).copied().unwrap_or_default()
    }

    /// A learned number: thresholds and weights.
    pub(crate) fn setting(&self, index: usize) -> i32 {
        let bytes = self.section(SETTINGS).get(index * 4..index * 4 + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(i32::from_le_bytes).unwrap_or_default()
    }

    /// The row of a Han character or a stand-in.
    pub(crate) fn character(&self, code: u16) -> Character {
        let place =
            if HAN.contains(&code) { usize::from(code - HAN.start()) } else { HAN_COUNT + usize::from(code) - 1 };
        let Some([cost, back_off, a, b, c, d, e, f]) =
            self.section(CHARACTERS).get(place * ROW..).and_then(|rest| rest.first_chunk::<ROW>())
        else {
            return Character { word: Word { cost: 255 * WORD_STEP, back_off: 0 }, readings: [0; 3] };
        };
        let reading = |low: &u8, high: &u8| u16::from_le_bytes([*low, *high]);
        Character {
            word: Word { cost: i32::from(*cost) * WORD_STEP, back_off: i32::from(*back_off) * BACK_OFF_STEP },
            readings: [reading(a, b), reading(c, d), reading(e, f)],
        }
    }

    /// Common characters read as this syllable, the most common first.
    pub(crate) fn same_sound(&self, syllable: u16) -> impl Iterator<Item = u16> + '_ {
        self.list(SYLLABLES, SAME_SOUND, 0, syllable)
    }

    /// Syllables easily taken for this one.
    pub(crate) fn near_sound(&self, syllable: u16) -> impl Iterator<Item = u16> + '_ {
        self.list(SYLLABLES, NEAR_SOUND, 1, syllable)
    }

    /// The list of an index entry: entries are pairs of ends, `column` says which of the two.
    fn list(&self, index: usize, data: usize, column: usize, entry: u16) -> impl Iterator<Item = u16> + '_ {
        let end = |entry: usize| self.number(index, entry * 2 + column).map(usize::from).unwrap_or_default();
        let range = end(usize::from(entry))..end(usize::from(entry) + 1);
        range.filter_map(move |at| self.number(data, at))
    }

    fn number(&self, section: usize, at: usize) -> Option<u16> {
        let two: [u8; 2] = self.section(section).get(at * 2..at * 2 + 2)?.try_into().ok()?;
        Some(u16::from_le_bytes(two))
    }

    /// Characters that look like this one, each with 0 (nearly the same) or 1 (somewhat).
    pub(crate) fn alike(&self, code: u16) -> impl Iterator<Item = (u16, u16)> + '_ {
        let place = usize::from(code.saturating_sub(*HAN.start()));
        let end = |place: usize| self.number(SHAPES, place).map(usize::from).unwrap_or_default();
        (end(place)..end(place + 1)).filter_map(move |at| {
            let packed = self.number(ALIKE, at)?;
            Some((HAN.start() + (packed & 0x7FFF), packed >> 15))
        })
    }

    /// What begins with these two characters (their hash).
    pub(crate) fn beginning(&self, word: u64) -> Option<Beginning> {
        // Nearly all that is asked is no beginning: one bit says so sooner than three slots.
        let bit = two_bit(word);
        if self.section(TWO).get(bit >> 3).is_none_or(|byte| byte >> (bit & 7) & 1 == 0) {
            return None;
        }
        let value = self.words.get(word)?;
        Some(Beginning { word: Self::word_of(value), longer: value >> 11 })
    }

    /// A word of three characters or more.
    pub(crate) fn word(&self, word: u64) -> Option<Word> {
        Self::word_of(self.words.get(word)?)
    }

    fn word_of(value: u32) -> Option<Word> {
        let cost = value & 0xFF;
        let word =
            Word { cost: cost.cast_signed() * WORD_STEP, back_off: (value >> 8 & 7).cast_signed() * BACK_OFF_STEP };
        (cost != NO_WORD).then_some(word)
    }

    /// What the second word costs after the first, if the pair was counted.
    pub(crate) fn pair(&self, left: u64, right: u64) -> Option<i32> {
        let key = hash::pair(left, right);
        let value = self.recent.get_or(key, || self.pairs.get(key))?;
        Some(value.cast_signed() * PAIR_STEP)
    }

    /// How common three or four characters in a row are, from 1; 0 when they were never or hardly seen.
    pub(crate) fn gram(&self, codes: &[u16]) -> i32 {
        let key = hash::pair(hash::EMPTY, hash::word(codes.iter().copied()));
        self.grams.get(key).map_or(0, |value| value.cast_signed() + 1)
    }

    /// The trees that judge a change.
    pub(crate) fn trees(&self) -> &[u8] {
        self.section(TREES)
    }

    /// Whether words may begin with this character and one of this syllable; no is certain.
    pub(crate) fn may_begin(&self, first: u16, syllable: u16) -> bool {
        let bit = beginning_bit(first, syllable);
        self.section(BEGINNINGS).get(bit >> 3).is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
    }
}

/// The bit of a first character and the syllable of a second.
#[must_use]
pub fn beginning_bit(first: u16, syllable: u16) -> usize {
    let key = hash::push(hash::push(hash::EMPTY, first), syllable);
    usize::try_from(hash::spread(key, 1) >> (64 - BEGINNING_BITS)).unwrap_or_default()
}

/// The bit of two characters, by their hash.
#[must_use]
pub fn two_bit(word: u64) -> usize {
    usize::try_from(hash::spread(word, 2) >> (64 - TWO_BITS)).unwrap_or_default()
}
