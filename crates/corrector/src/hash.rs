//! Words and word pairs as 64-bit hashes: the tables store no strings.

/// Odd multipliers with well spread bits (from the fractional parts of the golden ratio and of the square root of two).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const MIX: u64 = 0x6A09_E667_F3BC_C909;

/// The hash of the empty word.
pub const EMPTY: u64 = 0x243F_6A88_85A3_08D3;

/// The hash of a word with one more character (its code in the basic plane).
#[must_use]
pub const fn push(word: u64, code: u16) -> u64 {
    let mixed = (word ^ code as u64).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 29)
}

/// The hash of a word.
#[must_use]
pub fn word(codes: impl IntoIterator<Item = u16>) -> u64 {
    codes.into_iter().fold(EMPTY, push)
}

/// The hash of two words in this order.
#[must_use]
pub const fn pair(left: u64, right: u64) -> u64 {
    let mixed = (left.rotate_left(23) ^ right).wrapping_mul(MIX);
    mixed ^ (mixed >> 32)
}

/// Spreads a key over all 64 bits; another seed gives independent bits.
#[must_use]
pub const fn spread(key: u64, seed: u64) -> u64 {
    let mut mixed = key.wrapping_add(seed);
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    mixed ^ (mixed >> 33)
}
