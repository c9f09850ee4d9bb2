//! A report, its finding, and the digest that the host expects over them.

use crate::bindings::api::screening::{Basis, Finding, Level, OffsetEncoding, Report, Tier};
use crate::bindings::api::types::{Document, Span};
use crate::{describe, digest};

/// An empty report about a document.
pub(crate) fn empty(document: &Document, encoding: OffsetEncoding) -> Report {
    Report {
        engine: describe::ENGINE.to_owned(),
        pack: digest(""),
        profile: digest(""),
        document: digest(&document.body),
        encoding,
        secrecy_stop: false,
        findings: Vec::new(),
        notes: Vec::new(),
        omitted: 0,
        digest: String::new(),
    }
}

/// A finding that says nothing.
pub(crate) fn blank() -> Finding {
    Finding {
        rule: String::new(),
        category: String::new(),
        level: Level::Advise,
        clause: String::new(),
        span: Span { part: String::new(), start: 0, end: 0 },
        places: Vec::new(),
        fragment: String::new(),
        message: String::new(),
        suggestions: Vec::new(),
        edits: Vec::new(),
        confidence: 0,
        basis: Basis { tier: Tier::Agency, source: String::new(), entry: None },
        key: String::new(),
        attributes: Vec::new(),
    }
}

/// A finding in the body. Its strings need no escaping in JSON.
pub(crate) fn finding(start: u32, end: u32) -> Finding {
    Finding {
        rule: "secrecy_mark/state_secret".to_owned(),
        category: "secrecy_mark".to_owned(),
        level: Level::Block,
        clause: "11.1".to_owned(),
        span: Span { part: "body".to_owned(), start, end },
        message: "国家秘密标志".to_owned(),
        confidence: 1000,
        basis: Basis { tier: Tier::Law, source: "法律".to_owned(), entry: None },
        key: "0123456789abcdef".to_owned(),
        ..blank()
    }
}

/// The report with its digest, whatever else is wrong with it.
pub(crate) fn seal(mut report: Report) -> Report {
    let encoding = match report.encoding {
        OffsetEncoding::Utf8 => "utf-8",
        OffsetEncoding::Utf16 => "utf-16",
        OffsetEncoding::CodePoint => "code-point",
    };
    let findings: Vec<String> = report.findings.iter().map(json).collect();
    let text = format!(
        r#"{{"engine":"{}","pack":"{}","profile":"{}","document":"{}","encoding":"{encoding}","secrecy_stop":{},"findings":[{}],"notes":[],"omitted":{}}}"#,
        report.engine,
        report.pack,
        report.profile,
        report.document,
        report.secrecy_stop,
        findings.join(","),
        report.omitted
    );
    report.digest = digest(&text);
    report
}

fn json(finding: &Finding) -> String {
    let Finding { rule, category, clause, span: Span { part, start, end }, fragment, message, key, confidence, .. } =
        finding;
    let source = &finding.basis.source;
    format!(
        r#"{{"rule":"{rule}","category":"{category}","level":"block","clause":"{clause}","part":"{part}","start":{start},"end":{end},"places":[],"fragment":"{fragment}","message":"{message}","suggestions":[],"edits":[],"confidence":{confidence},"basis":{{"tier":"law","source":"{source}","entry":null}},"key":"{key}","attributes":[]}}"#
    )
}
