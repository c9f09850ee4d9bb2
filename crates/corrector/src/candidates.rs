//! Words that may have been meant: one or two characters of them replaced by what sounds or looks like the written ones.

use crate::edge::{Change, Edge};
use crate::hash;
use crate::model::{LONGEST, Model, Word};
use crate::setting;
use crate::units::Unit;

/// Most changed words from one unit that go into the lattice, by length of word.
const KEPT: usize = 6;
/// Most characters tried in place of one.
const TRIED: usize = 80;

/// A character that may have been meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meant {
    /// The character.
    pub code: u16,
    /// What the slip costs.
    pub cost: i32,
    /// Same sound: may go together with another slip.
    pub by_sound: bool,
}

/// What may have been meant by a written character, in an order that depends on the model alone.
pub(crate) fn meant(model: &Model, code: u16) -> Vec<Meant> {
    let mut found: Vec<Meant> = Vec::new();
    let mut add = |other: u16, cost: i32, by_sound: bool| {
        if other != code && found.len() < TRIED && found.iter().all(|one| one.code != other) {
            found.push(Meant { code: other, cost, by_sound });
        }
    };
    let readings = model.character(code).readings;
    for reading in readings.into_iter().filter(|&reading| reading > 0) {
        for other in model.same_sound(reading >> 3) {
            let same_tone = model.character(other).readings.contains(&reading);
            let cost = if same_tone { setting::SAME_TONE } else { setting::SAME_SOUND };
            add(other, model.setting(cost), true);
        }
    }
    for (other, distance) in model.alike(code) {
        let cost = if distance == 0 { setting::NEAR_SHAPE } else { setting::FAR_SHAPE };
        add(other, model.setting(cost), false);
    }
    for reading in readings.into_iter().filter(|&reading| reading > 0) {
        for near in model.near_sound(reading >> 3) {
            model.same_sound(near).for_each(|other| add(other, model.setting(setting::NEAR_SOUND), false));
        }
    }
    found
}

/// The changed words over the units of a chunk; asked from left to right.
pub(crate) struct Candidates<'m> {
    model: &'m Model,
    units: &'m [Unit],
    /// What may have been meant at each unit; empty where nothing may change.
    meant: Vec<Vec<Meant>>,
    found: Vec<Edge>,
    /// Words looked up, for tests of cost.
    pub steps: u64,
}

impl<'m> Candidates<'m> {
    /// `open` says of each unit whether it may be changed.
    pub(crate) fn new(model: &'m Model, units: &'m [Unit], open: &[bool]) -> Self {
        let meant = units.iter().zip(open).map(|(unit, &open)| if open { meant(model, unit.code) } else { Vec::new() });
        Self { model, units, meant: meant.collect(), found: Vec::new(), steps: 0 }
    }

    /// Adds the changed words that start at a unit.
    pub(crate) fn starting(&mut self, start: usize, edges: &mut Vec<Edge>) {
        let here = start..(start + LONGEST).min(self.units.len());
        if self.meant.get(here).is_none_or(|all| all.iter().all(Vec::is_empty)) {
            return;
        }
        self.found.clear();
        self.single(start);
        self.grow(start);
        let order = |edge: &Edge| (edge.end, edge.word.cost + edge.edit, edge.hash);
        self.found.sort_by_key(order);
        let mut kept = (0, 0);
        for edge in self.found.drain(..) {
            kept = if kept.0 == edge.end { (edge.end, kept.1 + 1) } else { (edge.end, 1) };
            if kept.1 <= KEPT {
                edges.push(edge);
            }
        }
    }

    fn code(&self, at: usize) -> Option<u16> {
        self.units.get(at).map(|unit| unit.code).filter(|&code| code > 4)
    }

    fn single(&mut self, start: usize) {
        for one in self.meant.get(start).into_iter().flatten() {
            let word = self.model.character(one.code).word;
            let mut edge = Edge::written(start, start + 1, hash::push(hash::EMPTY, one.code), word);
            edge.edit = one.cost;
            edge.changes = [Change { at: start, code: one.code }, Change::default()];
            self.found.push(edge);
        }
    }

    /// Words of two characters, and from their beginnings the longer ones.
    fn grow(&mut self, start: usize) {
        let (Some(first), Some(second)) = (self.code(start), self.code(start + 1)) else { return };
        let model = self.model;
        let all = std::mem::take(&mut self.meant);
        let none = Vec::new();
        let firsts = all.get(start).unwrap_or(&none);
        let seconds = all.get(start + 1).unwrap_or(&none);
        let written = Meant { code: 0, cost: 0, by_sound: true };
        for one in std::iter::once(&written).chain(firsts) {
            let left = hash::push(hash::EMPTY, if one.code == 0 { first } else { one.code });
            for two in std::iter::once(&written).chain(seconds) {
                if one.code != 0 && two.code != 0 && !(one.by_sound && two.by_sound) {
                    continue;
                }
                self.steps += 1;
                let both = hash::push(left, if two.code == 0 { second } else { two.code });
                let Some(beginning) = model.beginning(both) else { continue };
                let slips = Slips::default().with(start, one).with(start + 1, two);
                self.add(start, start + 2, both, beginning.word, slips);
                self.longer(&all, start, both, beginning.longer, slips);
            }
        }
        self.meant = all;
    }

    /// Words of three characters and more: the rest as written, or with one more slip in it.
    fn longer(&mut self, all: &[Vec<Meant>], start: usize, both: u64, lengths: u32, slips: Slips) {
        for length in 3..=LONGEST {
            if lengths >> (length - 3) & 1 == 0 {
                continue;
            }
            let rest = start + 2..start + length;
            let Some(written) = self.push(both, rest.clone(), None) else { return };
            self.add(start, start + length, written, self.model.word(written), slips);
            if slips.count > 1 {
                continue;
            }
            if length == 4 && slips.count == 0 {
                self.both(all, start, both);
            }
            for at in rest.clone() {
                for one in all.get(at).into_iter().flatten() {
                    self.steps += 1;
                    let Some(changed) = self.push(both, rest.clone(), Some((at, one.code))) else { return };
                    self.add(start, start + length, changed, self.model.word(changed), slips.with(at, one));
                }
            }
        }
    }

    /// Words of four characters whose last two were both taken for others of the same sound.
    fn both(&mut self, all: &[Vec<Meant>], start: usize, beginning: u64) {
        let by_sound = |at: usize| all.get(at).into_iter().flatten().filter(|one| one.by_sound);
        for one in by_sound(start + 2) {
            let left = hash::push(beginning, one.code);
            for two in by_sound(start + 3) {
                self.steps += 1;
                let whole = hash::push(left, two.code);
                let slips = Slips::default().with(start + 2, one).with(start + 3, two);
                self.add(start, start + 4, whole, self.model.word(whole), slips);
            }
        }
    }

    fn push(&self, hash: u64, rest: std::ops::Range<usize>, change: Option<(usize, u16)>) -> Option<u64> {
        let mut hash = hash;
        for at in rest {
            let code = self.code(at)?;
            let code = change.filter(|change| change.0 == at).map_or(code, |change| change.1);
            hash = hash::push(hash, code);
        }
        Some(hash)
    }

    fn add(&mut self, start: usize, end: usize, hash: u64, word: Option<Word>, slips: Slips) {
        let Some(word) = word.filter(|_| slips.count > 0) else { return };
        let mut edge = Edge::written(start, end, hash, word);
        edge.edit = slips.cost;
        edge.changes = slips.changes;
        self.found.push(edge);
    }
}

/// The characters replaced in one word.
#[derive(Clone, Copy, Default)]
struct Slips {
    changes: [Change; 2],
    count: usize,
    cost: i32,
}

impl Slips {
    fn with(mut self, at: usize, meant: &Meant) -> Self {
        if meant.code != 0
            && let Some(change) = self.changes.get_mut(self.count)
        {
            *change = Change { at, code: meant.code };
            self.count += 1;
            self.cost += meant.cost;
        }
        self
    }
}
