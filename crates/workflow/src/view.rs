//! What can come next, and who may do it.

use crate::unmet::{LEVELS, PUBLISHERS};
use crate::{
    Case, Command, Facts, PublishRequest, Refusal, Rendition, Round, Screening, Signing, Stage, Submission, decide,
    unmet,
};
use articles::Role;

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

/// The steps that fit the case's stage, as the actor sees them.
#[must_use]
pub fn actions(case: &Case, facts: &Facts, at: u64, actor: &str) -> Vec<Action> {
    let mut actions = vec![submit(case, facts, at, actor)];
    let Some(round) = case.open_round() else { return actions };
    let mut push = |command, level, roles: &[Role], asked: &Command| {
        let refusal = decide(case, facts, at, actor, asked).err();
        actions.push(Action { command, level, roles: roles.to_vec(), refusal });
    };
    if let Some(screening) = due_screening(round, facts) {
        push("record-screening", None, &Role::ALL, &Command::RecordScreening(screening));
    }
    let next = LEVELS.iter().find(|(level, ..)| !round.signatures.iter().any(|signature| signature.level == *level));
    if let Some((level, _, role, _)) = next {
        let signing =
            Signing { level: *level, digest: round.digest.clone(), secrecy_checked: true, opinion: String::new() };
        push("sign", Some(*level), &[*role], &Command::Sign(signing));
    }
    if case.stage() != Stage::Published {
        let roles =
            [Role::SectionHead, Role::DeputyLeader, Role::PrincipalLeader, Role::Publisher, Role::InformationOfficer];
        push("return-to-editor", None, &roles, &Command::Return { reasons: vec!["—".to_owned()] });
    }
    if next.is_none() {
        publication(case, at, &mut push);
    }
    actions
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
    let action = if case.live.contains_key(&rendition.channel) { "update" } else { "publish" };
    let request = PublishRequest {
        site: case.site.clone(),
        item: case.item.clone(),
        action: action.to_owned(),
        channel: rendition.channel.clone(),
    };
    if case.permits.iter().any(|permit| permit.request == request && at < permit.expires) {
        let command = Command::Publish { request, document: rendition.digest.clone() };
        push("publish", None, &PUBLISHERS, &command);
    } else {
        push("issue", None, &PUBLISHERS, &Command::Issue(request));
    }
}

/// Handing in is asked with content that nobody has: what remains are the conditions on the person.
fn submit(case: &Case, facts: &Facts, at: u64, actor: &str) -> Action {
    let channel = facts.settings.channels.first().cloned().unwrap_or_default();
    let submission = Submission {
        site: facts.settings.site.clone(),
        item: if case.rounds == 0 { "—".to_owned() } else { case.item.clone() },
        renditions: vec![Rendition { channel, digest: String::new(), texts: String::new() }],
    };
    let refusal = decide(case, facts, at, actor, &Command::Submit(submission)).err();
    Action { command: "submit", level: None, roles: vec![Role::Editor], refusal }
}

/// What is missing before the content may be published, whoever publishes it.
#[must_use]
pub fn missing(case: &Case, facts: &Facts) -> Vec<Refusal> {
    if case.stage() == Stage::Published { Vec::new() } else { unmet::review(case, facts) }
}
