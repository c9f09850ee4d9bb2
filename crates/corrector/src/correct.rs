//! From text to corrections.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::candidates::{Candidates, Meanings};
use crate::edge::{Change, Edge};
use crate::guard;
use crate::judge::{self, Context, FEATURES, Proposal, Window};
use crate::lattice::{self, Lattice};
use crate::model::{HAN, Model, STOP};
use crate::trees;
use crate::units::{self, Unit};
use crate::{Candidate, Correction, setting};

/// Longest chunk, in units: longer clauses are cut.
const LONGEST_CHUNK: usize = 120;

/// What is kept from chunk to chunk.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    lattice: Lattice,
    meanings: Meanings,
    /// Words looked up.
    steps: u64,
    /// Units so far, and those of them that might be changed.
    units: usize,
    open: usize,
}

/// Units that might be changed, from which on a text with many such units is no prose.
const PATIENCE: usize = 2000;
/// Units of prose for each that might be changed: official text has ninety, sentences made for tests four.
const PROSE: usize = 3;

impl Scratch {
    /// Whether some unit may be changed, and the text so far has not many such units: tables of codes, other
    /// languages in Han characters and hostile text would only cost time.
    fn is_prose(&mut self, open: &[bool]) -> bool {
        let count = open.iter().filter(|&&open| open).count();
        self.units += open.len();
        self.open += count;
        count > 0 && (self.open < PATIENCE || self.open * PROSE < self.units)
    }
}

pub(crate) fn correct(model: &Model, text: &str, protected: &[Range<usize>]) -> Vec<Correction> {
    correct_with(model, &mut Scratch::default(), text, protected)
}

/// The steps that correcting a text takes.
pub(crate) fn steps(model: &Model, text: &str) -> u64 {
    let mut scratch = Scratch::default();
    correct_with(model, &mut scratch, text, &[]);
    scratch.lattice.steps + scratch.steps
}

fn correct_with(model: &Model, scratch: &mut Scratch, text: &str, protected: &[Range<usize>]) -> Vec<Correction> {
    let units = units::units(text, protected);
    let mut found = Vec::new();
    for chunk in chunks(&units) {
        found.extend(in_chunk(model, scratch, text, chunk));
    }
    vote(found)
}

/// Whether the written word is another accepted usage of the one put there.
fn is_variant(units: &[Unit], proposal: &Proposal) -> bool {
    let written = |change: &Change| units.get(change.at).map(|unit| unit.code);
    let is_word = proposal.written.is_some();
    let mut changes = proposal.changes.iter().filter(|change| change.code != 0);
    changes.all(|change| {
        written(change).is_some_and(|code| {
            guard::is_always_variant(code, change.code) || is_word && guard::is_variant(code, change.code)
        })
    })
}

/// The units of a change with one on either side.
type Around = Vec<u16>;

fn around(units: &[Unit], proposal: &Proposal) -> Around {
    let all = units.iter().take(proposal.end + 1).skip(proposal.start.saturating_sub(1));
    all.map(|unit| unit.code).collect()
}

/// What stands in a document twice in the same way is meant so: a name or a term of the trade.
fn vote(found: Vec<(Correction, Around)>) -> Vec<Correction> {
    let mut counts: BTreeMap<Around, usize> = BTreeMap::new();
    for (_, around) in &found {
        *counts.entry(around.clone()).or_default() += 1;
    }
    found.into_iter().filter(|(_, around)| counts.get(around) == Some(&1)).map(|(correction, _)| correction).collect()
}

/// The clauses: long ones are cut, clause ends belong to the clause before.
fn chunks(units: &[Unit]) -> impl Iterator<Item = &[Unit]> {
    let mut rest = units;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let stop = rest.iter().take(LONGEST_CHUNK).rposition(|unit| unit.code == STOP);
        let length = stop.map_or(LONGEST_CHUNK, |at| at + 1).min(rest.len());
        let (chunk, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(chunk)
    })
}

/// Alternatives to a changed word that are looked at beside it.
const ALTERNATIVES: usize = 4;

/// The changes proposed in a chunk; those of one span stand together.
pub(crate) fn proposals(model: &Model, scratch: &mut Scratch, units: &[Unit]) -> Vec<Proposal> {
    let way = scratch.lattice.cheapest(model, units);
    let open = open(model, units, &way);
    if !scratch.is_prose(&open) {
        return Vec::new();
    }
    let Changed { way: changed, edges: all, gain } = with_changes(model, scratch, units, &way, &open);
    let edits = i32::try_from(changed.iter().filter(|edge| edge.is_changed()).count()).unwrap_or_default();
    let length = i32::try_from(units.len()).unwrap_or_default();
    let mut found = Vec::new();
    for (place, edge) in changed.iter().enumerate().filter(|(_, edge)| edge.is_changed()) {
        let rivals =
            all.iter().filter(|other| other.start == edge.start && other.end == edge.end && other.hash != edge.hash);
        let window = Window::around(model, &mut scratch.lattice, units, &changed, place);
        let beside = [place.checked_sub(1), place.checked_add(1)];
        let beside = beside.into_iter().flatten().filter_map(|place| changed.get(place));
        let adjacent = i32::try_from(beside.filter(|edge| edge.is_changed()).count()).unwrap_or_default();
        let context = Context { edits, length, gain, adjacent };
        let first = found.len();
        for rival in std::iter::once(edge).chain(rivals.take(ALTERNATIVES)) {
            found.extend(window.propose(model, &mut scratch.lattice, rival, context));
        }
        judge::rivals(found.get_mut(first..).unwrap_or_default());
    }
    found
}

/// A chunk with what may have been meant.
#[derive(Default)]
struct Changed {
    /// The words of the cheapest way.
    way: Vec<Edge>,
    /// All changed words.
    edges: Vec<Edge>,
    /// What the way costs less than the one as written.
    gain: i32,
}

/// The cheapest way with changed words. No word leaves the units between two stand-ins, so each of these parts has a
/// way of its own, and one without open units keeps the written one.
fn with_changes(model: &Model, scratch: &mut Scratch, units: &[Unit], way: &[Edge], open: &[bool]) -> Changed {
    let mut candidates = Candidates::new(model, &mut scratch.meanings, units, open);
    let mut changed = Changed::default();
    let mut left = None;
    let is_stand_in = |edge: &Edge| units.get(edge.start).is_some_and(|unit| !HAN.contains(&unit.code));
    for part in way.split_inclusive(is_stand_in) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
        if open.get(first.start..last.end).is_some_and(|open| open.contains(&true)) {
            let edges = &mut changed.edges;
            let again = scratch.lattice.cheapest_in(model, units, first.start..last.end, left, |start, fresh| {
                let written = fresh.len();
                candidates.starting(start, fresh);
                edges.extend_from_slice(fresh.get(written..).unwrap_or_default());
            });
            changed.gain += last.best - again.last().map_or(i32::MAX, |edge| edge.best);
            changed.way.extend(again);
        } else {
            changed.way.extend_from_slice(part);
        }
        left = Some(*last);
    }
    scratch.steps += candidates.steps;
    changed
}

fn in_chunk(model: &Model, scratch: &mut Scratch, text: &str, units: &[Unit]) -> Vec<(Correction, Around)> {
    let mut proposals = proposals(model, scratch, units);
    for proposal in &mut proposals {
        proposal.score = trees::score(model.trees(), &proposal.features);
    }
    let mut found = Vec::new();
    let mut rest = proposals.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|one| one.start == first.start).count();
        let (group, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        rest = after;
        let least = least(model, first);
        let mut group: Vec<&Proposal> =
            group.iter().filter(|one| one.score > least && !is_variant(units, one)).collect();
        group.sort_by_key(|one| std::cmp::Reverse(one.score));
        found.extend(correction(text, units, &group).map(|correction| (correction, around(units, first))));
    }
    found
}

/// The score that a change must pass: what is written is the likelier meant, the more it is a word of its own.
fn least(model: &Model, proposal: &Proposal) -> i32 {
    let single = proposal.end - proposal.start == 1;
    let common = proposal.written.is_some_and(|cost| cost <= model.setting(setting::COMMON_COST));
    let more = [
        (single, setting::SINGLE),
        (proposal.written.is_some() && !single, setting::WORD),
        (common && !single, setting::COMMON_WORD),
    ];
    let more = more.into_iter().filter(|(holds, _)| *holds).map(|(_, setting)| model.setting(setting));
    model.setting(setting::THRESHOLD) + more.sum::<i32>()
}

/// Which units may be changed: those of dear words.
fn open(model: &Model, units: &[Unit], way: &[Edge]) -> Vec<bool> {
    let mut open = vec![false; units.len()];
    let gate = model.setting(setting::GATE);
    // Each word's cost after the one before, and whether the two were counted together.
    let mut into = way.first().map_or((0, true), |edge| (lattice::after_stop(model, edge), true));
    for (at, edge) in way.iter().enumerate() {
        let out = way.get(at + 1).map_or((0, true), |right| {
            let pair = model.pair(edge.hash, right.hash);
            (pair.unwrap_or(edge.word.back_off + right.word.cost), pair.is_some())
        });
        let length = i32::try_from(edge.end - edge.start).unwrap_or(1);
        if into.0 + out.0 > gate * (length + 1) && !(into.1 && out.1) {
            for unit in edge.start..edge.end {
                if let (Some(open), Some(unit)) = (open.get_mut(unit), units.get(unit)) {
                    *open = !unit.frozen;
                }
            }
        }
        into = out;
    }
    open
}

fn correction(text: &str, units: &[Unit], group: &[&Proposal]) -> Option<Correction> {
    let first = group.first()?;
    let start = units.get(first.start)?.start;
    let end = units.get(first.end - 1)?.start + 3;
    // Quotation and title marks are looked through, but no word goes on across one.
    if end - start != 3 * (first.end - first.start) {
        return None;
    }
    let written = text.get(start..end)?;
    let candidates = group.iter().take(3).map(|one| {
        let mut meant = String::with_capacity(written.len());
        for (offset, character) in written.chars().enumerate() {
            let change = one.changes.iter().find(|change| change.code != 0 && change.at == one.start + offset);
            meant.push(change.and_then(|change| char::from_u32(change.code.into())).unwrap_or(character));
        }
        Candidate { text: meant, confidence: trees::permille(one.score) }
    });
    Some(Correction { range: start..end, candidates: candidates.collect() })
}

/// For training: each proposal's place, text and features.
pub(crate) fn examples(model: &Model, text: &str) -> Vec<(Range<usize>, String, [i32; FEATURES])> {
    let units = units::units(text, &[]);
    let mut scratch = Scratch::default();
    let mut found = Vec::new();
    for chunk in chunks(&units) {
        for proposal in proposals(model, &mut scratch, chunk) {
            if let Some(correction) = correction(text, chunk, &[&proposal]) {
                let meant = correction.candidates.into_iter().next().map(|one| one.text).unwrap_or_default();
                found.push((correction.range, meant, proposal.features));
            }
        }
    }
    found
}
