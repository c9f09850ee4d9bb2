//! From text to corrections.

use std::ops::Range;

use crate::candidates::Candidates;
use crate::edge::Edge;
use crate::judge::{self, FEATURES, Proposal, Window};
use crate::lattice::{self, Lattice};
use crate::model::{Model, STOP};
use crate::trees;
use crate::units::{self, Unit};
use crate::{Candidate, Correction, setting};

/// Longest chunk, in units: longer clauses are cut.
const LONGEST_CHUNK: usize = 120;

pub(crate) fn correct(model: &Model, text: &str, protected: &[Range<usize>]) -> Vec<Correction> {
    let units = units::units(text, protected);
    let mut lattice = Lattice::default();
    let mut found = Vec::new();
    for chunk in chunks(&units) {
        found.extend(in_chunk(model, &mut lattice, text, chunk));
    }
    found
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
const ALTERNATIVES: usize = 5;

/// The changes proposed in a chunk; those of one span stand together.
pub(crate) fn proposals(model: &Model, lattice: &mut Lattice, units: &[Unit]) -> Vec<Proposal> {
    let way = lattice.cheapest(model, units, |_, _| {});
    let Some(written_cost) = way.last().map(|edge| edge.best) else { return Vec::new() };
    let open = open(model, units, &way);
    if !open.contains(&true) {
        return Vec::new();
    }
    let mut candidates = Candidates::new(model, units, &open);
    let mut all = Vec::new();
    let changed = lattice.cheapest(model, units, |start, edges| {
        candidates.starting(start, edges);
        all.extend_from_slice(edges.get(..).unwrap_or_default());
    });
    let edits = i32::try_from(changed.iter().filter(|edge| edge.is_changed()).count()).unwrap_or_default();
    let gain = written_cost - changed.last().map_or(i32::MAX, |edge| edge.best);
    let length = i32::try_from(units.len()).unwrap_or_default();
    let mut found = Vec::new();
    for (place, edge) in changed.iter().enumerate().filter(|(_, edge)| edge.is_changed()) {
        let window = Window::around(units, &changed, place);
        found.push(judge::propose(model, lattice, &window, edge, [edits, length, gain]));
        let rivals = all.iter().filter(|other| {
            other.is_changed() && other.start == edge.start && other.end == edge.end && other.hash != edge.hash
        });
        for rival in rivals.take(ALTERNATIVES) {
            found.push(judge::propose(model, lattice, &window, rival, [edits, length, gain]));
        }
    }
    found
}

fn in_chunk(model: &Model, lattice: &mut Lattice, text: &str, units: &[Unit]) -> Vec<Correction> {
    let mut proposals = proposals(model, lattice, units);
    for proposal in &mut proposals {
        proposal.score = trees::score(model.trees(), &proposal.features);
    }
    let mut found = Vec::new();
    let mut rest = proposals.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|one| one.start == first.start).count();
        let (group, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        rest = after;
        let mut group: Vec<&Proposal> =
            group.iter().filter(|one| one.score > model.setting(setting::THRESHOLD)).collect();
        group.sort_by_key(|one| std::cmp::Reverse(one.score));
        found.extend(correction(text, units, &group));
    }
    found
}

/// Which units may be changed: those of dear words.
fn open(model: &Model, units: &[Unit], way: &[Edge]) -> Vec<bool> {
    let mut open = vec![false; units.len()];
    let gate = model.setting(setting::GATE);
    for (at, edge) in way.iter().enumerate() {
        let before = if at == 0 { None } else { way.get(at - 1) };
        let into =
            before.map_or_else(|| lattice::after_stop(model, edge), |left| lattice::transition(model, left, edge));
        let out = way.get(at + 1).map_or(0, |right| lattice::transition(model, edge, right));
        let length = i32::try_from(edge.end - edge.start).unwrap_or(1);
        let seen = before.is_none_or(|left| model.pair(left.hash, edge.hash).is_some())
            && way.get(at + 1).is_none_or(|right| model.pair(edge.hash, right.hash).is_some());
        if into + out > gate * (length + 1) && !(seen && into + out < model.setting(setting::COUNT - 1)) {
            for unit in edge.start..edge.end {
                if let (Some(open), Some(unit)) = (open.get_mut(unit), units.get(unit)) {
                    *open = !unit.frozen;
                }
            }
        }
    }
    open
}

fn correction(text: &str, units: &[Unit], group: &[&Proposal]) -> Option<Correction> {
    let first = group.first()?;
    let start = units.get(first.start)?.start;
    let end = units.get(first.end - 1)?.start + 3;
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
#[doc(hidden)]
pub fn examples(model: &Model, text: &str) -> Vec<(Range<usize>, String, [i32; FEATURES])> {
    let units = units::units(text, &[]);
    let mut lattice = Lattice::default();
    let mut found = Vec::new();
    for chunk in chunks(&units) {
        for proposal in proposals(model, &mut lattice, chunk) {
            if let Some(correction) = correction(text, chunk, &[&proposal]) {
                let meant = correction.candidates.into_iter().next().map(|one| one.text).unwrap_or_default();
                found.push((correction.range, meant, proposal.features));
            }
        }
    }
    found
}
