//! The report as JSON: one form for CLI, HTTP, preview and digest. Field order and names are part of the contract.

use serde::{Serialize, Serializer};

use super::bindings::{Basis, Edit, Finding, Level, Note, OffsetEncoding, Report, Span, Tier};
use super::digest::sm3;

/// The report as compact JSON.
#[must_use]
pub fn to_json(report: &Report) -> String {
    write(&view(report, true))
}

/// The digest over the report's JSON without the field `digest`; a genuine report carries exactly this.
#[must_use]
pub fn digest(report: &Report) -> String {
    sm3(write(&view(report, false)).as_bytes())
}

/// The report as a value that serialises in the agreed order, for embedding into another object.
#[must_use]
pub fn serializable(report: &Report) -> impl Serialize + '_ {
    view(report, true)
}

/// The findings alone, in the agreed form.
#[must_use]
pub fn findings(findings: &[Finding]) -> impl Serialize + '_ {
    findings.iter().map(finding).collect::<Vec<_>>()
}

/// Strings, numbers and lists of them always serialise.
fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Serialize)]
struct ReportView<'a> {
    engine: &'a str,
    pack: &'a str,
    profile: &'a str,
    document: &'a str,
    encoding: &'static str,
    secrecy_stop: bool,
    findings: Vec<FindingView<'a>>,
    #[serde(serialize_with = "notes")]
    notes: &'a [Note],
    omitted: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    category: &'a str,
    level: &'static str,
    clause: &'a str,
    part: &'a str,
    start: u32,
    end: u32,
    places: Vec<SpanView<'a>>,
    fragment: &'a str,
    message: &'a str,
    suggestions: &'a [String],
    edits: Vec<EditView<'a>>,
    confidence: u16,
    basis: BasisView<'a>,
    key: &'a str,
    attributes: &'a [(String, String)],
}

#[derive(Serialize)]
struct SpanView<'a> {
    part: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct EditView<'a> {
    part: &'a str,
    start: u32,
    end: u32,
    replacement: &'a str,
}

#[derive(Serialize)]
struct BasisView<'a> {
    tier: &'static str,
    source: &'a str,
    entry: Option<&'a str>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    code: &'a str,
    part: &'a str,
    message: &'a str,
}

fn view(report: &Report, with_digest: bool) -> ReportView<'_> {
    ReportView {
        engine: &report.engine,
        pack: &report.pack,
        profile: &report.profile,
        document: &report.document,
        encoding: encoding(report.encoding),
        secrecy_stop: report.secrecy_stop,
        findings: report.findings.iter().map(finding).collect(),
        notes: &report.notes,
        omitted: report.omitted,
        digest: with_digest.then_some(report.digest.as_str()),
    }
}

fn finding(finding: &Finding) -> FindingView<'_> {
    FindingView {
        rule: &finding.rule,
        category: &finding.category,
        level: level(finding.level),
        clause: &finding.clause,
        part: &finding.span.part,
        start: finding.span.start,
        end: finding.span.end,
        places: finding.places.iter().map(span).collect(),
        fragment: &finding.fragment,
        message: &finding.message,
        suggestions: &finding.suggestions,
        edits: finding.edits.iter().map(edit).collect(),
        confidence: finding.confidence,
        basis: basis(&finding.basis),
        key: &finding.key,
        attributes: &finding.attributes,
    }
}

fn span(span: &Span) -> SpanView<'_> {
    SpanView { part: &span.part, start: span.start, end: span.end }
}

fn edit(edit: &Edit) -> EditView<'_> {
    EditView { part: &edit.span.part, start: edit.span.start, end: edit.span.end, replacement: &edit.replacement }
}

fn basis(basis: &Basis) -> BasisView<'_> {
    BasisView { tier: tier(basis.tier), source: &basis.source, entry: basis.entry.as_deref() }
}

fn notes<S: Serializer>(notes: &&[Note], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(notes.iter().map(|note| NoteView {
        code: &note.code,
        part: &note.part,
        message: &note.message,
    }))
}

/// `utf-8`, `utf-16` or `code-point`.
#[must_use]
pub fn encoding(encoding: OffsetEncoding) -> &'static str {
    match encoding {
        OffsetEncoding::Utf8 => "utf-8",
        OffsetEncoding::Utf16 => "utf-16",
        OffsetEncoding::CodePoint => "code-point",
    }
}

/// `block`, `confirm` or `advise`.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Block => "block",
        Level::Confirm => "confirm",
        Level::Advise => "advise",
    }
}

/// `law`, `national_standard`, `policy_document`, `practice` or `agency`.
#[must_use]
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Law => "law",
        Tier::NationalStandard => "national_standard",
        Tier::PolicyDocument => "policy_document",
        Tier::Practice => "practice",
        Tier::Agency => "agency",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agreed_bytes() {
        let span = Span { part: "body".into(), start: 3, end: 6 };
        let finding = Finding {
            rule: "misspelling/confusable".into(),
            category: "misspelling".into(),
            level: Level::Confirm,
            clause: "8".into(),
            span: span.clone(),
            places: vec![],
            fragment: "\"错\"".into(),
            message: "误".into(),
            suggestions: vec!["对".into()],
            edits: vec![Edit { span, replacement: "对".into() }],
            confidence: 900,
            basis: Basis { tier: Tier::NationalStandard, source: "词典".into(), entry: None },
            key: "0123456789abcdef".into(),
            attributes: vec![("n".into(), "v".into())],
        };
        let report = Report {
            engine: "0.1.0".into(),
            pack: "sm3:p".into(),
            profile: "sm3:q".into(),
            document: "sm3:d".into(),
            encoding: OffsetEncoding::Utf16,
            secrecy_stop: false,
            findings: vec![finding],
            notes: vec![Note { code: "c".into(), part: String::new(), message: "m".into() }],
            omitted: 0,
            digest: "sm3:r".into(),
        };
        let without = concat!(
            r#"{"engine":"0.1.0","pack":"sm3:p","profile":"sm3:q","document":"sm3:d","encoding":"utf-16","#,
            r#""secrecy_stop":false,"findings":[{"rule":"misspelling/confusable","category":"misspelling","#,
            r#""level":"confirm","clause":"8","part":"body","start":3,"end":6,"places":[],"fragment":"\"错\"","#,
            r#""message":"误","suggestions":["对"],"edits":[{"part":"body","start":3,"end":6,"replacement":"对"}],"#,
            r#""confidence":900,"basis":{"tier":"national_standard","source":"词典","entry":null},"#,
            r#""key":"0123456789abcdef","attributes":[["n","v"]]}],"#,
            r#""notes":[{"code":"c","part":"","message":"m"}],"omitted":0"#,
        );
        assert_eq!(to_json(&report), format!("{without},\"digest\":\"sm3:r\"}}"));
        assert_eq!(digest(&report), sm3(format!("{without}}}").as_bytes()));
    }
}
