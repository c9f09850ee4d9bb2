//! The small sections: settings, characters, and lists of what is taken for what.

use std::collections::BTreeMap;

use corrector::model::{HAN_COUNT, LATIN, ROW, WORD_STEP};
use corrector::{hash, setting};

use super::division::STAND_IN;
use super::figures::{Figures, steps};
use super::sounds::Sounds;
use super::words::Words;

/// Characters that can be put in place of others.
const COMMON: usize = 5000;

/// The numbers of the first section.
pub(super) fn settings() -> Vec<u8> {
    let mut numbers = [0_i32; setting::COUNT];
    let chosen = [
        (setting::SAME_TONE, 44),
        (setting::SAME_SOUND, 52),
        (setting::NEAR_SOUND, 84),
        (setting::NEAR_SHAPE, 74),
        (setting::FAR_SHAPE, 84),
        (setting::GATE, 100),
        (setting::SINGLE, 400),
        (setting::THRESHOLD, 100),
        (setting::WORD, 200),
        (setting::COMMON_WORD, 200),
        (setting::COMMON_COST, 240),
    ];
    for (place, number) in chosen {
        numbers.iter_mut().skip(place).take(1).for_each(|slot| *slot = number);
    }
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The characters that can be put in place of others, the most frequent first.
pub(super) fn common(general: &BTreeMap<char, f64>, words: &Words, counts: &[u32]) -> Vec<char> {
    let mut corpus: BTreeMap<char, f64> = BTreeMap::new();
    for (word, &count) in words.words.iter().zip(counts) {
        for character in word.text.iter().filter_map(|&code| char::from_u32(code.into())) {
            *corpus.entry(character).or_default() += f64::from(count);
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

/// A row for each character and stand-in.
pub(super) fn characters(figures: &Figures, sounds: &Sounds) -> Vec<u8> {
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
        rows.extend([
            steps(figures.probability(id), WORD_STEP, 255) as u8,
            figures.back_off(id) as u8,
            0,
            0,
            0,
            0,
            0,
            0,
        ]);
    }
    rows
}

fn put(list: &mut Vec<u8>, number: usize) {
    list.extend(u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes());
}

/// Ends of both lists for each syllable, the characters of each syllable, the syllables near each.
pub(super) fn sound_lists(sounds: &Sounds, common: &[char]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
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

/// Ends of each character's list, and the lists of look-alikes.
pub(super) fn shape_lists(alike: &BTreeMap<char, Vec<(char, bool)>>) -> (Vec<u8>, Vec<u8>) {
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
