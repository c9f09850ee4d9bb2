//! The pack: loaded once, before the snapshot, and only read afterwards.

use lexicon::Lexicon;
use std::sync::{Arc, LazyLock, RwLock};

static LEXICON: LazyLock<RwLock<Arc<Lexicon>>> = LazyLock::new(|| RwLock::new(Arc::new(Lexicon::empty())));

/// The loaded pack; an empty lexicon before one is loaded.
pub(crate) fn lexicon() -> Arc<Lexicon> {
    // A poisoned lock means that a load panicked, which ends the instance; the value inside is whole either way.
    LEXICON.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

/// Bytes of heap that instances start with beside the pack. Asking the host for memory costs several microseconds each time, and memory that is
/// new in every call costs a fault for each page, where what a snapshot holds is reset in place.
const HEAP: usize = 1 << 20;

/// Replace the pack.
pub(crate) fn set_lexicon(lexicon: Lexicon) {
    *LEXICON.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(lexicon);
    // Freed, and never written to: the snapshot has the room and no bytes for it.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(HEAP)));
}
