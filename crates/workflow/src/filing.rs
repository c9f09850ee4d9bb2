//! The route 报送 (clause 6): opinion and basis of the section, the deputy leader's approval, the filing form
//! (《政府信息发布审查备案表》), and 综合协调科, one after another and for one case digest.

use serde::{Deserialize, Serialize};

/// One step of filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FilingStep {
    /// The section states its opinion and the basis.
    Propose {
        /// The case digest that was read.
        digest: String,
        /// The opinion.
        opinion: String,
        /// The basis.
        basis: String,
    },
    /// The deputy leader approves.
    Approve {
        /// The case digest that was read.
        digest: String,
        /// The opinion; may be empty.
        opinion: String,
    },
    /// The section fills in the form and hands it to 综合协调科.
    File {
        /// The case digest that was read.
        digest: String,
        /// The form's number; may be empty.
        number: String,
    },
    /// 综合协调科 has received it.
    Receive {
        /// The case digest that was read.
        digest: String,
    },
    /// 综合协调科 hands it on to a higher platform.
    HandOn {
        /// The case digest that was read.
        digest: String,
        /// To whom.
        recipient: String,
    },
}

impl FilingStep {
    /// The kind of the event it leads to.
    pub(crate) const fn event_kind(&self) -> &'static str {
        match self {
            Self::Propose { .. } => "filing-proposed",
            Self::Approve { .. } => "filing-approved",
            Self::File { .. } => "filing-handed-in",
            Self::Receive { .. } => "filing-received",
            Self::HandOn { .. } => "filing-handed-on",
        }
    }

    /// The case digest it is for.
    #[must_use]
    pub fn digest(&self) -> &str {
        match self {
            Self::Propose { digest, .. }
            | Self::Approve { digest, .. }
            | Self::File { digest, .. }
            | Self::Receive { digest }
            | Self::HandOn { digest, .. } => digest,
        }
    }
}

/// How far the filing of a round has come: who took each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// Who stated opinion and basis.
    pub proposed: Option<String>,
    /// Who approved.
    pub approved: Option<String>,
    /// Who filled in the form and handed it in.
    pub filed: Option<String>,
    /// Who received it.
    pub received: Option<String>,
    /// Who handed it on.
    pub handed_on: Option<String>,
}

impl Filing {
    /// The steps that a release needs, in their order: what each is called, and who took it.
    pub(crate) fn steps(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("承办科室提出意见、说明依据", self.proposed.as_deref()),
            ("分管领导审批", self.approved.as_deref()),
            ("填报备案表并交综合协调科", self.filed.as_deref()),
            ("综合协调科接收", self.received.as_deref()),
        ]
    }

    /// Take over a step that was decided.
    pub(crate) fn apply(&mut self, actor: &str, step: &FilingStep) {
        let taken = match step {
            FilingStep::Propose { .. } => &mut self.proposed,
            FilingStep::Approve { .. } => &mut self.approved,
            FilingStep::File { .. } => &mut self.filed,
            FilingStep::Receive { .. } => &mut self.received,
            FilingStep::HandOn { .. } => &mut self.handed_on,
        };
        *taken = Some(actor.to_owned());
    }
}
