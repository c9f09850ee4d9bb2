//! Every limit of a component call in one place, with its default and the reason for it.

use std::time::Duration;

/// How much a component may use in one call. [`Limits::default`] is what production runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of linear memory that every call may have.
    pub memory_base: usize,
    /// Bytes of linear memory more for each byte of documents, history and profile: a large HTML document needs its source
    /// map, its tokens and its candidates at the same time.
    pub memory_per_byte: usize,
    /// Bytes of linear memory that no call may exceed.
    pub memory_most: usize,
    /// Elements of one table. Ours has some hundred functions.
    pub table_elements: usize,
    /// Core instances of one call. A component of ours has one; the encoder may add small shims.
    pub instances: usize,
    /// Fuel (about one per WebAssembly instruction) that every call has, whatever its input.
    pub fuel_base: u64,
    /// Fuel for each byte of documents, history and profile. Fuel is reproducible: the same input
    /// runs out on every machine or on none.
    pub fuel_per_byte: u64,
    /// Length of an epoch tick. Epochs are the backstop by wall clock; fuel normally speaks first.
    pub tick: Duration,
    /// Ticks that every call has.
    pub ticks_base: u64,
    /// Ticks for each MiB of documents, history and profile, so that a slow machine still finishes the largest document.
    pub ticks_per_mebibyte: u64,
    /// Bytes of strings and lists that one result may have on its way to the host.
    pub result_bytes: usize,
    /// Bytes of one document in all its fields. A larger one is refused before the call as `document-too-large`.
    pub document_bytes: usize,
    /// Bytes of a component file. Reading more would only serve to exhaust the host.
    pub component_bytes: u64,
    /// Calls that run at the same time; more wait. More than the cores would only let the clock of each run out.
    pub concurrent_calls: usize,
    /// How long a call waits for its turn before it fails as `busy`.
    pub wait: Duration,
}

/// Bytes in a MiB.
pub(crate) const MEBIBYTE: usize = 1 << 20;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            memory_base: 256 * MEBIBYTE,
            memory_per_byte: 48,
            memory_most: 1024 * MEBIBYTE,
            table_elements: 20_000,
            instances: 8,
            fuel_base: 500_000_000,
            fuel_per_byte: 10_000,
            tick: Duration::from_millis(10),
            ticks_base: 200,
            ticks_per_mebibyte: 100,
            result_bytes: 64 * MEBIBYTE,
            document_bytes: 16 * MEBIBYTE,
            component_bytes: 256 * MEBIBYTE as u64,
            concurrent_calls: std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 64),
            wait: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// Fuel for a call with `input` bytes of documents, history and profile.
    #[must_use]
    pub fn fuel(&self, input: usize) -> u64 {
        self.fuel_base.saturating_add(self.fuel_per_byte.saturating_mul(input as u64))
    }

    /// Linear memory for a call with `input` bytes of documents, history and profile, in bytes.
    #[must_use]
    pub fn memory(&self, input: usize) -> usize {
        self.memory_base.saturating_add(self.memory_per_byte.saturating_mul(input)).min(self.memory_most)
    }

    /// Epoch deadline for a call with `input` bytes: one tick more than the budget, because the first tick is a partial one.
    #[must_use]
    pub fn deadline_ticks(&self, input: usize) -> u64 {
        let mebibytes = input.div_ceil(MEBIBYTE) as u64;
        self.ticks_base.saturating_add(self.ticks_per_mebibyte.saturating_mul(mebibytes)).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_grow_with_the_input() {
        let limits = Limits::default();
        assert_eq!(limits.fuel(0), limits.fuel_base);
        assert_eq!(limits.fuel(10), limits.fuel_base + 10 * limits.fuel_per_byte);
        assert_eq!(limits.memory(0), limits.memory_base);
        assert_eq!(limits.memory(usize::MAX), limits.memory_most);
        assert_eq!(limits.deadline_ticks(0), limits.ticks_base + 1);
        assert_eq!(limits.deadline_ticks(MEBIBYTE + 1), limits.ticks_base + 2 * limits.ticks_per_mebibyte + 1);
        assert_eq!(limits.fuel(usize::MAX), u64::MAX, "an absurd size saturates and does not wrap");
    }
}
