//! The wasmtime engine: what WebAssembly may do, how instances get their memory, and the clock thread.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use wasmtime::{Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use super::error::LoadError;
use super::failure::{EngineFailure, FailureKind};
use super::limits::{Limits, MEBIBYTE};

/// Images up to this size are mapped copy-on-write also when they are sparse; without it instantiation
/// of a sparse image over 16 MiB takes milliseconds instead of microseconds.
const DENSE_IMAGE_BYTES: u64 = 64 * MEBIBYTE as u64;
/// Memory that a used slot keeps mapped; the size a component's image is held to.
const KEEP_RESIDENT_BYTES: usize = 16 * MEBIBYTE;

/// An engine with its clock and its turnstile; cheap to clone. Components that are swapped at run time share one.
#[derive(Clone, Debug)]
pub struct Runtime {
    engine: Engine,
    limits: Arc<Limits>,
    turnstile: Arc<Turnstile>,
    pooling: bool,
}

impl Runtime {
    /// An engine for these limits. Address space is reserved here; where that fails, memory is allocated on demand.
    ///
    /// # Errors
    /// [`LoadError::Engine`] when neither way works or the clock thread cannot start.
    pub fn new(limits: Limits) -> Result<Self, LoadError> {
        let (engine, pooling) = match Engine::new(&pooling_config(&limits)) {
            Ok(engine) => (engine, true),
            Err(error) => {
                tracing::info!(%error, "no address space for pooled instances, allocating on demand");
                (Engine::new(&base_config()).map_err(|error| unavailable(&error))?, false)
            }
        };
        start_clock(&engine, limits.tick).map_err(|error| unavailable(&error))?;
        let turnstile = Arc::new(Turnstile::new(limits.concurrent_calls));
        Ok(Runtime { engine, limits: Arc::new(limits), turnstile, pooling })
    }

    /// The engine itself.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The limits it was made for.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// True when instances come from a reserved pool.
    #[must_use]
    pub fn is_pooling(&self) -> bool {
        self.pooling
    }

    /// Wait for a turn. The turn ends when the returned value is dropped.
    pub(crate) fn enter(&self) -> Result<Turn<'_>, EngineFailure> {
        self.turnstile.enter(self.limits.wait)
    }
}

fn unavailable(error: &dyn std::fmt::Display) -> LoadError {
    LoadError::Engine { reason: error.to_string() }
}

/// What both ways of allocating share. `memory_reservation` stays at its 4 GiB: a smaller one brings bounds checks back.
fn base_config() -> Config {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .wasm_multi_memory(false)
        .concurrency_support(false)
        .consume_fuel(true)
        .epoch_interruption(true)
        // Error texts stay the same on every machine and carry no addresses.
        .wasm_backtrace_max_frames(None)
        .memory_guaranteed_dense_image_size(DENSE_IMAGE_BYTES);
    config
}

fn pooling_config(limits: &Limits) -> Config {
    // One spare slot a call: a slot is free again only after its memory has been reset.
    let calls = u32::try_from(limits.concurrent_calls).unwrap_or(u32::MAX).saturating_mul(2);
    let instances = u32::try_from(limits.instances).unwrap_or(u32::MAX);
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(calls)
        .total_core_instances(calls.saturating_mul(instances))
        .total_memories(calls)
        .total_tables(calls.saturating_mul(2))
        .max_core_instances_per_component(instances)
        .max_memories_per_component(1)
        .max_tables_per_component(2)
        .max_memory_size(limits.memory_most)
        .table_elements(limits.table_elements)
        .linear_memory_keep_resident(KEEP_RESIDENT_BYTES)
        .table_keep_resident(limits.table_elements.saturating_mul(size_of::<usize>()))
        .max_unused_warm_slots(calls)
        .pagemap_scan(Enabled::Auto);
    let mut config = base_config();
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    config
}

/// Advance the epoch from a thread of its own: a busy asynchronous runtime must not be able to hold the clock.
/// The thread ends when the engine is dropped.
fn start_clock(engine: &Engine, tick: Duration) -> std::io::Result<()> {
    let weak = engine.weak();
    thread::Builder::new().name("epoch-clock".to_owned()).spawn(move || {
        loop {
            thread::sleep(tick);
            let Some(engine) = weak.upgrade() else { return };
            engine.increment_epoch();
        }
    })?;
    Ok(())
}

/// Lets a fixed number of calls run at the same time.
#[derive(Debug)]
struct Turnstile {
    free: Mutex<usize>,
    left: Condvar,
}

impl Turnstile {
    fn new(places: usize) -> Self {
        Turnstile { free: Mutex::new(places), left: Condvar::new() }
    }

    fn enter(&self, wait: Duration) -> Result<Turn<'_>, EngineFailure> {
        let deadline = Instant::now() + wait;
        // A counter cannot be left half changed, so a poisoned lock is as good as a clean one.
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            let now = Instant::now();
            if now >= deadline {
                return Err(EngineFailure::new(FailureKind::Busy));
            }
            let waited = self.left.wait_timeout(free, deadline - now);
            free = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= 1;
        Ok(Turn { turnstile: self })
    }
}

/// A call's turn.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    turnstile: &'a Turnstile,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.turnstile.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.turnstile.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_calls_than_places() {
        let turnstile = Turnstile::new(1);
        let turn = turnstile.enter(Duration::ZERO).unwrap();
        let refused = turnstile.enter(Duration::from_millis(5)).unwrap_err();
        assert_eq!(refused.kind, FailureKind::Busy);
        drop(turn);
        assert!(turnstile.enter(Duration::ZERO).is_ok());
    }

    #[test]
    fn the_clock_runs_and_an_absurd_reservation_falls_back() {
        let runtime = Runtime::new(Limits { concurrent_calls: 1 << 20, ..Limits::default() }).unwrap();
        assert!(!runtime.is_pooling(), "8 PiB of address space do not exist");
    }
}
