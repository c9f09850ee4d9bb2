//! Baking: the same rows give the same bytes, other rows another component, faulty rows their lines.

use crate::made::{by_fuel, guest};
use crate::shipped::shipped;
use std::sync::OnceLock;
use xianshen_host::bake::{BakeError, Baked, bake};
use xianshen_host::component::{Reviewer, Runtime, screen_options, text_document};
use xianshen_tests::{dist, model, reviewer};

fn builder() -> Vec<u8> {
    std::fs::read(dist().join("xianshen-builder.wasm")).expect("readable")
}

fn base_rows() -> String {
    std::fs::read_to_string(dist().join("base.rows")).expect("readable")
}

fn base() -> &'static Baked {
    static BASE: OnceLock<Baked> = OnceLock::new();
    BASE.get_or_init(|| bake(&builder(), &base_rows(), &model()).expect("the base rows bake"))
}

/// A file of rows with its heading.
fn rows(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.replace(',', "\t")).collect();
    format!("{}\n{}\n", lexicon::COLUMNS.join("\t"), rows.join("\n"))
}

#[test]
fn baking_gives_the_shipped_bytes() {
    assert!(base().component == shipped(), "baking here and baking in the build differ");
}

#[test]
fn baking_twice_gives_the_same_bytes() {
    let again = bake(&builder(), &base_rows(), &model()).expect("bakes");
    assert!(again.component == base().component);
    assert_eq!(again.pack, base().pack);
    assert_eq!(again.identity, base().identity);
}

#[test]
fn an_agencys_rows_change_pack_and_findings() {
    let own = rows(&["营伤环境局,wrong,营商环境局,confirm,exact,,,,,,agency,本局词表,单位名称误写。"]);
    let baked = bake(&builder(), &format!("{}{own}", base_rows()), &model()).expect("bakes");
    assert_ne!(baked.identity.pack, reviewer().identity().pack);
    assert_eq!(baked.identity.terms, reviewer().identity().terms + 1);

    let runtime = Runtime::new(by_fuel()).expect("the engine starts");
    let agency = Reviewer::from_bytes(&runtime, &baked.component, "agency.wasm", None).expect("it loads");
    let document = text_document("市营伤环境局对下一步工作作出布署。");
    let screen =
        |reviewer: &Reviewer| reviewer.screen(&document, &screen_options()).expect("answered").expect("screened");
    let report = screen(&agency);
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.fragment.as_str()).collect();
    assert_eq!(found, ["营伤环境局", "布署"]);
    assert_eq!(report.pack, baked.identity.pack);
    let before = screen(&reviewer());
    let knows = before.findings.iter().any(|finding| finding.fragment == "营伤环境局");
    assert!(!knows, "the shipped component does not know the agency's word");
}

#[test]
fn row_errors_name_their_lines() {
    let faulty = rows(&[
        "布署,wrong,部署,confirm,exact,,,,,,practice,词典,误。",
        "布,wrong,部,confirm,exact,,,,,,practice,词典,误。",
        "幅射,wrnog,辐射,confirm,exact,,,,,,practice,词典,误。",
        "少列,wrong",
    ]);
    let Err(BakeError::Rows(errors)) = bake(&builder(), &faulty, &[]) else { panic!("faulty rows bake") };
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 4, 5]);
    assert!(errors.iter().all(|error| !error.message.is_empty()));
}

#[test]
fn only_a_builder_bakes() {
    let files: [&[u8]; 4] = [b"", b"PK\x03\x04", &shipped(), guest()];
    for file in files {
        let error = bake(file, &base_rows(), &[]).expect_err("not a builder");
        assert_eq!(error.code(), "not-a-builder", "{error}");
    }
}
