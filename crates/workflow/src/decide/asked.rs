//! What a rule looks at, and what it may answer.

use crate::unmet::{self, PUBLISHERS};
use crate::{Case, Delegation, Facts, PublishRequest, Refusal, Round};
use articles::{MAX_TEXT, Role};

/// What a rule decides: the clause of the event and the case digest it is bound to.
pub(super) struct Allowed {
    pub(super) clause: &'static str,
    pub(super) digest: String,
}

/// What a rule looks at.
pub(super) struct Asked<'a> {
    pub(super) case: &'a Case,
    pub(super) facts: &'a Facts,
    pub(super) at: u64,
    pub(super) actor: &'a str,
}

/// Reviewers: those who sign after the editor.
pub(crate) const REVIEWERS: [Role; 3] = [Role::SectionHead, Role::DeputyLeader, Role::PrincipalLeader];

impl<'a> Asked<'a> {
    /// The round that is open for review.
    pub(super) fn open_round(&self) -> Result<&'a Round, Refusal> {
        match &self.case.round {
            None => Err(Refusal::new("not-submitted", "4", "还没有提交审查的内容", "请由采编员先提交内容")),
            Some(round) if round.returned => {
                Err(Refusal::new("returned", "6", "这一轮审查已退回，签字全部作废", "请由采编员修改后重新提交"))
            }
            Some(round) if round.withdrawn => Err(unmet::withdrawn()),
            Some(round) => Ok(round),
        }
    }

    /// The open round, when it is the one the person has read.
    pub(super) fn round_over(&self, digest: &str) -> Result<&'a Round, Refusal> {
        let round = self.open_round()?;
        if digest == round.digest {
            return Ok(round);
        }
        let message = "所针对的内容不是本轮提交的内容";
        Err(Refusal::new("content-changed", "4", message, "请重新打开稿件，阅读现在的内容后再办理")
            .with("current", &*round.digest))
    }

    /// Nothing stands against a release by this person now; else the first thing that does.
    pub(super) fn may_release(&self, request: &PublishRequest, document: Option<&str>) -> Result<(), Refusal> {
        let unmet = unmet::release(self.case, self.facts, self.at, self.actor, request, document);
        unmet.into_iter().next().map_or(Ok(()), Err)
    }

    /// Whether the person holds one of these roles.
    pub(super) fn holds_any(&self, roles: &[Role]) -> bool {
        self.facts.holds_any(roles)
    }

    /// The delegation by which the person may act in this role for this item. It is looked at again here: what is replayed was written by
    /// somebody. Whoever wrote the item does not choose who reviews it.
    pub(super) fn delegation(&self, role: Role, acting_for: Option<&str>) -> Option<&'a Delegation> {
        self.facts.delegations.iter().find(|it| {
            it.holds(self.actor, self.at)
                && it.covers(role, &self.case.section)
                && acting_for.is_none_or(|person| person == it.acts_for)
                && !self.case.editors.contains(&it.granted_by)
        })
    }

    /// Whether the person may act in this role for this item: by the role itself or by delegation. A section head does so for the own section.
    pub(super) fn acts_as(&self, role: Role) -> bool {
        let own = role != Role::SectionHead || self.facts.section == self.case.section;
        own && self.holds_any(&[role]) || self.delegation(role, None).is_some()
    }

    /// Whether the person is a reviewer of this item.
    pub(super) fn is_reviewer(&self) -> bool {
        REVIEWERS.into_iter().any(|role| self.acts_as(role))
    }

    /// Whether the person has edited any version.
    pub(super) fn is_editor(&self) -> bool {
        self.case.editors.contains(self.actor)
    }

    /// Whether the person has a part in this item's way from the editor to the reader.
    pub(super) fn is_in_chain(&self) -> bool {
        self.is_editor() || self.is_reviewer() || self.holds_any(&PUBLISHERS)
    }

    /// Whether the person may stop a release or take it down: whoever has a part in the item, and who is there for emergencies.
    pub(super) fn may_stop(&self) -> bool {
        self.is_in_chain() || self.holds_any(&[Role::SiteResponsible, Role::DutyOfficer])
    }
}

/// A text that people give with a step: there, and not endless.
pub(super) fn is_reason(text: &str) -> bool {
    !text.trim().is_empty() && within_limit(text)
}

/// A text that may be empty, and is not endless.
pub(super) fn within_limit(text: &str) -> bool {
    text.chars().nth(MAX_TEXT).is_none()
}
