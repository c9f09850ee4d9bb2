//! Do the offsets of a report lie in the document, on boundaries of the unit that was asked for?

use std::collections::BTreeMap;

use super::bindings::{Document, OffsetEncoding, Span};

/// The parts of a document, each measured once when a span first names it.
pub(crate) struct Parts<'a> {
    document: &'a Document,
    encoding: OffsetEncoding,
    measured: BTreeMap<String, Measure<'a>>,
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
        Parts { document, encoding, measured: BTreeMap::new() }
    }

    /// True when the span lies in a part that exists, is not reversed, and both ends are boundaries.
    pub(crate) fn contains(&mut self, span: &Span) -> bool {
        if span.start > span.end {
            return false;
        }
        if !self.measured.contains_key(&span.part) {
            let Some(text) = part_text(self.document, &span.part) else { return false };
            self.measured.insert(span.part.clone(), Measure::new(text, self.encoding));
        }
        let Some(measure) = self.measured.get(&span.part) else { return false };
        measure.is_boundary(span.start) && measure.is_boundary(span.end)
    }
}

impl Parts<'_> {
    /// True when the document has this part, read or not.
    pub(crate) fn exists(&self, part: &str) -> bool {
        let attachment = || part.strip_prefix("attachment/")?.parse::<usize>().ok();
        part_text(self.document, part).is_some() || attachment().is_some_and(|at| at < self.document.attachments.len())
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

/// The text of a part as the contract names parts; none when the document has no such part.
fn part_text<'a>(document: &'a Document, part: &str) -> Option<&'a str> {
    match part {
        "title" => Some(&document.title),
        "summary" => Some(&document.summary),
        "body" => Some(&document.body),
        _ => {
            if let Some(name) = part.strip_prefix("metadata/") {
                return document.metadata.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
            }
            let index: usize = part.strip_prefix("attachment/")?.parse().ok()?;
            document.attachments.get(index)?.text.as_deref()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::text_document;

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
}
