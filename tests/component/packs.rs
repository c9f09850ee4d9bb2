//! The builder component's `packs` interface, called as another vendor's host would.

use std::sync::OnceLock;
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Store};
use xianshen_tests::{base_pack, dist, words_pack};

/// Typed calls of world `builder`, generated from `wit/` alone.
mod generated {
    #![allow(missing_docs, reason = "generated code; the documentation is in the WIT")]
    wasmtime::component::bindgen!({ path: "../wit", world: "xianshen:review/builder", additional_derives: [PartialEq] });
}

use generated::Builder;
use generated::exports::xianshen::review::packs::{PackError, PackInfo};
use generated::exports::xianshen::review::screening::{OffsetEncoding, Options};
use generated::exports::xianshen::review::types::{BodyFormat, Document};

/// One instance of the builder, with what it was loaded with.
struct Running {
    store: Store<()>,
    builder: Builder,
}

fn engine() -> &'static (Engine, Component) {
    static ENGINE: OnceLock<(Engine, Component)> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut config = Config::new();
        config.wasm_component_model(true);
        let engine = Engine::new(&config).expect("an engine");
        let component = Component::from_file(&engine, dist().join("xianshen-builder.wasm")).expect("the builder");
        (engine, component)
    })
}

impl Running {
    fn new() -> Self {
        let (engine, component) = engine();
        let mut store = Store::new(engine, ());
        let builder = Builder::instantiate(&mut store, component, &Linker::new(engine)).expect("it imports nothing");
        Self { store, builder }
    }

    fn load(&mut self, pack: &[u8]) -> Result<PackInfo, PackError> {
        self.builder.xianshen_review_packs().call_load_pack(&mut self.store, pack).expect("answered")
    }

    fn pack_in_force(&mut self) -> String {
        self.builder.xianshen_review_describe().call_engine(&mut self.store).expect("answered").pack
    }

    /// How many findings a sentence with a wrong word has.
    fn findings(&mut self) -> usize {
        let document = Document {
            channel: String::new(),
            title: String::new(),
            summary: String::new(),
            body_format: BodyFormat::Text,
            body: "会议对下一步工作作出布署。".to_owned(),
            attachments: Vec::new(),
            metadata: Vec::new(),
        };
        let options =
            Options { as_of: None, encoding: OffsetEncoding::Utf8, profile: String::new(), suppressions: Vec::new() };
        let screening = self.builder.xianshen_review_screening();
        let report = screening.call_screen(&mut self.store, &document, &options).expect("answered");
        report.expect("screened").findings.len()
    }
}

#[test]
fn the_compiler_in_the_builder_is_the_native_one() {
    let rows = std::fs::read_to_string(dist().join("base.rows")).expect("readable");
    let mut running = Running::new();
    let pack = running.builder.xianshen_review_packs().call_compile_pack(&mut running.store, &rows).expect("answered");
    assert!(pack.expect("the base rows compile") == words_pack());
}

#[test]
fn every_damaged_pack_has_its_error_and_changes_nothing() {
    let mut running = Running::new();
    let good = words_pack();
    assert_eq!(running.findings(), 0, "no words without a pack");
    let info = running.load(&good).expect("the base pack loads");
    assert_eq!((info.format, info.digest.as_str()), (lexicon::FORMAT, running.pack_in_force().as_str()));
    let in_force = running.pack_in_force();

    let mut checksum = good.clone();
    *checksum.last_mut().expect("not empty") ^= 1;
    let mut newer = good.clone();
    newer[4..8].copy_from_slice(&(lexicon::FORMAT + 1).to_le_bytes());
    let longer = [&good[..], b"x"].concat();
    let damaged: [(&str, &[u8], PackError); 7] = [
        ("wrong checksum", &checksum, PackError::WrongChecksum),
        ("newer format", &newer, PackError::NewerFormat(lexicon::FORMAT + 1)),
        ("cut short", &good[..good.len() / 2], PackError::WrongLength),
        ("cut by a byte", &good[..good.len() - 1], PackError::WrongLength),
        ("a byte too many", &longer, PackError::WrongLength),
        ("empty", b"", PackError::NotAPack),
        ("something else", b"PK\x03\x04", PackError::NotAPack),
    ];
    for (what, pack, expected) in damaged {
        assert_eq!(running.load(pack).expect_err(what), expected, "{what}");
        assert_eq!(running.pack_in_force(), in_force, "after {what}");
        assert_eq!(running.findings(), 1, "after {what}");
    }
}

/// A checksum that fits does not make the content trustworthy.
#[test]
fn a_forged_pack_is_malformed() {
    let payload = u32::MAX.to_le_bytes();
    let digest = xianshen_host::component::digest::sm3(&payload);
    let good = words_pack();
    let mut forged = good[..8].to_vec();
    forged.extend((payload.len() as u64).to_le_bytes());
    forged.extend(digest.as_bytes());
    forged.extend(payload);
    assert!(matches!(Running::new().load(&forged), Err(PackError::Malformed(_))));
}

#[test]
fn a_second_pack_replaces_the_first() {
    let mut running = Running::new();
    running.load(&words_pack()).expect("loads");
    let empty = lexicon::compile("").expect("no rows are rows");
    running.load(&empty).expect("loads");
    assert_eq!(running.findings(), 0);
}

#[test]
fn a_model_behind_the_words_is_part_of_what_is_in_force() {
    let mut running = Running::new();
    let words = running.load(&words_pack()).expect("loads").digest;
    let both = running.load(&base_pack()).expect("loads").digest;
    assert_ne!(words, both);
    assert_eq!(both, running.pack_in_force());
    let mut damaged = base_pack();
    *damaged.last_mut().expect("not empty") ^= 1;
    assert_eq!(running.load(&damaged).expect_err("damaged"), PackError::WrongChecksum);
    assert_eq!(running.pack_in_force(), both);
}
