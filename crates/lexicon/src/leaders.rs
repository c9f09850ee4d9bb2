//! The agency's list of leaders (名录): names and titles found in text.

use crate::{Day, Level, PackError, Row};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// A name on the list: its place among the leaders.
    Name(usize),
    /// A title on the list: its place among the titles.
    Title(usize),
}

/// A name or title in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What it is.
    pub what: Mentioned,
}

/// One leader on the list.
#[derive(Clone, Debug)]
pub struct Leader {
    /// The name.
    pub name: String,
    /// The place in enumerations, 1 first.
    pub rank: u32,
    /// The titles, as places among all titles.
    pub titles: Vec<usize>,
    /// How much a slip weighs.
    pub level: Level,
    /// Where the list comes from.
    pub source: String,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
}

impl Leader {
    /// Whether the row counts on a day; none: on any.
    #[must_use]
    pub fn serves(&self, day: Option<Day>) -> bool {
        let within =
            |day| self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last);
        day.is_none_or(within)
    }

    fn new(row: &Row, titles: Vec<usize>) -> Self {
        Self {
            name: row.term.clone(),
            rank: row.rank().unwrap_or(u32::MAX),
            titles,
            level: row.level,
            source: row.source.clone(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        }
    }
}

/// The list. Empty for a pack without leaders.
#[derive(Clone, Debug, Default)]
pub struct Leaders {
    leaders: Vec<Leader>,
    titles: Vec<String>,
    automaton: Option<AhoCorasick>,
    patterns: Vec<Mentioned>,
}

impl Leaders {
    /// The list from the rows of leaders.
    pub(crate) fn new(rows: impl Iterator<Item = Row>) -> Result<Self, PackError> {
        let mut list = Self::default();
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            for title in row.titles() {
                titles.entry(title.clone()).or_insert_with(|| {
                    list.titles.push(title.clone());
                    list.titles.len() - 1
                });
            }
            let places = row.titles().iter().filter_map(|title| titles.get(title.as_str()).copied()).collect();
            list.leaders.push(Leader::new(&row, places));
        }
        if list.leaders.is_empty() {
            return Ok(list);
        }
        let names = (0..).zip(&list.leaders).flat_map(|(place, leader)| {
            written(&leader.name).into_iter().map(move |name| (name, Mentioned::Name(place)))
        });
        let titles = (0..).zip(&list.titles).map(|(place, title)| (title.clone(), Mentioned::Title(place)));
        let (patterns, mentions): (Vec<String>, Vec<Mentioned>) = names.chain(titles).unzip();
        list.automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns)
            .map(Some)
            .map_err(|_| PackError::Malformed("too many leaders"))?;
        list.patterns = mentions;
        Ok(list)
    }

    /// Names and titles in a text, by place and apart, the longest where several begin.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let mention = |hit: aho_corasick::Match| {
            Some(Mention { range: hit.range(), what: self.patterns.get(hit.pattern().as_usize()).copied()? })
        };
        self.automaton.iter().flat_map(|automaton| automaton.find_iter(text)).filter_map(mention).collect()
    }

    /// The leader at a place of the list.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Leader> {
        self.leaders.get(place)
    }

    /// The title at a place.
    #[must_use]
    pub fn title(&self, place: usize) -> &str {
        self.titles.get(place).map_or("", String::as_str)
    }

    /// All leaders.
    #[must_use]
    pub fn all(&self) -> &[Leader] {
        &self.leaders
    }
}

/// The ways a name is written: lists set two characters apart to the width of three.
fn written(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let apart = |gap: &str| match characters.as_slice() {
        [first, last] => Some(format!("{first}{gap}{last}")),
        _ => None,
    };
    std::iter::once(name.to_owned()).chain([" ", "  ", "\u{3000}"].into_iter().filter_map(apart)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{COLUMNS, Lexicon, compile};

    fn lexicon() -> Lexicon {
        let row = |name: &str, leader: &str, to: &str| {
            format!("{name}\tleader\t{leader}\tconfirm\texact\t\t\t\t\t{to}\tagency\t名录\t虚构。\n")
        };
        let rows = [row("孟庆棠", "1|局长|党组书记", ""), row("许砚", "2|副局长", "2024-12-31")].concat();
        Lexicon::load(&compile(&format!("{}\n{rows}", COLUMNS.join("\t"))).unwrap()).unwrap()
    }

    #[test]
    fn the_longest_titles_and_names_set_apart() {
        let lexicon = lexicon();
        let text = "副局长许\u{3000}砚、局长孟庆棠";
        let found: Vec<_> =
            lexicon.leaders().find(text).into_iter().map(|it| (text.get(it.range).unwrap(), it.what)).collect();
        let title = |text: &str| found.iter().find(|(found, _)| *found == text).map(|(_, what)| *what);
        assert_eq!(found.len(), 4);
        assert!(matches!(title("副局长"), Some(Mentioned::Title(_))));
        assert!(matches!(title("许\u{3000}砚"), Some(Mentioned::Name(_))));
    }

    #[test]
    fn rows_end() {
        let lexicon = lexicon();
        let leaving = lexicon.leaders().all().iter().find(|leader| leader.name == "许砚").unwrap();
        assert_eq!((leaving.rank, leaving.titles.len()), (2, 1));
        assert!(leaving.serves(None) && leaving.serves(calendar::parse_day("2024-12-31")));
        assert!(!leaving.serves(calendar::parse_day("2025-01-01")));
    }
}
