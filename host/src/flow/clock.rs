//! The host's clock. The component has none: time is an argument, so tests and replays choose it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Where the time comes from.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A time that stands still until it is set, milliseconds UTC; for tests.
    Fixed(Arc<AtomicU64>),
}

impl Clock {
    /// A clock that stands at `now`, milliseconds UTC.
    #[must_use]
    pub fn fixed(now: u64) -> Self {
        Self::Fixed(Arc::new(AtomicU64::new(now)))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn now(&self) -> u64 {
        match self {
            // Before 1970 the clock is not set at all; 0 makes every time limit refuse.
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |passed| u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)),
            Self::Fixed(time) => time.load(Ordering::SeqCst),
        }
    }

    /// Sets a fixed clock; the machine's clock stays as it is.
    pub fn set(&self, now: u64) {
        if let Self::Fixed(time) = self {
            time.store(now, Ordering::SeqCst);
        }
    }
}
