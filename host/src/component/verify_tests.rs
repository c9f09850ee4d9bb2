//! Faulty answers of every kind are refused.

use super::*;
use crate::component::bindings::{
    Actor, Allowance, Basis, Edit, Finding, Level, NetworkZone, OffsetEncoding, Registry, Span, Tier,
};
use crate::component::{FailureKind, digest::sm3, text_document};

fn span(start: u32, end: u32) -> Span {
    Span { part: "body".into(), start, end }
}

fn good_finding() -> Finding {
    Finding {
        rule: "misspelling/confusable".into(),
        category: "misspelling".into(),
        level: Level::Confirm,
        clause: "8".into(),
        span: span(0, 3),
        places: vec![],
        fragment: "错".into(),
        message: "误用".into(),
        suggestions: vec![],
        edits: vec![],
        confidence: 1000,
        basis: Basis { tier: Tier::Practice, source: "词典".into(), entry: None },
        key: "0123456789abcdef".into(),
        attributes: vec![],
    }
}

fn good_report(finding: Finding) -> Report {
    let digest = sm3(b"");
    Report {
        engine: "0.1.0".into(),
        pack: digest.clone(),
        profile: digest.clone(),
        document: digest.clone(),
        encoding: OffsetEncoding::Utf8,
        secrecy_stop: false,
        findings: vec![finding],
        notes: vec![],
        omitted: 0,
        digest,
    }
}

fn check(change: impl FnOnce(&mut Report)) -> Checked {
    let mut report = good_report(good_finding());
    change(&mut report);
    super::report(&report, &text_document("错别字"))
}

fn event(id: u64, at: u64) -> Event {
    Event {
        id,
        kind: "submitted".into(),
        version: 1,
        at,
        actor: "p1".into(),
        clause: "6.1".into(),
        digest: sm3(b""),
        body: "{}".into(),
    }
}

fn context() -> Context {
    let actor =
        Actor { person: "p1".into(), name: "甲".into(), section: "s".into(), roles: vec![], attributes: vec![] };
    Context {
        now: 5,
        actor,
        network: NetworkZone::Office,
        grants: vec![],
        delegations: vec![],
        registry: Registry { section_complete: None },
        calendar: String::new(),
        profile: String::new(),
        attributes: vec![],
    }
}

#[test]
fn a_good_report_passes() {
    assert_eq!(check(|_| {}), Ok(()));
}

#[test]
fn faulty_findings_are_refused() {
    let faults: [fn(&mut Finding); 8] = [
        |finding| finding.span = span(0, 10),
        |finding| finding.span = span(1, 3),
        |finding| finding.span = span(3, 0),
        |finding| finding.span.part = "nowhere".into(),
        |finding| finding.places = vec![span(0, 99)],
        |finding| finding.confidence = 1001,
        |finding| finding.key = "short".into(),
        |finding| finding.rule = "a\u{1b}[31m".into(),
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        let refused = check(|report| report.findings.iter_mut().for_each(fault)).unwrap_err();
        assert!(matches!(refused.kind, FailureKind::BadResult(_)), "fault {number}");
        assert_eq!(refused.code(), "engine-failure");
    }
}

#[test]
fn overlapping_edits_are_refused() {
    let edit = |start, end| Edit { span: span(start, end), replacement: "x".into() };
    assert_eq!(check(|report| report.findings[0].edits = vec![edit(0, 3), edit(3, 6)]), Ok(()));
    assert!(check(|report| report.findings[0].edits = vec![edit(0, 6), edit(3, 9)]).is_err());
    assert!(check(|report| report.findings[0].edits = vec![edit(3, 6), edit(0, 3)]).is_err());
}

#[test]
fn malformed_digests_and_floods_are_refused() {
    assert!(check(|report| report.document = "sm3:zz".into()).is_err());
    assert!(check(|report| report.findings = vec![good_finding(); MAX_FINDINGS + 1]).is_err());
}

#[test]
fn events_continue_the_history() {
    let history = [event(1, 3)];
    assert_eq!(events(&[event(2, 3), event(3, 4)], &history, &context()), Ok(()));
    assert!(events(&[], &history, &context()).is_err(), "none");
    assert!(events(&[event(3, 4)], &history, &context()).is_err(), "a gap");
    assert!(events(&[event(2, 2)], &history, &context()).is_err(), "before the event before");
    assert!(events(&[Event { actor: "p2".into(), ..event(2, 4) }], &history, &context()).is_err(), "another person");
    assert!(events(&[Event { digest: "d".into(), ..event(2, 4) }], &history, &context()).is_err(), "no digest");
}

#[test]
fn a_verdict_without_reason_is_refused() {
    assert!(verdict(&Verdict::Refuse(vec![])).is_err());
    assert!(verdict(&Verdict::Allow(Allowance { permit: None, digest: String::new(), expires: None })).is_err());
}

#[test]
fn a_report_of_something_else_is_refused() {
    let mut sealed = good_report(good_finding());
    sealed.digest = report_json::digest(&sealed);
    let (options, pack) = (crate::component::screen_options(), sealed.pack.clone());
    assert_eq!(answers(&sealed, &options, &pack), Ok(()));
    assert!(answers(&Report { omitted: 1, ..sealed.clone() }, &options, &pack).is_err(), "another content");
    assert!(answers(&sealed, &options, &sm3(b"other words")).is_err(), "another pack");
    let asked = Options { encoding: OffsetEncoding::Utf16, ..options };
    assert!(answers(&sealed, &asked, &pack).is_err(), "another unit");
}

#[test]
fn a_replay_speaks_of_this_history() {
    let history = [event(1, 3)];
    let summary = |events| Ok(ReplaySummary { events, stage: "submitted".into() });
    let failure = |event| Err(ReplayFailure { event, code: "changed-event".into(), message: "改动".into() });
    assert_eq!(replay(&summary(1), &history), Ok(()));
    assert_eq!(replay(&failure(1), &history), Ok(()));
    for answer in [summary(0), summary(2), failure(0), failure(2)] {
        assert!(replay(&answer, &history).is_err(), "{answer:?}");
    }
}
