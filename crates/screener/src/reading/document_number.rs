//! Numbers of official documents (发文字号): 国办发〔2024〕5号, in whatever brackets.

use super::date::{trim_spaces_end, trim_spaces_start};
use super::numeral::{run_after, run_before};
use std::ops::Range;

/// A year in brackets after Chinese characters and before a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentNumber {
    /// From the opening bracket to the end: 号 where it is written.
    pub(crate) range: Range<usize>,
    /// Where the agency's abbreviation before it begins.
    pub(crate) start: usize,
    /// The opening bracket.
    pub(crate) open: char,
    /// The closing bracket.
    pub(crate) close: char,
    /// The year's figures, two or four.
    pub(crate) year: Range<usize>,
    /// 第 is written before the number.
    pub(crate) ordinal: bool,
    /// The number's figures.
    pub(crate) number: Range<usize>,
    /// 号 follows.
    pub(crate) has_unit: bool,
}

impl DocumentNumber {
    /// The year where it is written in full.
    pub(crate) fn full_year(&self, text: &str) -> Option<i64> {
        text.get(self.year.clone()).filter(|year| year.len() == 4)?.parse().ok()
    }

    /// The whole number, with the agency's abbreviation.
    pub(crate) const fn whole(&self) -> Range<usize> {
        self.start..self.range.end
    }
}

/// The opening brackets people put around the year, with the century: brackets alone stand everywhere.
pub(crate) const OPENING: [&str; 16] = [
    "〔20", "[20", "［20", "【20", "（20", "(20", "﹝20", "〖20", "〔19", "[19", "［19", "【19", "（19", "(19", "﹝19",
    "〖19",
];
const CLOSING: &str = "〕]］】）)﹞〗";

/// How many characters an agency's abbreviation may have.
const ABBREVIATION: usize = 16;

/// The number whose opening bracket stands at `at`; none unless a Chinese character stands before it.
pub(crate) fn read(text: &str, at: usize) -> Option<DocumentNumber> {
    let head = trim_spaces_end(text.get(..at)?);
    head.chars().next_back().filter(|last| is_han(*last))?;
    let mut rest = text.get(at..)?;
    let open = rest.chars().next()?;
    let place = |rest: &str| text.len() - rest.len();
    rest = trim_spaces_start(rest.get(open.len_utf8()..)?);
    let year_text =
        run_after(rest, 4, |character| character.is_ascii_digit()).filter(|run| matches!(run.len(), 2 | 4))?;
    let year = place(rest)..place(rest) + year_text.len();
    let full = year_text.len() == 4 && (year_text.starts_with("19") || year_text.starts_with("20"));
    if !full && year_text.len() != 2 {
        return None;
    }
    rest = trim_spaces_start(rest.get(year_text.len()..)?);
    let close = rest.chars().next().filter(|close| CLOSING.contains(*close))?;
    rest = trim_spaces_start(rest.get(close.len_utf8()..)?);
    let ordinal = rest.starts_with('第');
    rest = trim_spaces_start(rest.strip_prefix('第').unwrap_or(rest));
    let digits = run_after(rest, 5, |character| character.is_ascii_digit()).filter(|run| !run.is_empty())?;
    let number = place(rest)..place(rest) + digits.len();
    rest = rest.get(digits.len()..)?;
    let unit = trim_spaces_start(rest);
    let has_unit = unit.starts_with('号');
    let end = if has_unit { place(unit) + '号'.len_utf8() } else { number.end };
    let abbreviation = run_before(head, ABBREVIATION, is_han).unwrap_or_default();
    let start = if abbreviation.is_empty() { at } else { head.len() - abbreviation.len() };
    Some(DocumentNumber { range: at..end, start, open, close, year, ordinal, number, has_unit })
}

pub(crate) const fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let at = text.find(['〔', '[', '（', '(', '【'])?;
        read(text, at).and_then(|number| text.get(number.whole()))
    }

    #[test]
    fn numbers_in_all_brackets() {
        assert_eq!(found("甲政办发〔2024〕5号"), Some("甲政办发〔2024〕5号"));
        assert_eq!(found("甲政发[2024]第05号文"), Some("甲政发[2024]第05号"));
        assert_eq!(found("甲发【2024】5 号"), Some("甲发【2024】5 号"));
        assert_eq!(found("甲发〔24〕5"), Some("甲发〔24〕5"));
    }

    #[test]
    fn what_is_none() {
        for text in
            ["（2024）辽0500民初1号", "第（20）3号", "〔2024〕5号", "甲（2024）年5号", "甲[202]5号", "甲〔3024〕5号"]
        {
            assert!(found(text).is_none_or(|it| it.contains("（20）")), "{text}");
        }
    }
}
