//! The typed calls of baking: rows to pack in the builder, and the finished component's own description.

use wasmtime::component::{Component, Linker};

use super::{BakeError, RowError, sandbox};
use crate::component::bindings::{EngineInfo, ReviewerExports};

mod generated {
    wasmtime::component::bindgen!({
        path: "../wit",
        world: "xianshen:review/packer",
    });
}

/// Compile rows with the builder's own compiler.
pub(super) fn pack(builder: &[u8], rows: &str) -> Result<Vec<u8>, BakeError> {
    let engine = sandbox::engine()?;
    let component = Component::from_binary(&engine, builder).map_err(sandbox::failed)?;
    let mut store = sandbox::store(&engine)?;
    let exports =
        generated::Packer::instantiate(&mut store, &component, &Linker::new(&engine)).map_err(sandbox::failed)?;
    let answer = exports.xianshen_review_packs().call_compile_pack(&mut store, rows).map_err(sandbox::failed)?;
    answer.map_err(|errors| {
        BakeError::Rows(errors.into_iter().map(|error| RowError { line: error.line, message: error.message }).collect())
    })
}

/// Ask a component without sections what it is. This also proves that it has world `reviewer` and starts.
pub(super) fn describe(component: &[u8]) -> Result<EngineInfo, BakeError> {
    let engine = sandbox::engine()?;
    let encode = |error: wasmtime::Error| BakeError::Encode(format!("{error:#}"));
    let component = Component::from_binary(&engine, component).map_err(encode)?;
    let mut store = sandbox::store(&engine)?;
    let exports = ReviewerExports::instantiate(&mut store, &component, &Linker::new(&engine)).map_err(encode)?;
    exports.xianshen_review_describe().call_engine(&mut store).map_err(sandbox::failed)
}
