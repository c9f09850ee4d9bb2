//! Statistical typo correction: which words of a Chinese text were probably meant otherwise.
//!
//! The text is a lattice of words. Where its cheapest way is dear for how short it is, words that sound or look like
//! the written ones join the lattice; a correction is given when the way through such a word is much cheaper.
//! Everything counted beforehand lies in one model file (`data/model.bin`, built by `cargo xtask model`), read in
//! place. Integers only: the same text and model give the same corrections on every host.

mod candidates;
mod correct;
mod edge;
pub mod file;
mod guard;
pub mod hash;
pub mod judge;
mod lattice;
pub mod model;
mod recent;
pub mod setting;
pub mod table;
pub mod trees;
mod units;

use std::ops::Range;

pub use file::ModelError;

/// What may have been meant at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The word as written, in bytes of the text.
    pub range: Range<usize>,
    /// One to three words that may have been meant, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub text: String,
    /// How sure, in permille.
    pub confidence: u16,
}

/// A loaded model.
#[derive(Debug)]
pub struct Corrector {
    model: model::Stored,
}

impl Corrector {
    /// Loads a model, whose bytes are used in place.
    ///
    /// # Errors
    ///
    /// When the bytes are not a whole model of a format that this engine reads.
    pub fn load(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Ok(Self { model: model::Stored::load(bytes)? })
    }

    /// The digest of the model, as `sm3:…`.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.model.digest
    }

    /// What was probably meant otherwise in a part of a document: blocks end with `\n`, table cells with `\t`. What
    /// `protected` covers (in order, in bytes) is never changed.
    #[must_use]
    pub fn correct(&self, text: &str, protected: &[Range<usize>]) -> Vec<Correction> {
        correct::correct(&self.model.open(), text, protected)
    }

    /// The changes that are looked at, with the numbers that describe them: what the builder learns from.
    #[doc(hidden)]
    #[must_use]
    pub fn examples(&self, text: &str) -> Vec<(Range<usize>, String, [i32; judge::FEATURES])> {
        correct::examples(&self.model.open(), text)
    }

    /// Questions put to the tables while a text is corrected: a measure of work that no clock disturbs.
    #[doc(hidden)]
    #[must_use]
    pub fn steps(&self, text: &str) -> u64 {
        correct::steps(&self.model.open(), text)
    }
}
