//! One submission and what followed from it.

use crate::{Answer, Card, DispositionKind, Evidence, Filing, FindingKey, Rendition, Screening};
use std::collections::BTreeMap;

/// How a person answered a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposition {
    /// Who.
    pub person: String,
    /// How.
    pub kind: DispositionKind,
    /// Why.
    pub reason: String,
    /// The lawful basis; may be empty.
    pub basis: String,
}

/// A finding of the current round that needs an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingState {
    /// The rendition it was found in.
    pub document: String,
    /// The finding.
    pub finding: FindingKey,
    /// The answers, oldest first; none while it is open. A grave misstatement needs two, of the second and of the third reviewer.
    pub answers: Vec<Disposition>,
}

impl FindingState {
    /// Whether it is a hit of clause 11, which the author may not answer.
    #[must_use]
    pub fn is_prohibited_content(&self) -> bool {
        self.finding.clause == "11" || self.finding.clause.starts_with("11.")
    }

    /// Whether it is a grave misstatement (严重错误表述, clause 8), which the second and the third reviewer answer.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.finding.rule.starts_with("grave_misstatement/")
    }

    /// Whether only reviewers may answer it.
    #[must_use]
    pub fn is_for_reviewers(&self) -> bool {
        self.is_prohibited_content() || self.is_grave()
    }

    /// Whether a reviewer has found that it belongs to a class of clause 11.
    #[must_use]
    pub fn is_prohibited(&self) -> bool {
        self.answers.iter().any(|answer| answer.kind == DispositionKind::Prohibited)
    }

    /// Whether this person has answered it.
    #[must_use]
    pub fn answered_by(&self, person: &str) -> bool {
        self.answers.iter().any(|answer| answer.person == person)
    }

    pub(crate) fn answer(&mut self, person: &str, answer: &Answer) {
        self.answers.push(Disposition {
            person: person.to_owned(),
            kind: answer.kind,
            reason: answer.reason.clone(),
            basis: answer.basis.clone(),
        });
    }
}

/// A signature of the current round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// 1 to 4.
    pub level: u8,
    /// Who.
    pub person: String,
    /// For whom, by delegation; empty otherwise.
    pub acting_for: String,
}

/// A further person's proofreading of a leaders' item (clause 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proofread {
    /// Who.
    pub person: String,
    /// Errors were found: the item goes back to the editor.
    pub errors: bool,
}

/// One submission and what followed from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The digest signatures are given for.
    pub digest: String,
    /// What is decided beside the text.
    pub card: Card,
    /// The renditions.
    pub renditions: Vec<Rendition>,
    /// The profile asked for the main leader's approval of every item when it was handed in.
    pub approves_all: bool,
    /// By rendition digest, its latest screening.
    pub screenings: BTreeMap<String, Screening>,
    /// Evidence of the named correction system, the latest.
    pub evidence: Option<Evidence>,
    /// Findings that need an answer.
    pub findings: Vec<FindingState>,
    /// Further proofreading (clause 7).
    pub proofreads: Vec<Proofread>,
    /// Who stated compliance (clause 7).
    pub compliance: Option<String>,
    /// Signatures, in order.
    pub signatures: Vec<Signature>,
    /// How far it is filed (clause 6).
    pub filing: Filing,
    /// Screening with new words found something that blocks after it was signed: it is to be returned (clause 8).
    pub overtaken: bool,
    /// It was returned: nothing in it counts any more.
    pub returned: bool,
    /// It was taken down after it was published: nothing in it counts any more.
    pub withdrawn: bool,
}

impl Round {
    /// The signature of a level.
    #[must_use]
    pub fn signature(&self, level: u8) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.level == level)
    }

    /// Whether the person has signed any level.
    #[must_use]
    pub fn has_signed(&self, person: &str) -> bool {
        self.signatures.iter().any(|signature| signature.person == person)
    }

    /// Whether the person has proofread it for clause 7.
    #[must_use]
    pub fn has_proofread(&self, person: &str) -> bool {
        self.proofreads.iter().any(|proofread| proofread.person == person)
    }

    /// Take over a screening. A finding that was answered and comes back with the same key keeps its answers: it is the same words at the same
    /// place of the same content. What blocks and was not there when it was signed overtakes the signatures.
    pub(crate) fn screen(&mut self, screening: &Screening) {
        let (old, mut kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.findings).into_iter().partition(|state| state.document == screening.document);
        let known = |finding: &FindingKey| old.iter().find(|state| state.finding == *finding);
        let blocks_anew = screening.findings.iter().any(|finding| finding.level == "block" && known(finding).is_none());
        self.overtaken |= blocks_anew && !self.signatures.is_empty();
        kept.extend(screening.findings.iter().map(|finding| FindingState {
            document: screening.document.clone(),
            finding: finding.clone(),
            answers: known(finding).map(|state| state.answers.clone()).unwrap_or_default(),
        }));
        self.findings = kept;
        self.screenings.insert(screening.document.clone(), screening.clone());
    }
}
