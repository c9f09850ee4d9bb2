//! From the snapshotted core module to the component that ships.

use std::borrow::Cow;

use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ComponentSection as _, CustomSection, ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Resolve, SourceMap};

use super::BakeError;
use crate::component::Identity;
use crate::component::outline::{IDENTITY_SECTION, PACK_SECTION};

/// The contract, so that baking needs no files beside the program.
const WIT: &[(&str, &str)] = &[
    ("accounts.wit", include_str!("../../../wit/accounts.wit")),
    ("archive.wit", include_str!("../../../wit/archive.wit")),
    ("describe.wit", include_str!("../../../wit/describe.wit")),
    ("determination.wit", include_str!("../../../wit/determination.wit")),
    ("document.wit", include_str!("../../../wit/document.wit")),
    ("filing.wit", include_str!("../../../wit/filing.wit")),
    ("forms.wit", include_str!("../../../wit/forms.wit")),
    ("look-back.wit", include_str!("../../../wit/look-back.wit")),
    ("oversight.wit", include_str!("../../../wit/oversight.wit")),
    ("packs.wit", include_str!("../../../wit/packs.wit")),
    ("permit.wit", include_str!("../../../wit/permit.wit")),
    ("redaction.wit", include_str!("../../../wit/redaction.wit")),
    ("review.wit", include_str!("../../../wit/review.wit")),
    ("screening.wit", include_str!("../../../wit/screening.wit")),
    ("types.wit", include_str!("../../../wit/types.wit")),
    ("world.wit", include_str!("../../../wit/world.wit")),
];

/// Core names of functions that only the builder has.
const BUILDER_EXPORTS: [&str; 2] = ["xianshen:review/packs@", "cabi_post_xianshen:review/packs@"];

fn failed(error: impl std::fmt::Display) -> BakeError {
    BakeError::Encode(format!("{error:#}"))
}

/// Make the module a component of world `reviewer`.
pub(super) fn reviewer(module: &[u8]) -> Result<Vec<u8>, BakeError> {
    let mut module = without_builder(module)?;
    let mut sources = SourceMap::new();
    for &(name, text) in WIT {
        sources.push_str(name, text);
    }
    let package = sources.parse().map_err(|(_, error)| failed(error))?;
    let mut resolve = Resolve::default();
    let package = resolve.push_group(package).map_err(failed)?;
    let world = resolve.select_world(&[package], Some("reviewer")).map_err(failed)?;
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).map_err(failed)?;
    let mut encoder = ComponentEncoder::default().validate(true).module(&module).map_err(failed)?;
    encoder.encode().map_err(failed)
}

/// Append identity and pack.
pub(super) fn with_sections(mut component: Vec<u8>, identity: &Identity, pack: &[u8]) -> Result<Vec<u8>, BakeError> {
    let identity = serde_json::to_vec(identity).map_err(failed)?;
    for (name, data) in [(IDENTITY_SECTION, identity.as_slice()), (PACK_SECTION, pack)] {
        CustomSection { name: Cow::Borrowed(name), data: Cow::Borrowed(data) }.append_to_component(&mut component);
    }
    Ok(component)
}

/// The module without the exports of `packs` and without the type information of the world it was built for.
fn without_builder(module: &[u8]) -> Result<Vec<u8>, BakeError> {
    let mut output = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(failed)? {
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section {
                    let export = export.map_err(failed)?;
                    if !BUILDER_EXPORTS.iter().any(|prefix| export.name.starts_with(prefix)) {
                        let kind = RoundtripReencoder.export_kind(export.kind).map_err(failed)?;
                        exports.export(export.name, kind, export.index);
                    }
                }
                output.section(&exports);
            }
            Payload::CustomSection(section) if section.name().starts_with("component-type") => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let data = module.get(range).ok_or_else(|| failed("模块段超出文件"))?;
                    output.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(output.finish())
}
