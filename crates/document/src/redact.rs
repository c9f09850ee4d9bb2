//! The public version of a document (clause 9): words taken out for good.
//!
//! What is taken out is replaced by one mark, the same whatever stood there. HTML is written anew from what readers see: comments, scripts,
//! unknown attributes and the tags inside what was taken out do not come along, so that nothing but the mark tells of it. Of an attachment
//! whose text was redacted the file itself cannot go out: its redacted text takes its place.

use crate::{Attachment, BodyFormat, Document, Text, parts, rewrite, sm3_text};
use std::ops::Range;

/// What stands where something was taken out.
pub const REDACTION_MARK: &str = "【不予公开】";

/// So many places of one document are taken out at once.
pub const MOST_REDACTIONS: usize = 1_000;

/// Words to be taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The part, as [`crate::Part::name`].
    pub part: String,
    /// Bytes of the part as it was handed in.
    pub range: Range<usize>,
}

/// Why a document cannot be redacted so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedactionError {
    /// Nothing, or more than [`MOST_REDACTIONS`] places, are to be taken out.
    Count,
    /// A place does not exist, holds no words, is off a character's boundary or cannot be redacted (the name of a metadata entry); its
    /// number, from 0.
    Place(usize),
    /// Two places overlap; the number of the second.
    Overlap(usize),
    /// The words of a place stand in another part, too, or again in the same one: the place's number, and the part.
    Remains(usize, String),
}

/// The public version. Removals of one part may come in any order.
///
/// # Errors
/// [`RedactionError`]; nothing is half redacted.
pub fn redact(document: &Document, removals: &[Removal]) -> Result<Document, RedactionError> {
    if removals.is_empty() || removals.len() > MOST_REDACTIONS {
        return Err(RedactionError::Count);
    }
    let words = check(document, removals)?;
    let of = |part: &str| ranges(removals, part);
    let plain = |part: &str, source: &str| cut(source, &of(part));
    let public = Document {
        channel: document.channel.clone(),
        title: plain("title", &document.title),
        summary: plain("summary", &document.summary),
        body_format: document.body_format,
        body: match document.body_format {
            BodyFormat::Text => plain("body", &document.body),
            BodyFormat::Html => rewrite::rewrite(&document.body, &of("body"), REDACTION_MARK),
        },
        attachments: document
            .attachments
            .iter()
            .enumerate()
            .map(|(number, file)| attachment(file, number, &of))
            .collect(),
        metadata: document
            .metadata
            .iter()
            .map(|(name, value)| (name.clone(), plain(&format!("metadata/{name}"), value)))
            .collect(),
    };
    match remains(&public, &words) {
        Some((number, part)) => Err(RedactionError::Remains(number, part)),
        None => Ok(public),
    }
}

/// Where to tell people that something was taken out of a part, in words: an attachment's number is counted from 1.
#[must_use]
pub fn place_name(part: &str) -> String {
    let numbered = |rest: &str| rest.parse::<usize>().map_or(0, |number| number + 1);
    match part.split_once('/') {
        Some(("attachment", rest)) => format!("附件{}", numbered(rest)),
        Some(("attachment-name", rest)) => format!("附件{}的名称", numbered(rest)),
        Some(_) => "元数据".to_owned(),
        None => match part {
            "title" => "标题".to_owned(),
            "summary" => "摘要".to_owned(),
            _ => "正文".to_owned(),
        },
    }
}

/// The words of a removal as readers see them, by [`squeeze`]; none when the place does not exist.
#[must_use]
pub fn words(document: &Document, removal: &Removal) -> Option<String> {
    let all = parts(document);
    let part = all.iter().find(|part| part.name == removal.part && !part.name.starts_with("metadata-name/"))?;
    let (source, slice) = (part.source?, part.source?.get(removal.range.clone())?);
    Some(match part.format {
        BodyFormat::Text => squeeze(slice),
        BodyFormat::Html => squeeze(&visible(source, &removal.range)),
    })
}

/// The words of each removal.
fn check(document: &Document, removals: &[Removal]) -> Result<Vec<String>, RedactionError> {
    let mut words = Vec::with_capacity(removals.len());
    for (number, removal) in removals.iter().enumerate() {
        let seen = self::words(document, removal).unwrap_or_default();
        if seen.is_empty() {
            return Err(RedactionError::Place(number));
        }
        words.push(seen);
        let overlaps = |other: &Removal| {
            other.part == removal.part && other.range.start < removal.range.end && removal.range.start < other.range.end
        };
        if removals.iter().take(number).any(overlaps) {
            return Err(RedactionError::Overlap(number));
        }
    }
    Ok(words)
}

/// What readers see of a range of HTML source.
fn visible(source: &str, range: &Range<usize>) -> String {
    let text = Text::new(source, BodyFormat::Html);
    let shown = text.as_str().char_indices().filter(|(at, character)| {
        let from = text.source_range(*at..at + character.len_utf8());
        !from.is_empty() && from.start >= range.start && from.end <= range.end
    });
    shown.map(|(_, character)| character).collect()
}

/// Text by which two passages are compared: folded, without white space, so that a space put between does not hide it.
#[must_use]
pub fn squeeze(source: &str) -> String {
    let text = Text::new(source, BodyFormat::Text);
    text.as_str().chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn ranges(removals: &[Removal], part: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> =
        removals.iter().filter(|removal| removal.part == part).map(|removal| removal.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Plain text without these ranges, each replaced by the mark. What adjoins is one passage: two marks would tell how it was marked.
fn cut(source: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for range in ranges {
        let between = source.get(at..range.start).unwrap_or_default();
        out.push_str(between);
        if !(between.is_empty() && out.ends_with(REDACTION_MARK)) {
            out.push_str(REDACTION_MARK);
        }
        at = range.end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

/// A file whose text was redacted goes out as that text.
fn attachment(file: &Attachment, number: usize, of: &impl Fn(&str) -> Vec<Range<usize>>) -> Attachment {
    let name = cut(&file.name, &of(&format!("attachment-name/{number}")));
    let ranges = of(&format!("attachment/{number}"));
    match &file.text {
        Some(text) if !ranges.is_empty() => {
            let text = cut(text, &ranges);
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            Attachment {
                name: format!("{stem}.公开版.txt"),
                media_type: "text/plain".to_owned(),
                digest: sm3_text(text.as_bytes()),
                text: Some(text),
            }
        }
        _ => Attachment { name, ..file.clone() },
    }
}

/// A removed passage that still stands somewhere in the public version: its number and the part. A single character says nothing.
fn remains(public: &Document, words: &[String]) -> Option<(usize, String)> {
    let all = parts(public);
    let texts: Vec<(&str, Vec<String>)> = all
        .iter()
        .filter_map(|part| {
            let source = part.source?;
            let text = Text::new(source, part.format);
            let hidden = text.hidden().map(|hidden| rewrite::decode_percent(hidden.as_str()));
            Some((
                part.name.as_str(),
                [Some(squeeze(text.as_str())), hidden.map(|hidden| squeeze(&hidden))].into_iter().flatten().collect(),
            ))
        })
        .collect();
    words.iter().enumerate().filter(|(_, words)| words.chars().nth(1).is_some()).find_map(|(number, words)| {
        let found = texts.iter().find(|(_, texts)| texts.iter().any(|text| contains(text, words)));
        found.map(|(part, _)| (number, (*part).to_owned()))
    })
}

/// Whether the words stand in a text beside its marks.
fn contains(text: &str, words: &str) -> bool {
    text.split(REDACTION_MARK).any(|piece| piece.contains(words))
}
