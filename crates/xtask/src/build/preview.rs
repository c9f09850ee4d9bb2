//! Core module of `preview` and the pack of the baked component → a web package with types.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload};

use super::{PREVIEW, Products, core_module};
use crate::folder::{files_under, synchronise};
use crate::output::Outcome;
use crate::stamp::{self, Inputs};
use crate::workspace::Workspace;

/// The custom section of a baked component that holds its pack.
const PACK_SECTION: &str = "xianshen.pack";
/// wasm-bindgen reads in the section `target_features` what it may use; stripping everything would drop that section.
pub(super) const FLAGS: &[&str] = &["-Cstrip=debuginfo"];
/// The base name of the generated files.
const NAME: &str = "preview";

/// Writes `<target>/xianshen/preview/`.
pub(super) fn package(workspace: &Workspace, products: &Products) -> Result<Outcome> {
    let core = stamp::read(&core_module(workspace, &PREVIEW))?;
    let component = stamp::read(&products.component)?;
    let mut inputs = Inputs::of_step(include_str!("preview.rs"), &workspace.root.join("Cargo.lock"))?;
    inputs.add("core", &core);
    inputs.add("component", &component);
    stamp::refresh(&workspace.dist().join(".stamps").join("preview"), inputs, || {
        let staging = workspace.dist().join(".preview");
        if staging.exists() {
            fs::remove_dir_all(&staging)?;
        }
        bindings(core, &staging)?;
        let pack = pack(&component)?;
        let (words, model) = pack.split_at(lexicon::words_length(pack).unwrap_or(pack.len()).min(pack.len()));
        fs::write(staging.join("base.pack"), words)?;
        fs::write(staging.join("base.model"), model)?;
        let names = files_under(&staging)?;
        fs::write(staging.join("package.json"), manifest(&names)?)?;
        let written = synchronise(&staging, &products.preview)?;
        fs::remove_dir_all(&staging)?;
        Ok(written)
    })
}

/// Runs wasm-bindgen: an ES module that is loaded with a URL or bytes, and its TypeScript declarations.
fn bindings(core: Vec<u8>, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(NAME, core).typescript(true).remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).context("wasm-bindgen 失败")
}

/// The pack inside a baked component.
fn pack(component: &[u8]) -> Result<&[u8]> {
    for payload in Parser::new(0).parse_all(component) {
        if let Payload::CustomSection(section) = payload?
            && section.name() == PACK_SECTION
        {
            return Ok(section.data());
        }
    }
    anyhow::bail!("xianshen.wasm 里没有 {PACK_SECTION} 段")
}

/// `package.json` for these files.
fn manifest(names: &[PathBuf]) -> Result<String> {
    let manifest = serde_json::json!({
        "name": "xianshen-preview",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "先审的网页预览：在页面里给出与审查组件相同的结果",
        "license": "Apache-2.0",
        "type": "module",
        "main": format!("{NAME}.js"),
        "types": format!("{NAME}.d.ts"),
        "files": names,
        "sideEffects": false,
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_found_and_its_absence_is_named() {
        // An empty component with one custom section: id 0, size, name, data.
        let mut component = b"\0asm\x0d\0\x01\0".to_vec();
        assert!(pack(&component).unwrap_err().to_string().contains(PACK_SECTION));
        component.extend([0, 18, 13]);
        component.extend(PACK_SECTION.as_bytes());
        component.extend(b"pack");
        assert_eq!(pack(&component).unwrap(), b"pack");
    }

    #[test]
    fn manifest_is_a_module_with_types() {
        let text = manifest(&[PathBuf::from("preview.js")]).unwrap();
        for part in ["\"xianshen-preview\"", "\"module\"", "\"preview.d.ts\"", "\"preview.js\""] {
            assert!(text.contains(part), "{text}");
        }
    }
}
