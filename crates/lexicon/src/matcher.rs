//! Finding terms in text.

use crate::leaders::Leaders;
use crate::names::{Names, NearName};
use crate::near::Slip;
use crate::{Day, Kind, Matcher, PackError, Row, pack};
use std::ops::Range;

/// A loaded pack, ready to match.
#[derive(Clone, Debug)]
pub struct Lexicon {
    digest: String,
    rows: Vec<Row>,
    /// For each term of the matcher, the rows with it.
    rows_of_term: Vec<Range<usize>>,
    matcher: Matcher,
    names: Names,
    leaders: Leaders,
}

/// A term found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'l> {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// The row that says so.
    pub row: &'l Row,
}

/// A string one edit away from a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near<'l> {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// The row of the name.
    pub row: &'l Row,
    /// How the string differs from the name.
    pub slip: Slip,
}

impl Lexicon {
    /// A lexicon without terms, for an engine that has no pack yet.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            digest: String::new(),
            rows: Vec::new(),
            rows_of_term: Vec::new(),
            matcher: Matcher::default(),
            names: Names::default(),
            leaders: Leaders::default(),
        }
    }

    /// Load a pack.
    ///
    /// # Errors
    /// Anything but a whole, undamaged pack of a format this engine knows.
    pub fn load(bytes: &[u8]) -> Result<Self, PackError> {
        let (rows, digest) = pack::decode(bytes)?;
        let rows_of_term = group_by_term(&rows);
        let matcher =
            Matcher::new(rows_of_term.iter().filter_map(|group| rows.get(group.start)).map(|row| row.term.as_str()));
        let (names, leaders) = (Names::new(rows.iter())?, Leaders::new(&rows)?);
        Ok(Self { digest, rows, rows_of_term, matcher, names, leaders })
    }

    /// SM3 of the pack's payload; empty when there is no pack.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The rows, by term.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Reported terms in `text` ([`Kind::is_reported`]), leftmost first and the longest of those that overlap, without those inside an
    /// allowed phrase or a name. `as_of` none: rows apply
    /// whatever their dates. `text` is normalised and is one block, so that neighbours are looked for within the paragraph.
    #[must_use]
    pub fn find(&self, part: &str, text: &str, as_of: Option<Day>) -> Vec<Match<'_>> {
        let mut picked = Picked::default();
        self.matcher.find_overlapping(text, |term, range| {
            let Some(row) = self.row_for(term, part, text, &range, as_of) else { return };
            picked.push(Match { range, row });
        });
        picked.finish()
    }

    /// Strings one edit away from a name ([`Kind::is_name`] but for laws), leftmost first and apart. As for [`Lexicon::find`], `text` is one block.
    #[must_use]
    pub fn near(&self, part: &str, text: &str, as_of: Option<Day>) -> Vec<Near<'_>> {
        let found = self.names.near(text, |row| self.applies(row, part, as_of));
        let near =
            |found: NearName| Some(Near { range: found.range, row: self.rows.get(found.row)?, slip: found.slip });
        found.into_iter().filter_map(near).collect()
    }

    /// The law whose title `title`, the text between 《 and 》, has one slip of; none for titles that are registered themselves.
    #[must_use]
    pub fn near_title(&self, part: &str, title: &str, as_of: Option<Day>) -> Option<&Row> {
        self.names.near_title(title, |row| self.applies(row, part, as_of)).and_then(|row| self.rows.get(row))
    }

    /// The agency's list of leaders.
    #[must_use]
    pub const fn leaders(&self) -> &Leaders {
        &self.leaders
    }

    fn applies(&self, row: usize, part: &str, as_of: Option<Day>) -> bool {
        let counts = |row: &Row| row.covers(part) && as_of.is_none_or(|day| row.is_valid_on(day));
        self.rows.get(row).is_some_and(counts)
    }

    fn row_for(&self, term: usize, part: &str, text: &str, range: &Range<usize>, as_of: Option<Day>) -> Option<&Row> {
        let rows = self.rows.get(self.rows_of_term.get(term)?.clone())?;
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        rows.iter().find(|row| {
            row.covers(part)
                && as_of.is_none_or(|day| row.is_valid_on(day))
                && row.left.fits_before(before)
                && row.right.fits_after(after)
        })
    }
}

fn group_by_term(rows: &[Row]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, group) in rows.chunk_by(|one, other| one.term == other.term).scan(0, |at, group| {
        let start = *at;
        *at += group.len();
        Some((start, group))
    }) {
        groups.push(at..at + group.len());
    }
    groups
}

/// Picks from matches that come in order of where they begin and then end: wrong terms that no allowed phrase covers, leftmost first and of those
/// that overlap the longest. Nothing but what is picked is kept, also when everything overlaps.
#[derive(Default)]
struct Picked<'l> {
    picked: Vec<Match<'l>>,
    /// The longest wrong term that begins where the last match does.
    pending: Option<Match<'l>>,
    /// Where that is.
    start: usize,
    /// How far the allowed phrases reach that begin there or before.
    allowed: usize,
}

impl<'l> Picked<'l> {
    fn push(&mut self, found: Match<'l>) {
        if found.range.start != self.start {
            self.settle();
            self.start = found.range.start;
        }
        if found.row.kind.is_reported() {
            self.pending = Some(found);
        } else if found.row.kind == Kind::Allow || found.row.kind.is_name() {
            self.allowed = self.allowed.max(found.range.end);
        }
    }

    /// Keep the pending term unless it is covered or overlaps what is kept: then the shorter ones that begin there are and do, too.
    fn settle(&mut self) {
        let Some(found) = self.pending.take() else { return };
        let taken = self.picked.last().map_or(0, |last| last.range.end);
        if found.range.end > self.allowed && found.range.start >= taken {
            self.picked.push(found);
        }
    }

    fn finish(mut self) -> Vec<Match<'l>> {
        self.settle();
        self.picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{COLUMNS, compile};

    fn lexicon(rows: &[&str]) -> Lexicon {
        let rows = rows.iter().map(|row| row.replace(',', "\t")).collect::<Vec<_>>().join("\n");
        Lexicon::load(&compile(&format!("{}\n{rows}\n", COLUMNS.join("\t"))).unwrap()).unwrap()
    }

    fn found<'t>(lexicon: &Lexicon, text: &'t str) -> Vec<&'t str> {
        lexicon.find("body", text, None).into_iter().map(|hit| text.get(hit.range).unwrap()).collect()
    }

    #[test]
    fn the_longest_of_overlapping_terms() {
        let lexicon = lexicon(&[
            "布署,wrong,部署,confirm,exact,,,,,,practice,词典,误。",
            "作出布署,wrong,作出部署,confirm,exact,,,,,,practice,词典,误。",
        ]);
        assert_eq!(found(&lexicon, "会议作出布署,再布署"), ["作出布署", "布署"]);
    }

    #[test]
    fn an_allowed_phrase_covers_what_is_inside() {
        let lexicon = lexicon(&[
            "在次,wrong,再次,confirm,exact,,,,,,practice,词典,误。",
            "现在次要,allow,,advise,exact,,,,,,practice,词典,两个词。",
        ]);
        assert_eq!(found(&lexicon, "现在次要矛盾"), [] as [&str; 0]);
        assert_eq!(found(&lexicon, "在次强调"), ["在次"]);
    }

    #[test]
    fn an_allowed_phrase_that_ends_earlier_covers_only_the_shorter_term() {
        let lexicon = lexicon(&[
            "部暑,wrong,部署,confirm,exact,,,,,,practice,词典,误。",
            "部暑了工作,wrong,部署了工作,confirm,exact,,,,,,practice,词典,误。",
            "某部暑,allow,,advise,exact,,,,,,practice,词典,两个词。",
        ]);
        assert_eq!(found(&lexicon, "某部暑假"), [] as [&str; 0]);
        assert_eq!(found(&lexicon, "某部暑了工作"), ["部暑了工作"]);
    }

    #[test]
    fn neighbours_scope_and_dates() {
        let lexicon = lexicon(&["准确定,wrong,准确性,confirm,exact,body,,$,2024-10-24,2024-12-31,practice,词典,误。"]);
        let day = |text| calendar::parse_day(text);
        assert_eq!(found(&lexicon, "准确定、及时性"), ["准确定"]);
        assert!(lexicon.find("body", "准确定位", None).is_empty());
        assert!(lexicon.find("title", "准确定", None).is_empty());
        assert!(lexicon.find("body", "准确定", day("2024-10-23")).is_empty());
        assert_eq!(lexicon.find("body", "准确定", day("2024-12-31")).len(), 1);
        assert!(lexicon.find("body", "准确定", day("2025-01-01")).is_empty());
    }

    #[test]
    fn an_empty_lexicon_finds_nothing() {
        assert!(Lexicon::empty().find("body", "布署", None).is_empty());
        assert_eq!(Lexicon::load(&compile("").unwrap()).unwrap().rows().len(), 0);
    }
}
