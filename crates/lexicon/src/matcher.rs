//! Finding terms in text.

use crate::leaders::Leaders;
use crate::names::{Names, NearName};
use crate::near::Slip;
use crate::{Day, Kind, PackError, Row, pack};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;

/// A loaded pack, ready to match.
#[derive(Clone, Debug)]
pub struct Lexicon {
    digest: String,
    rows: Vec<Row>,
    /// For each pattern of the automaton, the rows with that term.
    rows_of_pattern: Vec<Range<usize>>,
    automaton: Option<AhoCorasick>,
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
            rows_of_pattern: Vec::new(),
            automaton: None,
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
        let rows_of_pattern = group_by_term(&rows);
        let terms = rows_of_pattern.iter().filter_map(|group| rows.get(group.start)).map(|row| row.term.as_str());
        // The contiguous automaton is the smallest and builds without leaving garbage in the snapshot; a DFA of 100,000 terms takes 250 MB.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(terms)
            .map_err(|_| PackError::Malformed("too many terms"))?;
        let (names, leaders) = (Names::new(rows.iter())?, Leaders::new(&rows)?);
        Ok(Self { digest, rows, rows_of_pattern, automaton: Some(automaton), names, leaders })
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
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut wrong = Vec::new();
        let mut allowed = Vec::new();
        for hit in automaton.find_overlapping_iter(text) {
            let range = hit.start()..hit.end();
            let Some(row) = self.row_for(hit.pattern().as_usize(), part, text, &range, as_of) else { continue };
            if row.kind.is_reported() {
                wrong.push(Match { range, row });
            } else if row.kind == Kind::Allow || row.kind.is_name() {
                allowed.push(range);
            }
        }
        drop_covered(&mut wrong, allowed);
        leftmost_longest(wrong)
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

    fn row_for(
        &self,
        pattern: usize,
        part: &str,
        text: &str,
        range: &Range<usize>,
        as_of: Option<Day>,
    ) -> Option<&Row> {
        let rows = self.rows.get(self.rows_of_pattern.get(pattern)?.clone())?;
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

/// Drop the hits that lie inside an allowed phrase, in `n log n` also when everything overlaps.
fn drop_covered(hits: &mut Vec<Match<'_>>, mut allowed: Vec<Range<usize>>) {
    allowed.sort_by_key(|phrase| phrase.start);
    let mut furthest = 0;
    for phrase in &mut allowed {
        furthest = furthest.max(phrase.end);
        phrase.end = furthest;
    }
    hits.retain(|hit| {
        let started = allowed.partition_point(|phrase| phrase.start <= hit.range.start);
        let reach = started.checked_sub(1).and_then(|last| allowed.get(last)).map_or(0, |phrase| phrase.end);
        reach < hit.range.end
    });
}

fn leftmost_longest(mut hits: Vec<Match<'_>>) -> Vec<Match<'_>> {
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.range.start >= end;
        if free {
            end = hit.range.end;
        }
        free
    });
    hits
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
