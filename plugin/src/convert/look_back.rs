//! What follows a release.

use super::card::word;
use crate::bindings::api::document::{Change, ChangeKind};
use crate::bindings::api::look_back::{ChannelCheck, Done, FollowUpView, Look, Refusal, Task, WithdrawalView};
use workflow::{Issue, LookBack};

/// A look at what is live.
///
/// # Errors
/// `unknown-value` for a kind or a settlement that is not on the list.
pub(crate) fn look(it: Look) -> Result<workflow::Look, Refusal> {
    let mut issues = Vec::with_capacity(it.issues.len());
    for issue in it.issues {
        issues.push(Issue { kind: word(("kind", "问题类别", "16"), &issue.kind)?, text: issue.text });
    }
    let settlement = match it.settlement.as_str() {
        "" => None,
        settlement => Some(word(("settlement", "处理要求", "16"), settlement)?),
    };
    Ok(workflow::Look { digest: it.digest, issues, none_found: it.none_found, settlement })
}

/// What is due and where a withdrawal stands.
pub(crate) fn follow_up(tasks: Vec<workflow::Task>, look_back: LookBack) -> FollowUpView {
    FollowUpView {
        tasks: tasks.into_iter().map(Into::into).collect(),
        withdrawal: look_back.withdrawal.map(Into::into),
    }
}

impl From<workflow::Task> for Task {
    fn from(it: workflow::Task) -> Self {
        Self {
            kind: it.kind.to_owned(),
            due: it.due,
            provisional: it.provisional,
            overdue: it.overdue,
            text: it.text,
            refusal: it.refusal.map(Refusal::from),
        }
    }
}

impl From<workflow::Done> for Done {
    fn from(it: workflow::Done) -> Self {
        Self { person: it.person, at: it.at }
    }
}

impl From<workflow::Withdrawal> for WithdrawalView {
    fn from(it: workflow::Withdrawal) -> Self {
        let check = |(channel, checked): (String, Option<workflow::Done>)| ChannelCheck {
            channel,
            checked: checked.map(Into::into),
        };
        Self {
            taken_down: it.taken_down.into(),
            reason: it.reason,
            digest: it.digest,
            confirmed: it.confirmed.map(Into::into),
            channels: it.channels.into_iter().map(check).collect(),
            closed: it.closed.map(Into::into),
        }
    }
}

impl From<document::Change> for Change {
    fn from(it: document::Change) -> Self {
        let kind = match it.kind {
            document::ChangeKind::Kept => ChangeKind::Kept,
            document::ChangeKind::Deleted => ChangeKind::Deleted,
            document::ChangeKind::Inserted => ChangeKind::Inserted,
            document::ChangeKind::Form => ChangeKind::Form,
        };
        Self { part: it.part, kind, text: it.text }
    }
}
