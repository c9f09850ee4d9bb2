//! What is to be taken out, as people mark it, and as the text is cut.

use super::basis::{self, RedactionBasis};
use crate::{Classification, Refusal};
use document::{Document, Misplaced, OffsetEncoding, Removal, bytes_of, parts};
use std::collections::BTreeMap;

/// A note says in a few words what it is, for example 联系电话.
const MAX_NOTE: usize = 200;

/// A passage to be taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The part, as [`document::Part::name`].
    pub part: String,
    /// First offset, in the request's unit.
    pub start: u32,
    /// Offset after the last unit.
    pub end: u32,
    /// Why: an id of [`super::REDACTION_BASES`].
    pub basis: String,
    /// What it is, without its words; may be empty.
    pub note: String,
}

/// An attachment to be left out as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithheldFile {
    /// Its number in the original, from 0.
    pub number: u32,
    /// Why: an id of [`super::REDACTION_BASES`].
    pub basis: String,
    /// What it is, without its words; may be empty.
    pub note: String,
}

/// How a public version is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedactionRequest {
    /// What is known of the original's classification.
    pub classification: Classification,
    /// The unit of the offsets.
    pub encoding: OffsetEncoding,
    /// Passages.
    pub passages: Vec<Passage>,
    /// Whole attachments.
    pub files: Vec<WithheldFile>,
}

impl RedactionRequest {
    /// The passages in bytes, in the order given.
    pub(super) fn removals(&self, original: &Document) -> Result<Vec<Removal>, Refusal> {
        let parts = parts(original);
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, passage) in self.passages.iter().enumerate() {
            places.entry(&passage.part).or_default().push(number);
        }
        let mut removals: BTreeMap<usize, Removal> = BTreeMap::new();
        for (name, numbers) in places {
            let source = parts.iter().find(|part| part.name == name).and_then(|part| part.source);
            let source = source.ok_or_else(|| outside(numbers.first().copied().unwrap_or_default()))?;
            let passages = || numbers.iter().filter_map(|number| self.passages.get(*number));
            let units: Vec<u32> = passages().flat_map(|passage| [passage.start, passage.end]).collect();
            let bytes = bytes_of(source, self.encoding, &units);
            for (number, ends) in numbers.iter().zip(bytes.chunks_exact(2)) {
                let [Ok(start), Ok(end)] = ends else { return Err(misplaced(*number, ends)) };
                removals.insert(*number, Removal { part: name.to_owned(), range: *start..*end });
            }
        }
        Ok(removals.into_values().collect())
    }

    /// The numbers of the attachments that are left out.
    pub(super) fn dropped(&self) -> Vec<usize> {
        self.files.iter().map(|file| usize::try_from(file.number).unwrap_or(usize::MAX)).collect()
    }

    /// Every reason is a lawful one, with a note where it needs one.
    pub(super) fn check_reasons(&self) -> Result<(), Refusal> {
        if self.classification == Classification::Pending {
            return Err(basis::secret());
        }
        self.reasons().try_for_each(|(id, note)| check_reason(basis::find(id)?, note))
    }

    /// Reasons and notes, of passages first.
    pub(super) fn reasons(&self) -> impl Iterator<Item = (&str, &str)> {
        let passages = self.passages.iter().map(|it| (it.basis.as_str(), it.note.as_str()));
        passages.chain(self.files.iter().map(|it| (it.basis.as_str(), it.note.as_str())))
    }
}

fn check_reason(basis: &RedactionBasis, note: &str) -> Result<(), Refusal> {
    if note.chars().nth(MAX_NOTE).is_some() {
        let message = format!("遮盖的说明超过 {MAX_NOTE} 字");
        return Err(Refusal::new("redaction-note-too-long", "9", message, "请只写是哪一类内容，例如“联系电话”"));
    }
    if basis.needs_note && note.trim().is_empty() {
        let message = format!("以“{}”为由遮盖的，没有写明依据", basis.name);
        return Err(Refusal::new(
            "redaction-note-missing",
            "9",
            message,
            "请在说明中写明法律、行政法规的名称或者危及的方面",
        ));
    }
    Ok(())
}

/// The first end that names no place.
fn misplaced(number: usize, ends: &[Result<usize, Misplaced>]) -> Refusal {
    let inside = ends.iter().find_map(|end| end.as_ref().err()) == Some(&Misplaced::Inside);
    if inside { inside_character(number) } else { outside(number) }
}

/// A place that is none.
pub(super) fn outside(number: usize) -> Refusal {
    let message = format!("第 {} 处遮盖的位置不在稿件之内", number + 1);
    Refusal::new("redaction-outside-part", "9", message, "请重新选择要遮盖的文字").with("number", number.to_string())
}

/// A place that cuts a character.
pub(super) fn inside_character(number: usize) -> Refusal {
    let message = format!("第 {} 处遮盖的起止位置在一个字符中间", number + 1);
    Refusal::new("redaction-cuts-character", "9", message, "请按整个字符选择").with("number", number.to_string())
}
