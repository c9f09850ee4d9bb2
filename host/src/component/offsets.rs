//! Do the offsets of a report lie in the document, on boundaries of the unit that was asked for?

use std::collections::BTreeMap;

use super::bindings::{Document, OffsetEncoding, Span};

/// The parts of a document by name. Names are collected once, so that a report with many places costs no search through a
/// long document for each; a part is measured once, when a span first names it.
pub(crate) struct Parts<'a> {
    encoding: OffsetEncoding,
    named: BTreeMap<String, Part<'a>>,
}

/// One part of a document.
struct Part<'a> {
    /// None for an attachment that was not read: it exists, but has no offsets.
    text: Option<&'a str>,
    measure: Option<Measure<'a>>,
}

/// What is needed to judge offsets of one part.
enum Measure<'a> {
    /// Bytes: the text itself knows its boundaries.
    Bytes(&'a str),
    /// UTF-16: length, and the offsets inside surrogate pairs, ascending.
    Utf16(u32, Vec<u32>),
    /// Code points: the length; every offset is a boundary.
    CodePoints(u32),
}

impl<'a> Parts<'a> {
    pub(crate) fn new(document: &'a Document, encoding: OffsetEncoding) -> Self {
        let mut named = BTreeMap::new();
        for (name, text) in part_texts(document) {
            // Of two metadata entries of one name, the first is meant.
            named.entry(name).or_insert(Part { text, measure: None });
        }
        Parts { encoding, named }
    }

    /// True when the span lies in a part that exists and was read, is not reversed, and both ends are boundaries.
    pub(crate) fn contains(&mut self, span: &Span) -> bool {
        if span.start > span.end {
            return false;
        }
        let Some(part) = self.named.get_mut(&span.part) else { return false };
        let Some(text) = part.text else { return false };
        let measure = part.measure.get_or_insert_with(|| Measure::new(text, self.encoding));
        measure.is_boundary(span.start) && measure.is_boundary(span.end)
    }

    /// True when the document has this part, read or not.
    pub(crate) fn exists(&self, part: &str) -> bool {
        self.named.contains_key(part)
    }
}

impl<'a> Measure<'a> {
    fn new(text: &'a str, encoding: OffsetEncoding) -> Self {
        match encoding {
            OffsetEncoding::Utf8 => Measure::Bytes(text),
            OffsetEncoding::CodePoint => Measure::CodePoints(saturate(text.chars().count())),
            OffsetEncoding::Utf16 => {
                let (mut length, mut inside) = (0_u32, Vec::new());
                for character in text.chars() {
                    if character.len_utf16() == 2 {
                        inside.push(length.saturating_add(1));
                    }
                    length = length.saturating_add(saturate(character.len_utf16()));
                }
                Measure::Utf16(length, inside)
            }
        }
    }

    fn is_boundary(&self, offset: u32) -> bool {
        match self {
            Measure::Bytes(text) => text.is_char_boundary(offset as usize),
            Measure::Utf16(length, inside) => offset <= *length && inside.binary_search(&offset).is_err(),
            Measure::CodePoints(length) => offset <= *length,
        }
    }
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Every part as the contract names parts, with its text; without text when it was not read.
fn part_texts(document: &Document) -> impl Iterator<Item = (String, Option<&str>)> {
    let fixed = [("title", &document.title), ("summary", &document.summary), ("body", &document.body)];
    let attachments = document.attachments.iter().enumerate().flat_map(|(at, file)| {
        let name = (format!("attachment-name/{at}"), Some(file.name.as_str()));
        [name, (format!("attachment/{at}"), file.text.as_deref())]
    });
    let metadata = document.metadata.iter().flat_map(|(name, value)| {
        let key = (format!("metadata-name/{name}"), Some(name.as_str()));
        [key, (format!("metadata/{name}"), Some(value.as_str()))]
    });
    fixed.into_iter().map(|(name, text)| (name.to_owned(), Some(text.as_str()))).chain(attachments).chain(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{bindings::Attachment, text_document};

    fn holds(encoding: OffsetEncoding, start: u32, end: u32) -> bool {
        // One character of three bytes and one unit, one of four bytes and two units, one of a byte.
        let document = text_document("中😀a");
        Parts::new(&document, encoding).contains(&Span { part: "body".into(), start, end })
    }

    #[test]
    fn boundaries_of_every_unit() {
        assert!(holds(OffsetEncoding::Utf8, 3, 7));
        assert!(holds(OffsetEncoding::Utf8, 8, 8));
        assert!(!holds(OffsetEncoding::Utf8, 1, 3), "inside a character");
        assert!(!holds(OffsetEncoding::Utf8, 0, 9), "behind the end");
        assert!(holds(OffsetEncoding::Utf16, 1, 3));
        assert!(!holds(OffsetEncoding::Utf16, 1, 2), "inside a surrogate pair");
        assert!(!holds(OffsetEncoding::Utf16, 0, 5), "behind the end");
        assert!(holds(OffsetEncoding::CodePoint, 1, 3));
        assert!(!holds(OffsetEncoding::CodePoint, 0, 4), "behind the end");
        assert!(!holds(OffsetEncoding::CodePoint, 2, 1), "reversed");
    }

    #[test]
    fn parts_that_do_not_exist() {
        let mut document = text_document("文");
        document.metadata.push(("来源".into(), "本站".into()));
        let mut parts = Parts::new(&document, OffsetEncoding::Utf8);
        let mut contains = |part: &str| parts.contains(&Span { part: part.into(), start: 0, end: 0 });
        assert!(contains("metadata/来源"));
        assert!(!contains("metadata/作者"));
        assert!(!contains("attachment/0"));
        assert!(!contains("attachment/x"));
        assert!(!contains("footer"));
    }

    #[test]
    fn an_unread_attachment_exists_without_offsets() {
        let mut document = text_document("文");
        let (name, media_type) = ("表.pdf".to_owned(), "application/pdf".to_owned());
        document.attachments.push(Attachment { name, media_type, digest: String::new(), text: None });
        let mut parts = Parts::new(&document, OffsetEncoding::CodePoint);
        assert!(parts.exists("attachment/0") && parts.exists("attachment-name/0"));
        assert!(!parts.exists("attachment/1") && !parts.exists("attachment/00") && !parts.exists(""));
        assert!(!parts.contains(&Span { part: "attachment/0".into(), start: 0, end: 0 }));
        assert!(parts.contains(&Span { part: "attachment-name/0".into(), start: 0, end: 5 }));
    }

    #[test]
    fn a_long_document_is_indexed_once() {
        let mut document = text_document("文");
        document.metadata = (0..50_000).map(|at| (format!("项{at}"), "值".to_owned())).collect();
        let mut parts = Parts::new(&document, OffsetEncoding::Utf8);
        // A search for each would compare 2.5 thousand million names.
        for at in 0..50_000 {
            let part = format!("metadata/项{at}");
            assert!(parts.exists(&part) && parts.contains(&Span { part, start: 0, end: 3 }));
        }
    }
}
