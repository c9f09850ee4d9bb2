//! The public version of a document (clause 9): words taken out for good.
//!
//! What is taken out is replaced by one mark, the same whatever stood there. HTML is written anew from what readers see: comments, scripts,
//! unknown attributes and the tags inside what was taken out do not come along, so that nothing but the mark tells of it. Of an attachment
//! whose text was redacted the file itself cannot go out: its redacted text takes its place.

use crate::{Attachment, BodyFormat, Document, Text, parts, rewrite, sm3_text};
use std::collections::{BTreeMap, BTreeSet};
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

/// Why a document cannot be redacted so. Places are numbered from 0, in the order they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedactionError {
    /// Nothing, or more than [`MOST_REDACTIONS`] places and files, are to be taken out.
    Count,
    /// A place does not exist or cannot be redacted (the name of a metadata entry); its number.
    Place(usize),
    /// A place begins or ends inside a character; its number.
    Character(usize),
    /// A place begins or ends inside a tag, a comment or a character reference of HTML; its number.
    Tag(usize),
    /// A place holds no words; its number.
    Empty(usize),
    /// Two places overlap, or a place lies in a file that is left out as a whole; the number of the second, or of the place.
    Overlap(usize),
    /// A file that is to be left out does not exist or is named twice; its place in the list.
    File(usize),
    /// The words of a place stand in another part, too, or again in the same one: the place's number, and the part.
    Remains(usize, String),
}

/// The public version: without the words of `removals`, which may come in any order, and without the attachments whose numbers are `dropped`.
///
/// # Errors
/// [`RedactionError`]; nothing is half redacted.
pub fn redact(document: &Document, removals: &[Removal], dropped: &[usize]) -> Result<Document, RedactionError> {
    if !(1..=MOST_REDACTIONS).contains(&(removals.len() + dropped.len())) {
        return Err(RedactionError::Count);
    }
    check_files(document, removals, dropped)?;
    let words = removed_words(document, removals)?;
    let of = |part: &str| ranges(removals, part);
    let plain = |part: &str, source: &str| cut(source, &of(part));
    let files = document.attachments.iter().enumerate().filter(|(number, _)| !dropped.contains(number));
    let public = Document {
        channel: document.channel.clone(),
        title: plain("title", &document.title),
        summary: plain("summary", &document.summary),
        body_format: document.body_format,
        body: match document.body_format {
            BodyFormat::Text => plain("body", &document.body),
            BodyFormat::Html => rewrite::rewrite(&document.body, &of("body"), REDACTION_MARK),
        },
        attachments: files.map(|(number, file)| attachment(file, number, &of)).collect(),
        metadata: document
            .metadata
            .iter()
            .map(|(name, value)| (name.clone(), plain(&format!("metadata/{name}"), value)))
            .collect(),
    };
    match remaining_words(&public, &words) {
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

/// Files that are left out exist, are named once, and nothing else is taken out of them.
fn check_files(document: &Document, removals: &[Removal], dropped: &[usize]) -> Result<(), RedactionError> {
    for (place, number) in dropped.iter().enumerate() {
        if *number >= document.attachments.len() || dropped.iter().take(place).any(|before| before == number) {
            return Err(RedactionError::File(place));
        }
        let parts = [format!("attachment/{number}"), format!("attachment-name/{number}")];
        if let Some(inside) = removals.iter().position(|removal| parts.contains(&removal.part)) {
            return Err(RedactionError::Overlap(inside));
        }
    }
    Ok(())
}

/// The words of each removal as readers see them, by [`squeeze`]: what must not stand anywhere in the public version.
///
/// # Errors
/// [`RedactionError`] for the first place that cannot be taken out.
pub fn removed_words(document: &Document, removals: &[Removal]) -> Result<Vec<String>, RedactionError> {
    let all = parts(document);
    let named = all.iter().filter(|part| !part.name.starts_with("metadata-name/"));
    let mut sources: BTreeMap<&str, Source<'_>> = BTreeMap::new();
    for part in named.filter(|part| removals.iter().any(|removal| removal.part == part.name)) {
        let Some(text) = part.source else { continue };
        sources.insert(part.name.as_str(), Source::new(text, part.format, &ranges(removals, &part.name)));
    }
    let mut words = Vec::with_capacity(removals.len());
    for (number, removal) in removals.iter().enumerate() {
        let source = sources.get(removal.part.as_str()).ok_or(RedactionError::Place(number))?;
        words.push(source.words(number, &removal.range)?);
        let overlaps = |other: &Removal| {
            other.part == removal.part && other.range.start < removal.range.end && removal.range.start < other.range.end
        };
        if removals.iter().take(number).any(overlaps) {
            return Err(RedactionError::Overlap(number));
        }
    }
    Ok(words)
}

/// A character that readers see, with its place in the source.
type Shown = (Range<usize>, char);

/// A part, read once for all that is taken out of it.
struct Source<'d> {
    text: &'d str,
    /// Of HTML: the characters that readers see in the passages, each with its range, in the order of the source, and those ends of passages
    /// that cut no markup.
    html: Option<(Vec<Shown>, BTreeSet<usize>)>,
}

impl<'d> Source<'d> {
    fn new(text: &'d str, format: BodyFormat, ranges: &[Range<usize>]) -> Self {
        let ends = || ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        let html = (format == BodyFormat::Html).then(|| (shown(text, ranges), rewrite::edges(text, &ends())));
        Self { text, html }
    }

    fn words(&self, number: usize, range: &Range<usize>) -> Result<String, RedactionError> {
        if range.end > self.text.len() || range.start > range.end {
            return Err(RedactionError::Place(number));
        }
        let slice = self.text.get(range.clone()).ok_or(RedactionError::Character(number))?;
        let words = match &self.html {
            None => squeeze(slice),
            Some((_, edges)) if !(edges.contains(&range.start) && edges.contains(&range.end)) => {
                return Err(RedactionError::Tag(number));
            }
            Some((shown, _)) => squeeze(&within(shown, range)),
        };
        if words.is_empty() { Err(RedactionError::Empty(number)) } else { Ok(words) }
    }
}

/// What readers see of HTML between the first of the passages and the end of the last, each character with its range in the source, in its order.
fn shown(source: &str, ranges: &[Range<usize>]) -> Vec<Shown> {
    let from = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let until = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    let text = Text::new(source, BodyFormat::Html);
    let placed = text.as_str().char_indices().map(|(at, character)| {
        let range = text.source_range(at..at + character.len_utf8());
        (range, character)
    });
    let inside = |range: &Range<usize>| !range.is_empty() && range.start >= from && range.end <= until;
    let mut shown: Vec<_> = placed.filter(|(range, _)| inside(range)).collect();
    shown.sort_by_key(|(range, _)| range.start);
    shown
}

/// The characters that lie in a range.
fn within(shown: &[Shown], range: &Range<usize>) -> String {
    let first = shown.partition_point(|(place, _)| place.start < range.start);
    let from = shown.iter().skip(first).take_while(|(place, _)| place.start < range.end);
    from.filter(|(place, _)| place.end <= range.end).map(|(_, character)| *character).collect()
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

/// Removed words that stand somewhere in a document beside its marks: their number and the part. A single character says nothing.
#[must_use]
pub fn remaining_words(public: &Document, words: &[String]) -> Option<(usize, String)> {
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
