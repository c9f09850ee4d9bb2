//! Makes sentences with slips from clean ones: what the judge learns from. Slips are drawn by a fixed generator.

use std::collections::BTreeMap;

use corrector::hash;
use corrector::model::LATIN;

use super::division::{self, Costs, STAND_IN};
use super::sounds::Sounds;
use super::words::Words;

/// What slips are drawn from.
pub(super) struct Slips<'s> {
    words: &'s Words,
    costs: &'s Costs,
    sounds: &'s Sounds,
    alike: &'s BTreeMap<char, Vec<(char, bool)>>,
    /// Words by the syllables of their characters.
    homophones: BTreeMap<Vec<u16>, Vec<u32>>,
    /// Common characters by syllable, and how common.
    characters: BTreeMap<u16, Vec<(char, f64)>>,
    state: u64,
}

/// Words rarer than this are not written by mistake.
const LEAST: f64 = 400.0;

impl<'s> Slips<'s> {
    pub(super) fn new(
        words: &'s Words,
        costs: &'s Costs,
        sounds: &'s Sounds,
        alike: &'s BTreeMap<char, Vec<(char, bool)>>,
        common: &[(char, f64)],
    ) -> Self {
        let mut slips =
            Self { words, costs, sounds, alike, homophones: BTreeMap::new(), characters: BTreeMap::new(), state: 1 };
        for (word, id) in words.words.iter().zip(0..) {
            if word.text.len() > 1 && word.general + word.corpus >= LEAST {
                slips.homophones.entry(slips.syllables(&word.text)).or_default().push(id);
            }
        }
        for &(character, weight) in common {
            for reading in sounds.readings.get(&character).into_iter().flatten() {
                slips.characters.entry(reading >> 3).or_default().push((character, weight));
            }
        }
        slips
    }

    fn syllables(&self, text: &[u16]) -> Vec<u16> {
        let first = |&code: &u16| {
            let readings = char::from_u32(code.into()).and_then(|character| self.sounds.readings.get(&character));
            readings.and_then(|all| all.first()).map_or(0, |reading| reading >> 3)
        };
        text.iter().map(first).collect()
    }

    /// A number from 0 to 1.
    fn draw(&mut self) -> f64 {
        self.state += 1;
        (hash::spread(self.state, hash::EMPTY) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<T: Copy>(&mut self, all: &[(T, f64)]) -> Option<T> {
        let total: f64 = all.iter().map(|one| one.1).sum();
        let mut left = self.draw() * total;
        for &(one, weight) in all {
            left -= weight;
            if left <= 0.0 {
                return Some(one);
            }
        }
        all.last().map(|one| one.0)
    }

    /// The sentence with one to three slips, or as it is.
    pub(super) fn slip(&mut self, sentence: &str, clean: f64) -> String {
        let mut text: Vec<char> = sentence.chars().collect();
        let draw = self.draw();
        if draw < clean {
            return sentence.to_owned();
        }
        let count = match self.draw() {
            few if few < 0.65 => 1,
            some if some < 0.9 => 2,
            _ => 3,
        };
        // Words with the place of their first character; stand-ins have swallowed characters, so places are found again.
        let units = division::units(sentence);
        let mut words: Vec<(usize, Vec<u16>)> = Vec::new();
        let mut at = 0;
        let mut ids = Vec::new();
        division::divide(self.words, self.costs, &units, |id| ids.push(id));
        let mut unit = 0;
        for id in ids {
            let length =
                id.filter(|&id| id < STAND_IN).and_then(|id| self.words.get(id)).map_or(1, |word| word.text.len());
            let codes = units.get(unit..unit + length).unwrap_or_default().to_vec();
            unit += length;
            if codes.first().is_none_or(|&code| code <= LATIN) {
                continue;
            }
            let first = codes.first().copied().and_then(|code| char::from_u32(code.into()));
            while text.get(at).copied().is_some_and(|character| Some(character) != first) {
                at += 1;
            }
            words.push((at, codes.clone()));
            at += codes.len();
        }
        for _ in 0..count {
            if words.is_empty() {
                break;
            }
            let place = (self.draw() * words.len() as f64) as usize;
            let (at, codes) = words.swap_remove(place.min(words.len() - 1));
            let Some(wrong) = self.wrong(&codes) else { continue };
            for (offset, character) in wrong.into_iter().enumerate() {
                if let Some(slot) = text.get_mut(at + offset) {
                    *slot = character;
                }
            }
        }
        text.into_iter().collect()
    }

    /// A word as it may be miswritten.
    fn wrong(&mut self, codes: &[u16]) -> Option<Vec<char>> {
        let written: Vec<char> = codes.iter().filter_map(|&code| char::from_u32(code.into())).collect();
        let way = self.draw();
        if codes.len() > 1 && way < 0.45 {
            let all: Vec<(u32, f64)> = self
                .homophones
                .get(&self.syllables(codes))
                .into_iter()
                .flatten()
                .filter_map(|&id| self.words.get(id).map(|word| (id, word)))
                .filter(|(_, word)| word.text != codes)
                .map(|(id, word)| (id, (word.general + 1.0).sqrt()))
                .collect();
            if let Some(word) = self.pick(&all).and_then(|id| self.words.get(id)) {
                return Some(word.text.iter().filter_map(|&code| char::from_u32(code.into())).collect());
            }
        }
        let place = (self.draw() * written.len() as f64) as usize;
        let character = *written.get(place)?;
        let readings: Vec<u16> =
            self.sounds.readings.get(&character).into_iter().flatten().take(1).map(|reading| reading >> 3).collect();
        let others: Vec<(char, f64)> = if way < 0.86 {
            readings.iter().filter_map(|syllable| self.characters.get(syllable)).flatten().copied().collect()
        } else if way < 0.9 {
            let near = self.sounds.near();
            let near = readings.iter().filter_map(|&one| near.get(usize::from(one).checked_sub(1)?)).flatten();
            near.filter_map(|syllable| self.characters.get(syllable)).flatten().copied().collect()
        } else {
            self.alike.get(&character).into_iter().flatten().map(|one| (one.0, 1.0)).collect()
        };
        let others: Vec<(char, f64)> =
            others.into_iter().filter(|one| one.0 != character).map(|one| (one.0, one.1.sqrt())).collect();
        let other = self.pick(&others)?;
        let mut wrong = written;
        *wrong.get_mut(place)? = other;
        Some(wrong)
    }
}
