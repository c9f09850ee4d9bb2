//! Words that may have been meant: one or two characters of them replaced by what sounds or looks like the written ones.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::edge::{Change, Edge};
use crate::hash;
use crate::model::{LONGEST, Model, Word};
use crate::setting;
use crate::units::Unit;

/// Most changed words from one unit that go into the lattice, by length of word.
const KEPT: usize = 6;
/// Most characters of the same sound tried in place of one, and most of the others.
const TRIED: usize = 40;

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

/// What may have been meant by each written character, found once for a text.
#[derive(Debug, Default)]
pub(crate) struct Meanings {
    known: BTreeMap<u16, Rc<[Meant]>>,
}

impl Meanings {
    fn of(&mut self, model: &Model, code: u16) -> Rc<[Meant]> {
        Rc::clone(self.known.entry(code).or_insert_with(|| meant(model, code).into()))
    }
}

/// What may have been meant by a written character: by sound first, then by cost.
fn meant(model: &Model, code: u16) -> Vec<Meant> {
    let mut found: Vec<Meant> = Vec::new();
    let readings = model.character(code).readings;
    for reading in readings.into_iter().filter(|&reading| reading > 0) {
        for other in model.same_sound(reading >> 3) {
            let same_tone = model.character(other).readings.contains(&reading);
            let cost = if same_tone { setting::SAME_TONE } else { setting::SAME_SOUND };
            found.push(Meant { code: other, cost: model.setting(cost), by_sound: true });
        }
        for near in model.near_sound(reading >> 3) {
            let cost = model.setting(setting::NEAR_SOUND);
            found.extend(model.same_sound(near).map(|other| Meant { code: other, cost, by_sound: false }));
        }
    }
    for (other, distance) in model.alike(code) {
        let cost = if distance == 0 { setting::NEAR_SHAPE } else { setting::FAR_SHAPE };
        found.push(Meant { code: other, cost: model.setting(cost), by_sound: false });
    }
    found.retain(|one| one.code != code);
    found.sort_by_key(|one| (one.code, !one.by_sound, one.cost));
    found.dedup_by_key(|one| one.code);
    found.sort_by_key(|one| (!one.by_sound, one.cost, model.character(one.code).word.cost, one.code));
    let by_sound = found.iter().take_while(|one| one.by_sound).count();
    // Of many that sound the same the rarest are left out, so that look-alikes have their turn.
    found.drain(by_sound.min(TRIED)..by_sound);
    found.truncate(2 * TRIED);
    found
}

/// The changed words over the units of a chunk; asked from left to right.
pub(crate) struct Candidates<'m> {
    model: &'m Model<'m>,
    units: &'m [Unit],
    /// What may have been meant at each unit; empty where nothing may change.
    meant: Vec<Rc<[Meant]>>,
    /// The cheapest changed words from one unit, by length.
    found: [Kept; LONGEST],
    /// Words looked up, for tests of cost.
    pub steps: u64,
}

impl<'m> Candidates<'m> {
    /// `open` says of each unit whether it may be changed.
    pub(crate) fn new(model: &'m Model<'m>, meanings: &mut Meanings, units: &'m [Unit], open: &[bool]) -> Self {
        let none: Rc<[Meant]> = Rc::new([]);
        let meant = units.iter().zip(open).map(
            |(unit, &open)| {
                if open { meanings.of(model, unit.code) } else { Rc::clone(&none) }
            },
        );
        Self { model, units, meant: meant.collect(), found: Default::default(), steps: 0 }
    }

    /// Adds the changed words that start at a unit.
    pub(crate) fn starting(&mut self, start: usize, edges: &mut Vec<Edge>) {
        let here = start..(start + LONGEST).min(self.units.len());
        if self.meant.get(here).is_none_or(|all| all.iter().all(|meant| meant.is_empty())) {
            return;
        }
        self.single(start);
        self.grow(start);
        for kept in &mut self.found {
            edges.extend(kept.edges.drain(..).map(|(_, edge)| edge));
        }
    }

    fn code(&self, at: usize) -> Option<u16> {
        self.units.get(at).map(|unit| unit.code).filter(|&code| code > 4)
    }

    fn single(&mut self, start: usize) {
        let all = self.meant.get(start).map(Rc::clone);
        for one in all.iter().flat_map(|all| all.iter()) {
            let word = self.model.character(one.code).word;
            let mut edge = Edge::written(start, start + 1, hash::push(hash::EMPTY, one.code), word);
            edge.edit = one.cost;
            edge.changes = [Change { at: start, code: one.code }, Change::default()];
            self.found.first_mut().into_iter().for_each(|kept| kept.add(edge));
        }
    }

    /// Words of two characters, and from their beginnings the longer ones.
    fn grow(&mut self, start: usize) {
        let (Some(first), Some(second)) = (self.code(start), self.code(start + 1)) else { return };
        let model = self.model;
        let all = std::mem::take(&mut self.meant);
        let firsts = all.get(start).map_or(&[][..], |all| all);
        let seconds = all.get(start + 1).map_or(&[][..], |all| all);
        let written = Meant { code: 0, cost: 0, by_sound: true };
        let mut syllables = model.character(second).readings.map(|reading| reading >> 3).to_vec();
        syllables.dedup();
        for one in std::iter::once(&written).chain(firsts) {
            let code = if one.code == 0 { first } else { one.code };
            let left = hash::push(hash::EMPTY, code);
            let sounds = syllables.iter().any(|&syllable| model.may_begin(code, syllable));
            if !sounds && one.code != 0 {
                continue;
            }
            for (place, two) in std::iter::once(&written).chain(seconds).enumerate() {
                // Two slips in one word are taken for one only when both are by sound, which come first.
                if one.code != 0 && place > 0 && !(one.by_sound && two.by_sound) {
                    break;
                }
                if two.by_sound && !sounds {
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
    fn longer(&mut self, all: &[Rc<[Meant]>], start: usize, both: u64, lengths: u32, slips: Slips) {
        for length in 3..=LONGEST {
            if lengths >> (length - 3) & 1 == 0 {
                continue;
            }
            let rest = start + 2..start + length;
            let Some(written) = self.push(both, rest.clone()) else { return };
            self.add(start, start + length, written, self.model.word(written), slips);
            if slips.count > 1 || (slips.count > 0 && length > 4) {
                continue;
            }
            if length == 4 && slips.count == 0 {
                self.both(all, start, both);
            }
            let mut before = both;
            for at in rest.clone() {
                let Some(code) = self.code(at) else { return };
                let after = self.units.get(at + 1..rest.end).unwrap_or_default();
                for one in all.get(at).into_iter().flat_map(|all| all.iter()) {
                    self.steps += 1;
                    let changed =
                        after.iter().fold(hash::push(before, one.code), |hash, unit| hash::push(hash, unit.code));
                    let Some(word) = self.model.word(changed) else { continue };
                    self.add(start, start + length, changed, Some(word), slips.with(at, one));
                }
                before = hash::push(before, code);
            }
        }
    }

    /// Words of four characters whose last two were both taken for others of the same sound.
    fn both(&mut self, all: &[Rc<[Meant]>], start: usize, beginning: u64) {
        let by_sound = |at: usize| all.get(at).into_iter().flat_map(|all| all.iter()).take_while(|one| one.by_sound);
        for one in by_sound(start + 2) {
            let left = hash::push(beginning, one.code);
            for two in by_sound(start + 3) {
                self.steps += 1;
                let whole = hash::push(left, two.code);
                let Some(word) = self.model.word(whole) else { continue };
                let slips = Slips::default().with(start + 2, one).with(start + 3, two);
                self.add(start, start + 4, whole, Some(word), slips);
            }
        }
    }

    /// The word that goes on with these units as written.
    fn push(&self, hash: u64, mut rest: std::ops::Range<usize>) -> Option<u64> {
        rest.try_fold(hash, |hash, at| Some(hash::push(hash, self.code(at)?)))
    }

    fn add(&mut self, start: usize, end: usize, hash: u64, word: Option<Word>, slips: Slips) {
        let Some(word) = word.filter(|_| slips.count > 0) else { return };
        let mut edge = Edge::written(start, end, hash, word);
        edge.edit = slips.cost;
        edge.changes = slips.changes;
        self.found.get_mut(end - start - 1).into_iter().for_each(|kept| kept.add(edge));
    }
}

/// The cheapest changed words of one length, of equally cheap ones by hash.
#[derive(Default)]
struct Kept {
    edges: Vec<((i32, u64), Edge)>,
}

impl Kept {
    fn add(&mut self, edge: Edge) {
        let order = (edge.word.cost + edge.edit, edge.hash);
        if self.edges.len() == KEPT && self.edges.last().is_some_and(|last| last.0 <= order) {
            return;
        }
        let place = self.edges.partition_point(|one| one.0 <= order);
        self.edges.truncate(KEPT - 1);
        self.edges.insert(place, (order, edge));
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
