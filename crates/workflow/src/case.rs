//! The state of a case, derived from its events and never stored.

use crate::unmet;
use crate::{
    Command, Determinations, Done, Facts, Filing, LookBack, LookBackStep, Proofread, PublishRequest, Release,
    Rendition, Round, Signature, Signing, Stage, Submission, Withdrawal,
};
use articles::{FINAL_LEVEL, REVIEW_LEVELS};
use std::collections::{BTreeMap, BTreeSet};

/// Leave to publish one rendition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    /// The event that issued it.
    pub event: u64,
    /// For what.
    pub request: PublishRequest,
    /// From when, milliseconds.
    pub not_before: u64,
    /// Until when, milliseconds, exclusive.
    pub expires: u64,
}

impl Permit {
    /// Whether it is for this and has not expired; it may be for a later time.
    #[must_use]
    pub fn is_open(&self, request: &PublishRequest, at: u64) -> bool {
        self.request == *request && at < self.expires
    }
}

/// How a permit came to its end; one that has only expired has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was used.
    Used,
    /// It was taken back.
    Revoked,
    /// What it rested on is gone: another version, a return, words that block.
    Void,
    /// It had expired, and another one was issued.
    Replaced,
}

/// Why an item is important (clause 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importance {
    /// Who marked it: the editor on the card, or anybody in the chain.
    pub person: String,
    /// Ids of the profile's criteria, or `other`.
    pub criteria: Vec<String>,
    /// Why; empty when the card has it.
    pub reason: String,
}

/// The state of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The id of the last event.
    pub sequence: u64,
    /// When the last event happened, milliseconds.
    pub last_at: u64,
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// Who handed in the first version.
    pub editor: String,
    /// The editor's section.
    pub section: String,
    /// Everybody who handed in any version; none of them ever publishes it.
    pub editors: BTreeSet<String>,
    /// How many rounds there were.
    pub rounds: u32,
    /// The current round.
    pub round: Option<Round>,
    /// Set while the item is important. A new version keeps it, or the mark would go with a space added to the text.
    pub important: Option<Importance>,
    /// Letters and decisions of clause 10, each about one digest.
    pub determinations: Determinations,
    /// Permits that are neither used nor void.
    pub permits: Vec<Permit>,
    /// By the event that issued it, how a permit ended.
    pub ended: BTreeMap<u64, Ended>,
    /// By channel, the rendition digest that is live.
    pub live: BTreeMap<String, String>,
    /// The case digest that went live last.
    pub live_case: Option<String>,
    /// What follows releases.
    pub look_back: LookBack,
}

impl Case {
    /// Where the case stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let Some(round) = &self.round else { return Stage::Empty };
        if round.returned {
            return Stage::Returned;
        }
        if round.withdrawn {
            return Stage::Withdrawn;
        }
        let is_live = |rendition: &Rendition| self.live.get(&rendition.channel) == Some(&rendition.digest);
        let next = self.next_level();
        // Content that is live from an earlier round is published in this one only when this one is complete too.
        if next.is_none() && round.renditions.iter().all(is_live) {
            return Stage::Published;
        }
        if !self.permits.is_empty() {
            return Stage::Permitted;
        }
        let is_screened = |rendition: &Rendition| round.screenings.contains_key(&rendition.digest);
        match next {
            Some(1) if !round.renditions.iter().all(is_screened) => Stage::Submitted,
            Some(1) => Stage::Screened,
            Some(2) => Stage::FirstSigned,
            Some(3) => Stage::SecondSigned,
            Some(_) => Stage::ThirdSigned,
            None => Stage::Cleared,
        }
    }

    /// The current round, unless it was returned or taken down.
    #[must_use]
    pub fn open_round(&self) -> Option<&Round> {
        self.round.as_ref().filter(|round| !round.returned && !round.withdrawn)
    }

    /// How many levels this item passes: three, and the main leader's approval when it is important (clause 6).
    #[must_use]
    pub fn levels(&self) -> u8 {
        let approves_all = self.round.as_ref().is_some_and(|round| round.approves_all);
        if self.important.is_some() || approves_all { FINAL_LEVEL } else { REVIEW_LEVELS }
    }

    /// The level that is to be signed next; none when all are.
    #[must_use]
    pub fn next_level(&self) -> Option<u8> {
        (1..=self.levels()).find(|level| self.round.as_ref().is_none_or(|round| round.signature(*level).is_none()))
    }

    /// What publishing a channel is called now: `publish`, `update` of what is live, or `restore` of what was taken down.
    #[must_use]
    pub fn due_action(&self, channel: &str) -> &'static str {
        match (self.live.contains_key(channel), self.look_back.withdrawn.contains(channel)) {
            (true, _) => "update",
            (false, true) => "restore",
            (false, false) => "publish",
        }
    }

    /// Take over an event that was decided. Total: a command that was allowed always finds what it changes.
    pub(crate) fn apply(&mut self, id: u64, at: u64, actor: &str, command: &Command, facts: &Facts) {
        (self.sequence, self.last_at) = (id, at);
        let open: Vec<u64> = self.permits.iter().map(|permit| permit.event).collect();
        match command {
            Command::Submit(submission) => self.apply_submission(actor, submission, facts),
            Command::Issue { request, not_before } => self.apply_issue(id, at, request, *not_before, facts),
            Command::Publish { request, document } => self.apply_publication(actor, at, request, document, facts),
            Command::Revoke { .. } => self.permits.clear(),
            Command::MarkImportant { criterion, reason } => {
                let (person, reason) = (actor.to_owned(), reason.clone());
                self.important = Some(Importance { person, criteria: vec![criterion.clone()], reason });
            }
            Command::UnmarkImportant { .. } => self.important = None,
            Command::Determination(step) => self.determinations.apply(id, actor, step, facts),
            Command::LookBack(LookBackStep::Withdraw { reason }) => self.apply_withdrawal(actor, at, reason),
            Command::LookBack(step) => self.look_back.apply(actor, at, step),
            _ => self.apply_to_round(actor, command),
        }
        self.note_doubts(actor, command);
        self.void_permits(facts, at);
        self.end_permits(&open, command);
    }

    /// Keep of each permit that was open before this step, and is not any more, how it ended.
    fn end_permits(&mut self, open: &[u64], command: &Command) {
        let how = match command {
            Command::Publish { .. } => Ended::Used,
            Command::Revoke { .. } => Ended::Revoked,
            Command::Issue { .. } => Ended::Replaced,
            _ => Ended::Void,
        };
        let gone = open.iter().filter(|event| !self.permits.iter().any(|permit| permit.event == **event));
        self.ended.extend(gone.map(|event| (*event, how)));
    }

    /// Who hands in or asks may doubt; who returns it, and did not write it, may clear the doubt.
    fn note_doubts(&mut self, actor: &str, command: &Command) {
        let Some(round) = &self.round else { return };
        match command {
            Command::Submit(_) | Command::Determination(_) => self.determinations.note(round),
            Command::Return { .. } if !self.editors.contains(actor) => self.determinations.clear(&round.digest),
            _ => {}
        }
    }

    /// A permit is leave to publish what is cleared: it goes with what it rests on.
    fn void_permits(&mut self, facts: &Facts, at: u64) {
        let cleared = self.next_level().is_none() && unmet::determination(self, facts, at).is_none();
        let stands = self.round.as_ref().is_some_and(|round| {
            !round.returned
                && !round.withdrawn
                && !round.overtaken
                && !round.findings.iter().any(crate::FindingState::is_prohibited)
        });
        if !(cleared && stands) {
            self.permits.clear();
        }
    }

    fn apply_submission(&mut self, actor: &str, submission: &Submission, facts: &Facts) {
        if self.rounds == 0 {
            self.site.clone_from(&submission.site);
            self.item.clone_from(&submission.item);
            actor.clone_into(&mut self.editor);
            self.section.clone_from(&facts.section);
        }
        self.editors.insert(actor.to_owned());
        self.rounds += 1;
        if !submission.card.important.is_empty() {
            let criteria = submission.card.important.clone();
            self.important = Some(Importance { person: actor.to_owned(), criteria, reason: String::new() });
        }
        // New content voids every signature of the round before it.
        self.round = Some(Round {
            digest: submission.case_digest(),
            card: submission.card.clone(),
            renditions: submission.renditions.clone(),
            approves_all: facts.settings.approves_all,
            screenings: BTreeMap::new(),
            evidence: None,
            findings: Vec::new(),
            proofreads: Vec::new(),
            compliance: None,
            signatures: Vec::new(),
            filing: Filing::default(),
            overtaken: false,
            returned: false,
            withdrawn: false,
        });
    }

    fn apply_to_round(&mut self, actor: &str, command: &Command) {
        let Some(round) = &mut self.round else { return };
        match command {
            Command::Return { .. } => round.returned = true,
            Command::RecordScreening(screening) => round.screen(screening),
            Command::RecordEvidence(evidence) => round.evidence = Some(evidence.clone()),
            Command::DisposeFinding(answer) => {
                let findings = round.findings.iter_mut().filter(|state| state.finding.key == answer.key);
                findings.for_each(|state| state.answer(actor, answer));
            }
            Command::Proofread { record, .. } => {
                round.proofreads.push(Proofread { person: actor.to_owned(), errors: !record.errors.is_empty() });
            }
            Command::Filing(step) => round.filing.apply(actor, step),
            Command::StateCompliance { .. } => round.compliance = Some(actor.to_owned()),
            Command::Sign(Signing { level, acting_for, .. }) => {
                let (person, acting_for) = (actor.to_owned(), acting_for.clone());
                round.signatures.push(Signature { level: *level, person, acting_for });
            }
            _ => {}
        }
    }

    fn apply_issue(&mut self, event: u64, at: u64, request: &PublishRequest, not_before: Option<u64>, facts: &Facts) {
        self.permits.retain(|permit| permit.request.channel != request.channel);
        let (not_before, expires) = window(at, not_before, facts);
        self.permits.push(Permit { event, request: request.clone(), not_before, expires });
    }

    fn apply_publication(&mut self, actor: &str, at: u64, request: &PublishRequest, document: &str, facts: &Facts) {
        self.permits.retain(|permit| permit.request.channel != request.channel);
        self.live.insert(request.channel.clone(), document.to_owned());
        self.look_back.withdrawn.remove(&request.channel);
        let Some(round) = &self.round else { return };
        self.live_case = Some(round.digest.clone());
        let (person, valid_until) = (actor.to_owned(), round.card.valid_until);
        let same_day = facts.settings.new_media_channels.contains(&request.channel);
        let release = Release { person, at, valid_until, same_day, looked_back: false };
        self.look_back.releases.insert(request.channel.clone(), release);
        // A problem is mended when none of the content it is about is live any more.
        let is_new = |digest: &String| round.renditions.iter().any(|rendition| rendition.digest == *digest);
        if self.live.values().all(is_new) {
            self.look_back.problems.retain(|problem| problem.digest == round.digest);
        }
    }

    /// Everything of the item comes down on all channels at once; what was under review besides stays under review.
    fn apply_withdrawal(&mut self, actor: &str, at: u64, reason: &str) {
        self.permits.clear();
        let channels: Vec<String> = std::mem::take(&mut self.live).into_keys().collect();
        let digest = self.live_case.take().unwrap_or_default();
        if let Some(round) = self.round.as_mut().filter(|round| round.digest == digest) {
            round.withdrawn = true;
        }
        self.look_back.releases.clear();
        self.look_back.problems.clear();
        self.look_back.withdrawn.extend(channels.iter().cloned());
        self.look_back.withdrawal = Some(Withdrawal {
            taken_down: Done { person: actor.to_owned(), at },
            reason: reason.to_owned(),
            digest,
            confirmed: None,
            channels: channels.into_iter().map(|channel| (channel, None)).collect(),
            closed: None,
        });
    }
}

/// From when until when a permit issued at this moment may be used, milliseconds, the end not included.
pub(crate) fn window(at: u64, not_before: Option<u64>, facts: &Facts) -> (u64, u64) {
    let starts = not_before.unwrap_or(at).max(at);
    (starts, starts.saturating_add(u64::from(facts.settings.permit_minutes) * 60_000))
}
