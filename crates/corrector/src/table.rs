//! A static map from hashes to small numbers: three slots whose exclusive or is fingerprint and value (a binary fuse
//! filter that carries values). About 1.13 slots for each key, three reads for each question, nothing to build when
//! loading. A key that is not in the table is taken for one with the probability of its fingerprint bits.

use crate::hash;

/// What a table needs to be read, 32 bytes in the model file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Makes the positions of this table's keys differ from those of a failed attempt.
    pub seed: u64,
    /// Slots in one segment; a power of two.
    pub segment: u32,
    /// Segments at which a key can begin.
    pub segments: u32,
    /// Bits that tell a key from others.
    pub fingerprint_bits: u32,
    /// Bits of a value.
    pub value_bits: u32,
}

impl Shape {
    /// Bytes of a shape in the model file.
    pub const LENGTH: usize = 24;

    /// Slots of the whole table.
    #[must_use]
    pub const fn slots(&self) -> u64 {
        (self.segments as u64 + 2) * self.segment as u64
    }

    /// Bytes of the slots, with room to read eight bytes at the last one.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        (self.slots() * self.slot_bits() as u64).div_ceil(8) + 8
    }

    /// Bits of one slot.
    #[must_use]
    pub const fn slot_bits(&self) -> u32 {
        self.fingerprint_bits + self.value_bits
    }

    /// The slots of a key, and its fingerprint in the place that a slot has for it.
    #[must_use]
    pub const fn places(&self, key: u64) -> ([u64; 3], u64) {
        self.places_from(key, self.segments as u64 * self.segment as u64)
    }

    #[inline(always)]
    const fn places_from(&self, key: u64, firsts: u64) -> ([u64; 3], u64) {
        let spread = hash::spread(key, self.seed);
        let mask = self.segment as u64 - 1;
        let first = ((spread >> 32) * firsts) >> 32;
        let second = (first + self.segment as u64) ^ ((spread >> 14) & mask);
        let third = (first + 2 * self.segment as u64) ^ (spread & mask);
        let fingerprint = (spread.wrapping_mul(hash::EMPTY) >> 32) & ((1 << self.fingerprint_bits) - 1);
        ([first, second, third], fingerprint << self.value_bits)
    }

    /// The shape in the model file; `None` when its numbers cannot be a table's.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let seed = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (segment, segments, bits) = (number(8)?, number(12)?, number(16)?);
        let shape = Self { seed, segment, segments, fingerprint_bits: bits & 0xFF, value_bits: bits >> 8 };
        let sound = segment.is_power_of_two()
            && segment <= 1 << 18
            && (1..=1 << 20).contains(&segments)
            && u64::from(segments) * u64::from(segment) <= 1 << 31
            && (1..=32).contains(&shape.fingerprint_bits)
            && (1..=16).contains(&shape.value_bits);
        sound.then_some(shape)
    }

    /// The bytes that [`Shape::read`] reads.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.seed.to_le_bytes().to_vec();
        for number in [self.segment, self.segments, self.fingerprint_bits | self.value_bits << 8, 0] {
            bytes.extend(number.to_le_bytes());
        }
        bytes
    }
}

/// A table with its slots, and what its shape comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'s> {
    shape: Shape,
    /// Places at which a key can begin.
    firsts: u64,
    bits: u64,
    slots: &'s [u8],
}

impl<'s> Table<'s> {
    pub(crate) const fn new(shape: Shape, slots: &'s [u8]) -> Self {
        let firsts = shape.segments as u64 * shape.segment as u64;
        Self { shape, firsts, bits: shape.slot_bits() as u64, slots }
    }

    /// The value of a key, or none when the table does not have the key.
    #[inline(always)]
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let ([first, second, third], fingerprint) = self.shape.places_from(key, self.firsts);
        // All three are read before any is looked at, so that they are waited for together.
        let (first, second, third) = (self.slot(first), self.slot(second), self.slot(third));
        let mixed = fingerprint ^ first ^ second ^ third;
        let slot = mixed & ((1 << self.bits) - 1);
        (slot >> self.shape.value_bits == 0).then_some(slot as u32)
    }

    /// The slot at a place, with what lies behind it in the higher bits.
    #[inline(always)]
    fn slot(&self, place: u64) -> u64 {
        let bit = place * self.bits;
        let at = (bit >> 3) as usize;
        let eight = self.slots.get(at..at + 8).and_then(|bytes| bytes.first_chunk::<8>());
        eight.map_or(0, |eight| u64::from_le_bytes(*eight)) >> (bit & 7)
    }
}
