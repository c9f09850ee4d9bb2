//! What people give with a step: signatures, proofreadings, answers, reasons.

use super::card::word;
use crate::bindings::api::review::{Evidence, FindingAnswer, Gates, Proofreading, Refusal, ReturnReason, Signing};

impl From<Signing> for workflow::Signing {
    fn from(it: Signing) -> Self {
        Self {
            level: it.level,
            digest: it.digest,
            reports: it.reports,
            secrecy_checked: it.secrecy_checked,
            gates: it.gates.into(),
            duties: it.duties,
            proofreading: it.proofreading.into(),
            classes_stated: it.classes_stated,
            belongs_to: it.belongs_to,
            attachments_read: it.attachments_read,
            author_unsigned: it.author_unsigned,
            acting_for: it.acting_for,
            opinion: it.opinion,
        }
    }
}

impl From<Gates> for workflow::Gates {
    fn from(it: Gates) -> Self {
        Self {
            political: it.political,
            legal: it.legal,
            policy: it.policy,
            secrecy: it.secrecy,
            text: it.text,
            opinion: it.opinion,
        }
    }
}

impl From<Proofreading> for workflow::Proofreading {
    fn from(it: Proofreading) -> Self {
        Self { method: it.method, errors: it.errors, none_found: it.none_found }
    }
}

impl From<Evidence> for workflow::Evidence {
    fn from(it: Evidence) -> Self {
        Self { system: it.system, number: it.number, person: it.person, at: it.at, result: it.result }
    }
}

impl From<ReturnReason> for workflow::ReturnReason {
    fn from(it: ReturnReason) -> Self {
        Self { code: it.code, text: it.text }
    }
}

/// An answer to a finding.
///
/// # Errors
/// `unknown-value` for its kind.
pub(crate) fn answer(it: FindingAnswer) -> Result<workflow::Answer, Refusal> {
    Ok(workflow::Answer {
        kind: word(("kind", "处理方式", "8"), &it.kind)?,
        key: it.key,
        reason: it.reason,
        basis: it.basis,
    })
}
