//! Fuzz targets: each takes any bytes, and panics when a promise is broken. `cargo xtask fuzz` runs them under libFuzzer; the suite
//! replays the inputs under `corpus/`, so that what was found once stays mended.

use document::{BodyFormat, Document, OffsetEncoding};
use lexicon::{COLUMNS, Lexicon};
use permit_token::{Expected, PublicKey, SecretKey, Token};
use screener::{Finding, Options, Report, screen};
use std::sync::LazyLock;

/// A target by name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 7] = [
    ("text", text),
    ("html", html),
    ("model", model),
    ("pack", pack),
    ("permit", permit),
    ("rows", rows),
    ("word_list", word_list),
];

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let rows = include_str!("../../../crates/lexicon/data/misspellings.tsv");
    let pack = lexicon::compile(rows).expect("the shipped rows compile");
    Lexicon::load(&pack).expect("the compiled pack loads")
});

/// Plain text: offsets select their fragment in every unit, and edits stay inside the text.
pub fn text(input: &[u8]) {
    check(&String::from_utf8_lossy(input), BodyFormat::Text);
}

/// HTML: the same, whatever the markup.
pub fn html(input: &[u8]) {
    check(&String::from_utf8_lossy(input), BodyFormat::Html);
}

/// Bytes as a pack, and as the payload of a pack whose header fits: refused with a named error, or loaded and usable.
pub fn pack(input: &[u8]) {
    for bytes in [input, &sealed(input)] {
        if let Ok(lexicon) = Lexicon::load(bytes) {
            let found = lexicon.find("body", "会议对下一步工作作出布署", None);
            assert!(found.iter().all(|word| !word.range.is_empty()));
        }
    }
}

/// A pack with this payload.
fn sealed(payload: &[u8]) -> Vec<u8> {
    sealed_as(b"XSPK", payload)
}

/// A file of this kind with this payload: without the checksum, the fuzzer would never get past the header.
fn sealed_as(magic: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let digest = document::sm3_text(payload);
    let length = (payload.len() as u64).to_le_bytes();
    // Both formats are at their first version.
    [magic.as_slice(), &1_u32.to_le_bytes(), &length, digest.as_bytes(), payload].concat()
}

/// Bytes as a model behind the shipped words: refused with a named error, or loaded and usable.
pub fn model(input: &[u8]) {
    for bytes in [input, &sealed_as(b"XSCM", input)] {
        let mut lexicon = WORDS.clone();
        if lexicon.attach(bytes.to_vec()).is_ok() {
            screen(&Document::plain("会议对下一步工作作出布署。"), &lexicon, &Options::default())
                .expect("screening never fails on content");
        }
    }
}

/// A file as an agency's word list: read, checked and written, or refused; nothing else.
pub fn word_list(input: &[u8]) {
    word_lists::fuzz("词表.xlsx", input);
}

static KEY: LazyLock<SecretKey> = LazyLock::new(|| SecretKey::generate().expect("there is randomness"));

/// Text as a token and as a key, and bytes as claims that were really signed: refused with a code, and never accepted unsigned.
pub fn permit(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let ours = format!("xsp1.{}.{text}", KEY.public().id());
    for token in [text.as_ref(), &ours] {
        let refused =
            Token::read(token).and_then(|token| token.verify(KEY.public())).expect_err("nobody has signed it");
        assert!(!refused.code().is_empty() && !refused.remedy().is_empty());
    }
    assert!(
        PublicKey::from_pem(&text).is_ok_and(|key| key.id() != KEY.public().id())
            || SecretKey::from_pem(&text).is_err()
    );
    let signed = Token::sign(&KEY, input).expect("everything can be signed");
    if let Ok(claims) = Token::read(&signed).and_then(|token| token.verify(KEY.public())) {
        let _ = claims.covers(&Expected { item: Some(&text), ..Expected::default() });
        assert!(claims.in_window(claims.expires).is_err(), "the end is not part of the window");
    }
}

/// Rows of words: compiled, or every mistake named with its line; what compiles loads.
pub fn rows(input: &[u8]) {
    let rows = String::from_utf8_lossy(input);
    // Nearly every random input lacks the heading; with it, the cells are reached.
    for rows in [rows.to_string(), format!("{}\n{rows}", COLUMNS.join("\t"))] {
        match lexicon::compile(&rows) {
            Ok(pack) => {
                let lexicon = Lexicon::load(&pack).expect("what compiles loads");
                let found = lexicon.find("body", &rows, None);
                assert!(found.iter().all(|word| rows.get(word.range.clone()).is_some()), "words lie on boundaries");
            }
            Err(errors) => assert!(!errors.is_empty(), "a refusal names what is wrong"),
        }
    }
}

fn check(body: &str, format: BodyFormat) {
    let document = match format {
        BodyFormat::Text => Document::plain(body),
        BodyFormat::Html => Document::html(body),
    };
    let in_unit = |encoding| {
        let options = Options { encoding, ..Options::default() };
        screen(&document, &WORDS, &options).expect("screening never fails on content")
    };
    let bytes = in_unit(OffsetEncoding::Utf8);
    let units = in_unit(OffsetEncoding::Utf16);
    assert_eq!(bytes.findings.len(), units.findings.len(), "the unit changes no finding");
    for (one, other) in bytes.findings.iter().zip(&units.findings) {
        same_place(one, other, body, format);
    }
    within(&bytes, body);
}

fn same_place(bytes: &Finding, units: &Finding, body: &str, format: BodyFormat) {
    let range = bytes.span.start as usize..bytes.span.end as usize;
    let found = body.get(range.clone()).expect("a span lies on boundaries");
    assert_eq!(body[..range.start].encode_utf16().count(), units.span.start as usize);
    assert_eq!(found.encode_utf16().count(), (units.span.end - units.span.start) as usize);
    if format == BodyFormat::Text {
        assert_eq!(found, bytes.fragment);
    }
}

/// Every place and edit lies on boundaries of the body, and edits of a finding do not overlap.
fn within(report: &Report, body: &str) {
    for finding in &report.findings {
        let spans = finding.places.iter().chain(finding.edits.iter().map(|edit| &edit.span));
        for span in spans {
            assert!(body.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        }
        for pair in finding.edits.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Every input under `corpus/<target>/`.
    #[test]
    fn replay() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for (name, run) in TARGETS {
            let mut inputs = 0;
            for entry in root.join(name).read_dir().unwrap() {
                run(&std::fs::read(entry.unwrap().path()).unwrap());
                inputs += 1;
            }
            assert!(inputs > 0, "{name} has no inputs");
        }
    }

    #[test]
    fn every_byte_of_a_pack_changed() {
        let rows =
            format!("{}\n布署\twrong\t部署\tconfirm\texact\t\t\t\t\t\tpractice\t词典\t误。\n", COLUMNS.join("\t"));
        let whole = lexicon::compile(&rows).unwrap();
        for at in 0..whole.len() {
            for change in [1, 0x80, 0xFF] {
                let mut damaged = whole.clone();
                damaged[at] ^= change;
                assert!(Lexicon::load(&damaged).is_err(), "byte {at}");
            }
        }
    }
}
