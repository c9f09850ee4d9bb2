//! Random people doing random things in random order: whatever was accepted keeps the regulation.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use articles::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use workflow::{
    Actor, Answer, Card, Case, Classification, Command, Context, DeterminationStep, DispositionKind, Event, Facts,
    FindingKey, Gates, Handover, Hours, Inquiry, Issue, IssueKind, Leaders, Letter, Look, LookBackStep, NetworkZone,
    Proofreading, PublishRequest, Rendition, Reply, ReturnReason, Screening, Settings, Settlement, Signing, Stage,
    Submission, Track, WrittenAnswer, decide, is_suspended, replay, tally,
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
    /// Content that may be secret.
    SubmitPending(u8),
    Ask(Track),
    Send,
    Receive,
    Answer(Reply),
    Decide(bool),
    TakeBack,
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
    Look {
        urgent: Option<bool>,
    },
    Withdraw,
    Confirm,
    CheckChannel,
    Close,
    /// What should come next, by somebody who may: random walks alone hardly ever get as far as a publication.
    Next,
}

fn deeds() -> impl Strategy<Value = Vec<(usize, u64, Deed)>> {
    let deed = prop_oneof![
        2 => (0_u8..3).prop_map(Deed::Submit),
        3 => any::<bool>().prop_map(|finding| Deed::Screen { finding }),
        1 => (0_u8..3).prop_map(Deed::SubmitLeaders),
        2 => prop::bool::weighted(0.1).prop_map(|errors| Deed::Proofread { errors }),
        1 => (0_u8..3).prop_map(Deed::SubmitPending),
        1 => prop_oneof![Just(Track::Determination), Just(Track::Consultation)].prop_map(Deed::Ask),
        1 => Just(Deed::Send),
        1 => Just(Deed::Receive),
        2 => prop_oneof![
            2 => Just(Reply::NotSecret),
            1 => Just(Reply::Secret),
            1 => Just(Reply::NoObjection),
            1 => Just(Reply::Objection),
        ].prop_map(Deed::Answer),
        1 => any::<bool>().prop_map(Deed::Decide),
        1 => Just(Deed::TakeBack),
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
        2 => prop::option::of(any::<bool>()).prop_map(|urgent| Deed::Look { urgent }),
        1 => Just(Deed::Withdraw),
        1 => Just(Deed::Confirm),
        1 => Just(Deed::CheckChannel),
        1 => Just(Deed::Close),
        20 => Just(Deed::Next),
    ];
    prop::collection::vec((0..PEOPLE.len(), 0_u64..40_000, deed), 1..90)
}

fn digest(content: u8) -> String {
    document::sm3_text(&[content])
}

fn request(case: &Case) -> PublishRequest {
    PublishRequest { site: "s".into(), item: "i".into(), action: case.due_action("p").into(), channel: "p".into() }
}

fn command(case: &Case, deed: &Deed) -> Command {
    let round = case.round.as_ref();
    match deed {
        Deed::Submit(content) => submit(*content, Leaders::None, Classification::NotSecret),
        Deed::SubmitLeaders(content) => submit(*content, Leaders::State, Classification::NotSecret),
        Deed::SubmitPending(content) => submit(*content, Leaders::None, Classification::Pending),
        Deed::Ask(_) | Deed::Send | Deed::Receive | Deed::Answer(_) | Deed::Decide(_) | Deed::TakeBack => {
            Command::Determination(determination(case, deed))
        }
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
        Deed::Look { .. } | Deed::Withdraw | Deed::Confirm | Deed::CheckChannel | Deed::Close => {
            Command::LookBack(after_release(case, deed))
        }
        Deed::Next => next(case).1,
    }
}

fn after_release(case: &Case, deed: &Deed) -> LookBackStep {
    match deed {
        Deed::Look { urgent } => {
            let issue = |urgent| Issue {
                kind: if urgent { IssueKind::PersonalData } else { IssueKind::Error },
                text: "第二段".into(),
            };
            LookBackStep::Look(Look {
                digest: case.live_case.clone().unwrap_or_default(),
                issues: urgent.map(issue).into_iter().collect(),
                none_found: urgent.is_none(),
                settlement: urgent.map(|urgent| if urgent { Settlement::Withdraw } else { Settlement::Rectify }),
            })
        }
        Deed::Confirm => LookBackStep::Confirm { name: "值班员".into(), at: case.last_at, note: String::new() },
        Deed::CheckChannel => LookBackStep::CheckChannel { channel: "p".into(), note: String::new() },
        Deed::Close => LookBackStep::Close { note: "已撤下".into() },
        _ => LookBackStep::Withdraw { reason: String::new() },
    }
}

/// A step of clause 10 about the letter drawn up last, whatever became of it.
fn determination(case: &Case, deed: &Deed) -> DeterminationStep {
    let digest = case.round.as_ref().map(|round| round.digest.clone()).unwrap_or_default();
    let request = case.determinations.inquiries.last().map(|inquiry| inquiry.event).unwrap_or_default();
    let text = || "某".to_owned();
    let handover = Handover { request, person: text(), at: case.last_at, manner: text() };
    match deed {
        Deed::Send => DeterminationStep::Send(handover),
        Deed::Receive => DeterminationStep::Receive(handover),
        Deed::Answer(reply) => DeterminationStep::Answer(WrittenAnswer {
            request,
            number: text(),
            at: case.last_at,
            reply: *reply,
            text: text(),
        }),
        Deed::Decide(publish) => DeterminationStep::Decide { digest, publish: *publish, reason: text() },
        Deed::TakeBack => DeterminationStep::Withdraw { request, reason: text() },
        deed => {
            let track = if let Deed::Ask(track) = deed { *track } else { Track::Determination };
            let (number, body, competence, question) = (text(), text(), text(), text());
            DeterminationStep::Request(Letter { track, digest, number, body, competence, question })
        }
    }
}

fn submit(content: u8, leaders: Leaders, classification: Classification) -> Command {
    Command::Submit(Submission {
        site: "s".into(),
        item: "i".into(),
        card: Card { openness_reason: "应当公开".into(), leaders, classification, ..Card::default() },
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

/// What clause 10 waits for, and the person who may do it; none when it waits for nothing, or for a new version.
fn next_determination(case: &Case) -> Option<(usize, Deed)> {
    let round = case.open_round()?;
    let pending = round.card.classification == Classification::Pending;
    let last = case.determinations.inquiries.last().filter(|it| it.letter.digest == round.digest && !it.withdrawn);
    let Some(last) = last else { return pending.then_some((0, Deed::Ask(Track::Determination))) };
    if case.determinations.ruling(&round.digest).is_some() {
        return None;
    }
    Some(match last {
        Inquiry { sent: None, .. } => (0, Deed::Send),
        Inquiry { received: None, .. } => (0, Deed::Receive),
        Inquiry { answer: None, letter, .. } if letter.track == Track::Determination => {
            (0, Deed::Answer(Reply::NotSecret))
        }
        Inquiry { answer: None, .. } => (0, Deed::Answer(Reply::NoObjection)),
        _ => (3, Deed::Decide(true)),
    })
}

/// What should come next, and the person who may do it.
fn next(case: &Case) -> (usize, Command) {
    if let Some((person, deed)) = next_determination(case) {
        return (person, command(case, &deed));
    }
    let deed = match case.stage() {
        _ if case.look_back.open_withdrawal().is_some() => closing(case),
        Stage::Empty | Stage::Returned | Stage::Published | Stage::Withdrawn => {
            (0, Deed::Submit(u8::try_from(case.rounds % 3).unwrap()))
        }
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

/// The next step towards closing a withdrawal, by 综合协调科.
fn closing(case: &Case) -> (usize, Deed) {
    let open = case.look_back.open_withdrawal().expect("a withdrawal is open");
    match (&open.confirmed, open.unchecked().next()) {
        (None, _) => (4, Deed::Confirm),
        (Some(_), Some(_)) => (4, Deed::CheckChannel),
        (Some(_), None) => (4, Deed::Close),
    }
}

/// Nothing stands against taking down what is live: not the night, not a net café, not a broken profile, not a clock that went back.
fn take_down(case: &Case, at_night: &Facts) -> Option<Event> {
    let command = Command::LookBack(LookBackStep::Withdraw { reason: String::new() });
    let decided = decide(case, at_night, 0, PEOPLE[4].0, &command);
    (!case.live.is_empty()).then(|| decided.expect("withdrawal is never blocked"))
}

/// The facts under which nothing else is allowed.
fn at_night() -> Facts {
    let (network, hours, settings) = (NetworkZone::Public, Hours::Outside, Settings::default());
    Facts { network, hours, settings, ..facts(4, START) }
}

/// What is left when it was taken down at the end of a walk.
fn check_withdrawal(case: &Case, at_night: &Facts, mut history: Vec<Event>) {
    let Some(event) = take_down(case, at_night) else { return };
    history.push(event);
    let after = replay(&history).expect("a withdrawal replays");
    assert!(after.live.is_empty() && after.live_case.is_none(), "nothing is live after a withdrawal");
    assert!(after.permits.is_empty(), "no permit is open after a withdrawal");
    assert!(after.look_back.open_withdrawal().is_some(), "it is to be closed");
}

/// A look-back is made by somebody who published nothing of what is live; a withdrawal is closed when all of it is proved.
fn check_after_release(history: &[Event], case: &Case, actor: &str, step: &LookBackStep) {
    match step {
        LookBackStep::Look(_) => {
            let released = history.iter().rfind(|event| event.kind == "published").expect("something was published");
            assert_ne!(released.actor, actor, "the publisher does not look back");
        }
        LookBackStep::Close { .. } => {
            let started = history.iter().rposition(|event| event.kind == "withdrawn").expect("it was taken down");
            let has = |kind: &str| history[started..].iter().any(|event| event.kind == kind);
            assert!(has("takedown-confirmed") && has("channel-checked"), "closed without proof");
            assert!(case.live.is_empty());
        }
        _ => {}
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
    let down = history.iter().filter(|event| event.kind == "withdrawn").count();
    let closed = history.iter().filter(|event| event.kind == "withdrawal-closed").count();
    assert_eq!(down, closed, "nothing is published before a withdrawal is closed");
    let signers: Vec<&str> =
        round.iter().filter(|event| event.kind == "signed").map(|event| event.actor.as_str()).collect();
    let people: BTreeSet<&&str> = signers.iter().collect();
    assert_eq!(signers.len(), people.len(), "nobody signs two levels");
    assert!(signers.len() >= 3, "three levels at least");
    let submitted: serde_json::Value = serde_json::from_str(&round[0].body).unwrap();
    let card: Card = serde_json::from_value(submitted["command"]["submit"]["card"].clone()).unwrap();
    let case_digest = document::case_digest(&[content], &card.digest());
    // What follows a release is about the content that is or was live, whatever is under review meanwhile.
    let mut of_round = round.iter().filter(|event| !event.body.contains(r#""look_back":"#));
    assert!(of_round.all(|event| event.digest == case_digest), "everything in the round is about these bytes");
    check_determination(history, &case_digest, card.classification);
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

/// What was asked about exactly this content was answered, by nobody that it is secret, and decided afterwards.
fn check_determination(history: &[Event], digest: &str, classification: Classification) {
    let steps: Vec<(u64, DeterminationStep)> = history
        .iter()
        .filter(|event| event.kind.starts_with("determination-") && event.digest == digest)
        .map(|event| {
            let body: serde_json::Value = serde_json::from_str(&event.body).unwrap();
            (event.id, serde_json::from_value(body["command"]["determination"].clone()).unwrap())
        })
        .collect();
    let is_withdrawn = |id: u64| {
        steps.iter().any(|(_, step)| matches!(step, DeterminationStep::Withdraw { request, .. } if *request == id))
    };
    let answer = |id: u64| {
        steps.iter().find_map(|(_, step)| match step {
            DeterminationStep::Answer(answer) if answer.request == id => Some(answer.reply),
            _ => None,
        })
    };
    let asked: Vec<u64> = steps
        .iter()
        .filter(|(id, step)| matches!(step, DeterminationStep::Request(_)) && !is_withdrawn(*id))
        .map(|(id, _)| *id)
        .collect();
    let answers: Vec<Reply> = asked.iter().map(|id| answer(*id).expect("every letter is answered")).collect();
    assert!(!answers.contains(&Reply::Secret), "what is secret is not published");
    if let Some(last) = asked.iter().max() {
        let decided = steps.iter().rev().find(|(_, step)| matches!(step, DeterminationStep::Decide { .. }));
        let decided = decided.filter(|(id, _)| id > last).map(|(_, step)| step);
        assert!(
            matches!(decided, Some(DeterminationStep::Decide { publish: true, .. })),
            "decided after the last letter"
        );
    }
    let unclear = classification == Classification::Pending;
    assert!(!unclear || answers.contains(&Reply::NotSecret), "what is unclear is determined first");
}

/// Take one random step; the history grows when it is accepted.
fn take(everybody: &[Facts], history: &mut Vec<Event>, case: &mut Case, (person, now, deed): (usize, u64, &Deed)) {
    let (person, command) = if matches!(deed, Deed::Next) { next(case) } else { (person, command(case, deed)) };
    let before = case.clone();
    match decide(case, &everybody[person], now, PEOPLE[person].0, &command) {
        Ok(event) => {
            let goes_on = matches!(command, Command::Sign(_) | Command::Issue { .. } | Command::Publish { .. });
            assert!(!goes_on || !is_suspended(case, &everybody[person], now), "nothing goes on while suspended");
            match &command {
                Command::Publish { document, .. } => check_publication(history, PEOPLE[person].0, document),
                Command::LookBack(step) => check_after_release(history, &before, PEOPLE[person].0, step),
                _ => {}
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

/// Every permit is open or has ended, and the last one stands exactly while it is open and its time has not passed.
fn check_permits(history: &[Event], case: &Case, now: u64) {
    let issued: Vec<u64> = history.iter().filter(|event| event.kind == "permit-issued").map(|event| event.id).collect();
    let is_open = |event: &u64| case.permits.iter().any(|permit| permit.event == *event);
    assert!(issued.iter().all(|event| is_open(event) != case.ended.contains_key(event)), "{issued:?} {:?}", case.ended);
    if let Some(last) = issued.last() {
        let standing =
            workflow::standing(history, *last, "sm3:pack", now).expect("it replays").expect("it is a permit");
        let in_time = |permit: &workflow::Permit| permit.event == *last && now < permit.expires;
        assert_eq!(standing.refusal.is_none(), case.permits.iter().any(in_time), "{:?}", standing.refusal);
        let claim: serde_json::Value = serde_json::from_slice(&standing.claim).expect("the claim is JSON");
        assert_eq!(claim["id"], format!("i.{last}"));
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
    let (everybody, at_night) = (all_facts(), at_night());
    let (published, restored, steps) = (Cell::new(0), Cell::new(0), Cell::new(0_u32));
    let mut runner = TestRunner::new(Config { cases: 2_400, failure_persistence: None, ..Config::default() });
    let result = runner.run(&deeds(), |deeds| {
        let (mut history, mut case) = (Vec::new(), Case::default());
        let mut now = START;
        for (person, wait, deed) in deeds {
            now += wait;
            take(&everybody, &mut history, &mut case, (person, now, &deed));
            take_down(&case, &at_night);
            steps.set(steps.get() + 1);
        }
        check_tampering(&history);
        check_permits(&history, &case, now);
        check_tally(&history, &case);
        published.set(published.get() + history.iter().filter(|event| event.kind == "published").count());
        let taken_down = history.iter().position(|event| event.kind == "withdrawn").unwrap_or(history.len());
        restored.set(restored.get() + history[taken_down..].iter().filter(|event| event.kind == "published").count());
        check_withdrawal(&case, &at_night, history);
        Ok(())
    });
    result.unwrap();
    assert!(steps.get() >= 100_000, "{} steps are too few", steps.get());
    assert!(published.get() > 200, "{} publications are too few to say anything", published.get());
    assert!(restored.get() > 20, "{} publications after a withdrawal are too few", restored.get());
}

/// Decide, append, replay.
fn accept(history: &mut Vec<Event>, person: usize, facts: &Facts, command: &Command) -> Case {
    let case = replay(history).expect("it replays");
    let at = START + history.len() as u64;
    history.push(decide(&case, facts, at, PEOPLE[person].0, command).expect("it is allowed"));
    replay(history).expect("it replays")
}

#[test]
fn an_open_permit_waits_for_a_screening_with_new_words() {
    let everybody = all_facts();
    let (mut history, mut case) = (Vec::new(), Case::default());
    while case.stage() != Stage::Permitted {
        let (person, command) = next(&case);
        case = accept(&mut history, person, &everybody[person], &command);
    }
    let (event, now) = (case.permits[0].event, START + 60);
    let code = |history: &[Event], pack: &str| {
        let standing = workflow::standing(history, event, pack, now).expect("it replays").expect("it is a permit");
        standing.refusal.map(|refusal| (refusal.code, refusal.clause))
    };
    assert_eq!(code(&history, "sm3:pack"), None);
    assert_eq!(code(&history, "sm3:new"), Some(("screened-with-other-words", "8")));
    let with_new_words = |person: usize| Facts { pack: "sm3:new".into(), ..everybody[person].clone() };
    let (publisher, publish) = next(&case);
    let refusal = decide(&case, &with_new_words(publisher), now, PEOPLE[publisher].0, &publish).unwrap_err();
    assert_eq!((refusal.code, refusal.clause), ("screened-with-other-words", "8"), "the permit is not used either");

    let Command::RecordScreening(mut screening) = command(&case, &Deed::Screen { finding: true }) else { panic!() };
    screening.pack = "sm3:new".into();
    let mut clean = history.clone();
    let nothing = Screening { findings: Vec::new(), ..screening.clone() };
    accept(&mut clean, 0, &with_new_words(0), &Command::RecordScreening(nothing));
    assert_eq!(code(&clean, "sm3:new"), None, "nothing found: it stands again");
    screening.findings[0].level = "block".into();
    accept(&mut history, 0, &with_new_words(0), &Command::RecordScreening(screening));
    assert_eq!(code(&history, "sm3:new"), Some(("permit-void", "4")), "what blocks takes it back for good");
}
