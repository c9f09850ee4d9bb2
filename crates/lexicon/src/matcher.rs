//! Finding terms in text.

use crate::leaders::Leaders;
use crate::names::{Names, NearName};
use crate::near::Slip;
use crate::pack::{self, Rows, View};
use crate::{Day, Kind, Matcher, PackError, Row, model};
use corrector::Corrector;
use std::ops::Range;
use std::sync::Arc;

/// A loaded pack, ready to match.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) digest: String,
    pub(crate) words_digest: String,
    pub(crate) corrector: Option<Arc<Corrector>>,
    rows: Rows,
    /// Has the terms of the rows, with the same numbers.
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
            words_digest: String::new(),
            corrector: None,
            rows: Rows::default(),
            matcher: Matcher::default(),
            names: Names::default(),
            leaders: Leaders::default(),
        }
    }

    /// Load a pack.
    ///
    /// # Errors
    /// Anything but a whole, undamaged pack of a format this engine knows.
    pub fn load(pack: &[u8]) -> Result<Self, PackError> {
        Self::open(pack.to_vec())
    }

    /// Load a pack whose bytes are kept: the model that may follow the words is not copied.
    ///
    /// # Errors
    /// As [`Lexicon::load`].
    pub fn open(pack: Vec<u8>) -> Result<Self, PackError> {
        let (words, model) = model::split(pack);
        let (rows, digest) = pack::open(words)?;
        let matcher = Matcher::new(rows.terms());
        let names = Names::new(rows.of(|kind| kind.is_name() || kind == Kind::Allow || kind.is_reported()));
        let leaders = Leaders::new(rows.of(|kind| kind == Kind::Leader).map(|(_, row)| row))?;
        let words_digest = digest.clone();
        let mut lexicon = Self { digest, words_digest, corrector: None, rows, matcher, names, leaders };
        if let Some(model) = model {
            // What follows the words and is no model is too much.
            lexicon.attach(model).map_err(|error| match error {
                PackError::NotAPack => PackError::WrongLength,
                other => other,
            })?;
        }
        Ok(lexicon)
    }

    /// SM3 of the words, and of the model when there is one; empty when there is no pack.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that the rows and their matcher take; names and leaders take more.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.rows.memory() + self.matcher.memory()
    }

    /// Reported terms in `text` ([`Kind::is_reported`]), leftmost first and the longest of those that overlap, without those inside an
    /// allowed phrase or a name. `as_of` none: rows apply
    /// whatever their dates. `text` is normalised and is one block, so that neighbours are looked for within the paragraph.
    #[must_use]
    pub fn find(&self, part: &str, text: &str, as_of: Option<Day>) -> Vec<Match<'_>> {
        let mut picked = Picked::default();
        self.matcher.find_overlapping(text, |row, range| {
            // Of the rows of a term the first that fits counts.
            if picked.last == range {
                return;
            }
            let Some(view) = self.rows.view(row) else { return };
            if self.counts(&view, part, text, &range, as_of) {
                picked.push(range, row, view.kind);
            }
        });
        let picked = picked.finish().into_iter();
        picked.filter_map(|(range, row)| Some(Match { range, row: self.rows.get(row)? })).collect()
    }

    /// Where the rows have an opinion in `text`, by where it begins; places may overlap. Allowed phrases and names are right, a reported
    /// term is reported or, where its neighbours do not fit, was thought of and left alone: nobody else corrects there.
    #[must_use]
    pub fn right(&self, part: &str, text: &str, as_of: Option<Day>) -> Vec<Range<usize>> {
        let mut right = Vec::new();
        self.matcher.find_overlapping(text, |row, range| {
            let Some(view) = self.rows.view(row) else { return };
            let thought_of = view.kind.is_reported() && view.applies(part, as_of);
            if thought_of || view.kind != Kind::Leader && self.counts(&view, part, text, &range, as_of) {
                right.push(range);
            }
        });
        right
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
        self.rows.view(row).is_some_and(|view| view.applies(part, as_of))
    }

    fn counts(&self, row: &View<'_>, part: &str, text: &str, range: &Range<usize>, as_of: Option<Day>) -> bool {
        let beside = text.get(..range.start).zip(text.get(range.end..));
        row.applies(part, as_of) && beside.is_some_and(|(before, after)| row.fits(before, after))
    }
}

/// Picks from matches that come in order of where they begin and then end: wrong terms that no allowed phrase covers, leftmost first and of those
/// that overlap the longest. Nothing but what is picked is kept, also when everything overlaps.
#[derive(Default)]
struct Picked {
    /// Places with their rows.
    picked: Vec<(Range<usize>, usize)>,
    /// The longest reported term that begins where the last match does.
    pending: Option<(Range<usize>, usize)>,
    /// The last match.
    last: Range<usize>,
    /// How far the allowed phrases and names reach that begin there or before.
    allowed: usize,
}

impl Picked {
    fn push(&mut self, range: Range<usize>, row: usize, kind: Kind) {
        if range.start != self.last.start {
            self.settle();
        }
        self.last = range.clone();
        if kind.is_reported() {
            self.pending = Some((range, row));
        } else if kind == Kind::Allow || kind.is_name() {
            self.allowed = self.allowed.max(range.end);
        }
    }

    /// Keep the pending term unless it is covered or overlaps what is kept: then the shorter ones that begin there are and do, too.
    fn settle(&mut self) {
        let Some((range, row)) = self.pending.take() else { return };
        let taken = self.picked.last().map_or(0, |(last, _)| last.end);
        if range.end > self.allowed && range.start >= taken {
            self.picked.push((range, row));
        }
    }

    fn finish(mut self) -> Vec<(Range<usize>, usize)> {
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
    fn a_hundred_thousand_rows_would_fit_into_the_image_of_a_component() {
        // A fifth of them, so that the test is quick.
        const ROWS: usize = 20_000;
        let character = |number: usize| char::from_u32(0x4E00 + u32::try_from(number).unwrap()).unwrap();
        let row = |number: usize| {
            let (one, two) = (character(number / 320), character(10_000 + number % 320));
            format!(
                "{one}{two}事,wrong,{one}{one}事,confirm,exact,,,,,,practice,本单位词表,“{one}{two}”是“{one}{one}”之误，请改正。"
            )
        };
        let rows: Vec<String> = (0..ROWS).map(row).collect();
        let lexicon = lexicon(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(lexicon.len(), ROWS);
        assert!(lexicon.memory() * 5 < 13 << 20, "{}", lexicon.memory());
        assert_eq!(found(&lexicon, &format!("定{}{}事", character(61), character(10_159))).len(), 1);
    }

    #[test]
    fn of_several_rows_of_a_term_the_first_that_fits() {
        let lexicon = lexicon(&[
            "制定,wrong,制订,confirm,exact,,,计划,,,practice,词典,订。",
            "制定,wrong,制作,confirm,exact,,,表格,,,practice,词典,作。",
            "制定,wrong,指定,confirm,exact,,,地点,,,practice,词典,指。",
        ]);
        let replacement = |text| lexicon.find("body", text, None).first().map(|hit| hit.row.replacements.join(""));
        assert_eq!(replacement("制定计划"), Some("制订".into()));
        assert_eq!(replacement("制定地点"), Some("指定".into()));
        assert_eq!(replacement("制定表格"), Some("制作".into()));
        assert_eq!(replacement("制定法律"), None);
    }

    #[test]
    fn an_empty_lexicon_finds_nothing() {
        assert!(Lexicon::empty().find("body", "布署", None).is_empty());
        assert_eq!(Lexicon::load(&compile("").unwrap()).unwrap().len(), 0);
    }
}
