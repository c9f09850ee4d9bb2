//! Random people doing random things in random order: whatever was accepted keeps the regulation.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use articles::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use workflow::{
    Actor, Case, Command, Context, Event, Facts, FindingKey, PublishRequest, Rendition, Screening, Signing, Stage,
    Submission, decide, replay,
};

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"}],"correction_system":{"basis":"通知"}}"#;

/// Everybody holds more roles than they should, so that only the rules keep them apart.
const PEOPLE: [(&str, &[Role]); 5] = [
    ("a", &[Role::Editor, Role::SectionHead]),
    ("b", &[Role::Editor, Role::SectionHead, Role::DeputyLeader, Role::Publisher]),
    ("c", &[Role::SectionHead, Role::DeputyLeader]),
    ("d", &[Role::DeputyLeader, Role::Publisher]),
    ("e", &[Role::Publisher]),
];

#[derive(Clone, Debug)]
enum Deed {
    Submit(u8),
    Screen {
        finding: bool,
    },
    Accept,
    Sign {
        level: u8,
        checked: bool,
    },
    Return,
    Issue,
    Publish(u8),
    /// What should come next, by somebody who may: random walks alone hardly ever get as far as a publication.
    Next,
}

fn deeds() -> impl Strategy<Value = Vec<(usize, u64, Deed)>> {
    let deed = prop_oneof![
        2 => (0_u8..3).prop_map(Deed::Submit),
        3 => any::<bool>().prop_map(|finding| Deed::Screen { finding }),
        2 => Just(Deed::Accept),
        6 => (0_u8..5, prop::bool::weighted(0.9)).prop_map(|(level, checked)| Deed::Sign { level, checked }),
        1 => Just(Deed::Return),
        3 => Just(Deed::Issue),
        3 => (0_u8..3).prop_map(Deed::Publish),
        20 => Just(Deed::Next),
    ];
    prop::collection::vec((0..PEOPLE.len(), 0_u64..900_000, deed), 1..60)
}

fn digest(content: u8) -> String {
    document::sm3_text(&[content])
}

fn request(case: &Case) -> PublishRequest {
    let action = if case.live.contains_key("p") { "update" } else { "publish" };
    PublishRequest { site: "s".into(), item: "i".into(), action: action.into(), channel: "p".into() }
}

fn command(case: &Case, deed: &Deed) -> Command {
    let round = case.round.as_ref();
    match deed {
        Deed::Submit(content) => Command::Submit(Submission {
            site: "s".into(),
            item: "i".into(),
            renditions: vec![Rendition { channel: "p".into(), digest: digest(*content), texts: "sm3:texts".into() }],
        }),
        Deed::Screen { finding } => {
            let key = || FindingKey {
                key: "0123456789abcdef".into(),
                rule: "misspelling/confusable_word".into(),
                level: "confirm".into(),
                clause: "8".into(),
            };
            Command::RecordScreening(Screening {
                document: round.map(|it| it.renditions[0].digest.clone()).unwrap_or_default(),
                texts: "sm3:texts".into(),
                report: document::sm3_text(&[u8::from(*finding)]),
                pack: "sm3:pack".into(),
                engine: "0".into(),
                secrecy_stop: false,
                findings: finding.then(key).into_iter().collect(),
                omitted: 0,
            })
        }
        Deed::Accept => Command::AcceptFinding { key: "0123456789abcdef".into(), reason: "引文".into() },
        Deed::Sign { level, checked } => Command::Sign(Signing {
            level: *level,
            digest: round.map(|it| it.digest.clone()).unwrap_or_default(),
            secrecy_checked: *checked,
            opinion: String::new(),
        }),
        Deed::Return => Command::Return { reasons: vec!["请核对".into()] },
        Deed::Issue => Command::Issue(request(case)),
        Deed::Publish(content) => Command::Publish { request: request(case), document: digest(*content) },
        Deed::Next => next(case).1,
    }
}

/// What should come next, and the person who may do it.
fn next(case: &Case) -> (usize, Command) {
    let deed = match case.stage() {
        Stage::Empty | Stage::Returned | Stage::Published => (0, Deed::Submit(u8::try_from(case.rounds % 3).unwrap())),
        Stage::Submitted => (0, Deed::Screen { finding: false }),
        Stage::Screened => (0, Deed::Sign { level: 1, checked: true }),
        Stage::FirstSigned => (2, Deed::Sign { level: 2, checked: true }),
        Stage::SecondSigned => (3, Deed::Sign { level: 3, checked: true }),
        Stage::Cleared => (4, Deed::Issue),
        Stage::Permitted => (4, Deed::Publish(0)),
    };
    let (person, deed) = deed;
    match (command(case, &deed), &case.round) {
        (Command::Publish { request, .. }, Some(round)) => {
            (person, Command::Publish { request, document: round.renditions[0].digest.clone() })
        }
        (command, _) => (person, command),
    }
}

fn facts(person: usize, now: u64) -> Facts {
    let (id, roles) = PEOPLE[person];
    let actor = Actor {
        person: id.into(),
        name: id.into(),
        section: "a".into(),
        roles: roles.iter().map(|role| role.id().to_owned()).collect(),
    };
    Facts::read(&Context { now, actor, profile: PROFILE.into(), ..Default::default() }, "sm3:pack").unwrap()
}

/// What was accepted by the time something is published: a full chain by three people over exactly these bytes, then one permit.
fn check_publication(history: &[Event], publisher: &str, content: &str) {
    let started = history.iter().rposition(|event| event.kind == "submitted").expect("something was submitted");
    let round = &history[started..];
    assert!(!round.iter().any(|event| event.kind == "returned"), "nothing is published after a return");
    let signers: Vec<&str> =
        round.iter().filter(|event| event.kind == "signed").map(|event| event.actor.as_str()).collect();
    let people: BTreeSet<&&str> = signers.iter().collect();
    assert_eq!((signers.len(), people.len()), (3, 3), "three levels, three people");
    let case_digest = document::case_digest(&[content]);
    assert!(round.iter().all(|event| event.digest == case_digest), "everything in the round is about these bytes");
    assert!(round.iter().any(|event| event.kind == "screened"), "screened before it was signed");
    let editors: BTreeSet<_> =
        history.iter().filter(|event| event.kind == "submitted").map(|event| &*event.actor).collect();
    assert!(!editors.contains(publisher), "whoever edited a version does not publish");
    let permits = round.iter().filter(|event| event.kind == "permit-issued").count();
    let used = round.iter().filter(|event| event.kind == "published").count();
    assert!(permits > used, "one permit a publication");
}

/// Take one random step; the history grows when it is accepted.
fn take(history: &mut Vec<Event>, person: usize, now: u64, deed: &Deed) {
    let case = replay(history).expect("accepted events replay");
    let (person, command) = if matches!(deed, Deed::Next) { next(&case) } else { (person, command(&case, deed)) };
    let before = case.clone();
    match decide(&case, &facts(person, now), now, PEOPLE[person].0, &command) {
        Ok(event) => {
            if let Command::Publish { document, .. } = &command {
                check_publication(history, PEOPLE[person].0, document);
            }
            assert_eq!(event.id, history.len() as u64 + 1);
            history.push(event);
        }
        Err(refusal) => {
            assert!(!refusal.message.is_empty() && !refusal.remedy.is_empty());
            assert_eq!(case, before, "a refusal changes nothing");
        }
    }
}

/// A history with an event taken out or changed does not replay. One place is tried for each history; the histories are many.
fn check_tampering(history: &[Event]) {
    let gone = history.len() / 2;
    if gone + 1 < history.len() {
        let mut shorter = history.to_vec();
        shorter.remove(gone);
        assert!(replay(&shorter).is_err(), "event {} is missed", gone + 1);
        let mut changed = history.to_vec();
        changed[gone].digest = digest(9);
        assert!(replay(&changed).is_err(), "event {} is bound to its digest", gone + 1);
    }
}

#[test]
fn what_is_accepted_keeps_the_regulation() {
    let published = Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 600, failure_persistence: None, ..Config::default() });
    let result = runner.run(&deeds(), |deeds| {
        let mut history: Vec<Event> = Vec::new();
        let mut now = 1_740_965_400_000;
        for (person, wait, deed) in deeds {
            now += wait;
            take(&mut history, person, now, &deed);
        }
        check_tampering(&history);
        published.set(published.get() + history.iter().filter(|event| event.kind == "published").count());
        Ok(())
    });
    result.unwrap();
    assert!(published.get() > 200, "{} publications are too few to say anything", published.get());
}
