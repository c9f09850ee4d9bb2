//! The state of a case, derived from its events and never stored.

use crate::{Command, Facts, PublishRequest, Rendition, Screening, Signing, Submission};
use articles::REVIEW_LEVELS;
use std::collections::{BTreeMap, BTreeSet};

/// How a finding was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposition {
    /// Who.
    pub person: String,
    /// Why.
    pub reason: String,
}

/// A finding of the current round that needs an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingState {
    /// The rendition it was found in.
    pub document: String,
    /// The finding.
    pub finding: crate::FindingKey,
    /// The answer; none while it is open.
    pub disposition: Option<Disposition>,
}

impl FindingState {
    /// Whether it is a hit of clause 11, which the author may not answer.
    #[must_use]
    pub fn is_prohibited_content(&self) -> bool {
        self.finding.clause == "11" || self.finding.clause.starts_with("11.")
    }
}

/// A signature of the current round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// 1 to 3.
    pub level: u8,
    /// Who.
    pub person: String,
}

/// One submission and what followed from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The digest signatures are given for.
    pub digest: String,
    /// The renditions.
    pub renditions: Vec<Rendition>,
    /// By rendition digest, its latest screening.
    pub screenings: BTreeMap<String, Screening>,
    /// Findings that need an answer.
    pub findings: Vec<FindingState>,
    /// Signatures, in order.
    pub signatures: Vec<Signature>,
    /// It was returned: nothing in it counts any more.
    pub returned: bool,
}

/// Leave to publish one rendition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    /// The event that issued it.
    pub event: u64,
    /// For what.
    pub request: PublishRequest,
    /// Until when, milliseconds, exclusive.
    pub expires: u64,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was handed in.
    Empty,
    /// Handed in, not all of it screened.
    Submitted,
    /// All of it screened.
    Screened,
    /// First review signed.
    FirstSigned,
    /// Second review signed.
    SecondSigned,
    /// All levels signed.
    Cleared,
    /// Returned to the editor.
    Returned,
    /// A permit is open.
    Permitted,
    /// All renditions are live.
    Published,
}

impl Stage {
    /// The stage as it stands in WIT.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Submitted => "submitted",
            Self::Screened => "screened",
            Self::FirstSigned => "first-signed",
            Self::SecondSigned => "second-signed",
            Self::Cleared => "cleared",
            Self::Returned => "returned",
            Self::Permitted => "permitted",
            Self::Published => "published",
        }
    }
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
    /// Permits that are neither used nor void.
    pub permits: Vec<Permit>,
    /// By channel, the rendition digest that is live.
    pub live: BTreeMap<String, String>,
    /// The case digest that went live last.
    pub live_case: Option<String>,
}

impl Case {
    /// Where the case stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let Some(round) = &self.round else { return Stage::Empty };
        if round.returned {
            return Stage::Returned;
        }
        let is_live = |rendition: &Rendition| self.live.get(&rendition.channel) == Some(&rendition.digest);
        // Content that is live from an earlier round is published in this one only when this one is complete too.
        if round.signatures.len() >= usize::from(REVIEW_LEVELS) && round.renditions.iter().all(is_live) {
            return Stage::Published;
        }
        if !self.permits.is_empty() {
            return Stage::Permitted;
        }
        match round.signatures.len() {
            0 if round.renditions.iter().any(|rendition| !round.screenings.contains_key(&rendition.digest)) => {
                Stage::Submitted
            }
            0 => Stage::Screened,
            1 => Stage::FirstSigned,
            2 => Stage::SecondSigned,
            _ => Stage::Cleared,
        }
    }

    /// The current round, unless it was returned.
    #[must_use]
    pub fn open_round(&self) -> Option<&Round> {
        self.round.as_ref().filter(|round| !round.returned)
    }

    /// Take over an event that was decided. Total: a command that was allowed always finds what it changes.
    pub(crate) fn apply(&mut self, id: u64, at: u64, actor: &str, command: &Command, facts: &Facts) {
        (self.sequence, self.last_at) = (id, at);
        match command {
            Command::Submit(submission) => self.apply_submission(actor, submission, facts),
            Command::RecordScreening(screening) => self.apply_screening(screening),
            Command::AcceptFinding { key, reason } => self.apply_acceptance(actor, key, reason),
            Command::Sign(signing) => self.apply_signature(actor, signing),
            Command::Return { .. } => {
                self.permits.clear();
                if let Some(round) = &mut self.round {
                    round.returned = true;
                }
            }
            Command::Issue(request) => {
                self.permits.retain(|permit| permit.request.channel != request.channel);
                let expires = at.saturating_add(u64::from(facts.settings.permit_minutes) * 60_000);
                self.permits.push(Permit { event: id, request: request.clone(), expires });
            }
            Command::Publish { request, document } => {
                self.permits.retain(|permit| permit.request.channel != request.channel);
                self.live.insert(request.channel.clone(), document.clone());
                self.live_case = self.round.as_ref().map(|round| round.digest.clone());
            }
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
        // New content voids every signature and every permit of the round before it.
        self.permits.clear();
        self.round = Some(Round {
            digest: submission.case_digest(),
            renditions: submission.renditions.clone(),
            screenings: BTreeMap::new(),
            findings: Vec::new(),
            signatures: Vec::new(),
            returned: false,
        });
    }

    fn apply_screening(&mut self, screening: &Screening) {
        let Some(round) = &mut self.round else { return };
        // A finding that was answered and comes back with the same key keeps its answer: it is the same words at the same place.
        let (old, mut kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut round.findings).into_iter().partition(|state| state.document == screening.document);
        kept.extend(screening.findings.iter().map(|finding| FindingState {
            document: screening.document.clone(),
            finding: finding.clone(),
            disposition: old.iter().find(|state| state.finding == *finding).and_then(|state| state.disposition.clone()),
        }));
        round.findings = kept;
        round.screenings.insert(screening.document.clone(), screening.clone());
    }

    fn apply_acceptance(&mut self, actor: &str, key: &str, reason: &str) {
        let findings = self.round.iter_mut().flat_map(|round| &mut round.findings);
        for state in findings.filter(|state| state.finding.key == key) {
            state.disposition = Some(Disposition { person: actor.to_owned(), reason: reason.to_owned() });
        }
    }

    fn apply_signature(&mut self, actor: &str, signing: &Signing) {
        if let Some(round) = &mut self.round {
            round.signatures.push(Signature { level: signing.level, person: actor.to_owned() });
        }
    }
}
