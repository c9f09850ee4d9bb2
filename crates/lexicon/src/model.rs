//! The corrector's model beside the words: behind the words in a pack, or attached later.

use crate::pack;
use crate::{Lexicon, PackError};
use corrector::{Corrector, ModelError};
use document::Sm3;
use std::sync::Arc;

/// Take the model off the end of a pack; none when the pack holds words only.
pub(crate) fn split(mut bytes: Vec<u8>) -> (Vec<u8>, Option<Vec<u8>>) {
    let Some(words) = pack::words_length(&bytes).filter(|length| *length < bytes.len()) else { return (bytes, None) };
    // The model is by far the larger: its bytes move to the front of what is there, and only the words are copied.
    let copied = bytes.get(..words).unwrap_or_default().to_vec();
    bytes.drain(..words);
    (copied, Some(bytes))
}

impl Lexicon {
    /// Use a model for the corrector from now on, in place of one that was there.
    ///
    /// # Errors
    /// Anything but a whole, undamaged model of a format this engine knows; nothing is changed then.
    pub fn attach(&mut self, model: Vec<u8>) -> Result<(), PackError> {
        self.corrector = Some(Arc::new(Corrector::load(model).map_err(error)?));
        self.seal();
        Ok(())
    }

    /// The corrector; none without a model.
    #[must_use]
    pub fn corrector(&self) -> Option<&Corrector> {
        self.corrector.as_deref()
    }

    /// SM3 of the model's payload; empty without a model.
    #[must_use]
    pub fn model_digest(&self) -> &str {
        self.corrector.as_ref().map_or("", |corrector| corrector.digest())
    }

    /// What decisions rest on: the words alone, or the words and the model.
    fn seal(&mut self) {
        let model = self.model_digest();
        let both = Sm3::new("xianshen:words:1").field(&self.words_digest).field(model).finish();
        self.digest = if model.is_empty() { self.words_digest.clone() } else { both };
    }
}

fn error(error: ModelError) -> PackError {
    match error {
        ModelError::NotAModel => PackError::NotAPack,
        ModelError::NewerFormat(format) => PackError::NewerFormat(format),
        ModelError::WrongLength => PackError::WrongLength,
        ModelError::WrongChecksum => PackError::WrongChecksum,
        ModelError::Malformed(what) => PackError::Malformed(what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{COLUMNS, compile};

    fn words() -> Vec<u8> {
        compile(&COLUMNS.join("\t")).unwrap()
    }

    #[test]
    fn what_follows_the_words_must_be_a_model() {
        for rest in [b"more".as_slice(), b"\0"] {
            let pack = [words(), rest.to_vec()].concat();
            assert_eq!(Lexicon::open(pack).err(), Some(PackError::WrongLength), "{rest:?}");
        }
        assert!(Lexicon::open([words(), b"XSCM".to_vec()].concat()).is_err(), "a model cut short");
        assert!(Lexicon::open(words()).unwrap().corrector().is_none());
    }

    #[test]
    fn a_broken_model_changes_nothing() {
        let mut lexicon = Lexicon::open(words()).unwrap();
        let before = lexicon.digest().to_owned();
        assert_eq!(lexicon.attach(b"XSPK".to_vec()), Err(PackError::NotAPack));
        assert_eq!((lexicon.digest(), lexicon.model_digest()), (before.as_str(), ""));
    }
}
