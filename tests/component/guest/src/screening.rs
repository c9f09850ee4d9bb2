//! Interfaces `screening` and `document`: the title says what to do.

use crate::bindings::api::document::{Change, ChangeKind};
use crate::bindings::api::screening::{Finding, Guest, Note, OffsetEncoding, Options, Report, ScreeningError};
use crate::bindings::api::types::Document;
use crate::{Component, describe, digest, misbehave, report};

/// More findings than the host takes, in a result that still fits.
const CROWD: usize = 110_000;
/// So many findings that they do not fit.
const FLOOD: usize = 1_000_000;
/// Bytes of a string that does not fit.
const LONG: usize = 200 << 20;

impl Guest for Component {
    fn screen(document: Document, options: Options) -> Result<Report, ScreeningError> {
        misbehave::obey(&document.title);
        let mut answer = report::empty(&document, options.encoding);
        // Before the digest: these are refused for their size, and writing them down would take longer than the call may.
        if let Some(findings) = flood(&document.title) {
            return Ok(Report { findings, digest: digest(""), ..answer });
        }
        if document.body.contains('★') && !describe::is_blind() {
            answer.secrecy_stop = true;
            answer.findings.push(report::finding(0, 0));
        }
        distort(&mut answer, &document.title);
        let mut answer = report::seal(answer);
        match document.title.as_str() {
            "wrong-digest" => answer.digest = digest("something else"),
            "malformed-digest" => answer.digest = "sm3:0".to_owned(),
            _ => {}
        }
        Ok(answer)
    }
}

impl crate::bindings::api::document::Guest for Component {
    fn digest(document: Document) -> String {
        misbehave::obey(&document.title);
        if document.title == "malformed-digest" { "sm3:0".to_owned() } else { digest(&document.body) }
    }

    fn case_digest(renditions: Vec<String>, _: String) -> String {
        digest(&renditions.concat())
    }

    fn compare(before: Document, _: Document) -> Vec<Change> {
        let part = if before.title == "nameless-part" { String::new() } else { "body".to_owned() };
        vec![Change { part, kind: ChangeKind::Form, text: String::new() }]
    }
}

/// Results that are only too large.
fn flood(word: &str) -> Option<Vec<Finding>> {
    match word {
        "crowd" => Some(many(CROWD)),
        "flood" => Some(many(FLOOD)),
        "long-string" => Some(vec![Finding { message: "x".repeat(LONG), ..report::finding(0, 0) }]),
        _ => None,
    }
}

/// Empty strings take neither memory nor time, so that as many findings as possible fit.
fn many(count: usize) -> Vec<Finding> {
    std::iter::repeat_with(report::blank).take(count).collect()
}

/// Answers that break the contract.
fn distort(answer: &mut Report, word: &str) {
    match word {
        "out-of-range" => answer.findings.push(report::finding(0, u32::MAX)),
        "reversed" => answer.findings.push(report::finding(3, 0)),
        "inside-a-character" => answer.findings.push(report::finding(1, 3)),
        "no-such-part" => {
            let mut finding = report::finding(0, 0);
            finding.span.part = "attachment/7".to_owned();
            answer.findings.push(finding);
        }
        "malformed-key" => answer.findings.push(Finding { key: "key".to_owned(), ..report::finding(0, 0) }),
        "garbled" => {
            let message = garbled();
            answer.notes.push(Note { code: "note".to_owned(), part: String::new(), message });
        }
        "wrong-encoding" => {
            answer.encoding = match answer.encoding {
                OffsetEncoding::Utf16 => OffsetEncoding::CodePoint,
                _ => OffsetEncoding::Utf16,
            };
        }
        "wrong-pack" => answer.pack = digest("another pack"),
        _ => {}
    }
}

#[expect(unsafe_code, reason = "a string that is not UTF-8 is what a hostile component would send")]
fn garbled() -> String {
    // SAFETY: none; the string is never looked at here, it only goes to the host.
    unsafe { String::from_utf8_unchecked(vec![0xff, 0xfe]) }
}
