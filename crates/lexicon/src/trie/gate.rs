//! The gate: whether a term can begin here, from one word of memory.

/// Spreads keys over all bits: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD_SHORT: u32 = 0x9E37_79B1;
const SINGLES: usize = 1 << 16;

/// A Bloom filter in which each first pair of characters owns a word: two bits of the low half stand for a term that is this pair, two bits of the
/// high half for each third character that longer terms go on with. It may admit what no term begins with, never the reverse.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    words: Vec<u64>,
    shift: u32,
    /// One bit for each character of the basic plane (others share them) that is a term by itself; empty without such terms.
    singles: Vec<u64>,
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
        Self { words: vec![0; words], shift: 64 - words.trailing_zeros(), singles: Vec::new() }
    }

    pub(super) fn admit_pair(&mut self, first: u32, second: u32) {
        let hash = hash(first, second);
        self.admit(hash, pair_bits(hash));
    }

    pub(super) fn admit_longer(&mut self, first: u32, second: u32, third: u32) {
        let hash = hash(first, second);
        self.admit(hash, longer_bits(hash, third));
    }

    #[inline(always)]
    pub(super) fn admits(&self, first: u32, second: u32, third: u32) -> Passes {
        let hash = hash(first, second);
        let missing = !self.words.get((hash >> self.shift) as usize).copied().unwrap_or_default();
        Passes { pair: missing & pair_bits(hash) == 0, longer: missing & longer_bits(hash, third) == 0 }
    }

    fn admit(&mut self, hash: u64, bits: u64) {
        if let Some(word) = self.words.get_mut((hash >> self.shift) as usize) {
            *word |= bits;
        }
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
        (self.words.capacity() + self.singles.capacity()) * size_of::<u64>()
    }
}

#[inline(always)]
fn hash(first: u32, second: u32) -> u64 {
    (u64::from(first) << 21 | u64::from(second)).wrapping_mul(SPREAD)
}

/// The word's number is in the upper bits of the hash, so these take others.
#[inline(always)]
fn pair_bits(hash: u64) -> u64 {
    1 << (hash >> 32 & 31) | 1 << (hash >> 27 & 31)
}

#[inline(always)]
fn longer_bits(hash: u64, third: u32) -> u64 {
    let mixed = ((hash >> 24) as u32 ^ third).wrapping_mul(SPREAD_SHORT);
    (1 << (mixed >> 27) | 1 << (mixed >> 22 & 31)) << 32
}
