//! What people do at random, and what should come next.

use super::PEOPLE;
use super::support::complete_signing;
use proptest::prelude::*;
use workflow::{
    Answer, Card, Case, Classification, Command, DeterminationStep, DispositionKind, FilingStep, FindingKey, Handover,
    Inquiry, Issue, IssueKind, Leaders, Letter, Look, LookBackStep, Proofreading, PublishRequest, Rendition, Reply,
    ReturnReason, Screening, Settlement, Signing, Stage, Submission, Track, WrittenAnswer,
};

#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Submit(u8),
    /// Content about leaders, which two further people proofread.
    SubmitLeaders(u8),
    /// Content that may be secret.
    SubmitPending(u8),
    Ask(Track),
    /// A step of filing, by its place in the order.
    File(u8),
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

pub(crate) fn deeds() -> impl Strategy<Value = Vec<(usize, u64, Deed)>> {
    let deed = prop_oneof![
        2 => (0_u8..3).prop_map(Deed::Submit),
        3 => any::<bool>().prop_map(|finding| Deed::Screen { finding }),
        1 => (0_u8..3).prop_map(Deed::SubmitLeaders),
        2 => prop::bool::weighted(0.1).prop_map(|errors| Deed::Proofread { errors }),
        1 => (0_u8..3).prop_map(Deed::SubmitPending),
        1 => prop_oneof![Just(Track::Determination), Just(Track::Consultation)].prop_map(Deed::Ask),
        2 => (0_u8..5).prop_map(Deed::File),
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
        36 => Just(Deed::Next),
    ];
    prop::collection::vec((0..PEOPLE.len(), 0_u64..40_000, deed), 1..90)
}

pub(crate) fn digest(content: u8) -> String {
    document::sm3_text(&[content])
}

fn request(case: &Case) -> PublishRequest {
    PublishRequest { site: "s".into(), item: "i".into(), action: case.due_action("p").into(), channel: "p".into() }
}

pub(crate) fn command(case: &Case, deed: &Deed) -> Command {
    let round = case.round.as_ref();
    match deed {
        Deed::Submit(content) => submit(*content, Leaders::None, Classification::NotSecret),
        Deed::SubmitLeaders(content) => submit(*content, Leaders::State, Classification::NotSecret),
        Deed::SubmitPending(content) => submit(*content, Leaders::None, Classification::Pending),
        Deed::File(step) => Command::Filing(filing(case, *step)),
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

/// A step of filing the content of the round.
fn filing(case: &Case, step: u8) -> FilingStep {
    let digest = case.round.as_ref().map(|round| round.digest.clone()).unwrap_or_default();
    let text = || "某".to_owned();
    match step {
        0 => FilingStep::Propose { digest, opinion: text(), basis: text() },
        1 => FilingStep::Approve { digest, opinion: text() },
        2 => FilingStep::File { digest, number: text() },
        3 => FilingStep::Receive { digest },
        _ => FilingStep::HandOn { digest, recipient: text() },
    }
}

/// What filing waits for, once everything is signed; none when it is filed.
fn next_filing(case: &Case) -> Option<(usize, Deed)> {
    let filing = &case.open_round()?.filing;
    let steps = [(0, &filing.proposed), (3, &filing.approved), (0, &filing.filed), (4, &filing.received)];
    let place = steps.iter().position(|(_, taken)| taken.is_none())?;
    Some((steps[place].0, Deed::File(u8::try_from(place).unwrap())))
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
    Signing { secrecy_checked: checked, ..complete_signing(case, level) }
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
pub(crate) fn next(case: &Case) -> (usize, Command) {
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
        Stage::Cleared => next_filing(case).unwrap_or((4, Deed::Issue)),
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
