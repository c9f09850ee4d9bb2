//! What an edit has changed, for people who review it (clause 16: a correction of one character is a whole round, shown as a diff).

use crate::{BodyFormat, Document, Text, parts};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::borrow::Cow;
use std::hash::Hash;
use std::ops::Range;

/// What happened to a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is the same in both.
    Kept,
    /// It is gone.
    Deleted,
    /// It is new.
    Inserted,
    /// The words are the same, the source is not: markup, a form of the same character, another file of the same text.
    Form,
}

/// A piece of a part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part, as in [`crate::Part::name`].
    pub part: String,
    /// What happened to the piece.
    pub kind: ChangeKind,
    /// The piece; empty for [`ChangeKind::Form`].
    pub text: String,
}

/// How many pairs of lines are compared before all lines between the first and the last change count as changed. A hostile text costs no
/// more than this, and a text where it matters has no lines in common that would help a reader.
const LINE_PAIRS: usize = 4_000_000;
/// The same for the characters of all changed lines together.
const CHARACTER_PAIRS: usize = 8_000_000;

/// The parts that differ, each as its pieces in order: the kept and deleted ones are the text before, the kept and inserted ones the text
/// after. Of HTML the text that readers see is compared.
///
/// ```
/// use document::{ChangeKind, Document, compare};
/// let changes = compare(&Document::plain("九月开展"), &Document::plain("十月开展"));
/// let pieces: Vec<_> = changes.iter().map(|change| (change.kind, &*change.text)).collect();
/// assert_eq!(pieces, [(ChangeKind::Deleted, "九"), (ChangeKind::Inserted, "十"), (ChangeKind::Kept, "月开展")]);
/// ```
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Vec<Change> {
    let (before, after) = (pieces(before), pieces(after));
    let mut comparison = Comparison { lines: LINE_PAIRS, characters: CHARACTER_PAIRS, changes: Vec::new() };
    for old in &before {
        match after.iter().find(|new| new.part == old.part) {
            Some(new) => comparison.part(&old.part, (&old.text, &new.text), old.source == new.source),
            None => comparison.part(&old.part, (&old.text, ""), false),
        }
    }
    for new in after.iter().filter(|new| !before.iter().any(|old| old.part == new.part)) {
        comparison.part(&new.part, ("", &new.text), false);
    }
    comparison.changes
}

/// One part as it is compared: its text, and what must be the same for nothing to have changed.
struct Piece<'d> {
    part: String,
    text: Cow<'d, str>,
    source: Vec<&'d str>,
}

fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for part in parts(document) {
        let source = part.source.unwrap_or_default();
        let text = match part.format {
            BodyFormat::Text => Cow::Borrowed(source),
            BodyFormat::Html => Cow::Owned(Text::new(source, part.format).as_str().to_owned()),
        };
        pieces.push(Piece { part: part.name, text, source: vec![source] });
    }
    // A file that cannot be read has no text: its bytes still differ.
    for (number, file) in document.attachments.iter().enumerate() {
        let name = format!("attachment/{number}");
        let piece = pieces.iter_mut().find(|piece| piece.part == name);
        piece.into_iter().for_each(|piece| piece.source.extend([file.digest.as_str(), &file.media_type]));
    }
    pieces
}

/// What is found so far, and how much may still be compared.
struct Comparison {
    lines: usize,
    characters: usize,
    changes: Vec<Change>,
}

impl Comparison {
    fn part(&mut self, part: &str, (before, after): (&str, &str), same_source: bool) {
        if same_source {
            return;
        }
        if before == after {
            self.push(part, ChangeKind::Form, String::new());
            return;
        }
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        for stretch in stretches(&old, &new, &mut self.lines) {
            match (join(&old, stretch.old_range()), join(&new, stretch.new_range())) {
                (old, new) if old == new => self.push(part, ChangeKind::Kept, old),
                (old, new) => self.line(part, &old, &new),
            }
        }
    }

    /// Lines that differ, character by character.
    fn line(&mut self, part: &str, before: &str, after: &str) {
        let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let stretches = stretches(&old, &new, &mut self.characters);
        let kept = |op: &DiffOp| if op.tag() == DiffTag::Equal { op.old_range().len() } else { 0 };
        // Lines that are not alike have single characters in common by chance, and nobody can read what is made of them.
        if stretches.iter().map(kept).sum::<usize>().saturating_mul(3) < old.len().min(new.len()) {
            self.push(part, ChangeKind::Deleted, before.to_owned());
            self.push(part, ChangeKind::Inserted, after.to_owned());
            return;
        }
        for stretch in stretches {
            match (text(&old, stretch.old_range()), text(&new, stretch.new_range())) {
                (old, new) if old == new => self.push(part, ChangeKind::Kept, old),
                (old, new) => {
                    self.push(part, ChangeKind::Deleted, old);
                    self.push(part, ChangeKind::Inserted, new);
                }
            }
        }
    }

    /// Pieces of one kind that follow one another are one piece.
    fn push(&mut self, part: &str, kind: ChangeKind, text: String) {
        if text.is_empty() && kind != ChangeKind::Form {
            return;
        }
        match self.changes.last_mut() {
            Some(last) if last.part == part && last.kind == kind => last.text.push_str(&text),
            _ => self.changes.push(Change { part: part.to_owned(), kind, text }),
        }
    }
}

/// The stretches in which two lists are the same or differ. What is left between the first and the last difference is compared as long as the
/// budget lasts; without a budget it differs as a whole.
fn stretches<T: Eq + Hash>(old: &[T], new: &[T], budget: &mut usize) -> Vec<DiffOp> {
    let first = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let shorter = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(one, other)| one == other).count();
    let (old_len, new_len) = (old.len() - first - last, new.len() - first - last);
    let pairs = old_len.saturating_mul(new_len);
    if let Some(left) = budget.checked_sub(pairs) {
        *budget = left;
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let between = DiffOp::Replace { old_index: first, old_len, new_index: first, new_len };
    vec![equal(0, 0, first), between, equal(first + old_len, first + new_len, last)]
}

fn join(lines: &[&str], range: Range<usize>) -> String {
    lines.get(range).unwrap_or_default().concat()
}

fn text(characters: &[char], range: Range<usize>) -> String {
    characters.get(range).unwrap_or_default().iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &Document, after: &Document) -> Vec<String> {
        let sign = |kind| match kind {
            ChangeKind::Kept => '=',
            ChangeKind::Deleted => '-',
            ChangeKind::Inserted => '+',
            ChangeKind::Form => '~',
        };
        compare(before, after).iter().map(|it| format!("{} {}{}", it.part, sign(it.kind), it.text)).collect()
    }

    #[test]
    fn a_changed_line_is_told_by_its_characters() {
        let (before, after) = (Document::plain("一\n请于九月报送。\n三"), Document::plain("一\n请于十月报送。\n三"));
        assert_eq!(told(&before, &after), ["body =一\n请于", "body -九", "body +十", "body =月报送。\n三"]);
        assert!(told(&before, &before).is_empty(), "what has not changed is not told");
    }

    #[test]
    fn of_html_the_words_are_compared() {
        let before = Document::html("<p>请于九月报送</p>");
        assert_eq!(told(&before, &Document::html("<p>请于<b>九月</b>报送</p>")), ["body ~"]);
        let changes = told(&before, &Document::html("<p>请于<b>十月</b>报送</p>"));
        assert!(changes.contains(&"body -九".to_owned()) && changes.contains(&"body +十".to_owned()), "{changes:?}");
    }

    #[test]
    fn parts_come_and_go_and_files_are_their_bytes() {
        let before = Document { metadata: vec![("文号".into(), "一".into())], ..Document::plain("文") };
        let mut after = Document::plain("文");
        assert_eq!(told(&before, &after), ["metadata-name/文号 -文号", "metadata/文号 -一"]);
        let file = |digest: &str| crate::Attachment {
            name: "表".into(),
            media_type: "application/pdf".into(),
            digest: digest.into(),
            text: None,
        };
        after.attachments = vec![file("sm3:1")];
        let other = Document { attachments: vec![file("sm3:2")], ..after.clone() };
        assert_eq!(told(&after, &other), ["attachment/0 ~"]);
    }

    #[test]
    fn a_hostile_text_is_told_as_a_whole() {
        let lines = |word: &str| (0..40_000).map(|number| format!("{word}{number}\n")).collect::<String>();
        let (before, after) = (Document::plain(lines("甲")), Document::plain(lines("乙")));
        let changes = compare(&before, &after);
        assert!(changes.len() <= 4, "{} pieces", changes.len());
        let one_line = |seed: u64| -> String {
            let next = |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
            std::iter::successors(Some(seed), next)
                .take(100_000)
                .map(|it| if it >> 63 == 0 { '甲' } else { '乙' })
                .collect()
        };
        let changes = compare(&Document::plain(one_line(1)), &Document::plain(one_line(2)));
        assert!(changes.len() <= 4, "{} pieces", changes.len());
    }
}
