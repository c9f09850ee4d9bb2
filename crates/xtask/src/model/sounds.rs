//! Readings of characters: syllables, tones, and which syllables are confused.

use std::collections::{BTreeMap, HashMap};

/// Syllables by number and the readings of characters.
pub(super) struct Sounds {
    /// Without tone, sorted; the number of a syllable is its place plus one.
    pub syllables: Vec<String>,
    /// Up to three readings of a character, the most used first: number × 8 + tone.
    pub readings: HashMap<char, Vec<u16>>,
}

/// A reading that makes up less than this share of a character's uses is left out.
const RARE: f64 = 0.08;

impl Sounds {
    /// From the readings of characters (the first is the usual one) and how often phrases read them so.
    pub(super) fn new(characters: &BTreeMap<char, Vec<String>>, phrases: &BTreeMap<(char, String), u32>) -> Self {
        let mut plain: Vec<String> = characters.values().flatten().map(|reading| parse(reading).0).collect();
        plain.sort();
        plain.dedup();
        let number: HashMap<&str, u16> = plain.iter().map(String::as_str).zip(1..).collect();
        let mut readings = HashMap::new();
        for (&character, all) in characters {
            let weight = |place: usize, reading: &String| {
                let used = phrases.get(&(character, reading.clone())).copied().unwrap_or_default();
                f64::from(used) + if place == 0 { 2.0 } else { 0.0 }
            };
            let mut weighed: Vec<(f64, usize, &String)> =
                all.iter().enumerate().map(|(place, reading)| (weight(place, reading), place, reading)).collect();
            let total: f64 = weighed.iter().map(|one| one.0).sum();
            weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut kept: Vec<u16> = Vec::new();
            for (weight, _, reading) in weighed.into_iter().filter(|one| one.0 >= RARE * total).take(3) {
                let _ = weight;
                let (syllable, tone) = parse(reading);
                if let Some(&number) = number.get(syllable.as_str()) {
                    kept.push(number << 3 | tone);
                }
            }
            readings.insert(character, kept);
        }
        Self { syllables: plain, readings }
    }

    /// Numbers of the syllables confused with each, by number less one.
    pub(super) fn near(&self) -> Vec<Vec<u16>> {
        let number: HashMap<&str, u16> = self.syllables.iter().map(String::as_str).zip(1..).collect();
        self.syllables
            .iter()
            .map(|syllable| {
                let mut near: Vec<u16> =
                    confused(syllable).iter().filter_map(|other| number.get(other.as_str()).copied()).collect();
                near.sort_unstable();
                near.dedup();
                near
            })
            .collect()
    }
}

/// Syllables that speakers of some region do not tell from this one.
fn confused(syllable: &str) -> Vec<String> {
    const INITIALS: &[(&str, &str)] = &[
        ("zh", "z"),
        ("ch", "c"),
        ("sh", "s"),
        ("n", "l"),
        ("f", "h"),
        ("r", "l"),
        ("h", "w"),
        ("g", "k"),
        ("b", "p"),
        ("d", "t"),
        ("j", "q"),
        ("j", "z"),
        ("q", "x"),
        ("x", "s"),
        ("zh", "ch"),
        ("z", "c"),
        ("q", "c"),
        ("j", "zh"),
        ("q", "ch"),
        ("x", "sh"),
    ];
    const FINALS: &[(&str, &str)] = &[
        ("an", "ang"),
        ("en", "eng"),
        ("in", "ing"),
        ("ou", "uo"),
        ("ei", "ui"),
        ("ong", "eng"),
        ("un", "en"),
        ("ie", "ue"),
        ("uan", "an"),
        ("ian", "in"),
        ("i", "v"),
        ("i", "u"),
        ("e", "uo"),
    ];
    let split = syllable.find(['a', 'e', 'i', 'o', 'u', 'v']).unwrap_or(0);
    let (initial, last) = syllable.split_at(split);
    let swap = |pairs: &[(&str, &str)], part: &str| -> Vec<String> {
        pairs
            .iter()
            .filter(|pair| pair.0 == part || pair.1 == part)
            .map(|&(one, other)| if one == part { other } else { one }.to_owned())
            .collect()
    };
    let mut nasal = Vec::new();
    if let Some(front) = last.strip_suffix('g') {
        nasal.push(front.to_owned());
    } else if last.ends_with('n') {
        nasal.push(format!("{last}g"));
    }
    let initials = swap(INITIALS.get(..6).unwrap_or_default(), initial);
    let mut finals = swap(FINALS.get(..3).unwrap_or_default(), last);
    finals.extend(nasal);
    let mut all: Vec<String> = initials.iter().map(|initial| format!("{initial}{last}")).collect();
    all.extend(finals.iter().map(|last| format!("{initial}{last}")));
    all.extend(initials.iter().flat_map(|initial| finals.iter().map(move |last| format!("{initial}{last}"))));
    all
}

/// The syllable without tone mark (ü as v), and the tone from 1 to 5.
pub(super) fn parse(reading: &str) -> (String, u16) {
    const MARKS: &[(&str, char)] =
        &[("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("ǖǘǚǜ", 'v')];
    let mut tone = 5;
    let mut plain = String::new();
    for character in reading.chars() {
        let marked = MARKS.iter().find_map(|&(marks, letter)| {
            marks.chars().zip(1..).find(|&(mark, _)| mark == character).map(|(_, tone)| (letter, tone))
        });
        match (marked, character) {
            (Some((letter, number)), _) => {
                tone = number;
                plain.push(letter);
            }
            (None, 'ü') => plain.push('v'),
            (None, 'ń' | 'ň' | 'ǹ') => plain.push('n'),
            (None, 'ḿ') => plain.push('m'),
            (None, letter) if letter.is_ascii_lowercase() => plain.push(letter),
            (None, _) => {}
        }
    }
    (plain, tone)
}
