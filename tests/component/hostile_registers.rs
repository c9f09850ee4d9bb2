//! What a component can answer about registers, and what the host does not take from it.

use crate::made::{context, hostile};
use xianshen_host::component::FailureKind;
use xianshen_host::component::bindings::{BodyFormat, Document, Entry, Event, ShownItem, Standing};

fn entry(kind: &str) -> Entry {
    Entry {
        id: 1,
        kind: kind.into(),
        version: 1,
        at: 1_000,
        actor: "wang-fang".into(),
        clause: "20".into(),
        body: "{}".into(),
    }
}

#[test]
fn entries_that_do_not_continue_the_register() {
    let history = [entry("registry-appointed")];
    let enter = |word: &str| hostile().enter("registry", &history, &context("coordination", "coordinator"), word, &[]);
    for word in ["wrong-sequence", "another-person", "before-the-last", "nothing", "nameless-refusal"] {
        let failure = enter(word).expect_err(word);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{word}: {failure:?}");
        let honest = enter("{}").expect("answered").expect("entered");
        assert_eq!(honest.iter().map(|entry| entry.id).collect::<Vec<_>>(), [2], "after {word}");
    }
    assert_eq!(enter("loop").expect_err("loop").kind, FailureKind::FuelLimit);
}

#[test]
fn answers_about_another_register() {
    let failure = hostile().replay_register("registry", &[entry("blames-another")]).expect_err("there is no entry 99");
    assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{failure:?}");
    assert!(hostile().replay_register("registry", &[entry("registry-appointed")]).expect("answered").is_ok());
    // The summary of a case names content by its digest and by nothing else.
    let event = Event {
        id: 1,
        kind: "submitted".into(),
        version: 1,
        at: 1_000,
        actor: "wang-fang".into(),
        clause: "4".into(),
        digest: xianshen_host::component::digest::sm3(b""),
        body: "{}".into(),
    };
    let failure = hostile().summarise(&[event], "", 0).expect_err("no digest");
    assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{failure:?}");
}

#[test]
fn judgements_of_what_a_site_shows() {
    let observe = |title: &str| {
        let shown = Document {
            channel: String::new(),
            title: title.to_owned(),
            summary: String::new(),
            body_format: BodyFormat::Html,
            body: String::new(),
            attachments: Vec::new(),
            metadata: Vec::new(),
        };
        hostile().observe(&ShownItem {
            standing: Standing::Live,
            cleared: Vec::new(),
            shown: Some(shown),
            before: None,
            first_walk: false,
            published_at: 0,
            gate_since: 0,
        })
    };
    for title in ["nameless", "no-digest", "endless"] {
        let failure = observe(title).expect_err(title);
        assert!(matches!(failure.kind, FailureKind::BadResult(_)), "{title}: {failure:?}");
    }
    assert_eq!(observe("loop").expect_err("loop").kind, FailureKind::FuelLimit);
    assert_eq!(observe("honest").expect("answered").code, "as-cleared");
}
