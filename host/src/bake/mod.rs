//! Baking: the builder component and an agency's word rows become the component that ships.
//!
//! 1. `compile`: the builder's own `packs#compile-pack` turns rows into a pack. There is one compiler, and it is in the builder.
//! 2. `snapshot`: the builder's core module loads the pack, and its memory becomes the new module's initial memory.
//! 3. `encode`: the exports of `packs` go, world `reviewer` is embedded, the module becomes a component again.
//! 4. Identity and pack are appended as custom sections.
//!
//! The core module is snapshotted and not the component, because a snapshot of the component would still export `packs`.
//! Same builder, rows and model, same bytes.

mod compile;
mod encode;
mod error;
mod memory;
mod sandbox;
mod snapshot;

pub use error::{BakeError, RowError};

use crate::component::Identity;
use crate::component::outline;

/// Memory image above which instances start a thousand times slower on hosts that cannot raise their limit.
pub const COMFORTABLE_IMAGE_BYTES: usize = 16 << 20;

/// A baked component.
#[derive(Clone, Debug)]
pub struct Baked {
    /// The component that ships: exactly world `reviewer`, no imports.
    pub component: Vec<u8>,
    /// The pack inside it: the words, and the model behind them when there is one.
    pub pack: Vec<u8>,
    /// What it says of itself.
    pub identity: Identity,
    /// Bytes of its memory when an instance starts; more than [`COMFORTABLE_IMAGE_BYTES`] is worth a warning.
    pub image_bytes: usize,
}

/// Bake `rows` (tab-separated text with heading, see the word data's README) and the corrector's `model` (empty for none) into the component
/// that `builder_wasm` is.
///
/// # Errors
/// [`BakeError`]: not a builder, faulty rows (all of them, with line numbers), or a step that failed.
pub fn bake(builder_wasm: &[u8], rows: &str, model: &[u8]) -> Result<Baked, BakeError> {
    let outline = outline::read(builder_wasm).map_err(BakeError::NotABuilder)?;
    if !outline.component || !crate::component::is_builder(&outline) {
        return Err(BakeError::NotABuilder("它没有导出 xianshen:review/packs 和审查接口".to_owned()));
    }
    if !outline.imports.is_empty() {
        return Err(BakeError::NotABuilder(format!("它要求导入 {}", outline.imports.join("、"))));
    }
    let mut pack = compile::pack(builder_wasm, rows)?;
    pack.extend_from_slice(model);
    let module = outline
        .modules
        .iter()
        .find(|module| snapshot::is_main_module(module))
        .ok_or_else(|| BakeError::NotABuilder("其中没有 packs 的核心模块".to_owned()))?;
    let loaded = snapshot::with_pack(module, &pack)?;
    let component = encode::reviewer(&loaded.module)?;
    let info = compile::describe(&component)?;
    if info.pack != loaded.digest {
        return Err(BakeError::Snapshot("装入的词库与快照中的词库不同".to_owned()));
    }
    let identity = Identity::new(info, loaded.format);
    let component = encode::with_sections(component, &identity, &pack)?;
    Ok(Baked { component, pack, identity, image_bytes: loaded.image_bytes })
}
