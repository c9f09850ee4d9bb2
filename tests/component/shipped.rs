//! The file that ships: imports nothing, exports exactly world `reviewer`, says truly what it is.

use wasmparser::{Parser, Payload};
use wit_component::{DecodedWasm, decode};
use xianshen_host::component::bindings::{EngineInfo, OffsetEncoding};
use xianshen_host::component::identity::Identity;
use xianshen_host::component::outline::{self, Outline};
use xianshen_host::component::{html_document, report_json, screen_options};
use xianshen_tests::{base_pack, dist, reviewer};

/// The interfaces of world `reviewer`.
const INTERFACES: [&str; 14] = [
    "accounts",
    "archive",
    "describe",
    "determination",
    "document",
    "filing",
    "forms",
    "look-back",
    "oversight",
    "permit",
    "redaction",
    "review",
    "screening",
    "types",
];

pub fn shipped() -> Vec<u8> {
    std::fs::read(dist().join("xianshen.wasm")).expect("readable")
}

fn outline_of(bytes: &[u8]) -> Outline<'_> {
    outline::read(bytes).expect("WebAssembly")
}

#[test]
fn the_component_imports_nothing() {
    let bytes = shipped();
    let outline = outline_of(&bytes);
    assert!(outline.component);
    assert_eq!(outline.imports, [] as [String; 0]);
    assert!(!outline.modules.is_empty());
}

/// Nested components of the encoder name the types they are given; core modules, the code, may name nothing.
#[test]
fn no_core_module_imports_anything() {
    let bytes = shipped();
    let mut modules = 0;
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload.expect("a valid file") {
            Payload::ModuleSection { .. } => modules += 1,
            Payload::ImportSection(section) => assert_eq!(section.count(), 0, "a core module imports something"),
            _ => {}
        }
    }
    assert!(modules > 0);
}

#[test]
fn it_has_exactly_world_reviewer() {
    let DecodedWasm::Component(resolve, world) = decode(&shipped()).expect("a component") else {
        panic!("it is a WIT package, not a component");
    };
    let world = &resolve.worlds[world];
    assert!(world.imports.is_empty());
    let mut names: Vec<String> = world.exports.keys().map(|key| resolve.name_world_key(key)).collect();
    names.sort();
    assert_eq!(names, INTERFACES.map(|name| format!("xianshen:review/{name}@0.1.0")));
    assert!(!outline_of(&shipped()).exports.iter().any(|export| export.contains("packs")));
}

/// No code of the builder's interface is left behind under a core export.
#[test]
fn no_core_module_exports_packs() {
    let bytes = shipped();
    for module in outline_of(&bytes).modules {
        let exports = outline_of(module).exports;
        assert!(!exports.iter().any(|export| export.contains("packs#")), "{exports:?}");
    }
}

#[test]
fn identity_and_self_description_agree() {
    let bytes = shipped();
    let section = outline_of(&bytes).identity.expect("an identity section");
    let identity: Identity = serde_json::from_slice(section).expect("JSON");
    let EngineInfo { api, engine, pack, model, terms, rules } = reviewer().engine_info().expect("answered");
    assert_eq!(identity, Identity { api, engine, pack, model, format: 1, terms, rules });
    assert_eq!(serde_json::to_vec(&identity).expect("JSON"), section, "compact, in the agreed order");
    assert_eq!((identity.api.as_str(), identity.rules as usize), ("0.1.0", screener::RULES.len()));
    assert!(identity.terms >= 100, "{} terms", identity.terms);
}

#[test]
fn the_pack_inside_is_the_one_compiled_natively() {
    let bytes = shipped();
    let pack = outline_of(&bytes).pack.expect("a pack section");
    assert!(pack == base_pack(), "the component's compiler and the native one differ");
    assert_eq!(reviewer().pack(), Some(pack));
    let native = lexicon::Lexicon::load(pack).expect("it loads");
    assert_eq!(native.digest(), reviewer().identity().pack);
}

#[test]
fn rules_and_clauses_are_those_of_the_crates() {
    let rules = reviewer().rules().expect("answered");
    let codes: Vec<&str> = rules.iter().map(|rule| rule.code.as_str()).collect();
    assert_eq!(codes, screener::RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
    assert!(rules.iter().all(|rule| rule.documentation.contains("## 命中")));
    assert!(!reviewer().clauses().expect("answered").is_empty());
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let document =
        html_document("<p>会议对下一步工作作出布署。</p><p>审核员对政治性、准<b>确</b>定、及时性把关（见附件1。</p>");
    for encoding in [OffsetEncoding::Utf8, OffsetEncoding::Utf16, OffsetEncoding::CodePoint] {
        let mut options = screen_options();
        options.encoding = encoding;
        let screen = || reviewer().screen(&document, &options).expect("answered").expect("screened");
        let (one, other) = (screen(), screen());
        assert!(one.findings.len() >= 3, "{:?}", one.findings);
        assert_eq!(report_json::to_json(&one), report_json::to_json(&other));
        assert_eq!(report_json::digest(&one), one.digest);
    }
}
