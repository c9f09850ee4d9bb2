//! One call: a fresh store with all limits set, an instance, the call, and the kind of what went wrong.

use wasmtime::{ResourceLimiter, Store};

use super::bindings::{ReviewerExports, ReviewerPre};
use super::engine::Runtime;
use super::failure::{EngineFailure, FailureKind};
use super::limits::Limits;

/// Growth that the limiter refused; it ends the call at once.
#[derive(Debug, thiserror::Error)]
#[error("growth beyond the limit")]
struct GrowthRefused;

/// What a store carries: the limits on memory, and whether they were hit.
#[derive(Debug)]
pub(crate) struct Guard {
    memory_bytes: usize,
    table_elements: usize,
    instances: usize,
    refused: bool,
}

impl Guard {
    pub(crate) fn new(limits: &Limits, input: usize) -> Self {
        Guard {
            memory_bytes: limits.memory(input),
            table_elements: limits.table_elements,
            instances: limits.instances,
            refused: false,
        }
    }

    /// True when growth was refused in this store.
    pub(crate) fn refused(&self) -> bool {
        self.refused
    }

    fn allow(&mut self, desired: usize, limit: usize) -> wasmtime::Result<bool> {
        if desired <= limit {
            return Ok(true);
        }
        self.refused = true;
        Err(wasmtime::Error::new(GrowthRefused))
    }
}

impl ResourceLimiter for Guard {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        self.allow(desired, self.memory_bytes)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        self.allow(desired, self.table_elements)
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn memories(&self) -> usize {
        1
    }

    fn tables(&self) -> usize {
        2
    }
}

/// Run `call` in a fresh instance with the budget for `input` bytes of documents, history and profile.
pub(crate) fn run<T>(
    runtime: &Runtime,
    pre: &ReviewerPre<Guard>,
    input: usize,
    call: impl FnOnce(&mut Store<Guard>, &ReviewerExports) -> wasmtime::Result<T>,
) -> Result<T, EngineFailure> {
    let _turn = runtime.enter()?;
    let limits = runtime.limits();
    let mut store = Store::new(runtime.engine(), Guard::new(limits, input));
    // The limiter comes first, so that the memory an instance starts with counts.
    store.limiter(|guard| guard);
    store.set_hostcall_fuel(limits.result_bytes);
    store.set_epoch_deadline(limits.deadline_ticks(input));
    store.set_fuel(limits.fuel(input)).map_err(|_| EngineFailure::new(FailureKind::Host))?;
    let answer = pre.instantiate(&mut store).and_then(|exports| call(&mut store, &exports));
    answer.map_err(|error| {
        let failure = EngineFailure::from_runtime(&error, store.data().refused());
        tracing::warn!(kind = failure.kind.code(), input, "component call failed");
        failure
    })
}
