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
    /// Those that it is divided into, in writing order.
    pub order: Vec<char>,
    /// The one among them under which dictionaries list it.
    pub radical: Option<char>,
    /// The character itself, which may be a part of others.
    pub own: char,
}

/// Most look-alikes of a character.
const KEPT: usize = 20;
/// Percent of likeness that a character must have more to stand before one twice as common, but for the commonest.
const RARITY: f64 = 4.0;
/// So many are the commonest.
const COMMONEST: u32 = 200;
/// Likeness in percent from which characters are alike, and nearly the same.
const ALIKE: f64 = 56.0;
/// See [`ALIKE`].
const NEARLY: f64 = 78.0;

/// For each character its look-alikes among `common`, the most alike first, and whether nearly the same.
pub(super) fn alike(forms: &BTreeMap<char, Form>, common: &[char]) -> BTreeMap<char, Vec<(char, bool)>> {
    let mut found = BTreeMap::new();
    for (&character, form) in forms {
        let mut near: Vec<(f64, f64, char)> = Vec::new();
        for (&other, rank) in common.iter().zip(1_u32..) {
            let Some(second) = forms.get(&other) else { continue };
            if other == character || form.strokes.len().abs_diff(second.strokes.len()) > 8 {
                continue;
            }
            let likeness = likeness(form, second);
            if likeness >= ALIKE {
                near.push((likeness - RARITY * f64::from(rank.div_ceil(COMMONEST)).log2(), likeness, other));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        near.truncate(KEPT);
        if !near.is_empty() {
            found.insert(character, near.into_iter().map(|(_, likeness, other)| (other, likeness >= NEARLY)).collect());
        }
    }
    found
}

/// Gives characters whose strokes are not listed those of their parts.
pub(super) fn put_together(forms: &mut BTreeMap<char, Form>) {
    let strokes = |forms: &BTreeMap<char, Form>, part: &char| forms.get(part).map(|form| form.strokes.clone());
    let bare: Vec<(char, Vec<char>)> =
        forms.iter().filter(|one| one.1.strokes.is_empty()).map(|(&own, form)| (own, form.order.clone())).collect();
    for (own, order) in bare {
        let parts: Option<Vec<Vec<u8>>> = order.iter().map(|part| strokes(forms, part)).collect();
        if let (Some(parts), Some(form)) = (parts, forms.get_mut(&own)) {
            form.strokes = parts.concat();
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn form(own: char, strokes: &str, parts: &str) -> (char, Form) {
        let order: Vec<char> = parts.chars().collect();
        let parts = order.iter().copied().collect();
        (own, Form { strokes: strokes.into(), corners: b"00000".to_vec(), parts, order, radical: None, own })
    }

    #[test]
    fn missing_strokes_are_those_of_the_parts() {
        let mut forms = BTreeMap::from([form('阜', "ps", ""), form('完', "nn", "宀元"), form('院', "", "阜完")]);
        put_together(&mut forms);
        assert_eq!(forms.get(&'院').map(|form| form.strokes.as_slice()), Some(b"psnn".as_slice()));
    }

    #[test]
    fn of_those_equally_alike_the_commoner_stands_first() {
        let forms = BTreeMap::from([form('言', "nh", "口"), form('讠', "nh", "口"), form('信', "nh", "口")]);
        let common: Vec<char> = "讠".chars().chain(std::iter::repeat_n('言', 300)).chain("信".chars()).collect();
        let found = alike(&forms, &common);
        assert_eq!(found.get(&'言').map(Vec::as_slice), Some([('讠', true), ('信', true)].as_slice()));
    }
}
