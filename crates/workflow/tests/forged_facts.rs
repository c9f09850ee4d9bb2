//! Facts are what somebody wrote down. Those that can be looked at again are: a forged one is refused when it is decided and when it is replayed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::complete_signing;
use workflow::{
    Actor, Card, Case, Command, Context, Event, Facts, Grant, NetworkZone, PublishRequest, Rendition, ReturnReason,
    Route, Screening, Submission, decide, replay,
};

const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"},{"id":"b","name":"乙科"}],"channels":[{"id":"p","name":"门户"},{"id":"w","name":"微信"}],"correction_system":{"basis":"通知"},"site_responsible":["leader"],"own_release_channels":[{"channel":"p","basis":"通知"},{"channel":"w","basis":"通知"}]}"#;
const CALENDAR: &str = include_str!("../../../host/demo/calendar.json");
const START: u64 = 1_740_965_400_000;

fn facts(section: &str, role: &str) -> Facts {
    let actor = Actor { person: "x".into(), name: "某".into(), section: section.into(), roles: vec![role.into()] };
    Facts::read(
        &Context { now: START, actor, profile: PROFILE.into(), calendar: CALENDAR.into(), ..Default::default() },
        "sm3:pack",
        &Case::default(),
        None,
    )
    .unwrap()
}

fn digest(content: u8) -> String {
    document::sm3_text(&[content])
}

fn submit(channels: &[(&str, u8)]) -> Command {
    let rendition = |(channel, content): &(&str, u8)| Rendition {
        channel: (*channel).into(),
        digest: digest(*content),
        texts: "t".into(),
        unreadable: Vec::new(),
    };
    let renditions = channels.iter().map(rendition).collect();
    let card = Card { openness_reason: "应当公开".into(), route: Route::Own, ..Card::default() };
    Command::Submit(Submission { site: "s".into(), item: "i".into(), card, renditions })
}

fn screen(content: u8) -> Command {
    Command::RecordScreening(Screening {
        document: digest(content),
        texts: "t".into(),
        report: digest(content + 100),
        pack: "sm3:pack".into(),
        engine: "0".into(),
        secrecy_stop: false,
        findings: Vec::new(),
        omitted: 0,
    })
}

fn request(channel: &str) -> PublishRequest {
    PublishRequest { site: "s".into(), item: "i".into(), action: "publish".into(), channel: channel.into() }
}

fn step(history: &mut Vec<Event>, person: &str, facts: &Facts, command: &Command) -> Result<(), &'static str> {
    let case = replay(history).unwrap();
    let event = decide(&case, facts, START + history.len() as u64, person, command).map_err(|refusal| refusal.code)?;
    history.push(event);
    Ok(())
}

fn sign(history: &mut Vec<Event>, person: &str, role: &str, level: u8) -> Result<(), &'static str> {
    let signing = complete_signing(&replay(history).unwrap(), level);
    step(history, person, &facts("a", role), &Command::Sign(signing))
}

/// Handed in for these channels, screened and signed three times.
fn cleared(channels: &[(&str, u8)]) -> Vec<Event> {
    let mut history = Vec::new();
    step(&mut history, "editor", &facts("a", "editor"), &submit(channels)).unwrap();
    for (_, content) in channels {
        step(&mut history, "editor", &facts("a", "editor"), &screen(*content)).unwrap();
    }
    sign(&mut history, "editor", "editor", 1).unwrap();
    sign(&mut history, "head", "section_head", 2).unwrap();
    sign(&mut history, "leader", "deputy_leader", 3).unwrap();
    history
}

#[test]
fn a_grant_is_looked_at_again() {
    let grant = |person: &str, granted_by: &str, ends| Grant {
        persons: vec![person.into()],
        starts: START,
        ends,
        granted_by: granted_by.into(),
        reason: "值班".into(),
    };
    let mut outside = facts("a", "publisher");
    outside.network = NetworkZone::Outside;
    let forged = [grant("other", "leader", u64::MAX), grant("pub", "pub", u64::MAX), grant("pub", "leader", START)];
    for grant in forged.map(Some).into_iter().chain([None]) {
        outside.grant = grant;
        let mut history = cleared(&[("p", 1)]);
        assert_eq!(
            step(&mut history, "pub", &outside, &Command::Issue { request: request("p"), not_before: None }),
            Err("outside-office")
        );
    }
    outside.grant = Some(grant("pub", "leader", u64::MAX));
    assert_eq!(
        step(&mut cleared(&[("p", 1)]), "pub", &outside, &Command::Issue { request: request("p"), not_before: None }),
        Ok(())
    );
}

#[test]
fn settings_out_of_range_and_another_site_are_refused() {
    let mut history = cleared(&[("p", 1)]);
    let mut endless = facts("a", "publisher");
    endless.settings.permit_minutes = u32::MAX;
    assert_eq!(
        step(&mut history, "pub", &endless, &Command::Issue { request: request("p"), not_before: None }),
        Err("invalid-profile")
    );
    let mut elsewhere = facts("a", "publisher");
    elsewhere.settings.site = "b".into();
    assert_eq!(
        step(&mut history, "pub", &elsewhere, &Command::Issue { request: request("p"), not_before: None }),
        Err("other-site")
    );
    let mut unknown = facts("a", "publisher");
    unknown.roles.push("admin".into());
    assert_eq!(
        step(&mut history, "pub", &unknown, &Command::Issue { request: request("p"), not_before: None }),
        Err("unknown-role")
    );
}

#[test]
fn a_screening_of_other_attachment_texts_is_refused() {
    let mut history = Vec::new();
    step(&mut history, "editor", &facts("a", "editor"), &submit(&[("p", 1)])).unwrap();
    let Command::RecordScreening(mut screening) = screen(1) else { return };
    screening.texts = "other".into();
    let result = step(&mut history, "editor", &facts("a", "editor"), &Command::RecordScreening(screening.clone()));
    assert_eq!(result, Err("content-changed"));
    (screening.texts, screening.pack) = ("t".into(), "sm3:old".into());
    let result = step(&mut history, "editor", &facts("a", "editor"), &Command::RecordScreening(screening));
    assert_eq!(result, Err("screened-with-other-words"));
}

/// One of two channels is live; the round is returned and handed in again for that channel alone.
#[test]
fn what_is_live_from_an_earlier_round_is_not_published_in_this_one() {
    let mut history = cleared(&[("p", 1), ("w", 2)]);
    step(&mut history, "pub", &facts("a", "publisher"), &Command::Issue { request: request("p"), not_before: None })
        .unwrap();
    let publish = Command::Publish { request: request("p"), document: digest(1) };
    step(&mut history, "pub", &facts("a", "publisher"), &publish).unwrap();
    step(
        &mut history,
        "head",
        &facts("a", "section_head"),
        &Command::Return { reasons: vec![ReturnReason { code: "other".into(), text: "微信版有误".into() }] },
    )
    .unwrap();
    step(&mut history, "editor", &facts("a", "editor"), &submit(&[("p", 1)])).unwrap();
    assert_eq!(replay(&history).unwrap().stage().id(), "submitted");
}
