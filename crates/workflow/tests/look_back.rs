//! After a release: when a look-back is due, what the list of tasks says, and that nothing stands against taking down.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use calendar::{Calendar, parse_day, start_of};
use support::complete_signing;
use workflow::{
    Actor, Card, Case, Command, Context, DeterminationStep, Event, Facts, FindingKey, Handover, Issue, IssueKind,
    Letter, Look, LookBackStep, LookedBack, NetworkZone, PublishRequest, Rendition, Reply, Route, Screening,
    Settlement, Submission, Tally, Task, Track, WrittenAnswer, decide, replay, tally, tasks,
};

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"},{"id":"w","name":"微信"},{"id":"m","name":"微博"}],"new_media_channels":["m"],"correction_system":{"basis":"通知"},"own_release_channels":[{"channel":"p","basis":"通知"},{"channel":"w","basis":"通知"},{"channel":"m","basis":"通知"}]}"#;
const CALENDAR: &str = include_str!("../../../host/demo/calendar.json");

/// A time of a day in Asia/Shanghai.
fn at(day: &str, hour: u64, minute: u64) -> u64 {
    start_of(parse_day(day).unwrap()) + (hour * 60 + minute) * 60_000
}

fn context(person: &str, role: &str, now: u64) -> Context {
    let actor = Actor { person: person.into(), name: "某".into(), section: "a".into(), roles: vec![role.into()] };
    Context { now, actor, profile: PROFILE.into(), calendar: CALENDAR.into(), ..Default::default() }
}

/// A history and its clock.
struct Desk {
    history: Vec<Event>,
    now: u64,
}

impl Desk {
    fn case(&self) -> Case {
        replay(&self.history).unwrap()
    }

    fn step(&mut self, person: &str, role: &str, command: &Command) -> Result<(), &'static str> {
        self.step_in(&context(person, role, self.now), command)
    }

    fn step_in(&mut self, context: &Context, command: &Command) -> Result<(), &'static str> {
        let case = self.case();
        let facts = Facts::read(context, "sm3:pack", &case, Some(command)).map_err(|refusal| refusal.code)?;
        let event = decide(&case, &facts, context.now, &context.actor.person, command).map_err(|it| it.code)?;
        self.history.push(event);
        Ok(())
    }

    fn after(&mut self, person: &str, role: &str, step: LookBackStep) -> Result<(), &'static str> {
        self.step(person, role, &Command::LookBack(step))
    }

    fn tasks(&self, person: &str, role: &str, now: u64) -> Vec<Task> {
        let case = self.case();
        let facts = Facts::read(&context(person, role, now), "sm3:pack", &case, None).unwrap();
        tasks(&case, &facts, &Calendar::read(CALENDAR).unwrap(), now, person)
    }

    fn tally(&self, now: u64) -> Tally {
        tally(&self.history, &Calendar::read(CALENDAR).unwrap(), now).unwrap()
    }

    fn kinds(&self, now: u64) -> Vec<&'static str> {
        self.tasks("head", "section_head", now).into_iter().map(|task| task.kind).collect()
    }

    fn sign(&mut self, person: &str, role: &str, level: u8) {
        let signing = complete_signing(&self.case(), level);
        self.step(person, role, &Command::Sign(signing)).unwrap();
    }

    fn publish(&mut self, channel: &str, content: u8) -> Result<(), &'static str> {
        let action = self.case().due_action(channel).to_owned();
        let request = PublishRequest { site: "s".into(), item: "i".into(), action, channel: channel.into() };
        self.step("pub", "publisher", &Command::Issue { request: request.clone(), not_before: None })?;
        self.step("pub", "publisher", &Command::Publish { request, document: digest(content) })
    }
}

fn digest(content: u8) -> String {
    document::sm3_text(&[content])
}

fn submit(channels: &[(&str, u8)], valid_until: Option<u64>) -> Command {
    let rendition = |(channel, content): &(&str, u8)| Rendition {
        channel: (*channel).into(),
        digest: digest(*content),
        texts: "t".into(),
        unreadable: Vec::new(),
    };
    let renditions = channels.iter().map(rendition).collect();
    let card = Card { openness_reason: "应当公开".into(), route: Route::Own, valid_until, ..Card::default() };
    Command::Submit(Submission { site: "s".into(), item: "i".into(), card, renditions })
}

fn screen(content: u8, report: u8, finding: Option<(&str, &str)>) -> Command {
    let finding = finding.map(|(rule, clause)| FindingKey {
        key: "0123456789abcdef".into(),
        rule: rule.into(),
        level: "block".into(),
        clause: clause.into(),
    });
    Command::RecordScreening(Screening {
        document: digest(content),
        texts: "t".into(),
        report: digest(report),
        pack: "sm3:pack".into(),
        engine: "0".into(),
        secrecy_stop: false,
        findings: finding.into_iter().collect(),
        omitted: 0,
    })
}

/// Handed in for these channels and signed three times; the first channel is live.
fn published(day: &str, channels: &[(&str, u8)], valid_until: Option<u64>) -> Desk {
    let mut desk = Desk { history: Vec::new(), now: at(day, 9, 30) };
    desk.step("editor", "editor", &submit(channels, valid_until)).unwrap();
    for (_, content) in channels {
        desk.step("editor", "editor", &screen(*content, content + 100, None)).unwrap();
    }
    desk.sign("editor", "editor", 1);
    desk.sign("head", "section_head", 2);
    desk.sign("leader", "deputy_leader", 3);
    let (channel, content) = channels.first().unwrap();
    desk.publish(channel, *content).unwrap();
    desk
}

fn look(desk: &Desk, kind: Option<IssueKind>, settlement: Option<Settlement>) -> LookBackStep {
    LookBackStep::Look(Look {
        digest: desk.case().live_case.unwrap(),
        issues: kind.map(|kind| Issue { kind, text: "第二段".into() }).into_iter().collect(),
        none_found: kind.is_none(),
        settlement,
    })
}

#[test]
fn a_look_back_is_due_with_the_office_hours_of_the_next_working_day() {
    let due = |day: &str| {
        let task = published(day, &[("p", 1)], None).tasks("head", "section_head", at(day, 10, 0)).remove(0);
        assert_eq!((task.kind, task.overdue), ("look-back", false));
        assert_eq!(task.refusal, None, "somebody of the section may do it");
        (task.due, task.provisional)
    };
    assert_eq!(due("2025-03-03"), (at("2025-03-04", 17, 0), false));
    assert_eq!(due("2025-03-07"), (at("2025-03-10", 17, 0), false), "over a weekend");
    assert_eq!(due("2025-09-30"), (at("2025-10-09", 17, 0), false), "over the holidays");
    assert_eq!(due("2025-09-26"), (at("2025-09-28", 17, 0), false), "a Sunday that is worked");
    assert_eq!(due("2026-12-31"), (at("2027-01-01", 17, 0), true), "2027 has no notice yet");
}

#[test]
fn new_media_is_looked_back_at_on_the_same_day() {
    let end = |day: &str| at(day, 24, 0) - 1;
    let desk = published("2025-09-30", &[("m", 1)], None);
    let task = desk.tasks("head", "section_head", desk.now).remove(0);
    assert_eq!((task.kind, task.due, task.provisional), ("look-back", end("2025-09-30"), false));
    let look_backs = |desk: &Desk, now| desk.tally(now).look_backs;
    assert_eq!(look_backs(&desk, desk.now), [LookedBack { due: end("2025-09-30"), done_at: None }]);
    assert_eq!((desk.tally(end("2025-09-30")).overdue, desk.tally(end("2025-09-30") + 1).overdue), (0, 1));
    // What is earlier due comes first, whichever went out earlier.
    let mut both = published("2025-03-03", &[("p", 1), ("m", 2)], None);
    both.publish("m", 2).unwrap();
    assert_eq!(both.tasks("head", "section_head", both.now)[0].due, end("2025-03-03"));
    // What the profile said at the release is in the record, not what it says later.
    assert!(both.case().look_back.releases["m"].same_day && !both.case().look_back.releases["p"].same_day);
}

#[test]
fn what_is_listed_and_when_it_goes() {
    let mut desk = published("2025-03-03", &[("p", 1)], Some(at("2025-03-31", 0, 0)));
    let overdue = |now| desk.tasks("head", "section_head", now).into_iter().any(|task| task.overdue);
    assert!(!overdue(at("2025-03-04", 17, 0)) && overdue(at("2025-03-04", 17, 1)));
    assert!(desk.tasks("pub", "publisher", desk.now)[0].refusal.is_some(), "the publisher may not do it");
    desk.now = at("2025-03-04", 10, 0);
    desk.after("head", "section_head", look(&desk, None, None)).unwrap();
    assert!(desk.kinds(desk.now).is_empty());
    assert_eq!(desk.kinds(at("2025-03-31", 0, 0)), ["expired"]);
    desk.after("head", "section_head", look(&desk, Some(IssueKind::Error), Some(Settlement::Rectify))).unwrap();
    assert_eq!(desk.kinds(desk.now), ["rectification"]);
    desk.step("editor", "editor", &submit(&[("p", 2)], None)).unwrap();
    desk.step("editor", "editor", &screen(2, 102, None)).unwrap();
    desk.sign("editor", "editor", 1);
    desk.sign("head", "section_head", 2);
    desk.sign("leader", "deputy_leader", 3);
    assert_eq!(desk.kinds(desk.now), ["rectification"], "the old text is still live");
    desk.publish("p", 2).unwrap();
    assert_eq!(desk.kinds(desk.now), ["look-back"], "mended, and to be looked at again");
    assert_eq!(desk.kinds(at("2025-04-01", 0, 0)), ["look-back"], "the new card has no last day");
    desk.after("head", "section_head", LookBackStep::Withdraw { reason: String::new() }).unwrap();
    assert_eq!(desk.kinds(desk.now), ["withdrawal-open"]);
}

#[test]
fn content_with_a_problem_goes_to_no_further_channel() {
    let mut desk = published("2025-03-03", &[("p", 1), ("w", 2)], None);
    desk.after("head", "section_head", look(&desk, Some(IssueKind::Error), Some(Settlement::Rectify))).unwrap();
    assert_eq!(desk.publish("w", 2), Err("problem-reported"));
    assert_eq!(desk.kinds(desk.now), ["rectification"]);
}

#[test]
fn taking_down_voids_a_permit_for_another_channel() {
    let mut desk = published("2025-03-03", &[("p", 1), ("w", 2)], None);
    let request = PublishRequest { site: "s".into(), item: "i".into(), action: "publish".into(), channel: "w".into() };
    desk.step("pub", "publisher", &Command::Issue { request: request.clone(), not_before: None }).unwrap();
    desk.after("pub", "publisher", LookBackStep::Withdraw { reason: String::new() }).unwrap();
    let publish = Command::Publish { request, document: digest(2) };
    assert_eq!(desk.step("pub", "publisher", &publish), Err("withdrawn"));
    assert!(desk.case().permits.is_empty());
}

#[test]
fn nothing_stands_against_taking_down() {
    let withdraw = Command::LookBack(LookBackStep::Withdraw { reason: String::new() });
    let ordinary = context("coordinator", "coordinator", at("2025-03-04", 3, 0));
    let mut unknown_role = ordinary.clone();
    unknown_role.actor.roles.push("wizard".into());
    let situations = [
        Context { network: NetworkZone::Public, ..ordinary.clone() },
        Context { profile: "{".into(), calendar: "{".into(), ..ordinary.clone() },
        Context { now: 0, ..ordinary.clone() },
        unknown_role,
    ];
    for context in situations {
        let mut desk = published("2025-03-03", &[("p", 1)], None);
        assert_eq!(desk.step_in(&context, &withdraw), Ok(()));
        assert!(desk.case().live.is_empty());
    }
    let mut desk = published("2025-03-03", &[("p", 1)], None);
    assert_eq!(desk.step("keeper", "word_keeper", &withdraw), Err("not-in-chain"), "who has no part in it");
    desk.step_in(&ordinary, &withdraw).unwrap();
    assert_eq!(desk.step_in(&ordinary, &withdraw), Err("not-live"), "there is nothing left to take down");
}

#[test]
fn what_new_words_find_in_live_content_comes_down_before_it_is_edited() {
    for (rule, clause, expected) in [
        ("personal_data/identity_number", "11.1", Err("withdraw-first")),
        ("grave_misstatement/official_name", "8", Err("withdraw-first")),
        ("sensitive_term/banned", "8", Ok(())),
    ] {
        let mut desk = published("2025-03-03", &[("p", 1)], None);
        desk.step("editor", "editor", &screen(1, 201, Some((rule, clause)))).unwrap();
        assert_eq!(desk.step("editor", "editor", &submit(&[("p", 2)], None)), expected, "{rule}");
    }
}

#[test]
fn look_backs_are_counted_as_they_were_due_and_done() {
    let mut desk = published("2025-03-03", &[("p", 1), ("w", 2)], None);
    let (due, late) = (at("2025-03-04", 17, 0), at("2025-03-04", 17, 1));
    assert_eq!(desk.tally(due).look_backs, [LookedBack { due, done_at: None }]);
    assert_eq!((desk.tally(due).overdue, desk.tally(late).overdue), (0, 1), "the last moment is in time");
    desk.now = at("2025-03-04", 10, 0);
    desk.publish("w", 2).unwrap();
    desk.now = late;
    desk.after("head", "section_head", look(&desk, None, None)).unwrap();
    let first = LookedBack { due, done_at: Some(late) };
    assert_eq!(desk.tally(late).look_backs, [first], "one look for both channels, due with the older");
    // It is looked at again because a problem is reported, and what is mended the day after is late.
    desk.now = at("2025-03-05", 9, 0);
    desk.after("head", "section_head", look(&desk, Some(IssueKind::Error), Some(Settlement::Rectify))).unwrap();
    assert_eq!(desk.tally(at("2025-03-05", 17, 0)).overdue, 1);
    desk.now = at("2025-03-06", 9, 0);
    desk.step("editor", "editor", &submit(&[("p", 3), ("w", 4)], None)).unwrap();
    for content in [3, 4] {
        desk.step("editor", "editor", &screen(content, content + 100, None)).unwrap();
    }
    desk.sign("editor", "editor", 1);
    desk.sign("head", "section_head", 2);
    desk.sign("leader", "deputy_leader", 3);
    desk.publish("p", 3).unwrap();
    desk.publish("w", 4).unwrap();
    let counted = desk.tally(desk.now);
    let second = LookedBack { due: at("2025-03-07", 17, 0), done_at: None };
    assert_eq!((counted.look_backs, counted.overdue, counted.withdrawn_at), (vec![first, second], 2, None));
}

#[test]
fn what_was_taken_down_in_time_needs_no_look_back() {
    for (hour, look_backs, overdue) in [(16, 0, 0), (18, 1, 1)] {
        let mut desk = published("2025-03-03", &[("p", 1)], None);
        desk.now = at("2025-03-04", hour, 0);
        desk.after("coordinator", "coordinator", LookBackStep::Withdraw { reason: String::new() }).unwrap();
        let counted = desk.tally(desk.now);
        assert_eq!(
            (counted.look_backs.len(), counted.overdue, counted.withdrawn_at),
            (look_backs, overdue, Some(desk.now))
        );
        assert!(counted.look_backs.iter().all(|one| one.done_at.is_none()));
        // A withdrawal that nobody closes by the next working day is late too.
        assert_eq!(desk.tally(at("2025-03-05", 17, 0)).overdue, overdue);
        assert_eq!(desk.tally(at("2025-03-05", 17, 1)).overdue, overdue + 1);
    }
}

#[test]
fn an_answer_is_late_by_its_own_date_and_never_over_days_without_a_notice() {
    for (received, answered, overdue) in [
        ("2025-03-03", Some("2025-03-12"), 0),
        ("2025-03-03", Some("2025-03-13"), 1),
        ("2025-03-03", None, 1),
        ("2026-12-30", None, 0),
    ] {
        let mut desk = Desk { history: Vec::new(), now: at(received, 9, 30) };
        desk.step("editor", "editor", &submit(&[("p", 1)], None)).unwrap();
        desk.step("editor", "editor", &screen(1, 101, None)).unwrap();
        let letter = Letter {
            track: Track::Determination,
            digest: desk.case().round.unwrap().digest,
            number: "1".into(),
            body: "市国家保密局".into(),
            competence: "有确定权限".into(),
            question: "是否属于工作秘密".into(),
        };
        let step = |step| Command::Determination(step);
        desk.step("editor", "editor", &step(DeterminationStep::Request(letter))).unwrap();
        let request = desk.history.last().unwrap().id;
        let hand = |at| Handover { request, person: "李某".into(), at, manner: "专人".into() };
        desk.step("editor", "editor", &step(DeterminationStep::Send(hand(desk.now)))).unwrap();
        desk.step("editor", "editor", &step(DeterminationStep::Receive(hand(desk.now)))).unwrap();
        desk.now = at(received, 9, 30) + 60 * 86_400_000;
        if let Some(day) = answered {
            let (number, text) = ("2".to_owned(), "不属于".to_owned());
            let answer = WrittenAnswer { request, number, at: at(day, 10, 0), reply: Reply::NotSecret, text };
            desk.step("editor", "editor", &step(DeterminationStep::Answer(answer))).unwrap();
        }
        assert_eq!(desk.tally(desk.now).overdue, overdue, "{received} {answered:?}");
    }
}
