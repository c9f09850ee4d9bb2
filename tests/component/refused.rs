//! Files that must not be taken into use, each with its stable code.

use crate::made::{by_fuel, guest, identity, with_identity};
use std::path::Path;
use std::sync::OnceLock;
use wasm_encoder::{
    Component, ComponentExportKind, ComponentExportSection, ComponentImportSection, ComponentInstanceSection,
    ComponentTypeRef, ComponentTypeSection, ComponentValType, Module,
};
use xianshen_host::component::{LoadError, Reviewer, Runtime};
use xianshen_tests::dist;

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new(by_fuel()).expect("the engine starts"))
}

/// The code of the refusal; the message must be Chinese and name the file.
fn code(bytes: &[u8]) -> &'static str {
    let error = Reviewer::from_bytes(runtime(), bytes, "some.wasm", None).expect_err("refused");
    named(&error)
}

fn named(error: &LoadError) -> &'static str {
    let message = error.to_string();
    assert!(message.contains("some.wasm"), "{message}");
    assert!(message.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character)), "{message}");
    error.code()
}

fn shipped() -> Vec<u8> {
    std::fs::read(dist().join("xianshen.wasm")).expect("readable")
}

#[test]
fn files_that_are_not_components() {
    assert_eq!(code(b""), "component-unreadable");
    assert_eq!(code(b"PK\x03\x04"), "component-unreadable");
    assert_eq!(code("先审".as_bytes()), "component-unreadable");
    assert_eq!(code(b"\0asm"), "component-unreadable");
    assert_eq!(code(&Module::new().finish()), "component-not-ours");
}

#[test]
fn components_of_somebody_else() {
    assert_eq!(code(&Component::new().finish()), "component-not-ours");
    assert_eq!(code(&with_identity(&Component::new().finish(), &identity("0.1.0", 1))), "component-wrong-exports");
    assert_eq!(code(guest()), "component-not-ours", "no identity");
    assert_eq!(code(&with_identity(guest(), "not JSON")), "component-not-ours");
    assert_eq!(code(&with_identity(guest(), &identity("neu", 1))), "component-not-ours");
}

#[test]
fn the_builder_is_not_for_use() {
    let builder = std::fs::read(dist().join("xianshen-builder.wasm")).expect("readable");
    assert_eq!(code(&builder), "component-not-ours");
    let error = Reviewer::from_bytes(runtime(), &builder, "some.wasm", None).expect_err("refused");
    assert!(error.to_string().contains("xianshen bake"), "{error}");
    assert_eq!(code(&with_identity(&builder, &identity("0.1.0", 1))), "component-wrong-exports", "packs is too much");
}

#[test]
fn versions_that_do_not_fit() {
    assert_eq!(code(&with_identity(guest(), &identity("0.2.0", 1))), "component-newer");
    assert_eq!(code(&with_identity(guest(), &identity("1.0.0", 1))), "component-newer");
    assert_eq!(code(&with_identity(guest(), &identity("0.1.0", 2))), "component-newer");
    assert_eq!(code(&with_identity(guest(), &identity("0.0.9", 1))), "component-older");
}

#[test]
fn what_imports_is_refused_before_it_is_compiled() {
    let mut types = ComponentTypeSection::new();
    let none: [(&str, ComponentValType); 0] = [];
    types.function().params(none).result(None);
    let mut imports = ComponentImportSection::new();
    imports.import("xianshen:clock/now", ComponentTypeRef::Instance(0));
    // Only the outline is read before the refusal, so that the index may point anywhere.
    let mut component = Component::new();
    component.section(&types).section(&imports);
    let bytes = with_identity(&component.finish(), &identity("0.1.0", 1));
    assert_eq!(code(&bytes), "component-imports");
    let error = Reviewer::from_bytes(runtime(), &bytes, "some.wasm", None).expect_err("refused");
    assert!(error.to_string().contains("xianshen:clock/now"), "{error}");
}

/// Exports nothing but empty interfaces of these names.
fn hollow(interfaces: &[&str]) -> Vec<u8> {
    let mut instances = ComponentInstanceSection::new();
    let none: [(&str, ComponentExportKind, u32); 0] = [];
    instances.export_items(none);
    let mut exports = ComponentExportSection::new();
    for name in interfaces {
        exports.export(format!("xianshen:review/{name}@0.1.0").as_str(), ComponentExportKind::Instance, 0, None);
    }
    let mut component = Component::new();
    component.section(&instances).section(&exports);
    with_identity(&component.finish(), &identity("0.1.0", 1))
}

#[test]
fn exports_that_are_not_the_contract() {
    let all = ["describe", "document", "oversight", "permit", "review", "screening", "types"];
    assert_eq!(code(&hollow(&all)), "component-wrong-exports", "names without functions");
    assert_eq!(code(&hollow(&all[..6])), "component-wrong-exports", "one is missing");
    assert_eq!(code(&hollow(&[&all[..], &["publish"]].concat())), "component-wrong-exports", "one too many");
}

#[test]
fn an_identity_that_the_component_denies() {
    let claims = [
        ("hostile", "other"),
        ("\"rules\":1", "\"rules\":2"),
        ("\"terms\":0", "\"terms\":100000"),
        ("sm3:1ab2", "sm3:1ab3"),
        ("\"api\":\"0.1.0\"", "\"api\":\"0.1.1\""),
    ];
    for (truth, claim) in claims {
        let identity = identity("0.1.0", 1).replace(truth, claim);
        assert_eq!(code(&with_identity(guest(), &identity)), "component-identity-mismatch", "{claim}");
    }
}

#[test]
fn a_component_that_misses_marks() {
    let mut bytes = guest().to_vec();
    let mode = b"guest-mode:seeing!";
    let place = bytes.windows(mode.len()).position(|window| window == mode).expect("the mode is in the file");
    bytes[place..place + mode.len()].copy_from_slice(b"guest-mode:blind!!");
    assert_eq!(code(&with_identity(&bytes, &identity("0.1.0", 1))), "component-self-test-failed");
}

#[test]
fn a_shipped_component_cut_short() {
    let bytes = shipped();
    let length = bytes.len();
    for cut in [9, length / 4, length / 2, length - 1] {
        assert_eq!(code(&bytes[..cut]), "component-unreadable", "cut to {cut} of {length}");
    }
    // Cut between two sections the file is whole for a reader; only the identity is gone.
    let identity = b"xianshen.identity";
    let name = bytes.windows(identity.len()).rposition(|window| window == identity).expect("it has an identity");
    let section = (0..name).rev().find(|&at| bytes[at] == 0 && name - at <= 5).expect("a custom section begins with 0");
    assert_eq!(code(&bytes[..section]), "component-not-ours");
}

#[test]
fn paths_that_are_no_files() {
    for (path, part) in [("no-such-folder/some.wasm", "不存在"), (env!("CARGO_MANIFEST_DIR"), "目录")] {
        let error = Reviewer::load(Path::new(path), by_fuel()).expect_err("refused");
        assert_eq!(error.code(), "component-unreadable");
        assert!(error.to_string().contains(part), "{error}");
    }
}
