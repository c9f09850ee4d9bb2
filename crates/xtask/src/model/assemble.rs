//! From sources and corpus to the sections of a model.

use std::collections::BTreeMap;

use anyhow::Result;
use corrector::model::{BACK_OFF_STEP, HAN_COUNT, LATIN, NAT, NO_WORD, PAIR_STEP, ROW, WORD_STEP};
use corrector::{file, hash, setting};

use super::division::{Costs, STAND_IN};
use super::pairs::{self, Counts};
use super::sounds::Sounds;
use super::sources::Sources;
use super::words::{Entry, Words};
use super::{fuse, shapes};

/// What is taken off each count for what was never seen.
const DISCOUNT: f64 = 0.75;
/// Share of the corpus in a word's probability; the rest is general text.
const CORPUS_SHARE: f64 = 0.5;
/// Characters that can be put in place of others.
const COMMON: usize = 5000;

/// The model file.
pub(super) fn model(sources: Sources, corpus: &[String], held: Option<&[(f64, String)]>, trees: Option<Vec<u8>>) -> Result<Vec<u8>> {
    let mut words = Words::new(sources.general.clone());
    let total: f64 = words.words.iter().map(|word| word.general).sum();
    let cost = |probability: f64| -(probability.max(1e-12).ln()) as f32;
    let costs = words.words.iter().map(|word| cost((word.general + 1.0) / total)).collect();
    let costs = Costs { words: costs, unknown: cost(0.1 / total) };
    let counts = pairs::count(&words, &costs, corpus.iter().map(String::as_str));
    for (word, &count) in words.words.iter_mut().zip(&counts.words) {
        word.corpus = f64::from(count);
    }
    eprintln!("words {} tokens {} pairs {}", words.words.len(), counts.total, counts.pairs.len());
    let figures = Figures::new(words, counts, total);
    let sounds = Sounds::new(&sources.readings, &sources.phrase_readings);
    let common = common(&sources.characters, &figures);
    let (ends, same, near) = sound_lists(&sounds, &common);
    let alike_map = shapes::alike(&sources.forms, &common);
    let (shape_ends, alike) = shape_lists(&alike_map);
    let mut sections = vec![settings(), characters(&figures, &sounds), ends, same, near, shape_ends, alike, word_table(&figures)?, pair_table(&figures)?, gram_table(corpus)?, trees.clone().unwrap_or_else(|| 0_i32.to_le_bytes().to_vec())];
    let Some(held) = held else { return file_of(&sections) };
    let freq: Vec<(char, f64)> = common.iter().map(|&c| (c, sources.characters.get(&c).copied().unwrap_or(1.0))).collect();
    let mut slips = super::errors::Slips::new(&figures.words, &costs, &sounds, &alike_map, &freq);
    let corrector = corrector::Corrector::load(file_of(&sections)?).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let samples = samples(&corrector, &mut slips, held);
    eprintln!("samples {}", samples.len());
    if let Some(last) = sections.last_mut() {
        *last = super::boost::section(&samples);
    }
    file_of(&sections)
}

/// Changes that the corrector looks at in sentences with slips, and whether they are right.
fn samples(corrector: &corrector::Corrector, slips: &mut super::errors::Slips<'_>, held: &[(f64, String)]) -> Vec<super::boost::Sample> {
    let mut samples = Vec::new();
    for (weight, sentence) in held {
        for _ in 0..if *weight > 1.0 { 3 } else { 1 } {
            let wrong = slips.slip(sentence, 0.5);
            if wrong.len() != sentence.len() {
                continue;
            }
            for (range, meant, features) in corrector.examples(&wrong) {
                let right = sentence.get(range) == Some(meant.as_str());
                samples.push(super::boost::Sample { features, right, weight: weight.min(1.0) });
            }
        }
    }
    samples
}

fn file_of(sections: &[Vec<u8>]) -> Result<Vec<u8>> {
    for section in sections {
        eprintln!("section {}", section.len());
    }
    Ok(file::encode(sections))
}

/// Probabilities.
struct Figures {
    words: Words,
    counts: Counts,
    general: f64,
    /// Different words seen after each word, and after each stand-in.
    types: Vec<u32>,
    stand_in_types: [u32; 16],
}

impl Figures {
    fn new(words: Words, counts: Counts, general: f64) -> Self {
        let mut types = vec![0; words.words.len()];
        let mut stand_in_types = [0; 16];
        for &key in counts.pairs.keys() {
            let left = (key >> 32) as u32;
            let count = if left >= STAND_IN { stand_in_types.get_mut((left - STAND_IN) as usize) } else { types.get_mut(left as usize) };
            count.into_iter().for_each(|count: &mut u32| *count += 1);
        }
        Self { words, counts, general, types, stand_in_types }
    }

    fn single(&self, word: &Entry) -> f64 {
        CORPUS_SHARE * word.corpus / self.counts.total as f64 + (1.0 - CORPUS_SHARE) * (word.general + 0.5) / self.general
    }

    fn probability(&self, id: u32) -> f64 {
        if id >= STAND_IN {
            return f64::from(self.stand_in(id)) / self.counts.total as f64;
        }
        self.words.get(id).map_or(1e-12, |word| self.single(word))
    }

    fn stand_in(&self, id: u32) -> u32 {
        self.counts.stand_ins.get((id - STAND_IN) as usize).copied().unwrap_or_default()
    }

    /// How often something followed a word, and how much of the probability after it is left for the unseen.
    fn after(&self, id: u32) -> (f64, f64) {
        let (count, types) = if id >= STAND_IN {
            (self.stand_in(id), self.stand_in_types.get((id - STAND_IN) as usize).copied().unwrap_or_default())
        } else {
            let at = id as usize;
            (self.counts.words.get(at).copied().unwrap_or_default(), self.types.get(at).copied().unwrap_or_default())
        };
        let count = f64::from(count);
        // Ten imagined occurrences keep rare words from promising too much.
        (count, ((DISCOUNT * f64::from(types) + 4.0) / (count + 4.0)).min(1.0))
    }

    fn back_off(&self, id: u32) -> u32 {
        steps(self.after(id).1, BACK_OFF_STEP, 7)
    }
}

/// A probability as a number of steps.
fn steps(probability: f64, step: i32, most: u32) -> u32 {
    let cost = -probability.max(1e-30).ln() * f64::from(NAT) / f64::from(step);
    (cost.round().max(0.0) as u32).min(most)
}

fn settings() -> Vec<u8> {
    let mut numbers = [0_i32; setting::COUNT];
    let chosen = [
        (setting::SAME_TONE, 44),
        (setting::SAME_SOUND, 52),
        (setting::NEAR_SOUND, 84),
        (setting::NEAR_SHAPE, 74),
        (setting::FAR_SHAPE, 84),
        (setting::GATE, std::env::var("GATE").ok().and_then(|x| x.parse().ok()).unwrap_or(70)),
        (setting::THRESHOLD, std::env::var("THR").ok().and_then(|x| x.parse().ok()).unwrap_or(256)),
    ];
    for (place, number) in chosen {
        numbers.iter_mut().skip(place).take(1).for_each(|slot| *slot = number);
    }
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The characters that can be put in place of others, the most frequent first.
fn common(general: &BTreeMap<char, f64>, figures: &Figures) -> Vec<char> {
    let mut corpus: BTreeMap<char, f64> = BTreeMap::new();
    for word in &figures.words.words {
        for character in word.text.iter().filter_map(|&code| char::from_u32(code.into())) {
            *corpus.entry(character).or_default() += word.corpus;
        }
    }
    let totals = (general.values().sum::<f64>(), corpus.values().sum::<f64>().max(1.0));
    let mut all: Vec<(f64, char)> = general
        .iter()
        .map(|(&character, &count)| {
            (count / totals.0 + corpus.get(&character).copied().unwrap_or_default() / totals.1, character)
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.truncate(COMMON);
    all.into_iter().map(|(_, character)| character).collect()
}

fn characters(figures: &Figures, sounds: &Sounds) -> Vec<u8> {
    let mut rows = Vec::with_capacity((HAN_COUNT + 4) * ROW);
    let unknown = 255;
    for code in 0x4E00..0x4E00 + HAN_COUNT as u32 {
        let hash = hash::push(hash::EMPTY, code as u16);
        let id = figures.words.by_hash.get(&hash).copied();
        let cost = id.map_or(unknown, |id| steps(figures.probability(id), WORD_STEP, 255));
        let back_off = id.map_or(0, |id| figures.back_off(id));
        rows.extend([cost as u8, back_off as u8]);
        let readings = char::from_u32(code).and_then(|character| sounds.readings.get(&character));
        for place in 0..3 {
            let reading = readings.and_then(|all| all.get(place)).copied().unwrap_or_default();
            rows.extend(reading.to_le_bytes());
        }
    }
    for code in 1..=u32::from(LATIN) {
        let id = STAND_IN + code;
        rows.extend([steps(figures.probability(id), WORD_STEP, 255) as u8, figures.back_off(id) as u8, 0, 0, 0, 0, 0, 0]);
    }
    rows
}

fn put(list: &mut Vec<u8>, number: usize) {
    list.extend(u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes());
}

/// Ends of both lists for each syllable, the characters of each syllable, the syllables near each.
fn sound_lists(sounds: &Sounds, common: &[char]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut by_syllable: Vec<Vec<u16>> = vec![Vec::new(); sounds.syllables.len() + 1];
    for &character in common {
        let mut syllables: Vec<u16> =
            sounds.readings.get(&character).into_iter().flatten().map(|reading| reading >> 3).collect();
        syllables.dedup();
        for syllable in syllables {
            if let Some(list) = by_syllable.get_mut(usize::from(syllable)) {
                list.push(u16::try_from(u32::from(character)).unwrap_or_default());
            }
        }
    }
    let near = sounds.near();
    let (mut ends, mut same, mut nearby) = (Vec::new(), Vec::new(), Vec::new());
    for (syllable, characters) in by_syllable.iter().enumerate() {
        put(&mut ends, same.len() / 2);
        put(&mut ends, nearby.len() / 2);
        characters.iter().for_each(|&character| put(&mut same, character.into()));
        let near = syllable.checked_sub(1).and_then(|place| near.get(place));
        near.into_iter().flatten().for_each(|&other| put(&mut nearby, other.into()));
    }
    put(&mut ends, same.len() / 2);
    put(&mut ends, nearby.len() / 2);
    (ends, same, nearby)
}

fn shape_lists(alike: &BTreeMap<char, Vec<(char, bool)>>) -> (Vec<u8>, Vec<u8>) {
    let (mut ends, mut list) = (Vec::new(), Vec::new());
    for code in 0x4E00..0x4E00 + HAN_COUNT as u32 {
        put(&mut ends, list.len() / 2);
        for &(other, nearly) in char::from_u32(code).and_then(|character| alike.get(&character)).into_iter().flatten() {
            put(&mut list, (other as usize - 0x4E00) | usize::from(!nearly) << 15);
        }
    }
    put(&mut ends, list.len() / 2);
    (ends, list)
}

fn word_table(figures: &Figures) -> Result<Vec<u8>> {
    // By hash: value of the word or none, lengths of longer words that begin so.
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (word, id) in figures.words.words.iter().zip(0..) {
        let length = word.text.len();
        if length < 2 {
            continue;
        }
        let value = steps(figures.single(word), WORD_STEP, 254) | figures.back_off(id) << 8;
        let row = rows.entry(word.hash).or_insert(NO_WORD);
        *row = *row & !0x7FF | value;
        if length > 2 {
            let beginning = hash::word(word.text.iter().take(2).copied());
            *rows.entry(beginning).or_insert(NO_WORD) |= 1 << (11 + length - 3);
        }
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    eprintln!("word rows {}", rows.len());
    fuse::section(&rows, 16, 16)
}

fn pair_table(figures: &Figures) -> Result<Vec<u8>> {
    let least: u32 = std::env::var("LEAST").ok().and_then(|x| x.parse().ok()).unwrap_or(1);
    let fp: u32 = std::env::var("FP").ok().and_then(|x| x.parse().ok()).unwrap_or(12);
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (&key, &count) in &figures.counts.pairs {
        let (left, right) = ((key >> 32) as u32, key as u32);
        let (seen, rest) = figures.after(left);
        if count < least || seen < 1.0 {
            continue;
        }
        let alone = figures.probability(right) * rest;
        let together = (f64::from(count) - DISCOUNT).max(0.0) / (seen + 4.0) + alone;
        if together < alone * 1.5 {
            continue;
        }
        let hash = hash::pair(pairs::hash_of(&figures.words, left), pairs::hash_of(&figures.words, right));
        rows.insert(hash, steps(together, PAIR_STEP, 31));
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    eprintln!("pair rows {}", rows.len());
    fuse::section(&rows, fp, 5)
}

fn gram_table(corpus: &[String]) -> Result<Vec<u8>> {
    let mut counts: [std::collections::HashMap<u64, u32, super::words::Plain>; 2] = Default::default();
    for line in corpus {
        let units = super::division::units(line);
        for (length, counts) in [3, 4].into_iter().zip(&mut counts) {
            for gram in units.windows(length).filter(|gram| gram.iter().all(|&code| code > LATIN)) {
                *counts.entry(hash::pair(hash::EMPTY, hash::word(gram.iter().copied()))).or_default() += 1;
            }
        }
    }
    let mut rows: BTreeMap<u64, u32> = BTreeMap::new();
    for (least, counts) in [3, 4].into_iter().zip(&counts) {
        rows.extend(counts.iter().filter(|(_, count)| **count >= least).map(|(&key, &count)| {
            (key, match count { 0..=5 => 0, 6..=15 => 1, 16..=63 => 2, _ => 3 })
        }));
    }
    let rows: Vec<(u64, u32)> = rows.into_iter().collect();
    eprintln!("gram rows {}", rows.len());
    fuse::section(&rows, 11, 2)
}
