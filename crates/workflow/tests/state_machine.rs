//! Random people doing random things in random order: whatever was accepted keeps the regulation.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use articles::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use workflow::{
    Actor, Answer, Card, Case, Command, Context, DispositionKind, Event, Facts, FindingKey, Gates, Leaders,
    Proofreading, PublishRequest, Rendition, ReturnReason, Screening, Signing, Stage, Submission, decide, replay,
    tally,
};

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"}],"correction_system":{"basis":"通知"}}"#;

/// Monday 2025-03-03, 09:30 in Asia/Shanghai.
const START: u64 = 1_740_965_400_000;
const CALENDAR: &str = include_str!("../../../host/demo/calendar.json");

/// Everybody holds more roles than they should, so that only the rules keep them apart.
const PEOPLE: [(&str, &[Role]); 6] = [
    ("a", &[Role::Editor, Role::SectionHead]),
    ("b", &[Role::Editor, Role::SectionHead, Role::DeputyLeader, Role::Publisher]),
    ("c", &[Role::SectionHead, Role::DeputyLeader]),
    ("d", &[Role::DeputyLeader, Role::Publisher]),
    ("e", &[Role::Publisher, Role::Coordinator, Role::PrincipalLeader]),
    ("f", &[Role::PrincipalLeader]),
];

#[derive(Clone, Debug)]
enum Deed {
    Submit(u8),
    /// Content about leaders, which two further people proofread.
    SubmitLeaders(u8),
    Proofread {
        errors: bool,
    },
    Mark,
    Unmark,
    Revoke,
    Screen {
        finding: bool,
    },
    Dispose(DispositionKind),
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
        1 => (0_u8..3).prop_map(Deed::SubmitLeaders),
        2 => prop::bool::weighted(0.1).prop_map(|errors| Deed::Proofread { errors }),
        1 => Just(Deed::Mark),
        1 => Just(Deed::Unmark),
        1 => Just(Deed::Revoke),
        2 => prop_oneof![
            4 => Just(DispositionKind::Accepted),
            1 => Just(DispositionKind::FalseAlarm),
            1 => Just(DispositionKind::NotProhibited),
            1 => Just(DispositionKind::Prohibited),
        ].prop_map(Deed::Dispose),
        6 => (0_u8..5, prop::bool::weighted(0.9)).prop_map(|(level, checked)| Deed::Sign { level, checked }),
        1 => Just(Deed::Return),
        3 => Just(Deed::Issue),
        3 => (0_u8..3).prop_map(Deed::Publish),
        20 => Just(Deed::Next),
    ];
    prop::collection::vec((0..PEOPLE.len(), 0_u64..40_000, deed), 1..90)
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
        Deed::Submit(content) => submit(*content, Leaders::None),
        Deed::SubmitLeaders(content) => submit(*content, Leaders::State),
        Deed::Proofread { errors } => Command::Proofread {
            digest: round.map(|it| it.digest.clone()).unwrap_or_default(),
            record: proofreading(*errors),
        },
        Deed::Mark => Command::MarkImportant { criterion: "other".into(), reason: "影响大".into() },
        Deed::Unmark => Command::UnmarkImportant { reason: "影响不大".into() },
        Deed::Revoke => Command::Revoke { reason: "推迟".into() },
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
        Deed::Dispose(kind) => Command::DisposeFinding(Answer {
            key: "0123456789abcdef".into(),
            kind: *kind,
            reason: "引文".into(),
            basis: String::new(),
        }),
        Deed::Sign { level, checked } => Command::Sign(signing(case, *level, *checked)),
        Deed::Return => {
            Command::Return { reasons: vec![ReturnReason { code: "other".into(), text: "请核对".into() }] }
        }
        Deed::Issue => Command::Issue { request: request(case), not_before: None },
        Deed::Publish(content) => Command::Publish { request: request(case), document: digest(*content) },
        Deed::Next => next(case).1,
    }
}

fn submit(content: u8, leaders: Leaders) -> Command {
    Command::Submit(Submission {
        site: "s".into(),
        item: "i".into(),
        card: Card { openness_reason: "应当公开".into(), leaders, ..Card::default() },
        renditions: vec![Rendition {
            channel: "p".into(),
            digest: digest(content),
            texts: "sm3:texts".into(),
            unreadable: Vec::new(),
        }],
    })
}

fn proofreading(errors: bool) -> Proofreading {
    let found = errors.then(|| "第二段漏字".to_owned());
    Proofreading { method: "read_through".into(), errors: found.into_iter().collect(), none_found: !errors }
}

fn signing(case: &Case, level: u8, checked: bool) -> Signing {
    let round = case.round.as_ref();
    Signing {
        level,
        digest: round.map(|it| it.digest.clone()).unwrap_or_default(),
        reports: round.iter().flat_map(|it| it.screenings.values()).map(|it| it.report.clone()).collect(),
        secrecy_checked: checked,
        gates: Gates { political: true, legal: true, policy: true, secrecy: true, text: true, opinion: true },
        duties: articles::duties(level).iter().map(|duty| duty.id.to_owned()).collect(),
        proofreading: proofreading(false),
        classes_stated: level == 3,
        ..Signing::default()
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
        Stage::ThirdSigned => (5, Deed::Sign { level: 4, checked: true }),
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

/// Everybody's facts: the walks take less than the two hours of a morning, so that they stay the same.
fn all_facts() -> Vec<Facts> {
    (0..PEOPLE.len()).map(|person| facts(person, START)).collect()
}

fn facts(person: usize, now: u64) -> Facts {
    let (id, roles) = PEOPLE[person];
    let actor = Actor {
        person: id.into(),
        name: id.into(),
        section: "a".into(),
        roles: roles.iter().map(|role| role.id().to_owned()).collect(),
    };
    Facts::read(
        &Context { now, actor, profile: PROFILE.into(), calendar: CALENDAR.into(), ..Default::default() },
        "sm3:pack",
        &Case::default(),
        None,
    )
    .unwrap()
}

/// What was accepted by the time something is published: a full chain by three people over exactly these bytes, then one permit.
fn check_publication(history: &[Event], publisher: &str, content: &str) {
    let started = history.iter().rposition(|event| event.kind == "submitted").expect("something was submitted");
    let round = &history[started..];
    assert!(!round.iter().any(|event| event.kind == "returned"), "nothing is published after a return");
    let signers: Vec<&str> =
        round.iter().filter(|event| event.kind == "signed").map(|event| event.actor.as_str()).collect();
    let people: BTreeSet<&&str> = signers.iter().collect();
    assert_eq!(signers.len(), people.len(), "nobody signs two levels");
    assert!(signers.len() >= 3, "three levels at least");
    let submitted: serde_json::Value = serde_json::from_str(&round[0].body).unwrap();
    let card: Card = serde_json::from_value(submitted["command"]["submit"]["card"].clone()).unwrap();
    let case_digest = document::case_digest(&[content], &card.digest());
    assert!(round.iter().all(|event| event.digest == case_digest), "everything in the round is about these bytes");
    let marked = history.iter().rev().find(|event| event.kind.ends_with("marked-important"));
    let important = marked.is_some_and(|event| event.kind == "marked-important");
    assert!(signers.len() >= if important { 4 } else { 3 }, "important items have the main leader's approval");
    let readers: BTreeSet<&str> =
        round.iter().filter(|event| event.kind == "proofread").map(|event| event.actor.as_str()).collect();
    assert!(card.leaders == Leaders::None || readers.len() >= 2, "leaders' items are read by two further people");
    assert!(readers.iter().all(|reader| !people.contains(&reader)), "who proofreads does not sign");
    assert!(round.iter().any(|event| event.kind == "screened"), "screened before it was signed");
    let editors: BTreeSet<_> =
        history.iter().filter(|event| event.kind == "submitted").map(|event| &*event.actor).collect();
    assert!(!editors.contains(publisher), "whoever edited a version does not publish");
    let permits = round.iter().filter(|event| event.kind == "permit-issued").count();
    let used = round.iter().filter(|event| event.kind == "published").count();
    assert!(permits > used, "one permit a publication");
}

/// Take one random step; the history grows when it is accepted.
fn take(everybody: &[Facts], history: &mut Vec<Event>, case: &mut Case, (person, now, deed): (usize, u64, &Deed)) {
    let (person, command) = if matches!(deed, Deed::Next) { next(case) } else { (person, command(case, deed)) };
    let before = case.clone();
    match decide(case, &everybody[person], now, PEOPLE[person].0, &command) {
        Ok(event) => {
            if let Command::Publish { document, .. } = &command {
                check_publication(history, PEOPLE[person].0, document);
            }
            assert_eq!(event.id, history.len() as u64 + 1);
            history.push(event);
            *case = replay(history).expect("accepted events replay");
        }
        Err(refusal) => {
            assert!(!refusal.message.is_empty() && !refusal.remedy.is_empty());
            assert_eq!(*case, before, "a refusal changes nothing");
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

/// What is counted is what happened; nothing goes out unscreened.
fn check_tally(history: &[Event], case: &Case) {
    let first = |kind: &str| history.iter().find(|event| event.kind == kind).map(|event| event.at);
    let tally = tally(history).expect("accepted events are counted");
    assert_eq!((tally.published_at, tally.handed_in_at), (first("published"), first("signed")));
    assert!(tally.screened && tally.live.iter().eq(case.live.values()));
    let returned = history.iter().filter(|event| event.kind == "returned").count();
    assert_eq!(usize::try_from(tally.returned), Ok(returned));
}

#[test]
fn what_is_accepted_keeps_the_regulation() {
    let everybody = all_facts();
    let (published, steps) = (Cell::new(0), Cell::new(0_u32));
    let mut runner = TestRunner::new(Config { cases: 2_400, failure_persistence: None, ..Config::default() });
    let result = runner.run(&deeds(), |deeds| {
        let (mut history, mut case) = (Vec::new(), Case::default());
        let mut now = START;
        for (person, wait, deed) in deeds {
            now += wait;
            take(&everybody, &mut history, &mut case, (person, now, &deed));
            steps.set(steps.get() + 1);
        }
        check_tampering(&history);
        check_tally(&history, &case);
        published.set(published.get() + history.iter().filter(|event| event.kind == "published").count());
        Ok(())
    });
    result.unwrap();
    assert!(steps.get() >= 100_000, "{} steps are too few", steps.get());
    assert!(published.get() > 200, "{} publications are too few to say anything", published.get());
}
