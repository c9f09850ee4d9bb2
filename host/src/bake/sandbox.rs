//! The engine that runs a builder: bounded like any foreign code, but with room for a hundred thousand rows.

use wasmtime::{Config, Engine, Store, StoreLimits, StoreLimitsBuilder};

use super::BakeError;

/// Instructions for one step of baking: minutes, not hours.
const FUEL: u64 = 200_000_000_000;
/// Memory for one step of baking.
const MEMORY_BYTES: usize = 1 << 30;
/// Bytes of a result: a pack of a million terms fits.
const RESULT_BYTES: usize = 256 << 20;

/// An engine without pool and clock: baking runs once and is bounded by fuel.
pub(super) fn engine() -> Result<Engine, BakeError> {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .wasm_multi_memory(false)
        .concurrency_support(false)
        .wasm_backtrace_max_frames(None)
        .consume_fuel(true);
    Engine::new(&config).map_err(failed)
}

/// A store with the limits of one step.
pub(super) fn store(engine: &Engine) -> Result<Store<StoreLimits>, BakeError> {
    let limits = StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).trap_on_grow_failure(true).build();
    let mut store = Store::new(engine, limits);
    store.limiter(|limits| limits);
    store.set_hostcall_fuel(RESULT_BYTES);
    store.set_fuel(FUEL).map_err(failed)?;
    Ok(store)
}

/// The builder did not get through.
#[expect(clippy::needless_pass_by_value, reason = "used as the argument of `map_err`")]
pub(super) fn failed(error: wasmtime::Error) -> BakeError {
    BakeError::Builder(format!("{error:#}"))
}
