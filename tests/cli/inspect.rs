//! `inspect`: what a file is, for people and as JSON.

use crate::program::{Folder, run, shown};
use serde_json::Value;
use xianshen_tests::{base_pack, dist, reviewer};

#[test]
fn the_shipped_component() {
    let file = shown(&dist().join("xianshen.wasm"));
    let printed = run(["inspect", "--json", &file]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let about = printed.json();
    let identity = serde_json::to_value(reviewer().identity()).expect("JSON");
    assert_eq!(about["identity"], identity);
    assert_eq!((about["kind"].as_str(), about["usable"].as_bool()), (Some("reviewer"), Some(true)));
    assert_eq!(about["digest"], reviewer().component_digest());
    assert_eq!(about["pack_bytes"], base_pack().len());
    assert_eq!(about["imports"], serde_json::json!([]));
    assert_eq!(about["exports"].as_array().map(Vec::len), Some(14));
    let text = run(["inspect", &file]);
    for part in ["审查组件", "0.1.0", "导入：无", "可用于审查：是", &reviewer().identity().pack] {
        assert!(text.out.contains(part), "{part} is missing in {}", text.out);
    }
}

#[test]
fn the_builder_is_told_apart() {
    let about = run(["inspect", "--json", &shown(&dist().join("xianshen-builder.wasm"))]).json();
    assert_eq!((about["kind"].as_str(), about["usable"].as_bool()), (Some("builder"), Some(false)));
    assert_eq!(about["identity"], Value::Null);
    assert!(about["problem"].as_str().unwrap_or_default().contains("xianshen bake"), "{about}");
}

#[test]
fn other_webassembly() {
    let folder = Folder::new();
    for (bytes, kind) in [(b"\0asm\x01\0\0\0", "module"), (b"\0asm\x0d\0\x01\0", "component")] {
        let about = run(["inspect", "--json", &folder.file("other.wasm", bytes)]).json();
        assert_eq!((about["kind"].as_str(), about["usable"].as_bool()), (Some(kind), Some(false)));
        assert!(!about["problem"].as_str().unwrap_or_default().is_empty());
    }
}

#[test]
fn files_that_are_nothing() {
    let folder = Folder::new();
    let files = [folder.file("text.txt", "文字"), folder.file("empty.wasm", ""), shown(&folder.path("missing.wasm"))];
    for file in files {
        let refused = run(["inspect", &file]);
        assert_eq!(refused.failure(), (2, "component-unreadable"), "{}", refused.err);
        assert!(refused.err.contains(&file), "{}", refused.err);
    }
    assert_eq!(run(["inspect"]).code, 2);
}
