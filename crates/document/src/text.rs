//! The text a reader sees, normalised for rules, with a map back to the source.

use crate::cells::TableCell;
use crate::fold::{Folded, fold};
use crate::{BodyFormat, Outline, align, html};
use std::ops::Range;

/// Something in the source that the text does not show, and that was therefore not screened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// HTML comments.
    Comments,
    /// Content of `script`, `style` and the like.
    Scripts,
    /// Attributes that readers meet: `alt`, `title`, `placeholder`, `aria-label`.
    Attributes,
    /// The source ends inside a tag or comment; the rest of it is not text.
    Unclosed,
    /// Control characters such as NUL, which readers do not see.
    Controls,
}

/// A piece of text that comes from one piece of source.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in the text.
    text: usize,
    /// Where it begins in the source.
    source: usize,
    /// How long it is in the source.
    source_len: usize,
    /// The bytes are the same in both, so that offsets inside can be carried over.
    verbatim: bool,
}

/// Normalised text of one part. Blocks (paragraphs, list items, table rows) are separated by `\n`, table cells by `\t`; a tab of plain
/// text is taken for the end of a cell, as spreadsheets write their text.
///
/// ```
/// use document::{BodyFormat, Text};
/// let text = Text::new("<p>准<b>确</b>定</p>", BodyFormat::Html);
/// assert_eq!(text.as_str().trim(), "准确定");
/// let word = text.as_str().find("准确定").unwrap();
/// assert_eq!(text.source_range(word..word + 9), 3..19);
/// ```
#[derive(Clone, Debug)]
pub struct Text<'s> {
    source: &'s str,
    format: BodyFormat,
    text: String,
    runs: Vec<Run>,
    losses: Vec<Loss>,
    hidden: Option<Box<Text<'s>>>,
    cells: Vec<TableCell>,
    outline: Outline,
}

impl<'s> Text<'s> {
    /// Read a source. Never fails: what is not text is left out and listed in [`Text::losses`].
    #[must_use]
    pub fn new(source: &'s str, format: BodyFormat) -> Self {
        let mut text = Self::empty(source, format);
        match format {
            BodyFormat::Text => text.push_plain(),
            BodyFormat::Html => {
                let mut hidden = Self::empty(source, format);
                text.outline = html::read(source, &mut text, &mut hidden);
                text.hidden = (!hidden.text.is_empty()).then(|| Box::new(hidden));
            }
        }
        text
    }

    const fn empty(source: &'s str, format: BodyFormat) -> Self {
        Self {
            source,
            format,
            text: String::new(),
            runs: Vec::new(),
            losses: Vec::new(),
            hidden: None,
            cells: Vec::new(),
            outline: Outline::empty(),
        }
    }

    /// What the source publishes without readers seeing it: comments, attribute values, scripts, each a block of its own. None when there is
    /// nothing of the kind.
    #[must_use]
    pub fn hidden(&self) -> Option<&Text<'s>> {
        self.hidden.as_deref()
    }

    /// Images, links, headings and tables of HTML; nothing for plain text.
    #[must_use]
    pub const fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The source it was read from.
    #[must_use]
    pub const fn source(&self) -> &'s str {
        self.source
    }

    /// How the source is written.
    #[must_use]
    pub const fn format(&self) -> BodyFormat {
        self.format
    }

    /// What the source holds beside the text, each kind once.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// The blocks, as ranges of the text without their separators; empty ones included.
    pub fn blocks(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        self.text.split('\n').map(move |block| {
            let range = start..start + block.len();
            start = range.end + 1;
            range
        })
    }

    /// The cells of HTML tables, in the order in which they begin; none for plain text.
    #[must_use]
    pub fn cells(&self) -> &[TableCell] {
        &self.cells
    }

    pub(crate) fn set_cells(&mut self, cells: Vec<TableCell>) {
        self.cells = cells;
    }

    /// The source range that encloses a range of the text, including tags inside it.
    #[must_use]
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_start(range.start);
        if range.is_empty() { start..start } else { start..self.source_end(range.end).max(start) }
    }

    /// Whether a range of the text comes from one stretch of source that a replacement may overwrite: no tag inside.
    #[must_use]
    pub fn is_replaceable(&self, range: Range<usize>) -> bool {
        self.format == BodyFormat::Text
            || self.source.get(self.source_range(range)).is_some_and(|source| !source.contains('<'))
    }

    /// What to show of a range: of plain text the exact slice of the source, of HTML the visible characters.
    #[must_use]
    pub fn fragment(&self, range: Range<usize>) -> String {
        match self.format {
            BodyFormat::Text => self.source.get(self.source_range(range)).unwrap_or_default().to_owned(),
            BodyFormat::Html => self.text.get(range).unwrap_or_default().replace(['\n', '\t'], " "),
        }
    }

    fn source_start(&self, at: usize) -> usize {
        let Some(run) = self.run_at(at) else { return 0 };
        if run.verbatim { (run.source + (at - run.text)).min(run.source + run.source_len) } else { run.source }
    }

    fn source_end(&self, end: usize) -> usize {
        let Some(run) = end.checked_sub(1).and_then(|last| self.run_at(last)) else { return 0 };
        if run.verbatim { run.source + (end - run.text).min(run.source_len) } else { run.source + run.source_len }
    }

    fn run_at(&self, at: usize) -> Option<Run> {
        let next = self.runs.partition_point(|run| run.text <= at);
        self.runs.get(next.checked_sub(1)?).copied()
    }

    /// Push plain text: fold, and read CR LF and CR as one line end.
    fn push_plain(&mut self) {
        let source = self.source;
        self.text.reserve(source.len());
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            // Nearly all of a text stands for itself and is copied as it is.
            let plain = rest.find(needs_care).unwrap_or(rest.len());
            self.push_verbatim(at..at + plain);
            at += plain;
            let Some(character) = source.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let mut length = character.len_utf8();
            if character == '\r' {
                length += usize::from(source.get(at..).is_some_and(|rest| rest.starts_with("\r\n")));
                self.push_folded('\n', at..at + length);
            } else {
                self.push(character, at..at + length);
            }
            at += length;
        }
    }

    /// Push a piece of the source that the text shows as it is.
    fn push_verbatim(&mut self, source: Range<usize>) {
        if source.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.continues(self.text.len(), source.start) => run.source_len += source.len(),
            _ => {
                let run = Run { text: self.text.len(), source: source.start, source_len: source.len(), verbatim: true };
                self.runs.push(run);
            }
        }
        self.text.push_str(self.source.get(source).unwrap_or_default());
    }

    /// Push text of HTML: `decoded` is what `source[start..end]` means. Line ends and tabs are white space there, not paragraphs and cells.
    pub(crate) fn push_decoded(&mut self, decoded: &str, source: Range<usize>) {
        let slice = self.source.get(source.clone()).unwrap_or_default();
        align::align(decoded, slice, |character, range| {
            let range = source.start + range.start..source.start + range.end;
            match character {
                '\n' | '\r' | '\t' => self.push_folded(' ', range),
                other => self.push(other, range),
            }
        });
    }

    /// Push a comment, an attribute's value or the like, which stands somewhere in `source[start..end]`.
    pub(crate) fn push_hidden(&mut self, decoded: &str, source: Range<usize>) {
        let slice = self.source.get(source.clone()).unwrap_or_default();
        match slice.find(decoded) {
            Some(at) => self.push_decoded(decoded, source.start + at..source.start + at + decoded.len()),
            // With references inside, every character is said to come from the whole.
            None => decoded.chars().for_each(|character| {
                self.push(if character.is_ascii_whitespace() { ' ' } else { character }, source.clone());
            }),
        }
        self.push_break(source.end);
    }

    /// End the block: a separator that stands for no source.
    pub(crate) fn push_break(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push_folded('\n', at..at);
        }
    }

    /// End the table cell.
    pub(crate) fn push_cell(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
            self.push_folded('\t', at..at);
        }
    }

    pub(crate) fn lose(&mut self, loss: Loss) {
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }

    fn push(&mut self, character: char, source: Range<usize>) {
        if character.is_control() && !matches!(character, '\n' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}') {
            self.lose(Loss::Controls);
        }
        if let Folded::As(folded) = fold(character) {
            self.push_folded(folded, source);
        }
    }

    fn push_folded(&mut self, character: char, source: Range<usize>) {
        let verbatim = character.len_utf8() == source.len()
            && self.source.get(source.clone()).is_some_and(|slice| slice.starts_with(character));
        if verbatim {
            return self.push_verbatim(source);
        }
        self.runs.push(Run { text: self.text.len(), source: source.start, source_len: source.len(), verbatim });
        self.text.push(character);
    }
}

impl Run {
    /// Whether a verbatim piece at these places only makes this run longer.
    const fn continues(&self, text: usize, source: usize) -> bool {
        self.verbatim && self.source + self.source_len == source && self.text + self.source_len == text
    }
}

/// Whether a character of plain text is anything but itself in the text rules see.
fn needs_care(character: char) -> bool {
    match character {
        '\u{20}'..='\u{7E}' | '\n' | '\t' | '\u{4E00}'..='\u{9FFF}' => false,
        // Chinese punctuation, for speed: the same as what the last line finds out.
        '\u{3001}'..='\u{303F}' | '\u{2010}'..='\u{2027}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        '\r' => true,
        other => other.is_control() || fold(other) != Folded::As(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_of(text: &Text<'_>, needle: &str) -> String {
        let at = text.as_str().find(needle).unwrap();
        text.source().get(text.source_range(at..at + needle.len())).unwrap().to_owned()
    }

    #[test]
    fn plain_text_keeps_its_bytes() {
        let text = Text::new("一\r\n二\r三", BodyFormat::Text);
        assert_eq!(text.as_str(), "一\n二\n三");
        assert_eq!(source_of(&text, "二"), "二");
        assert_eq!(text.blocks().count(), 3);
    }

    #[test]
    fn folded_and_removed_characters_map_back() {
        let text = Text::new("编号\u{FF11}\u{FF12}3,准\u{200B}确", BodyFormat::Text);
        assert_eq!(text.as_str(), "编号123,准确");
        assert_eq!(source_of(&text, "123"), "\u{FF11}\u{FF12}3");
        assert_eq!(source_of(&text, "准确"), "准\u{200B}确");
    }

    #[test]
    fn an_edit_across_a_tag_is_not_offered() {
        let text = Text::new("准<b>确定</b>", BodyFormat::Html);
        assert!(text.is_replaceable(3..9));
        assert!(!text.is_replaceable(0..9));
    }

    #[test]
    fn only_characters_that_stand_for_themselves_need_no_care() {
        for character in (char::MIN..=char::MAX).filter(|character| *character != '\t' && !needs_care(*character)) {
            assert!(fold(character) == Folded::As(character), "{character:?}");
            assert!(!character.is_control() || character == '\n', "{character:?}");
        }
    }

    #[test]
    fn controls_are_noted() {
        assert_eq!(Text::new("a\0b", BodyFormat::Text).losses(), [Loss::Controls]);
    }

    #[test]
    fn empty_source() {
        let text = Text::new("", BodyFormat::Html);
        assert_eq!(text.source_range(0..0), 0..0);
        assert_eq!(text.fragment(0..0), "");
    }
}
