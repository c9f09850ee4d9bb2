//! The matcher against other automata, on one text and in turns: ratios travel between machines, times do not.
//!
//! `cargo bench -p lexicon` runs it on text put together from the repository's own rows; `XIANSHEN_BENCH_TEXT` names a file with real text to read
//! instead (UTF-8; the first 6 MB are scanned). Terms come from the text: `dense` are its most frequent strings of two to five characters, as many
//! hits as a lexicon can have; `sparse` are the same with one character replaced, as slips are; `cues` are short strings such as rules look for.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and one that panics measures nothing"
)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hint::black_box;
use std::time::Instant;

const ROWS: &str = include_str!("../data/misspellings.tsv");
const ROUNDS: usize = 5;
const PIECE: usize = 50_000;
const MOST_BYTES: usize = 6_000_000;

fn main() {
    let text = text();
    let ranked = ranked(&text);
    println!("{} bytes of text; MB/s, build time in ms, memory in MB", text.len());
    println!("| terms | hits | matcher | aho-corasick | daachorse | matcher / aho-corasick | matcher / daachorse |");
    println!("|---|---|---|---|---|---|---|");
    let cues = [
        "(",
        ")",
        "“",
        "”",
        "第",
        "条",
        "年",
        "月",
        "日",
        "国务院",
        "办公厅",
        "〔",
        "〕",
        "号",
        "规定",
        "公司",
        "市",
        "1",
        ".",
    ];
    row("cues 19", &text, &cues.map(str::to_owned));
    let most = std::env::var("XIANSHEN_BENCH_TERMS").ok().and_then(|most| most.parse().ok()).unwrap_or(1_000_000);
    for count in [300, 1_000, 10_000, 100_000, 1_000_000].into_iter().filter(|count| *count <= most) {
        let dense: BTreeSet<String> = ranked.iter().take(count).map(|word| (*word).to_owned()).collect();
        row(&format!("dense {}", dense.len()), &text, &Vec::from_iter(dense));
        row(&format!("sparse {count}"), &text, &sparse(&ranked, count));
    }
}

/// Measure all engines with the same terms.
fn row(name: &str, text: &str, terms: &[String]) {
    let built = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    let (mut ours, mut corasick, mut daachorse) = (None, None, None);
    let builds = [
        built(&mut || ours = Some(lexicon::Matcher::new(terms.iter().map(String::as_str)))),
        built(&mut || {
            corasick = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(terms).ok();
        }),
        built(&mut || daachorse = CharwiseDoubleArrayAhoCorasick::<u32>::new(terms).ok()),
    ];
    let (ours, corasick, daachorse) = (ours.unwrap(), corasick.unwrap(), daachorse.unwrap());
    let memory = [ours.memory(), corasick.memory_usage(), daachorse.heap_bytes()];
    let pieces: Vec<&str> = pieces(text);
    let mut best = [const { Vec::new() }; 3].map(|_: Vec<f64>| vec![f64::MAX; pieces.len()]);
    let mut hits = [0; 3];
    for _ in 0..ROUNDS {
        hits = [0; 3];
        for (at, piece) in pieces.iter().enumerate() {
            let [by_ours, by_corasick, by_daachorse] = &mut hits;
            let mut keep = |engine: usize, time: f64| best[engine][at] = best[engine][at].min(time);
            keep(0, time(|| ours.find_overlapping(piece, |_, range| *by_ours += count(range.start))));
            keep(
                1,
                time(|| {
                    *by_corasick += corasick.find_overlapping_iter(piece).map(|it| count(it.start())).sum::<usize>();
                }),
            );
            keep(
                2,
                time(|| {
                    *by_daachorse += daachorse.find_overlapping_iter(piece).map(|it| count(it.start())).sum::<usize>();
                }),
            );
        }
    }
    assert!(hits.iter().all(|count| *count == hits[0]), "{hits:?}");
    print(name, text.len(), hits[0], &Measured { best: best.map(|times| times.into_iter().sum()), builds, memory });
}

/// One for each match, whose place nobody may optimise away.
fn count(start: usize) -> usize {
    black_box(start);
    1
}

/// What was measured of ours, aho-corasick and daachorse, in this order.
struct Measured {
    /// Seconds for the whole text.
    best: [f64; 3],
    /// Milliseconds to build.
    builds: [f64; 3],
    /// Bytes.
    memory: [usize; 3],
}

fn print(name: &str, bytes: usize, hits: usize, measured: &Measured) {
    let Measured { best, builds, memory } = measured;
    let cell = |engine: usize| {
        let speed = bytes as f64 / 1e6 / best[engine];
        format!("{speed:.0} ({:.0} ms, {:.1} MB)", builds[engine], memory[engine] as f64 / 1e6)
    };
    let (corasick, daachorse) = (best[1] / best[0], best[2] / best[0]);
    println!("| {name} | {hits} | {} | {} | {} | {corasick:.2} | {daachorse:.2} |", cell(0), cell(1), cell(2));
}

/// The file that the environment names, or sources and reasons of the repository's rows in changing order.
fn text() -> String {
    if let Ok(path) = std::env::var("XIANSHEN_BENCH_TEXT") {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        return text[..text.floor_char_boundary(MOST_BYTES)].to_owned();
    }
    let sentences: Vec<&str> = ROWS.lines().filter_map(|line| line.rsplit('\t').next()).collect();
    let mut random = Random(1);
    let mut text = String::new();
    while text.len() < MOST_BYTES / 3 {
        text.push_str(sentences[random.below(sentences.len())]);
        if random.below(4) == 0 {
            text.push('\n');
        }
    }
    text
}

/// Strings of two to five Chinese characters, in the proportion of a dictionary, the most frequent of each length first.
fn ranked(text: &str) -> Vec<&str> {
    let mut counts = [const { BTreeMap::<&str, u32>::new() }; 4];
    for line in text.split(|character: char| !('\u{4E00}'..='\u{9FFF}').contains(&character)) {
        for (start, _) in line.char_indices() {
            let mut ends =
                line[start..].char_indices().map(|(at, character)| start + at + character.len_utf8()).skip(1);
            for counts in &mut counts {
                let Some(end) = ends.next() else { break };
                *counts.entry(&line[start..end]).or_default() += 1;
            }
        }
    }
    let mut lists = counts.map(|counts| {
        let mut list: Vec<(u32, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        list.sort_unstable_by(|one, other| other.cmp(one));
        list.into_iter().map(|(_, word)| word)
    });
    let mut ranked = Vec::new();
    loop {
        let before = ranked.len();
        for (list, share) in lists.iter_mut().zip([9, 5, 5, 1]) {
            ranked.extend(list.take(share));
        }
        if ranked.len() == before {
            return ranked;
        }
    }
}

/// Frequent strings with one character replaced by another of the same texts, nearly all such that the result does not occur.
fn sparse(ranked: &[&str], count: usize) -> Vec<String> {
    let characters: Vec<char> = BTreeSet::from_iter(ranked.iter().flat_map(|word| word.chars())).into_iter().collect();
    let real: HashSet<&str> = ranked.iter().copied().collect();
    let words = &ranked[..ranked.len().min(350_000)];
    let mut random = Random(2);
    let mut terms = BTreeSet::new();
    for word in words.iter().cycle() {
        if terms.len() >= count {
            break;
        }
        let mut word: Vec<char> = word.chars().collect();
        let place = random.below(word.len());
        word[place] = characters[random.below(characters.len())];
        let word = String::from_iter(word);
        if random.below(50) == 0 || !real.contains(&*word) {
            terms.insert(word);
        }
    }
    terms.into_iter().collect()
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn time(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// The text in pieces that are scanned faster than the system takes the processor away.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE));
        pieces.push(piece);
        text = rest;
    }
    pieces
}
