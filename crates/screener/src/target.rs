//! What a rule is given to look at.

use crate::reading::Readings;
use crate::reading::date::Date;
use crate::scan::{Cue, Token};
use crate::table::{self, Table};
use articles::ScreeningSettings;
use document::{Document, Text};
use lexicon::{Day, Lexicon, Match, Near};
use std::cell::OnceCell;
use std::ops::Range;

/// One part of a document, with what one pass over it found for all rules.
pub(crate) struct Target<'t> {
    /// The name of the part: `title`, `body`, `attachment/0` …
    pub(crate) part: &'t str,
    /// Its text.
    pub(crate) text: &'t Text<'t>,
    /// The whole document, for rules that compare parts and metadata.
    pub(crate) document: &'t Document,
    /// The rule's own cues in this text, by place.
    pub(crate) cues: &'t [Cue],
    /// Digits, letters and marks of the text, by place.
    pub(crate) tokens: &'t [Token],
    /// A traditional character stands in the text.
    pub(crate) traditional: bool,
    /// What rules read in this text, each reading made once.
    pub(crate) readings: &'t Readings,
    /// The words of the pack that stand in the text, by place.
    pub(crate) words: &'t [Match<'t>],
    /// Strings one edit away from a name of the pack, by place and apart.
    pub(crate) near: &'t [Near<'t>],
    /// Paragraphs that are not blank, as ranges of the text.
    pub(crate) blocks: &'t [Range<usize>],
    /// The tables of the text, once a rule has asked for them.
    pub(crate) tables: &'t OnceCell<Vec<Table>>,
    /// The word data.
    pub(crate) lexicon: &'t Lexicon,
    /// The agency's settings of screening.
    pub(crate) settings: &'t ScreeningSettings,
    /// The day whose words apply and that counts as today; none: all words, and nothing is past.
    pub(crate) as_of: Option<Day>,
}

impl<'t> Target<'t> {
    /// The text.
    pub(crate) fn as_str(&self) -> &'t str {
        self.text.as_str()
    }

    /// A slice of the text; empty when the range does not lie on boundaries.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'t str {
        self.as_str().get(range).unwrap_or_default()
    }

    /// The text before a place.
    pub(crate) fn before(&self, at: usize) -> &'t str {
        self.slice(0..at)
    }

    /// The text from a place on.
    pub(crate) fn after(&self, at: usize) -> &'t str {
        self.as_str().get(at..).unwrap_or_default()
    }

    /// The dates of the text, by place.
    pub(crate) fn dates(&self) -> &'t [Date] {
        self.readings.dates(self.as_str(), self.tokens)
    }

    /// The tokens that begin in a range.
    pub(crate) fn tokens_in(&self, range: Range<usize>) -> &'t [Token] {
        let place = |at: usize| self.tokens.partition_point(|token| token.range.start < at);
        self.tokens.get(place(range.start)..place(range.end)).unwrap_or_default()
    }

    /// The tables of the text, by place.
    pub(crate) fn tables(&self) -> &'t [Table] {
        self.tables.get_or_init(|| table::tables(self.text))
    }

    /// Whether this part is the body.
    pub(crate) fn is_body(&self) -> bool {
        self.part == "body"
    }

    /// The value of a metadata entry under any of these names; none when there is no such entry or it is empty.
    pub(crate) fn metadata(&self, names: &[&str]) -> Option<&'t str> {
        let entries = &self.document.metadata;
        names.iter().find_map(|name| {
            entries.iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
        })
    }

    /// Paragraphs, each with where it begins in the text. Empty ones are left out.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        let text = self.as_str();
        self.blocks.iter().filter_map(move |range| text.get(range.clone()).map(|block| (range.start, block)))
    }
}

/// Paragraphs of a text that are not blank: found once for all rules.
pub(crate) fn non_blank(text: &Text<'_>) -> Vec<Range<usize>> {
    let is_blank = |block: &str| block.chars().all(char::is_whitespace);
    text.blocks().filter(|range| text.as_str().get(range.clone()).is_some_and(|block| !is_blank(block))).collect()
}

/// The sentences of a paragraph, each with where it begins in it and with its closing mark: what ends in 。！？； or with the paragraph.
pub(crate) fn sentences(block: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    block.split_inclusive(['。', '！', '？', '；']).map(move |sentence| {
        let at = start;
        start += sentence.len();
        (at, sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_mark_and_place() {
        let found: Vec<_> = sentences("甲。乙；丙").collect();
        assert_eq!(found, [(0, "甲。"), (6, "乙；"), (12, "丙")]);
    }
}
