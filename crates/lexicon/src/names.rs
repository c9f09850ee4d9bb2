//! Names, and what comes close to one.
//!
//! A name cut in two has at least one half without the slip. The halves of all names, and all phrases that are right as they stand, are found in
//! one pass; around a half the rest of its names is compared. The cost is the text times the names that share a half, which has a limit.

use crate::near::{Found, Slip, one_edit};
use crate::{Kind, Matcher, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// So many names may share a half; more are found by their other half only.
const MOST_SHARED: usize = 256;
/// Names shorter than this are compared character by character: with one missing, too much else looks like them.
const SHORTEST_ELASTIC: usize = 7;
/// Shorter titles of laws have too many neighbours among the titles of other texts.
const SHORTEST_TITLE: usize = 5;
/// What laws are cited without.
const STATE: &str = "中华人民共和国";

/// A string that comes close to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NearName {
    /// Byte range in the text.
    pub(crate) range: Range<usize>,
    /// The place of the name's row.
    pub(crate) row: usize,
    /// How it differs.
    pub(crate) slip: Slip,
}

/// What a pattern of the matcher is.
#[derive(Clone, Debug, Default)]
struct Pattern {
    /// Names that begin with it, as places in `names`.
    heads: Vec<usize>,
    /// Names that end with it.
    tails: Vec<usize>,
    /// It is right as it stands.
    right: bool,
}

#[derive(Clone, Debug)]
struct Name {
    row: usize,
    head: String,
    tail: String,
    /// One character may be missing or too many.
    elastic: bool,
    /// The first or last character may be another one; of longer names that is another name (省级…, …办事处).
    edges: bool,
}

/// The index of names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    names: Vec<Name>,
    patterns: Vec<Pattern>,
    matcher: Matcher,
    /// Titles of laws, whole and without the state's name, and phrases that are right.
    titles: BTreeSet<String>,
    /// The first half of a title, with the row and the rest; and the second.
    title_heads: BTreeMap<String, Vec<(usize, String)>>,
    title_tails: BTreeMap<String, Vec<(usize, String)>>,
    /// Bytes that a title may have to be compared.
    longest_title: usize,
}

impl Names {
    /// Index the names among the rows, which come with their places.
    pub(crate) fn new(rows: impl Iterator<Item = (usize, Row)>) -> Self {
        let mut names = Self::default();
        let mut patterns: BTreeMap<String, Pattern> = BTreeMap::new();
        for (place, row) in rows {
            names.add(place, &row, &mut patterns);
        }
        if names.names.is_empty() {
            return names;
        }
        names.matcher = Matcher::new(patterns.keys().map(String::as_str));
        names.patterns = patterns.into_values().collect();
        names
    }

    fn add(&mut self, place: usize, row: &Row, patterns: &mut BTreeMap<String, Pattern>) {
        let term = &row.term;
        match row.kind {
            Kind::Law => self.add_title(term, place),
            Kind::Allow => {
                patterns.entry(term.clone()).or_default().right = true;
                self.titles.insert(term.clone());
                self.titles.extend(term.strip_prefix(STATE).map(str::to_owned));
            }
            Kind::Name | Kind::Campaign | Kind::Idiom => {
                patterns.entry(term.clone()).or_default().right = true;
                self.add_halves(place, row, patterns);
            }
            // It has a row of its own, with conditions that know better: reported once is enough.
            kind if kind.is_reported() => patterns.entry(term.clone()).or_default().right = true,
            _ => {}
        }
    }

    fn add_title(&mut self, term: &str, place: usize) {
        for title in [Some(term), term.strip_prefix(STATE)].into_iter().flatten() {
            self.titles.insert(title.to_owned());
            if title.chars().count() < SHORTEST_TITLE {
                continue;
            }
            self.longest_title = self.longest_title.max(title.len() + '法'.len_utf8());
            let (head, tail) = halves(title);
            let (heads, tails) = (&mut self.title_heads, &mut self.title_tails);
            for (half, rest, halves) in [(head, tail, heads), (tail, head, tails)] {
                let list = halves.entry(half.to_owned()).or_default();
                if list.len() < MOST_SHARED {
                    list.push((place, rest.to_owned()));
                }
            }
        }
    }

    fn add_halves(&mut self, place: usize, row: &Row, patterns: &mut BTreeMap<String, Pattern>) {
        let characters = row.term.chars().count();
        let (head, tail) = halves(&row.term);
        let number = self.names.len();
        for (half, is_head) in [(head, true), (tail, false)] {
            let pattern = patterns.entry(half.to_owned()).or_default();
            let list = if is_head { &mut pattern.heads } else { &mut pattern.tails };
            if list.len() < MOST_SHARED {
                list.push(number);
            }
        }
        self.names.push(Name {
            row: place,
            head: head.to_owned(),
            tail: tail.to_owned(),
            elastic: row.kind != Kind::Idiom && characters >= SHORTEST_ELASTIC,
            edges: matches!(row.kind, Kind::Idiom | Kind::Campaign),
        });
    }

    /// What comes close to a name in a paragraph, leftmost first and apart; `applies` tells the rows that count.
    pub(crate) fn near(&self, text: &str, applies: impl Fn(usize) -> bool) -> Vec<NearName> {
        let mut found = Vec::new();
        let mut right: Vec<Range<usize>> = Vec::new();
        self.matcher.find_overlapping(text, |number, hit| {
            let Some(pattern) = self.patterns.get(number) else { return };
            if pattern.right {
                right.push(hit.clone());
            }
            let (before, after) = (text.get(..hit.start).unwrap_or_default(), text.get(hit.end..).unwrap_or_default());
            for name in pattern.heads.iter().filter_map(|name| self.names.get(*name)) {
                let slip = one_edit(name.tail.chars(), after.chars()).filter(|found| name.takes(*found));
                found.extend(slip.map(|it| NearName {
                    range: hit.start..hit.end + it.length,
                    row: name.row,
                    slip: it.slip,
                }));
            }
            for name in pattern.tails.iter().filter_map(|name| self.names.get(*name)) {
                let slip = one_edit(name.head.chars().rev(), before.chars().rev()).filter(|found| name.takes(*found));
                found.extend(slip.map(|it| NearName {
                    range: hit.start - it.length..hit.end,
                    row: name.row,
                    slip: it.slip,
                }));
            }
        });
        found.retain(|near| applies(near.row));
        apart(found, right)
    }

    /// The law that `title` has one slip of; none for a title that is registered itself.
    pub(crate) fn near_title(&self, title: &str, applies: impl Fn(usize) -> bool) -> Option<usize> {
        if title.len() > self.longest_title || self.titles.contains(title) {
            return None;
        }
        let mut found = None;
        for (at, _) in title.char_indices().skip(2) {
            let (head, tail) = title.split_at(at);
            let heads = self.title_heads.get(head).into_iter().flatten();
            let by_head = heads.filter(|(_, rest)| is_slip(one_edit(rest.chars(), tail.chars()), tail));
            let tails = self.title_tails.get(tail).into_iter().flatten();
            let by_tail = tails.filter(|(_, rest)| is_slip(one_edit(rest.chars().rev(), head.chars().rev()), head));
            for (row, _) in by_head.chain(by_tail).filter(|(row, _)| applies(*row)) {
                // Close to two laws: nobody can tell which was meant.
                if found.is_some_and(|other| other != *row) {
                    return None;
                }
                found = Some(*row);
            }
        }
        found
    }
}

fn halves(term: &str) -> (&str, &str) {
    let middle = term.chars().count() / 2;
    let cut = term.char_indices().nth(middle).map_or(0, |(at, _)| at);
    term.split_at(cut)
}

/// Whether the slip takes up the whole rest of a title.
fn is_slip(found: Option<Found>, rest: &str) -> bool {
    found.is_some_and(|found| found.length == rest.len())
}

impl Name {
    fn takes(&self, found: Found) -> bool {
        let same_length = matches!(found.slip, Slip::Substituted | Slip::Swapped);
        (self.elastic || same_length) && (self.edges || !found.at_end || found.slip != Slip::Substituted)
    }
}

/// Leave out what lies in, or runs into, a phrase that is right; of what overlaps keep the leftmost and longest.
fn apart(mut found: Vec<NearName>, mut right: Vec<Range<usize>>) -> Vec<NearName> {
    right.sort_by_key(|phrase| (phrase.start, phrase.end));
    let furthest = right.iter().scan(0, |end, phrase| {
        *end = phrase.end.max(*end);
        Some(*end)
    });
    let furthest: Vec<usize> = furthest.collect();
    found.retain(|near| {
        let first = right.partition_point(|phrase| phrase.start < near.range.start);
        let reached =
            first.checked_sub(1).and_then(|last| furthest.get(last)).is_some_and(|end| *end > near.range.start);
        let mut within = right.iter().skip(first).take_while(|phrase| phrase.start < near.range.end);
        let over = |phrase: &Range<usize>| {
            phrase.end > near.range.end || phrase.start == near.range.start && phrase.end == near.range.end
        };
        !reached && !within.any(over)
    });
    found.sort_by_key(|near| (near.range.start, std::cmp::Reverse(near.range.end), near.row));
    let mut end = 0;
    found.retain(|near| {
        let free = near.range.start >= end;
        if free {
            end = near.range.end;
        }
        free
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::{COLUMNS, Lexicon, Slip, compile};

    fn lexicon(names: &[(&str, &str)]) -> Lexicon {
        let row = |(term, kind): &(&str, &str)| {
            format!("{term}\t{kind}\t\tconfirm\texact\t\t\t\t\t\tpractice\t来源\t理由。\n")
        };
        let rows: String = names.iter().map(row).collect();
        Lexicon::load(&compile(&format!("{}\n{rows}", COLUMNS.join("\t"))).unwrap()).unwrap()
    }

    fn near<'t>(lexicon: &Lexicon, text: &'t str) -> Vec<(&'t str, Slip)> {
        lexicon.near("body", text, None).into_iter().map(|near| (text.get(near.range).unwrap(), near.slip)).collect()
    }

    #[test]
    fn one_slip_in_either_half() {
        let lexicon = lexicon(&[("国家发展和改革委员会", "name")]);
        for (text, found, slip) in [
            ("经国家发展改革委员会批准", "国家发展改革委员会", Slip::Missing),
            ("经国家发展与改革委员会批准", "国家发展与改革委员会", Slip::Substituted),
            ("经国家发展和改革员委会批准", "国家发展和改革员委会", Slip::Swapped),
            ("经国家发展和改革委委员会批准", "国家发展和改革委委员会", Slip::Extra),
        ] {
            assert_eq!(near(&lexicon, text), [(found, slip)]);
        }
    }

    #[test]
    fn what_is_no_slip() {
        let lexicon = lexicon(&[
            ("国家发展和改革委员会", "name"),
            ("人民检察院", "name"),
            ("人民检查院", "allow"),
            ("国家发展与改革委员会议", "allow"),
        ]);
        for text in [
            "国家发展和改革委员会",
            "发展和改革委员会",
            "国家发展和改革委员",
            "我家发展和改革委员会",
            "国家发展、改革委员会",
            "国家发展\n改革委员会",
            "人民检查院",
            "国家发展与改革委员会议",
        ] {
            assert_eq!(near(&lexicon, text), [], "{text}");
        }
    }

    #[test]
    fn short_names_and_idioms_keep_their_length() {
        let lexicon = lexicon(&[("一筹莫展", "idiom"), ("三严三实", "campaign"), ("人民检察院", "name")]);
        assert_eq!(near(&lexicon, "一愁莫展"), [("一愁莫展", Slip::Substituted)]);
        assert_eq!(near(&lexicon, "“三严三时”"), [("三严三时", Slip::Substituted)]);
        assert_eq!(near(&lexicon, "人民检查院"), [("人民检查院", Slip::Substituted)]);
        assert_eq!(near(&lexicon, "一筹展、三严实、人民的检察院、人民检察官"), []);
    }

    #[test]
    fn titles_of_laws() {
        let lexicon = lexicon(&[
            ("中华人民共和国行政复议法", "law"),
            ("中华人民共和国城乡规划法", "law"),
            ("中华人民共和国城市规划法", "allow"),
        ]);
        let near = |title| lexicon.near_title("body", title, None).map(|row| row.term.as_str());
        for title in ["中华人民共和国行政复义法", "行政复义法", "中华人民供和国行政复议法", "行政议复法"]
        {
            assert_eq!(near(title), Some("中华人民共和国行政复议法"), "{title}");
        }
        for title in [
            "行政复议法",
            "城市规划法",
            "行政复议",
            "本市行政复议法",
            "行政复议法规",
            "行政的复议法",
            "行政诉讼法",
            "法",
        ] {
            assert_eq!(near(title), None, "{title}");
        }
    }
}
