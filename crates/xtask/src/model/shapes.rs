//! Which characters look alike: by strokes in writing order, four-corner code and parts.

use std::collections::{BTreeMap, HashSet};

/// What is known of a character's shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// One letter a stroke.
    pub strokes: Vec<u8>,
    /// Four corners and a fifth digit.
    pub corners: Vec<u8>,
    /// Its parts.
    pub parts: HashSet<char>,
    /// The one among them under which dictionaries list it.
    pub radical: Option<char>,
    /// The character itself, which may be a part of others.
    pub own: char,
}

/// Most look-alikes of a character.
const KEPT: usize = 20;
/// Likeness in percent from which characters are alike, and nearly the same.
const ALIKE: f64 = 56.0;
/// See [`ALIKE`].
const NEARLY: f64 = 78.0;

/// For each character its look-alikes among `common`, the most alike first, and whether nearly the same.
pub(super) fn alike(forms: &BTreeMap<char, Form>, common: &[char]) -> BTreeMap<char, Vec<(char, bool)>> {
    let mut found = BTreeMap::new();
    for (&character, form) in forms {
        let mut near: Vec<(f64, char)> = Vec::new();
        for &other in common {
            let Some(second) = forms.get(&other) else { continue };
            if other == character || form.strokes.len().abs_diff(second.strokes.len()) > 8 {
                continue;
            }
            let likeness = likeness(form, second);
            if likeness >= ALIKE {
                near.push((likeness, other));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(KEPT);
        if !near.is_empty() {
            found.insert(character, near.into_iter().map(|(likeness, other)| (other, likeness >= NEARLY)).collect());
        }
    }
    found
}

/// From 0 to 100.
fn likeness(first: &Form, second: &Form) -> f64 {
    let longer = first.strokes.len().max(second.strokes.len());
    if longer == 0 {
        return 0.0;
    }
    let corners = first.corners.iter().zip(&second.corners).filter(|(a, b)| a == b).count();
    let shared = first.parts.intersection(&second.parts);
    // A shared radical says little, another shared part or being a part of the other much.
    let contained = first.parts.contains(&second.own) || second.parts.contains(&first.own);
    let parts = if contained || shared.clone().any(|&part| first.radical != Some(part) && second.radical != Some(part))
    {
        1.0
    } else if shared.count() > 0 {
        0.4
    } else {
        0.0
    };
    if parts == 0.0 && corners < 2 {
        return 0.0;
    }
    let strokes = 1.0 - distance(&first.strokes, &second.strokes) as f64 / longer as f64;
    50.0 * strokes + 20.0 * corners as f64 / 5.0 + 30.0 * parts
}

/// Levenshtein distance.
fn distance(first: &[u8], second: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=second.len()).collect();
    for (line, a) in first.iter().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(start) = row.first_mut() {
            *start = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(second) {
            let up = *cell;
            left = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
            diagonal = up;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
