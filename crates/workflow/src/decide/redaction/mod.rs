//! Public versions by redaction (clause 9). The original is never handed in: the host keeps it apart ([`Sealed`]) and asks here what its public
//! version is, who may read it, and whether what people hand in or write still tells what was taken out.

mod basis;
mod list;
mod make;
mod read;
mod request;
mod submission;

pub use basis::{REDACTION_BASES, RedactionBasis};
pub use make::{Redacted, Redaction};
pub use request::{Passage, RedactionRequest, WithheldFile};

use super::Asked;
use crate::{Card, Case, Facts, Refusal};
use document::Document;

/// An original as the host keeps it, apart from what was handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Who made the public version.
    pub editor: String,
    /// That person's section then.
    pub section: String,
    /// What keeps the digest on the card from being tried out; stays with the original.
    pub salt: String,
    /// The original.
    pub original: Document,
    /// What was taken out.
    pub request: RedactionRequest,
}

/// Make a public version.
///
/// # Errors
/// Who may not, a reason that is none, a place that cannot be taken out, words that would still be seen, a state secret.
pub fn redact(
    case: &Case,
    facts: &Facts,
    at: u64,
    actor: &str,
    redaction: &Redaction<'_>,
) -> Result<Redacted, Refusal> {
    make::decide(&Asked { case, facts, at, actor }, redaction)
}

/// May this person read the original that this editor of this section has sealed?
///
/// # Errors
/// `original-not-for-publishers`, `original-sealed`, `public-network`.
pub fn may_read_original(
    case: &Case,
    facts: &Facts,
    at: u64,
    actor: &str,
    (editor, section): (&str, &str),
) -> Result<(), Refusal> {
    // Before anything is handed in there is no section yet whose head would review it.
    let mut case = case.clone();
    if case.rounds == 0 {
        section.clone_into(&mut case.section);
        case.editors.insert(editor.to_owned());
    }
    read::decide(&Asked { case: &case, facts, at, actor }, editor)
}

/// May this be handed in for an item with this sealed original?
///
/// # Errors
/// `not-the-editor`, `public-version-not-stated`, `removed-words-remain`, `text-quotes-removed`.
pub fn check_public_version(
    case: &Case,
    facts: &Facts,
    at: u64,
    actor: &str,
    sealed: &Sealed,
    card: &Card,
    documents: &[Document],
) -> Result<(), Refusal> {
    submission::decide(&Asked { case, facts, at, actor }, sealed, card, documents)
}

/// Do these texts keep quiet about what was taken out? Only asked for people who may read the original: to others the answer would tell.
///
/// # Errors
/// `text-quotes-removed`.
pub fn check_quotes(sealed: &Sealed, texts: &[String]) -> Result<(), Refusal> {
    submission::texts(sealed, texts)
}
