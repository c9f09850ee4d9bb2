//! Every short path: five people and two texts, all commands in all orders, as long as anything new can be reached.
//!
//! What was accepted on the way is written down by a witness that knows the regulation in twenty lines and nothing of the crate.
//! Whatever path leads to a publication, the witness must have seen the whole chain over exactly that text.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use articles::Role;
use std::collections::{BTreeSet, VecDeque};
use support::complete_signing;
use workflow::{
    Actor, Card, Case, Command, Context, Event, Facts, PublishRequest, Rendition, ReturnReason, Route, Screening,
    Submission, decide, replay,
};

/// The channel is one of self-release, so that the path is the chain and nothing else.
const PROFILE: &str = r#"{"agency":"某局","site":"s","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"}],
    "own_release_channels":[{"channel":"p","basis":"通知"}],"correction_system":{"basis":"通知"}}"#;

/// Monday 2025-03-03, 09:30 in Asia/Shanghai.
const NOW: u64 = 1_740_965_400_000;
const CALENDAR: &str = include_str!("../../../host/demo/calendar.json");

/// Roles overlap, so that only the rules keep the people apart.
const PEOPLE: [(&str, &[Role]); 5] = [
    ("a", &[Role::Editor, Role::SectionHead]),
    ("b", &[Role::Editor, Role::Publisher]),
    ("c", &[Role::SectionHead, Role::DeputyLeader]),
    ("d", &[Role::DeputyLeader, Role::Publisher]),
    ("e", &[Role::Publisher]),
];

/// The role that a level needs, by the regulation's article 6.
const LEVELS: [Role; 3] = [Role::Editor, Role::SectionHead, Role::DeputyLeader];

#[derive(Clone, Copy)]
enum Deed {
    Submit(u8),
    Screen,
    Sign(u8),
    Return,
    Revoke,
    Issue,
    Publish(u8),
}

const DEEDS: [Deed; 11] = [
    Deed::Submit(0),
    Deed::Submit(1),
    Deed::Screen,
    Deed::Sign(1),
    Deed::Sign(2),
    Deed::Sign(3),
    Deed::Return,
    Deed::Revoke,
    Deed::Issue,
    Deed::Publish(0),
    Deed::Publish(1),
];

/// What the regulation makes of the accepted deeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Witness {
    /// The text under review; none before the first and after a return.
    text: Option<u8>,
    screened: bool,
    /// Who signed, in order of the levels.
    signers: Vec<usize>,
    permitted: bool,
    /// Whoever handed in any version.
    editors: BTreeSet<usize>,
    live: Option<u8>,
}

impl Witness {
    /// Takes an accepted deed down; panics where the regulation forbids it.
    fn sees(&mut self, person: usize, deed: Deed) {
        match deed {
            Deed::Submit(text) => {
                self.editors.insert(person);
                let (editors, live) = (std::mem::take(&mut self.editors), self.live);
                *self = Self { text: Some(text), editors, live, ..Self::default() };
            }
            Deed::Screen => self.screened = true,
            Deed::Sign(level) => {
                assert!(self.text.is_some() && self.screened, "nothing is signed before it was screened (8)");
                assert!(!self.signers.contains(&person), "nobody signs two levels (6)");
                assert_eq!(self.signers.len() + 1, usize::from(level), "levels are signed in order (6)");
                self.signers.push(person);
                let has = |role| PEOPLE.get(person).is_some_and(|(_, roles)| roles.contains(role));
                assert!(LEVELS.get(usize::from(level) - 1).is_some_and(has), "a level has its role (6)");
            }
            Deed::Return => {
                let (editors, live) = (std::mem::take(&mut self.editors), self.live);
                *self = Self { editors, live, ..Self::default() };
            }
            Deed::Revoke => self.permitted = false,
            Deed::Issue => {
                assert_eq!(self.signers.len(), 3, "no permit before the chain is complete (4, 6)");
                self.permitted = true;
            }
            Deed::Publish(text) => {
                assert_eq!(self.text, Some(text), "only what was reviewed goes out (4)");
                assert_eq!(self.signers.len(), 3, "nothing goes out before the chain is complete (4, 6)");
                assert!(std::mem::take(&mut self.permitted), "one permit, one publication (4)");
                assert!(!self.editors.contains(&person), "who edited does not publish (6)");
                self.live = Some(text);
            }
        }
    }
}

fn digest(text: u8) -> String {
    document::sm3_text(&[text])
}

fn command(case: &Case, deed: Deed) -> Command {
    let round = case.round.as_ref();
    let action = case.due_action("p").to_owned();
    let request = PublishRequest { site: "s".into(), item: "i".into(), action, channel: "p".into() };
    match deed {
        Deed::Submit(text) => Command::Submit(Submission {
            site: "s".into(),
            item: "i".into(),
            card: Card { openness_reason: "应当公开".into(), route: Route::Own, ..Card::default() },
            renditions: vec![Rendition {
                channel: "p".into(),
                digest: digest(text),
                texts: "sm3:texts".into(),
                unreadable: Vec::new(),
            }],
        }),
        Deed::Screen => Command::RecordScreening(Screening {
            document: round.and_then(|it| it.renditions.first()).map(|it| it.digest.clone()).unwrap_or_default(),
            texts: "sm3:texts".into(),
            report: digest(9),
            pack: "sm3:pack".into(),
            engine: "0".into(),
            secrecy_stop: false,
            findings: Vec::new(),
            omitted: 0,
        }),
        Deed::Sign(level) => Command::Sign(complete_signing(case, level)),
        Deed::Return => {
            Command::Return { reasons: vec![ReturnReason { code: "other".into(), text: "请核对".into() }] }
        }
        Deed::Revoke => Command::Revoke { reason: "推迟".into() },
        Deed::Issue => Command::Issue { request, not_before: None },
        Deed::Publish(text) => Command::Publish { request, document: digest(text) },
    }
}

fn facts((id, roles): (&str, &[Role])) -> Facts {
    let actor = Actor {
        person: id.into(),
        name: id.into(),
        section: "a".into(),
        roles: roles.iter().map(|role| role.id().to_owned()).collect(),
    };
    let context = Context { now: NOW, actor, profile: PROFILE.into(), calendar: CALENDAR.into(), ..Context::default() };
    Facts::read(&context, "sm3:pack", &Case::default(), None).unwrap()
}

/// What the rules can tell two states apart by: not the number of steps, nor of rounds, nor how permits ended long ago.
fn situation(case: &Case) -> String {
    let mut case = case.clone();
    (case.sequence, case.rounds) = (0, case.rounds.min(2));
    case.ended.clear();
    case.permits.iter_mut().for_each(|permit| permit.event = 0);
    format!("{case:?}")
}

#[test]
fn no_path_leads_around_the_chain() {
    let everybody = PEOPLE.map(|person| (person.0, facts(person)));
    let (mut seen, mut published) = (BTreeSet::new(), BTreeSet::new());
    let mut queue = VecDeque::from([(Vec::<Event>::new(), Case::default(), Witness::default())]);
    while let Some((history, case, witness)) = queue.pop_front() {
        for (person, (id, facts)) in everybody.iter().enumerate() {
            for deed in DEEDS {
                let Ok(event) = decide(&case, facts, NOW, id, &command(&case, deed)) else { continue };
                let mut next = witness.clone();
                next.sees(person, deed);
                if let Deed::Publish(text) = deed {
                    published.insert((text, next.signers.clone(), person));
                }
                let history = [history.as_slice(), &[event]].concat();
                let case = replay(&history).expect("accepted events replay");
                if seen.insert((situation(&case), next.clone())) {
                    queue.push_back((history, case, next));
                }
            }
        }
    }
    // By hand: the editors a and b, the heads a and c, the leaders c and d give the chains a-c-d, b-a-c, b-a-d and b-c-d. Of those who hold
    // the publisher's role, b may publish only what a has edited, d and e everything.
    let chains: BTreeSet<_> = published.iter().map(|(_, signers, _)| signers.clone()).collect();
    assert_eq!(chains, BTreeSet::from([vec![0, 2, 3], vec![1, 0, 2], vec![1, 0, 3], vec![1, 2, 3]]));
    let publishers: BTreeSet<_> = published.iter().map(|(_, _, person)| *person).collect();
    assert_eq!(publishers, BTreeSet::from([1, 3, 4]));
    assert!(published.iter().any(|(text, ..)| *text == 1), "the second text comes out too");
    assert!(seen.len() > 200, "{} situations are too few to say anything", seen.len());
}
