//! The parts of a document, in the order reports list them.

use crate::{BodyFormat, Document, Text};

/// One part and its source.
#[derive(Clone, Debug)]
pub struct Part<'d> {
    /// `title`, `summary`, `body`, `attachment-name/0`, `attachment/0`, `metadata-name/<name>` or `metadata/<name>`.
    pub name: String,
    /// Its text as handed in; none for an attachment that the host could not read.
    pub source: Option<&'d str>,
    /// How it is written.
    pub format: BodyFormat,
}

/// A part that can be screened.
#[derive(Clone, Debug)]
pub struct PartText<'d> {
    /// As [`Part::name`].
    pub name: String,
    /// The text.
    pub text: Text<'d>,
}

/// All parts: title, summary, body, attachments in their order, metadata sorted by name. Names are parts of their own: readers see them,
/// and a mark must not hide in one.
#[must_use]
pub fn parts(document: &Document) -> Vec<Part<'_>> {
    let plain = |name: String, source| Part { name, source, format: BodyFormat::Text };
    let mut parts = vec![
        plain("title".to_owned(), Some(document.title.as_str())),
        plain("summary".to_owned(), Some(document.summary.as_str())),
        Part { name: "body".to_owned(), source: Some(&document.body), format: document.body_format },
    ];
    for (number, file) in document.attachments.iter().enumerate() {
        parts.push(plain(format!("attachment-name/{number}"), Some(&file.name)));
        parts.push(plain(format!("attachment/{number}"), file.text.as_deref()));
    }
    let mut metadata: Vec<_> = document.metadata.iter().collect();
    metadata.sort();
    for (name, value) in metadata {
        parts.push(plain(format!("metadata-name/{name}"), Some(name)));
        parts.push(plain(format!("metadata/{name}"), Some(value)));
    }
    parts
}
