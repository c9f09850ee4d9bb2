//! Parity: the native crate, the component under wasmtime and the preview module in Node give the same report, byte for byte, for every
//! document in `documents.jsonl`, every text of the corpus, and every unit of offsets.

mod public_page;

use serde::Deserialize;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use xianshen_host::component::bindings::{Attachment, BodyFormat, Document, OffsetEncoding, Options};
use xianshen_host::component::report_json;
use xianshen_tests::{base_pack, dist, reviewer};

const DOCUMENTS: &str = include_str!("documents.jsonl");

#[derive(Deserialize)]
struct Sample {
    name: String,
    document: document::Document,
}

fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> =
        DOCUMENTS.lines().map(|line| serde_json::from_str(line).expect("a sample")).collect();
    for folder in ["finds", "near_miss", "clean"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder);
        let mut paths: Vec<_> =
            root.read_dir().expect("a folder").map(|entry| entry.expect("readable").path()).collect();
        paths.sort();
        samples.extend(paths.into_iter().map(|path| {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let html = path.extension().is_some_and(|extension| extension == "html");
            let document = if html { document::Document::html(text) } else { document::Document::plain(text) };
            Sample { name: path.display().to_string(), document }
        }));
    }
    samples
}

const ENCODINGS: [(document::OffsetEncoding, OffsetEncoding); 3] = [
    (document::OffsetEncoding::Utf8, OffsetEncoding::Utf8),
    (document::OffsetEncoding::Utf16, OffsetEncoding::Utf16),
    (document::OffsetEncoding::CodePoint, OffsetEncoding::CodePoint),
];

/// The words and the model as the component has them.
static LEXICON: LazyLock<lexicon::Lexicon> =
    LazyLock::new(|| lexicon::Lexicon::load(&base_pack()).expect("the base pack loads"));

fn native() -> Vec<(String, String)> {
    let mut reports = Vec::new();
    for sample in samples() {
        for (encoding, _) in ENCODINGS {
            let options = screener::Options { encoding, ..Default::default() };
            let report = screener::screen(&sample.document, &LEXICON, &options).expect("screened");
            reports.push((format!("{} ({encoding:?})", sample.name), report.to_json()));
        }
    }
    reports
}

#[test]
fn component_and_native() {
    let reviewer = reviewer();
    let mut reports = native().into_iter();
    for sample in samples() {
        let document = to_wit(sample.document);
        for (_, encoding) in ENCODINGS {
            let options = Options { as_of: None, encoding, profile: String::new(), suppressions: Vec::new() };
            let report = reviewer.screen(&document, &options).expect("the engine answers").expect("screened");
            let (name, expected) = reports.next().expect("as many as native");
            assert_eq!(report_json::to_json(&report), expected, "{name}");
        }
    }
}

#[test]
fn preview_and_native() {
    if std::env::var_os("XIANSHEN_SKIP_NODE").is_some() {
        println!("skipped: there is no Node on this machine; `cargo xtask test` said how to get it");
        return;
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/parity");
    let documents: Vec<document::Document> = samples().into_iter().map(|sample| sample.document).collect();
    let list = std::env::temp_dir().join(format!("xianshen-parity-{}.json", std::process::id()));
    std::fs::write(&list, serde_json::to_vec(&documents).expect("JSON")).expect("the temporary folder can be written");
    let node = std::env::var("XIANSHEN_NODE").unwrap_or_else(|_| "node".to_owned());
    let output = Command::new(node)
        .arg(format!("{folder}/preview.mjs"))
        .arg(dist().join("preview"))
        .arg(&list)
        .output()
        .expect("Node runs: the parity of the preview needs it");
    std::fs::remove_file(&list).expect("the list is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let expected = native();
    assert_eq!(text.lines().count(), expected.len());
    for (line, (name, expected)) in text.lines().zip(expected) {
        assert_eq!(line, expected, "{name}");
    }
}

/// The samples show what parity is about only while they find things.
#[test]
fn the_samples_are_worth_comparing() {
    let found = native().iter().filter(|(_, report)| !report.contains("\"findings\":[]")).count();
    assert!(samples().len() >= 30 && found >= 60, "{found} reports with findings");
}

/// Offsets of every finding of the body select its fragment, in every unit, for plain text.
#[test]
fn offsets_select_the_fragment() {
    for sample in samples().into_iter().filter(|sample| sample.document.body_format == document::BodyFormat::Text) {
        for (encoding, _) in ENCODINGS {
            let options = screener::Options { encoding, ..Default::default() };
            let report = screener::screen(&sample.document, &LEXICON, &options).expect("screened");
            for finding in report.findings.iter().filter(|finding| finding.span.part == "body") {
                let (start, end) = (finding.span.start as usize, finding.span.end as usize);
                let slice = slice(&sample.document.body, encoding, start, end);
                assert_eq!(slice, finding.fragment, "{} {encoding:?}", sample.name);
            }
        }
    }
}

fn slice(text: &str, encoding: document::OffsetEncoding, start: usize, end: usize) -> String {
    match encoding {
        document::OffsetEncoding::Utf8 => text[start..end].to_owned(),
        document::OffsetEncoding::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("whole characters")
        }
        document::OffsetEncoding::CodePoint => text.chars().skip(start).take(end - start).collect(),
    }
}

fn to_wit(it: document::Document) -> Document {
    let attachments = it.attachments.into_iter().map(|file| Attachment {
        name: file.name,
        media_type: file.media_type,
        digest: file.digest,
        text: file.text,
    });
    Document {
        channel: it.channel,
        title: it.title,
        summary: it.summary,
        body_format: match it.body_format {
            document::BodyFormat::Text => BodyFormat::Text,
            document::BodyFormat::Html => BodyFormat::Html,
        },
        body: it.body,
        attachments: attachments.collect(),
        metadata: it.metadata,
    }
}
