//! Public versions and sealed originals.

use super::card;
use crate::bindings::api::redaction::{Redacted, RedactionBasis, RedactionRequest, Refusal, Removal, SealedOriginal};
use workflow::{Passage, Sealed, WithheldFile};

/// A sealed original as the workflow reads it.
///
/// # Errors
/// `not-decided` or `unknown-value` for its classification.
pub(crate) fn sealed(it: SealedOriginal) -> Result<Sealed, Refusal> {
    let SealedOriginal { editor, section, salt, original, request } = it;
    Ok(Sealed { editor, section, salt, original: original.into(), request: self::request(request)? })
}

fn request(it: RedactionRequest) -> Result<workflow::RedactionRequest, Refusal> {
    Ok(workflow::RedactionRequest {
        classification: card::word(("classification", "定密状态", "9"), &it.classification)?,
        encoding: it.encoding.into(),
        passages: it.removals.into_iter().map(passage).collect(),
        files: it
            .attachments
            .into_iter()
            .map(|it| WithheldFile { number: it.number, basis: it.basis, note: it.note })
            .collect(),
    })
}

fn passage(it: Removal) -> Passage {
    Passage { part: it.place.part, start: it.place.start, end: it.place.end, basis: it.basis, note: it.note }
}

/// A public version as the contract has it.
pub(crate) fn redacted(it: workflow::Redacted) -> Redacted {
    Redacted {
        digest: document::digest(&it.document),
        version: card::write_version(&it.version),
        document: it.document.into(),
    }
}

impl From<&workflow::RedactionBasis> for RedactionBasis {
    fn from(it: &workflow::RedactionBasis) -> Self {
        Self { id: it.id.to_owned(), name: it.name.to_owned(), law: it.law.to_owned(), needs_note: it.needs_note }
    }
}
