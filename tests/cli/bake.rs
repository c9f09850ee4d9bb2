//! `bake`: an agency's component from the builder, the base rows and its own rows.

use crate::program::{Folder, Run, run, shown};
use std::path::Path;
use xianshen_tests::{dist, model_file, reviewer};

const HEADING: &str =
    "term\tkind\treplacement\tlevel\tmatch\tscope\tleft\tright\tvalid_from\tvalid_to\ttier\tsource\treason\n";
const ROW: &str = "营伤环境局\twrong\t营商环境局\tblock\texact\t\t\t\t\t\tagency\t本局词表\t单位名称误写。\n";

fn bake(builder: &Path, rows: &[&str], output: &Path) -> Run {
    let (builder, output, model) = (shown(builder), shown(output), shown(&model_file()));
    run(["bake", "--builder", &builder, "--rows", &rows.join(","), "--model", &model, "-o", &output])
}

fn builder() -> std::path::PathBuf {
    dist().join("xianshen-builder.wasm")
}

fn base() -> String {
    shown(&dist().join("base.rows"))
}

#[test]
fn the_base_rows_give_the_shipped_file() {
    let folder = Folder::new();
    let output = folder.path("base.wasm");
    let baked = bake(&builder(), &[&base()], &output);
    assert_eq!(baked.code, 0, "{}", baked.err);
    assert!(baked.out.contains("已生成") && baked.out.contains(&reviewer().identity().pack), "{}", baked.out);
    let bytes = |path: &Path| std::fs::read(path).expect("readable");
    assert!(bytes(&output) == bytes(&dist().join("xianshen.wasm")));
}

#[test]
fn an_agencys_component_finds_its_words() {
    let folder = Folder::new();
    let own = folder.file("agency.rows", format!("\u{feff}{HEADING}{ROW}"));
    let output = folder.path("agency.wasm");
    assert_eq!(bake(&builder(), &[&base(), &own], &output).code, 0);
    let text = folder.file("notice.txt", "市营伤环境局作出布署。");
    let screen = |component: &Path| run(["screen", "--format", "json", "--component", &shown(component), &text]);
    let (agency, shipped) = (screen(&output), screen(&dist().join("xianshen.wasm")));
    assert_eq!((agency.code, shipped.code), (1, 0), "the agency's row blocks");
    assert_eq!(agency.json()["findings"][0]["basis"]["tier"], "agency");
    assert_ne!(agency.json()["pack"], shipped.json()["pack"]);
    let about = run(["inspect", "--json", &shown(&output)]).json();
    assert_eq!(about["usable"], true);
    assert_eq!(about["identity"]["terms"], reviewer().identity().terms + 1);
}

#[test]
fn faulty_rows_are_named_by_file_and_line() {
    let folder = Folder::new();
    let good = folder.file("good.rows", format!("{HEADING}{ROW}"));
    let faulty = folder.file("faulty.rows", format!("{HEADING}{ROW}布\twrong\n{}", ROW.replace("wrong", "wrnog")));
    let output = folder.path("kept.wasm");
    std::fs::write(&output, "kept").expect("written");
    let refused = bake(&builder(), &[&good, &faulty], &output);
    assert_eq!(refused.failure(), (2, "invalid-rows"), "{}", refused.err);
    for place in [format!("{faulty}:3"), format!("{faulty}:4")] {
        assert!(refused.err.contains(&place), "{place} is missing in {}", refused.err);
    }
    assert!(!refused.err.contains(&good), "{}", refused.err);
    assert_eq!(std::fs::read(&output).expect("readable"), b"kept", "what was there stays");
}

#[test]
fn input_that_cannot_be_baked() {
    let folder = Folder::new();
    let (rows, output) = (folder.file("own.rows", format!("{HEADING}{ROW}")), folder.path("out.wasm"));
    let shipped = dist().join("xianshen.wasm");
    let garbage = folder.path("garbage.wasm");
    std::fs::write(&garbage, "not WebAssembly").expect("written");
    let cases = [
        (bake(&shipped, &[&rows], &output), "not-a-builder"),
        (bake(&garbage, &[&rows], &output), "not-a-builder"),
        (bake(&folder.path("missing.wasm"), &[&rows], &output), "file-not-found"),
        (bake(&builder(), &["no-such.rows"], &output), "file-not-found"),
        (bake(&builder(), &[&folder.file("gb.rows", b"\xb2\xbc")], &output), "invalid-utf8"),
        (bake(&builder(), &[&folder.file("text.rows", "布署 部署\n")], &output), "invalid-rows"),
        (bake(&builder(), &[&rows], &folder.path("no-such-folder/out.wasm")), "file-unwritable"),
    ];
    for (refused, code) in cases {
        assert_eq!(refused.failure(), (2, code), "{}", refused.err);
        assert!(!output.exists());
    }
    assert_eq!(run(["bake"]).code, 2);
}
