//! The numbers that the builder learns, by their place in the model's first section.

/// What it costs to take a character for one of the same sound and tone, in cost units.
pub const SAME_TONE: usize = 0;
/// The same sound, another tone.
pub const SAME_SOUND: usize = 1;
/// A sound easily confused.
pub const NEAR_SOUND: usize = 2;
/// Nearly the same shape.
pub const NEAR_SHAPE: usize = 3;
/// A similar shape.
pub const FAR_SHAPE: usize = 4;
/// A word is looked at when it and the next cost more than this for each of their characters.
pub const GATE: usize = 5;
/// What a correction must gain to be given.
pub const THRESHOLD: usize = 6;
/// How much more for a word of one character.
pub const SINGLE: usize = 8;
/// How much more where what is written is a word.
pub const WORD: usize = 9;
/// How much more where it is a common word, beside [`WORD`].
pub const COMMON_WORD: usize = 10;
/// What a common word costs at most, in cost units.
pub const COMMON_COST: usize = 11;
/// Numbers in the section.
pub const COUNT: usize = 32;
