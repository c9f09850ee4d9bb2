//! What can come next, and who may do it.

use crate::decide::SECTION;
use crate::unmet::{LEVELS, PUBLISHERS};
use crate::{
    Card, Case, Command, DeterminationStep, Facts, FilingStep, Gates, Letter, Proofreading, PublishRequest, Refusal,
    Rendition, ReturnReason, Round, Route, Screening, Signing, Stage, Submission, Track, decide, tasks, unmet,
};
use articles::{Role, duties};

/// A step that can come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The command's name in the WIT.
    pub command: &'static str,
    /// For `sign`.
    pub level: Option<u8>,
    /// The roles of which one is needed.
    pub roles: Vec<Role>,
    /// None when the actor may take it now.
    pub refusal: Option<Refusal>,
}

/// Who may return an item: everybody after the editor.
const RETURNERS: [Role; 6] = [
    Role::SectionHead,
    Role::DeputyLeader,
    Role::PrincipalLeader,
    Role::Coordinator,
    Role::Publisher,
    Role::InformationOfficer,
];

/// The steps that fit the case's stage, as the actor sees them.
#[must_use]
pub fn actions(case: &Case, facts: &Facts, at: u64, actor: &str) -> Vec<Action> {
    let mut actions = vec![submit(case, facts, at, actor)];
    let mut push = |command, level, roles: &[Role], asked: &Command| {
        let refusal = decide(case, facts, at, actor, asked).err();
        actions.push(Action { command, level, roles: roles.to_vec(), refusal });
    };
    for (command, roles, step) in tasks::steps(case, at) {
        push(command, None, roles, &Command::LookBack(step));
    }
    let Some(round) = case.open_round() else { return actions };
    if let Some(screening) = due_screening(round, facts) {
        push("record-screening", None, &Role::ALL, &Command::RecordScreening(screening));
    }
    if !unmet::leaders(round).is_empty() {
        let record = Proofreading { method: "read_through".to_owned(), errors: Vec::new(), none_found: true };
        push("proofread", None, &Role::ALL, &Command::Proofread { digest: round.digest.clone(), record });
    }
    let next = case.next_level().and_then(|next| LEVELS.iter().find(|(level, ..)| *level == next));
    if let Some((level, _, role, _)) = next {
        push("sign", Some(*level), &[*role], &Command::Sign(complete_signing(round, *level)));
    }
    determination(case, round, &mut push);
    if case.stage() != Stage::Published {
        let reasons = vec![ReturnReason { code: "other".to_owned(), text: "—".to_owned() }];
        push("return-to-editor", None, &RETURNERS, &Command::Return { reasons });
    }
    filing(case, round, &mut push);
    if next.is_none() {
        publication(case, at, &mut push);
    }
    actions
}

/// Whether a letter may be drawn up, and whether the answers may be decided on; who keeps the record of a letter is the same for all its steps.
fn determination(case: &Case, round: &Round, push: &mut impl FnMut(&'static str, Option<u8>, &[Role], &Command)) {
    let digest = round.digest.clone();
    if case.stage() != Stage::Published {
        let text = || "—".to_owned();
        let (body, number, competence, question) = (text(), text(), text(), text());
        let letter = Letter { track: Track::Determination, digest: digest.clone(), number, body, competence, question };
        let roles = [&[Role::Editor], RETURNERS.as_slice()].concat();
        push("request-determination", None, &roles, &Command::Determination(DeterminationStep::Request(letter)));
    }
    let mut asked = case.determinations.about(&digest).peekable();
    if asked.peek().is_some() && case.determinations.ruling(&digest).is_none() {
        let decision = DeterminationStep::Decide { digest: digest.clone(), publish: false, reason: "—".to_owned() };
        let leaders = [Role::DeputyLeader, Role::PrincipalLeader];
        push("decide-openness", None, &leaders, &Command::Determination(decision));
    }
}

/// The step of filing that comes next, once the signature that it follows is there.
fn filing(case: &Case, round: &Round, push: &mut impl FnMut(&'static str, Option<u8>, &[Role], &Command)) {
    let (filing, digest) = (&round.filing, round.digest.clone());
    let is_due = |after: Option<u8>| case.next_level().is_none_or(|next| after.is_some_and(|level| next > level));
    if round.card.route == Route::Own {
        return;
    }
    let text = || "—".to_owned();
    let (command, roles, after, step): (_, &[Role], _, _) = if filing.proposed.is_none() {
        ("propose-filing", &SECTION, Some(1), FilingStep::Propose { digest, opinion: text(), basis: text() })
    } else if filing.approved.is_none() {
        ("approve-filing", &[Role::DeputyLeader], Some(3), FilingStep::Approve { digest, opinion: text() })
    } else if filing.filed.is_none() {
        ("hand-in-form", &SECTION, None, FilingStep::File { digest, number: text() })
    } else if filing.received.is_none() {
        ("receive-filing", &[Role::Coordinator], None, FilingStep::Receive { digest })
    } else {
        return;
    };
    if is_due(after) {
        push(command, None, roles, &Command::Filing(step));
    }
}

/// A signature that states everything: what refuses it then is about the person or the item, not about a box that is still to be ticked.
fn complete_signing(round: &Round, level: u8) -> Signing {
    Signing {
        level,
        digest: round.digest.clone(),
        reports: round.screenings.values().map(|screening| screening.report.clone()).collect(),
        secrecy_checked: true,
        gates: Gates { political: true, legal: true, policy: true, secrecy: true, text: true, opinion: true },
        duties: duties(level).iter().map(|duty| duty.id.to_owned()).collect(),
        proofreading: Proofreading { method: "read_through".to_owned(), errors: Vec::new(), none_found: true },
        classes_stated: level == 3,
        belongs_to: Vec::new(),
        attachments_read: round.renditions.iter().flat_map(|rendition| rendition.unreadable.clone()).collect(),
        author_unsigned: true,
        acting_for: String::new(),
        opinion: String::new(),
    }
}

/// A screening that is still due: none was made, or it was made with other words than those in force. What it will find is not known yet.
fn due_screening(round: &Round, facts: &Facts) -> Option<Screening> {
    let is_due = |rendition: &&Rendition| {
        round.screenings.get(&rendition.digest).is_none_or(|screening| screening.pack != facts.pack)
    };
    let rendition = round.renditions.iter().find(is_due)?;
    Some(Screening {
        document: rendition.digest.clone(),
        texts: rendition.texts.clone(),
        report: String::new(),
        pack: facts.pack.clone(),
        engine: String::new(),
        secrecy_stop: false,
        findings: Vec::new(),
        omitted: 0,
    })
}

/// For each rendition that is not live: use its permit, or issue one.
fn publication(case: &Case, at: u64, push: &mut impl FnMut(&'static str, Option<u8>, &[Role], &Command)) {
    let waiting = |rendition: &&Rendition| case.live.get(&rendition.channel) != Some(&rendition.digest);
    let renditions = case.open_round().map(|round| round.renditions.as_slice()).unwrap_or_default();
    let Some(rendition) = renditions.iter().find(waiting) else { return };
    let request = PublishRequest {
        site: case.site.clone(),
        item: case.item.clone(),
        action: case.due_action(&rendition.channel).to_owned(),
        channel: rendition.channel.clone(),
    };
    if case.permits.iter().any(|permit| permit.is_open(&request, at)) {
        let command = Command::Publish { request, document: rendition.digest.clone() };
        push("publish", None, &PUBLISHERS, &command);
    } else {
        push("issue", None, &PUBLISHERS, &Command::Issue { request, not_before: None });
    }
}

/// Handing in is asked with content that nobody has: what remains are the conditions on the person.
fn submit(case: &Case, facts: &Facts, at: u64, actor: &str) -> Action {
    let channel = facts.settings.channels.first().cloned().unwrap_or_default();
    let submission = Submission {
        site: facts.settings.site.clone(),
        item: if case.rounds == 0 { "—".to_owned() } else { case.item.clone() },
        card: Card { openness_reason: "—".to_owned(), ..Card::default() },
        renditions: vec![Rendition { channel, digest: String::new(), texts: String::new(), unreadable: Vec::new() }],
    };
    let refusal = decide(case, facts, at, actor, &Command::Submit(submission)).err();
    Action { command: "submit", level: None, roles: vec![Role::Editor], refusal }
}

/// Whether clause 10 holds the content of the current round back.
#[must_use]
pub fn is_suspended(case: &Case, facts: &Facts, at: u64) -> bool {
    unmet::determination(case, facts, at).is_some()
}

/// What is missing before the content may be published, whoever publishes it.
#[must_use]
pub fn missing(case: &Case, facts: &Facts, at: u64) -> Vec<Refusal> {
    if case.stage() == Stage::Published { Vec::new() } else { unmet::review(case, facts, at) }
}
