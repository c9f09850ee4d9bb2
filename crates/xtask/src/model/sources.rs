//! The word, reading and shape data of the packages, in one form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::archive;
use super::shapes::{self, Form};

/// Where the files of the packages lie below the folder that they were installed to.
pub(super) const FILES: &[&str] = &[
    "jieba/dict.txt",
    "jionlp/dictionary/word_distribution.zip",
    "jionlp/dictionary/char_distribution.zip",
    "jionlp/dictionary/chinese_char_dictionary.zip",
    "jionlp/dictionary/chinese_word_dictionary.zip",
    "jionlp/dictionary/chinese_idiom.zip",
    "jionlp/dictionary/tra2sim_char.txt",
    "pycorrector/data/stroke.txt",
    "pypinyin/pinyin_dict.json",
    "pypinyin/phrases_dict.json",
];

/// Everything read from the packages.
pub(super) struct Sources {
    /// Words with their count in general text.
    pub general: BTreeMap<String, f64>,
    /// What a dictionary says of words.
    pub explanations: Vec<String>,
    /// Readings of characters, the usual first.
    pub readings: BTreeMap<char, Vec<String>>,
    /// How often phrases read a character so.
    pub phrase_readings: BTreeMap<(char, String), u32>,
    /// Shapes.
    pub forms: BTreeMap<char, Form>,
    /// Characters by how often they occur in general text, without traditional ones.
    pub characters: BTreeMap<char, f64>,
}

/// jieba counted a text about this many times smaller.
const JIEBA_SCALE: f64 = 20.0;
/// What jieba alone knows cannot have been more frequent than this in the larger count.
const JIEBA_MOST: f64 = 400.0;

impl Sources {
    /// Reads the files below a folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let file = |index: usize| -> Result<String> {
            let name = FILES.get(index).copied().unwrap_or_default();
            archive::text(&folder.join(name)).with_context(|| format!("无法读取 {name}"))
        };
        let mut general = counts(&file(1)?)?;
        for line in file(0)?.lines() {
            let mut cells = line.split(' ');
            if let (Some(word), Some(count)) = (cells.next(), cells.next().and_then(|count| count.parse::<f64>().ok()))
            {
                // What was seen so rarely is kept only for names of places.
                if count > 3.0 || cells.next() == Some("ns") {
                    general.entry(word.to_owned()).or_insert((count * JIEBA_SCALE).min(JIEBA_MOST));
                }
            }
        }
        let mut explanations = Vec::new();
        for text in [file(4)?, file(5)?] {
            for line in text.lines() {
                let mut cells = line.split('\t');
                if let Some(word) = cells.next() {
                    general.entry(word.to_owned()).or_insert(JIEBA_SCALE);
                }
                explanations.extend(cells.next().filter(|cell| cell.len() > 8).map(str::to_owned));
            }
        }
        let mut traditional = BTreeSet::new();
        for line in file(6)?.lines() {
            let mut cells = line.split('\t');
            if let (Some(from), Some(to)) = (cells.next(), cells.next())
                && from != to
            {
                traditional.extend(from.chars());
            }
        }
        let mut characters = BTreeMap::new();
        for (text, count) in counts(&file(2)?)? {
            let mut all = text.chars();
            if let (Some(character), None) = (all.next(), all.next())
                && super::words::is_han(character)
                && !traditional.contains(&character)
            {
                characters.insert(character, count);
            }
        }
        let (readings, phrase_readings) = readings(&file(8)?, &file(9)?)?;
        Ok(Self { general, explanations, readings, phrase_readings, forms: forms(&file(3)?, &file(7)?), characters })
    }
}

/// Lines of `["word", count]`.
fn counts(text: &str) -> Result<BTreeMap<String, f64>> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str::<(String, f64)>(line).with_context(|| format!("不是计数：{line}")))
        .collect()
}

type Readings = (BTreeMap<char, Vec<String>>, BTreeMap<(char, String), u32>);

fn readings(characters: &str, phrases: &str) -> Result<Readings> {
    let characters: BTreeMap<String, String> = serde_json::from_str(characters)?;
    let mut all = BTreeMap::new();
    for (code, readings) in characters {
        if let Some(character) = code.parse().ok().and_then(char::from_u32) {
            all.insert(character, readings.split(',').map(str::to_owned).collect());
        }
    }
    let phrases: BTreeMap<String, Vec<Vec<String>>> = serde_json::from_str(phrases)?;
    let mut used = BTreeMap::new();
    for (phrase, readings) in phrases {
        for (character, reading) in phrase.chars().zip(readings) {
            if let Some(reading) = reading.into_iter().next() {
                *used.entry((character, reading)).or_default() += 1;
            }
        }
    }
    Ok((all, used))
}

/// Shapes from the character dictionary (radical, structure, four corners, parts) and the stroke list.
fn forms(dictionary: &str, strokes: &str) -> BTreeMap<char, Form> {
    let mut forms: BTreeMap<char, Form> = BTreeMap::new();
    for line in strokes.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        if let (Some(character), Some(strokes)) = (cells.next().and_then(|cell| cell.chars().next()), cells.next()) {
            forms.entry(character).or_default().strokes = strokes.trim().bytes().collect();
        }
    }
    for line in dictionary.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(character), Some(radical), Some(corners), Some(parts)) =
            (cells.first().and_then(|cell| cell.chars().next()), cells.get(1), cells.get(3), cells.get(4))
        else {
            continue;
        };
        let form = forms.entry(character).or_default();
        form.own = character;
        form.radical = radical.chars().next();
        form.corners = corners.bytes().collect();
        form.parts = parts.chars().chain(radical.chars()).collect();
        form.order = parts.chars().collect();
    }
    shapes::put_together(&mut forms);
    forms.retain(|_, form| !form.strokes.is_empty());
    forms
}
