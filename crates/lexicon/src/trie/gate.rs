//! The gate: what may begin at a place, from one word of memory.

/// Spreads keys over all bits: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD_SHORT: u32 = 0x9E37_79B1;
/// Bits that choose one of the masks.
const MASK_BITS: u32 = 10;
/// Words with one or two bits, one for each way to choose twice of 32. Looking a mask up is faster than shifting it together.
static MASKS: [u32; 1 << MASK_BITS] = masks();
const SINGLES: usize = 1 << 16;

/// A Bloom filter in which each first pair of characters has a word. It may admit what no term begins with, never the reverse.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    words: Vec<Word>,
    shift: u32,
    /// One bit for each character of the basic plane (others share them) that is a term by itself; empty without such terms.
    singles: Vec<u64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Two bits for each pair that is a term.
    pair: u32,
    /// Two bits for each third character that longer terms go on with.
    longer: u32,
}

/// What may begin at a place.
#[derive(Clone, Copy)]
pub(super) struct Passes {
    /// A term of two characters.
    pub(super) pair: bool,
    /// A longer term.
    pub(super) longer: bool,
}

impl Passes {
    #[inline(always)]
    pub(super) fn any(self) -> bool {
        self.pair | self.longer
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self::with_room_for(0)
    }
}

impl Gate {
    pub(super) fn with_room_for(pairs: usize) -> Self {
        // Between one and two pairs a word. At least two words, so that the shift stays below 64.
        let words = (pairs / 2 + 1).next_power_of_two().max(2);
        Self { words: vec![Word::default(); words], shift: 64 - words.trailing_zeros(), singles: Vec::new() }
    }

    pub(super) fn admit_pair(&mut self, first: u32, second: u32) {
        let hash = hash(first, second);
        if let Some(word) = self.words.get_mut((hash >> self.shift) as usize) {
            word.pair |= pair_mask(hash);
        }
    }

    pub(super) fn admit_longer(&mut self, first: u32, second: u32, third: u32) {
        let hash = hash(first, second);
        if let Some(word) = self.words.get_mut((hash >> self.shift) as usize) {
            word.longer |= longer_mask(hash, third);
        }
    }

    #[inline(always)]
    pub(super) fn admits(&self, first: u32, second: u32, third: u32) -> Passes {
        let hash = hash(first, second);
        let word = self.words.get((hash >> self.shift) as usize).copied().unwrap_or_default();
        Passes { pair: !word.pair & pair_mask(hash) == 0, longer: !word.longer & longer_mask(hash, third) == 0 }
    }

    pub(super) fn admit_single(&mut self, character: u32) {
        self.singles.resize(SINGLES / 64, 0);
        let place = character as usize % SINGLES;
        if let Some(word) = self.singles.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    #[inline(always)]
    pub(super) fn admits_single(&self, character: u32) -> bool {
        let place = character as usize % SINGLES;
        self.singles.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    pub(super) fn memory(&self) -> usize {
        self.words.capacity() * size_of::<Word>() + self.singles.capacity() * size_of::<u64>()
    }
}

#[inline(always)]
fn hash(first: u32, second: u32) -> u64 {
    (u64::from(first) << 21 | u64::from(second)).wrapping_mul(SPREAD)
}

/// The word's number is in the upper bits of the hash, so this takes others.
#[inline(always)]
fn pair_mask(hash: u64) -> u32 {
    mask((hash >> 8) as u32)
}

#[inline(always)]
fn longer_mask(hash: u64, third: u32) -> u32 {
    mask(((hash >> 24) as u32 ^ third).wrapping_mul(SPREAD_SHORT))
}

#[inline(always)]
fn mask(hash: u32) -> u32 {
    MASKS.get((hash >> (u32::BITS - MASK_BITS)) as usize).copied().unwrap_or_default()
}

#[expect(
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and there is no other way to write into an array in a constant"
)]
const fn masks() -> [u32; 1 << MASK_BITS] {
    let mut masks = [0; 1 << MASK_BITS];
    let mut at = 0;
    while at < masks.len() {
        masks[at] = 1 << (at % 32) | 1 << (at / 32);
        at += 1;
    }
    masks
}
