//! Documents: their parts, the text a reader sees with a map back to the source, spans, and digests.
//!
//! This is the only crate that converts offsets. Screening works on normalised text ([`Text`]); everything that leaves it is mapped back to
//! the source that was handed in, in the unit that was asked for ([`OffsetEncoding`]).

mod align;
mod cells;
mod compare;
mod compatibility;
mod digest;
mod fold;
#[path = "document.rs"]
mod form;
mod generated;
mod html;
mod offsets;
mod outline;
mod part;
mod redact;
mod rewrite;
mod shown;
mod text;
mod tokenize;
mod words;

pub use cells::TableCell;
pub use compare::{Change, ChangeKind, compare};
pub use digest::{Sm3, case_digest, digest, seal, sm3_text, texts_digest};
pub use form::{Attachment, BodyFormat, Document};
pub use html::escape;
pub use offsets::{Misplaced, OffsetEncoding, Offsets, bytes_of};
pub use outline::{Alternative, Heading, Image, Link, Outline, Table};
pub use part::{Part, PartText, parts};
pub use redact::{
    MOST_REDACTIONS, REDACTION_MARK, RedactionError, Removal, place_name, redact, remaining_words, removed_words,
    squeeze,
};
pub use shown::{shown_changes, shown_digest};
pub use text::{Loss, Text};
pub use words::{characters, contains_any};
