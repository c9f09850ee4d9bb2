//! What speaks for and against a change, as numbers.

use crate::edge::{Change, Edge};
use crate::lattice::{self, Lattice};
use crate::model::{LATIN, Model, STOP};
use crate::units::Unit;

/// Numbers that describe a change.
pub const FEATURES: usize = 33;

/// A change that gains less in cost units is not described: it would be given with no chance.
const LEAST_GAIN: i32 = 30;

/// Words of the way on either side that a change is seen with.
const AROUND: usize = 3;

/// A change with what describes it.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// Units of the changed word.
    pub start: usize,
    /// The unit after it.
    pub end: usize,
    /// The replaced characters.
    pub changes: [Change; 2],
    /// What [`features`] found.
    pub features: [i32; FEATURES],
    /// The cost of what is written, when it is one word.
    pub written: Option<i32>,
    /// By the trees.
    pub score: i32,
}

/// Units around a change with everything else as on the way.
pub(crate) struct Window {
    units: Vec<Unit>,
    /// The place of the window's first unit in the chunk.
    offset: usize,
    /// The edge's units in the window.
    span: (usize, usize),
    /// The window read as written there.
    was: Reading,
}

impl Window {
    /// The window around the edge at `place` of the way.
    pub(crate) fn around(model: &Model, lattice: &mut Lattice, units: &[Unit], way: &[Edge], place: usize) -> Self {
        let first = place.saturating_sub(AROUND);
        let last = (place + AROUND).min(way.len().saturating_sub(1));
        let start = way.get(first).map_or(0, |edge| edge.start);
        let end = way.get(last).map_or(units.len(), |edge| edge.end);
        let span = way.get(place).map_or((0, 0), |edge| (edge.start - start, edge.end - start));
        let units = units.get(start..end).unwrap_or_default().to_vec();
        let mut window = Self { units, offset: start, span, was: Reading::default() };
        for (at, edge) in way.iter().enumerate().take(last + 1).skip(first) {
            if at != place {
                put(&mut window.units, start, &edge.changes);
            }
        }
        window.was = read(model, lattice, &window.units, span);
        window
    }

    /// Describes a change of the edge's span to the edge's word within the window.
    pub(crate) fn propose(
        &self,
        model: &Model,
        lattice: &mut Lattice,
        edge: &Edge,
        context: Context,
    ) -> Option<Proposal> {
        let span = self.span;
        let mut local = edge.changes;
        local.iter_mut().filter(|change| change.code != 0).for_each(|change| change.at -= self.offset);
        let was = &self.was;
        let mut changed = self.units.clone();
        put(&mut changed, 0, &local);
        let is = read(model, lattice, &changed, span);
        if was.cost - is.cost < LEAST_GAIN {
            return None;
        }
        let described = Described { window: self, units: &changed, is: &is, edge, local: &local };
        let features = described.features(model, context);
        Some(Proposal {
            start: edge.start,
            end: edge.end,
            changes: edge.changes,
            features,
            written: (was.whole == 1).then_some(was.dearest),
            score: 0,
        })
    }
}

/// A change in its window, to be described.
struct Described<'w> {
    window: &'w Window,
    /// The window with the change.
    units: &'w [Unit],
    /// How it is read.
    is: &'w Reading,
    edge: &'w Edge,
    /// The replaced characters, counted from the start of the window.
    local: &'w [Change; 2],
}

impl Described<'_> {
    /// The numbers; the last is found by [`rivals`].
    fn features(&self, model: &Model, context: Context) -> [i32; FEATURES] {
        let (window, local, is) = (self.window, self.local, self.is);
        let (was, span) = (&window.was, window.span);
        let [was_threes, was_fours] = grams(model, &window.units, local);
        let [is_threes, is_fours] = grams(model, self.units, local);
        let kinds = local.map(|change| kind(model, &window.units, change));
        let before = span.0.checked_sub(1).and_then(|at| window.units.get(at)).map_or(STOP, |unit| unit.code);
        let after = window.units.get(span.1).map_or(STOP, |unit| unit.code);
        let number = |flag: bool| i32::from(flag);
        [
            was.cost - is.cost,
            kinds[0],
            kinds[1],
            i32::try_from(span.1 - span.0).unwrap_or_default(),
            self.edge.word.cost,
            was.words,
            was.whole,
            was.dearest,
            was.left_seen + was.right_seen,
            was.into,
            was.out,
            is.words,
            is.whole,
            is.left_seen + is.right_seen,
            is.into,
            is.out,
            was_threes,
            was_fours,
            is_threes,
            is_fours,
            rarity(model, &window.units, local),
            rarity(model, self.units, local),
            number(before < 5) + number(after < 5),
            context.edits,
            context.length,
            context.gain,
            is.cost / i32::try_from(self.units.len()).unwrap_or(1).max(1),
            was.longest,
            context.adjacent,
            was.singles,
            is.singles,
            rows_of_four(self.units, local),
            0,
        ]
    }
}

/// The cost of the rarest of the changed characters.
fn rarity(model: &Model, units: &[Unit], changes: &[Change; 2]) -> i32 {
    let code = |change: &Change| units.get(change.at).map_or(0, |unit| unit.code);
    let costs = changes.iter().filter(|change| change.code != 0).map(|change| model.character(code(change)).word.cost);
    costs.max().unwrap_or_default()
}

fn put(units: &mut [Unit], offset: usize, changes: &[Change]) {
    for change in changes.iter().filter(|change| change.code != 0) {
        if let Some(unit) = change.at.checked_sub(offset).and_then(|at| units.get_mut(at)) {
            unit.code = change.code;
        }
    }
}

/// What is known of the chunk that a change stands in.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    /// Changed words in it.
    pub edits: i32,
    /// Its units.
    pub length: i32,
    /// What all changes gain together.
    pub gain: i32,
    /// Whether the words before and after the changed one are changed too: 0 to 2.
    pub adjacent: i32,
}

/// Says of each change of one span how much more it gains than the best of the others.
pub(crate) fn rivals(group: &mut [Proposal]) {
    let gain = |one: &Proposal| one.features.first().copied().unwrap_or_default();
    let gains: Vec<i32> = group.iter().map(gain).collect();
    for (place, one) in group.iter_mut().enumerate() {
        let others = gains.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, &gain)| gain);
        let more = gain(one) - others.max().unwrap_or_default();
        one.features.last_mut().into_iter().for_each(|last| *last = more);
    }
}

/// What one reading of the window is like.
#[derive(Clone, Default)]
struct Reading {
    cost: i32,
    /// Words over the span, and whether one word is exactly the span.
    words: i32,
    whole: i32,
    /// Cost of the dearest word that touches the span.
    dearest: i32,
    left_seen: i32,
    right_seen: i32,
    into: i32,
    out: i32,
    longest: i32,
    /// Words of one character in the window.
    singles: i32,
}

fn read(model: &Model, lattice: &mut Lattice, units: &[Unit], span: (usize, usize)) -> Reading {
    let way = lattice.cheapest(model, units);
    let mut reading = Reading { cost: way.last().map_or(0, |edge| edge.best), ..Reading::default() };
    let mut before: Option<&Edge> = None;
    for edge in &way {
        let single = edge.end == edge.start + 1 && units.get(edge.start).is_some_and(|unit| unit.code > LATIN);
        reading.singles += i32::from(single);
        let touches = edge.start < span.1 && edge.end > span.0;
        if touches || (edge.start >= span.1 && before.is_some_and(|left| left.end > span.0 && left.start < span.1)) {
            let pair = before.and_then(|left| model.pair(left.hash, edge.hash));
            let cost =
                before.map_or_else(|| lattice::after_stop(model, edge), |left| lattice::transition(model, left, edge));
            if touches && reading.words == 0 {
                reading.left_seen = i32::from(pair.is_some());
                reading.into = cost;
            }
            if !touches {
                reading.right_seen = i32::from(pair.is_some());
                reading.out = cost;
            }
        }
        if touches {
            reading.words += 1;
            reading.whole |= i32::from(edge.start == span.0 && edge.end == span.1);
            reading.dearest = reading.dearest.max(edge.word.cost);
            reading.longest = reading.longest.max(i32::try_from(edge.end - edge.start).unwrap_or(0));
        }
        before = Some(edge);
    }
    reading
}

/// How common the rows of three and of four characters with a changed one among them are.
fn grams(model: &Model, units: &[Unit], changes: &[Change]) -> [i32; 2] {
    let codes: Vec<u16> = units.iter().map(|unit| unit.code).collect();
    [3, 4].map(|length| rows(&codes, length, changes).map(|row| model.gram(row)).sum())
}

/// How many rows of four characters with a changed one among them there are.
fn rows_of_four(units: &[Unit], changes: &[Change]) -> i32 {
    let codes: Vec<u16> = units.iter().map(|unit| unit.code).collect();
    i32::try_from(rows(&codes, 4, changes).count()).unwrap_or_default()
}

/// The rows of Han characters of a length with a changed one among them.
fn rows<'c>(codes: &'c [u16], length: usize, changes: &[Change]) -> impl Iterator<Item = &'c [u16]> {
    let covers = move |start: usize| {
        changes.iter().any(|change| change.code != 0 && (start..start + length).contains(&change.at))
    };
    let rows = codes.windows(length).enumerate();
    rows.filter(move |(start, row)| covers(*start) && row.iter().all(|&code| code > LATIN)).map(|(_, row)| row)
}

/// How the written and the put character are confused: 1 same sound and tone to 5 somewhat alike, 6 else, 0 none.
fn kind(model: &Model, units: &[Unit], change: Change) -> i32 {
    let Some(unit) = units.get(change.at).filter(|_| change.code != 0) else { return 0 };
    let readings = |code: u16| model.character(code).readings.into_iter().filter(|&reading| reading > 0);
    let same = |a: u16, b: u16| readings(a).any(|one| readings(b).any(|other| one == other));
    let syllable = |a: u16, b: u16| readings(a).any(|one| readings(b).any(|other| one >> 3 == other >> 3));
    if same(unit.code, change.code) {
        return 1;
    }
    if syllable(unit.code, change.code) {
        return 2;
    }
    let alike = model.alike(unit.code).find(|one| one.0 == change.code);
    match alike {
        Some((_, 0)) => 4,
        Some(_) => 5,
        None => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_how_far_its_rivals_are() {
        let proposal = |gain: i32| {
            let mut features = [0; FEATURES];
            features[0] = gain;
            Proposal { start: 0, end: 1, changes: [Change::default(); 2], features, written: None, score: 0 }
        };
        let mut group = [proposal(90), proposal(40), proposal(70)];
        rivals(&mut group);
        assert_eq!(group.map(|one| one.features[FEATURES - 1]), [20, -50, -20]);
        let mut alone = [proposal(90)];
        rivals(&mut alone);
        assert_eq!(alone[0].features[FEATURES - 1], 90);
    }
}
