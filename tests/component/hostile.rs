//! Whatever a component does in a call, the host gets a typed failure, and the next call is served.

use crate::made::{by_fuel, context, hostile, load_guest};
use serde_json::{Map, Value};
use std::time::{Duration, Instant};
use xianshen_host::component::bindings::{
    Context, Document, Event, FormRequest, OffsetEncoding, PublishRequest, RedactionRequest, Removal, Report,
    SealedOriginal, Signing, Span,
};
use xianshen_host::component::{FailureKind, Limits, Reviewer, screen_options, text_document};

/// No misbehaviour may hold a caller longer, also on a busy machine.
const SOON: Duration = Duration::from_secs(60);

fn told(word: &str) -> Document {
    Document { title: word.to_owned(), ..text_document("中文正文。") }
}

fn screen(reviewer: &Reviewer, word: &str) -> Result<Report, FailureKind> {
    let answer = reviewer.screen(&told(word), &screen_options());
    answer.map(|report| report.expect("the guest never refuses a profile")).map_err(|failure| {
        assert_eq!(failure.code(), "engine-failure", "{word}");
        assert!(failure.message().contains("按拒绝处理"), "{word}: {}", failure.message());
        failure.kind
    })
}

/// The call fails as expected and soon, and an honest call after it is answered.
fn assert_fails(reviewer: &Reviewer, word: &str, expected: FailureKind) {
    let start = Instant::now();
    assert_eq!(screen(reviewer, word).map(|_| "an answer"), Err(expected), "{word}");
    assert!(start.elapsed() < SOON, "{word} took {:?}", start.elapsed());
    let honest = screen(reviewer, "honest").unwrap_or_else(|kind| panic!("after {word}: {kind:?}"));
    assert!(honest.findings.is_empty(), "after {word}");
}

fn assert_bad_result(word: &str) {
    let kind = screen(&hostile(), word).map(|_| "an answer").expect_err(word);
    assert!(matches!(kind, FailureKind::BadResult(_)), "{word}: {kind:?}");
    assert_fails(&hostile(), word, kind);
}

#[test]
fn endless_work_ends_by_fuel() {
    assert_fails(&hostile(), "loop", FailureKind::FuelLimit);
}

#[test]
fn endless_work_ends_by_time_when_fuel_would_last() {
    let patient = Limits { fuel_base: u64::MAX, ticks_base: 30, ..by_fuel() };
    assert_fails(&load_guest(patient), "loop", FailureKind::TimeLimit);
}

#[test]
fn endless_memory_and_endless_depth() {
    assert_fails(&hostile(), "allocate", FailureKind::MemoryLimit);
    assert_fails(&hostile(), "recurse", FailureKind::Trap);
}

#[test]
fn traps() {
    assert_fails(&hostile(), "panic", FailureKind::Trap);
    assert_fails(&hostile(), "abort", FailureKind::Trap);
}

#[test]
fn results_that_are_too_large() {
    assert_fails(&hostile(), "long-string", FailureKind::ResultTooLarge);
    // A million findings do not fit in the guest's own memory; with more memory they do not fit in a result.
    assert_fails(&hostile(), "flood", FailureKind::MemoryLimit);
    let roomy = Limits { memory_base: 2 << 30, fuel_base: 20_000_000_000, ..by_fuel() };
    assert_fails(&load_guest(roomy), "flood", FailureKind::ResultTooLarge);
    assert_fails(&hostile(), "crowd", FailureKind::BadResult("结果条数"));
}

#[test]
fn offsets_that_select_nothing() {
    for word in ["out-of-range", "reversed", "inside-a-character", "no-such-part"] {
        assert_fails(&hostile(), word, FailureKind::BadResult("位置超出范围或不在字符边界"));
    }
}

#[test]
fn malformed_reports() {
    for word in ["malformed-key", "malformed-digest", "garbled"] {
        assert_bad_result(word);
    }
}

/// A report that is well formed but not the report asked for: other units, other words, a digest over something else.
#[test]
fn reports_of_something_else() {
    for word in ["wrong-digest", "wrong-encoding", "wrong-pack"] {
        assert_bad_result(word);
    }
}

#[test]
fn every_unit_is_answered_in_that_unit() {
    for encoding in [OffsetEncoding::Utf8, OffsetEncoding::Utf16, OffsetEncoding::CodePoint] {
        let mut options = screen_options();
        options.encoding = encoding;
        let report = hostile().screen(&told("honest"), &options).expect("answered").expect("screened");
        assert_eq!(report.encoding, encoding);
    }
}

#[test]
fn malformed_content_digest() {
    let failure = hostile().digest(&told("malformed-digest")).expect_err("a digest has a form");
    assert!(matches!(failure.kind, FailureKind::BadResult(_)));
    assert!(hostile().digest(&told("honest")).is_ok());
}

fn event(kind: &str) -> Event {
    Event {
        id: 1,
        kind: kind.into(),
        version: 1,
        at: 1_000,
        actor: "wang-fang".into(),
        clause: "6.1".into(),
        digest: xianshen_host::component::digest::sm3(b""),
        body: "{}".into(),
    }
}

fn signing(opinion: &str) -> Signing {
    let digest = xianshen_host::component::digest::sm3(b"");
    let mut signing = xianshen_tests::signing(1, &digest, &[], &Map::new());
    (signing["opinion"], signing["attributes"]) = (Value::from(opinion), Value::Array(Vec::new()));
    serde_json::from_value(signing).expect("the signature is one")
}

#[test]
fn events_that_do_not_continue_the_history() {
    let history = [event("submitted")];
    let words = ["wrong-sequence", "same-sequence", "another-person", "before-the-last", "nothing", "nameless-refusal"];
    for word in words {
        let failure =
            hostile().sign(&history, &context("business-environment", "editor"), &signing(word)).expect_err(word);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{word}: {failure:?}");
        let honest = hostile()
            .sign(&history, &context("business-environment", "editor"), &signing("同意"))
            .expect("answered")
            .expect("signed");
        assert_eq!(honest.iter().map(|event| event.id).collect::<Vec<_>>(), [2], "after {word}");
    }
    let failure =
        hostile().sign(&history, &context("business-environment", "editor"), &signing("loop")).expect_err("loop");
    assert_eq!(failure.kind, FailureKind::FuelLimit);
}

#[test]
fn views_of_another_case() {
    let history = [event("submitted")];
    for word in ["another-case", "malformed-live"] {
        let asked = Context { calendar: word.into(), ..context("business-environment", "editor") };
        let failure = hostile().view(&history, &asked).expect_err(word);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{word}: {failure:?}");
    }
    assert_eq!(
        hostile()
            .view(&history, &context("business-environment", "editor"))
            .expect("answered")
            .expect("a view")
            .sequence,
        1
    );
}

#[test]
fn replays_of_another_history() {
    for word in ["claims-more", "blames-another"] {
        let failure = hostile().replay(&[event(word)]).expect_err(word);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{word}: {failure:?}");
    }
    assert_eq!(hostile().replay(&[event("submitted")]).expect("answered").expect("replayed").events, 1);
}

#[test]
fn verdicts_and_permits_without_content() {
    let request = |action: &str| PublishRequest {
        site: "portal-demo".into(),
        item: "item-1".into(),
        action: action.into(),
        channel: "portal".into(),
    };
    for word in ["refuse-without-reason", "allow-nothing"] {
        let failure = hostile()
            .check(&[], &told(word), &request("publish"), &context("business-environment", "editor"))
            .expect_err(word);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{word}: {failure:?}");
    }
    assert!(
        hostile().check(&[], &told("honest"), &request("publish"), &context("business-environment", "editor")).is_ok()
    );
    let failure = hostile()
        .issue(&[], &context("business-environment", "editor"), &request("empty-claim"), None)
        .expect_err("a permit claims something");
    assert!(matches!(failure.kind, FailureKind::BadResult(_)));
    assert_eq!(
        hostile()
            .publish(&[], &context("business-environment", "editor"), &request("publish"), &told("loop"))
            .expect_err("loop")
            .kind,
        FailureKind::FuelLimit
    );
}

#[test]
fn forms_and_archives_of_a_hostile_component() {
    let request =
        |form: &str| FormRequest { form: form.into(), template: None, documents: Vec::new(), names: Vec::new() };
    let render = |form: &str| hostile().render_form(&[], &context("business-environment", "editor"), &request(form));
    for (form, expected) in [("huge", FailureKind::BadResult("表单页面大小")), ("loop", FailureKind::FuelLimit)] {
        assert_eq!(render(form).expect_err(form).kind, expected, "{form}");
    }
    // What a page holds is the browser's to stop: the host sends it with a policy that runs and loads nothing.
    assert!(render("review-sheet").expect("answered").is_ok());
    assert!(hostile().fillable_forms(&[]).is_err(), "a form has a name");
    assert!(hostile().rests_on(&[]).is_err(), "what becomes a file name is a digest");
}

#[test]
fn public_versions_of_a_hostile_component() {
    let removal = Removal {
        place: Span { part: "title".into(), start: 0, end: 1 },
        basis: "personal_privacy".into(),
        note: String::new(),
    };
    let sealed = |salt: &str| SealedOriginal {
        editor: "lin-xiao".into(),
        section: "business-environment".into(),
        salt: salt.into(),
        original: told("honest"),
        request: RedactionRequest {
            classification: "not_secret".into(),
            encoding: OffsetEncoding::Utf8,
            removals: vec![removal.clone()],
            attachments: Vec::new(),
        },
    };
    let asked = context("business-environment", "editor");
    let redact = |salt: &str| hostile().redact(&[], &asked, &sealed(salt), "", &[]);
    for (salt, fault) in [
        ("no-list", "遮盖清单数量"),
        ("no-seal", "摘要格式"),
        ("the-original", "公开版本与原件相同"),
        ("other-digest", "公开版本的摘要与内容不符"),
    ] {
        assert_eq!(redact(salt).expect_err(salt).kind, FailureKind::BadResult(fault), "{salt}");
    }
    assert_eq!(redact("loop").expect_err("loop").kind, FailureKind::FuelLimit);
    assert!(redact("honest").expect("answered").is_err(), "a refusal");
    let read = |editor: &str| hostile().may_read(&[], &asked, editor, "business-environment");
    assert!(matches!(read("nameless-refusal").expect_err("a refusal has a code").kind, FailureKind::BadResult(_)));
    assert_eq!(read("loop").expect_err("no answer is no leave").kind, FailureKind::FuelLimit);
}
