//! The pack: loaded once, before the snapshot, and only read afterwards.

use lexicon::Lexicon;
use std::sync::{Arc, LazyLock, RwLock};

static LEXICON: LazyLock<RwLock<Arc<Lexicon>>> = LazyLock::new(|| RwLock::new(Arc::new(Lexicon::empty())));

/// The loaded pack; an empty lexicon before one is loaded.
pub(crate) fn lexicon() -> Arc<Lexicon> {
    // A poisoned lock means that a load panicked, which ends the instance; the value inside is whole either way.
    LEXICON.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

/// Replace the pack.
pub(crate) fn set_lexicon(lexicon: Lexicon) {
    *LEXICON.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(lexicon);
}
