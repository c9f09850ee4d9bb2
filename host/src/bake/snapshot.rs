//! Load the pack in the builder's core module and take its memory over as the initial memory of a new module.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasmparser::{Parser, Payload, ValType};
use wasmtime::{Engine, Instance, Module, Store, StoreLimits, Val};
use wasmtime_wizer::{InstanceState, SnapshotVal, Wizer};

use super::memory::Memory;
use super::{BakeError, sandbox};

/// Core name of the function that loads a pack.
const LOAD_PACK: &str = "xianshen:review/packs@0.1.0#load-pack";
/// Core name of the function that frees its result.
const LOAD_PACK_POST: &str = "cabi_post_xianshen:review/packs@0.1.0#load-pack";

/// A module that has the pack in its initial memory.
pub(super) struct Loaded {
    /// The core module; it still exports `packs`.
    pub(super) module: Vec<u8>,
    /// Digest of the pack, as `load-pack` answered.
    pub(super) digest: String,
    /// Format of the pack.
    pub(super) format: u32,
    /// Bytes of the initial memory.
    pub(super) image_bytes: usize,
}

/// True for the core module that has the builder's code; an encoder may put small helper modules beside it.
pub(super) fn is_main_module(module: &[u8]) -> bool {
    Parser::new(0).parse_all(module).flatten().any(|payload| match payload {
        Payload::ExportSection(section) => section.into_iter().flatten().any(|export| export.name == LOAD_PACK),
        _ => false,
    })
}

/// Instantiate `module`, load `pack`, and write the state down as a module again.
pub(super) fn with_pack(module: &[u8], pack: &[u8]) -> Result<Loaded, BakeError> {
    let wizer = Wizer::new();
    let (context, instrumented) = wizer.instrument(module).map_err(snapshot_failed)?;
    let engine = sandbox::engine()?;
    let mut running = Running::start(&engine, &instrumented)?;
    let (digest, format) = running.load(pack)?;
    let image_bytes = running.memory()?.len(&running.store);
    let taken = ready(wizer.snapshot(&context, &mut running))?;
    let module = taken.map_err(snapshot_failed)?;
    if running.broken {
        return Err(BakeError::Snapshot("模块的状态无法读出".to_owned()));
    }
    Ok(Loaded { module, digest, format, image_bytes })
}

#[expect(clippy::needless_pass_by_value, reason = "used as the argument of `map_err`")]
fn snapshot_failed(error: wasmtime::Error) -> BakeError {
    BakeError::Snapshot(format!("{error:#}"))
}

/// Run a future that never waits: the snapshot reads memory and globals, nothing else.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, BakeError> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(BakeError::Snapshot("快照被挂起".to_owned())),
    }
}

/// The instrumented module, instantiated.
struct Running {
    store: Store<StoreLimits>,
    instance: Instance,
    /// Set when the snapshot asks for something that is not there; its interface has no errors.
    broken: bool,
}

impl Running {
    fn start(engine: &Engine, module: &[u8]) -> Result<Self, BakeError> {
        let module = Module::from_binary(engine, module).map_err(sandbox::failed)?;
        let mut store = sandbox::store(engine)?;
        let instance = Instance::new(&mut store, &module, &[]).map_err(sandbox::failed)?;
        // A module with constructors exports this; the snapshot drops it because it has then been run.
        if let Some(initialize) = instance.get_func(&mut store, "_initialize") {
            let initialize = initialize.typed::<(), ()>(&store).map_err(sandbox::failed)?;
            initialize.call(&mut store, ()).map_err(sandbox::failed)?;
        }
        Ok(Running { store, instance, broken: false })
    }

    fn memory(&mut self) -> Result<Memory, BakeError> {
        Memory::of(&self.instance, &mut self.store)
    }

    /// Call `load-pack` by the canonical ABI; digest and format of the pack.
    fn load(&mut self, pack: &[u8]) -> Result<(String, u32), BakeError> {
        let memory = self.memory()?;
        let length = u32::try_from(pack.len()).map_err(|_| BakeError::Snapshot("词库超过 4 GiB".to_owned()))?;
        let realloc = self.function::<(u32, u32, u32, u32), u32>("cabi_realloc")?;
        let at = realloc.call(&mut self.store, (0, 0, 1, length)).map_err(sandbox::failed)?;
        memory.write(&mut self.store, at, pack)?;
        let load = self.function::<(u32, u32), u32>(LOAD_PACK)?;
        let result = load.call(&mut self.store, (at, length)).map_err(sandbox::failed)?;
        let answer = memory.load_pack_result(&self.store, result);
        if self.instance.get_func(&mut self.store, LOAD_PACK_POST).is_some() {
            let post = self.function::<u32, ()>(LOAD_PACK_POST)?;
            post.call(&mut self.store, result).map_err(sandbox::failed)?;
        }
        answer
    }

    fn function<P: wasmtime::WasmParams, R: wasmtime::WasmResults>(
        &mut self,
        name: &str,
    ) -> Result<wasmtime::TypedFunc<P, R>, BakeError> {
        self.instance.get_typed_func::<P, R>(&mut self.store, name).map_err(sandbox::failed)
    }
}

impl InstanceState for Running {
    async fn global_get(&mut self, name: &str, _: ValType) -> SnapshotVal {
        let value = self.instance.get_global(&mut self.store, name).map(|global| global.get(&mut self.store));
        match value {
            Some(Val::I32(value)) => SnapshotVal::I32(value),
            Some(Val::I64(value)) => SnapshotVal::I64(value),
            Some(Val::F32(value)) => SnapshotVal::F32(value),
            Some(Val::F64(value)) => SnapshotVal::F64(value),
            Some(Val::V128(value)) => SnapshotVal::V128(value.as_u128()),
            _ => {
                self.broken = true;
                SnapshotVal::I32(0)
            }
        }
    }

    async fn memory_contents(&mut self, name: &str, contents: impl FnOnce(&[u8]) + Send) {
        match self.instance.get_memory(&mut self.store, name) {
            Some(memory) => contents(memory.data(&self.store)),
            None => {
                self.broken = true;
                contents(&[]);
            }
        }
    }
}
