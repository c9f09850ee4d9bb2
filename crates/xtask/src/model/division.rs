//! Divides text into words: the likeliest division when every word stands alone.

use corrector::hash;
use corrector::model::{COMMA, LATIN, LONGEST, NUMBER, STOP};

use super::words::{Words, is_han};

/// Ids from here on are stand-ins: the code is the id less this.
pub(super) const STAND_IN: u32 = u32::MAX - 16;

/// The costs of words by id, in nats, and of an unknown character.
pub(super) struct Costs {
    pub words: Vec<f32>,
    pub unknown: f32,
}

/// The line as units: Han codes and stand-ins, without repeated stand-ins; as `corrector` does it.
pub(super) fn units(line: &str) -> Vec<u16> {
    let mut units: Vec<u16> = Vec::with_capacity(line.len() / 3);
    for character in line.chars() {
        let code = match character {
            han if is_han(han) => han as u16,
            digit if digit.is_ascii_digit() => NUMBER,
            letter if letter.is_alphabetic() => LATIN,
            '、' => COMMA,
            '“' | '”' | '‘' | '’' | '《' | '》' | '〈' | '〉' | '「' | '」' => continue,
            _ => STOP,
        };
        if code > LATIN || units.last() != Some(&code) {
            units.push(code);
        }
    }
    units
}

/// Calls `give` with the ids of the words of a line, in order; unknown characters give none.
pub(super) fn divide(list: &Words, costs: &Costs, units: &[u16], mut give: impl FnMut(Option<u32>)) {
    // By end: cheapest cost, the start of the last word, its id.
    let mut best: Vec<(f32, usize, Option<u32>)> = vec![(f32::INFINITY, 0, None); units.len() + 1];
    if let Some(first) = best.first_mut() {
        first.0 = 0.0;
    }
    for start in 0..units.len() {
        let base = best.get(start).map_or(f32::INFINITY, |place| place.0);
        let mut reach = |end: usize, cost: f32, id: Option<u32>| {
            if let Some(place) = best.get_mut(end)
                && base + cost < place.0
            {
                *place = (base + cost, start, id);
            }
        };
        let mut hash = hash::EMPTY;
        for (offset, &code) in units.iter().skip(start).take(LONGEST).enumerate() {
            if code <= LATIN {
                if offset == 0 {
                    reach(start + 1, 0.0, Some(STAND_IN + u32::from(code)));
                }
                break;
            }
            hash = hash::push(hash, code);
            let id = list.by_hash.get(&hash).copied();
            let cost = id.and_then(|id| costs.words.get(id as usize)).copied();
            match cost {
                Some(cost) => reach(start + offset + 1, cost, id),
                None if offset == 0 => reach(start + 1, costs.unknown, None),
                None => {}
            }
        }
    }
    let mut ids = Vec::with_capacity(units.len());
    let mut end = units.len();
    while end > 0 {
        let Some(&(_, start, id)) = best.get(end) else { break };
        ids.push(id);
        end = start;
    }
    ids.into_iter().rev().for_each(&mut give);
}
