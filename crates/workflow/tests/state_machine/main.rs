//! Random people doing random things in random order: whatever was accepted keeps the regulation.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod checks;
mod deeds;
#[path = "../support/mod.rs"]
mod support;

use articles::Role;
use checks::{
    at_night, check_after_release, check_permits, check_publication, check_tally, check_tampering, check_withdrawal,
    take_down,
};
use deeds::{Deed, command, deeds, next};
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use workflow::{Actor, Case, Command, Context, Event, Facts, Screening, Stage, decide, is_suspended, replay};

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"}],"correction_system":{"basis":"通知"}}"#;

/// Monday 2025-03-03, 09:30 in Asia/Shanghai.
const START: u64 = 1_740_965_400_000;
const CALENDAR: &str = include_str!("../../../../host/demo/calendar.json");

/// Everybody holds more roles than they should, so that only the rules keep them apart.
const PEOPLE: [(&str, &[Role]); 6] = [
    ("a", &[Role::Editor, Role::SectionHead]),
    ("b", &[Role::Editor, Role::SectionHead, Role::DeputyLeader, Role::Publisher]),
    ("c", &[Role::SectionHead, Role::DeputyLeader]),
    ("d", &[Role::DeputyLeader, Role::Publisher]),
    ("e", &[Role::Publisher, Role::Coordinator, Role::PrincipalLeader]),
    ("f", &[Role::PrincipalLeader]),
];

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
