//! The cheapest way through the words of a chunk of text.

use std::ops::Range;

use crate::edge::{self, Edge};
use crate::hash;
use crate::model::{Model, STOP};
use crate::units::Unit;

/// Most edges ending at one place that are gone on from.
const BEAM: usize = 12;

/// The lattice of one chunk, kept to be used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// By start, in order.
    edges: Vec<Edge>,
    /// Indices of the edges that end at each place from the first.
    ends: Vec<Vec<usize>>,
    /// The first unit of the range.
    first: usize,
    /// Edges that start at one unit.
    fresh: Vec<Edge>,
    /// Pair questions asked, for tests of cost.
    pub steps: u64,
}

impl Lattice {
    /// The words of the cheapest way, first to last.
    pub(crate) fn cheapest(&mut self, model: &Model, units: &[Unit]) -> Vec<Edge> {
        self.cheapest_in(model, units, 0..units.len(), None, |_, _| {})
    }

    /// The words of the cheapest way through some of the units, which no word leaves, after the edge that ends before
    /// them. `extra` gives more edges that start at a unit.
    pub(crate) fn cheapest_in(
        &mut self,
        model: &Model,
        units: &[Unit],
        range: Range<usize>,
        left: Option<Edge>,
        mut extra: impl FnMut(usize, &mut Vec<Edge>),
    ) -> Vec<Edge> {
        self.edges.clear();
        self.ends.iter_mut().for_each(Vec::clear);
        self.ends.resize_with(self.ends.len().max(range.len() + 1), Vec::new);
        self.first = range.start;
        if let Some(left) = left {
            self.edges.push(left);
            self.ends.first_mut().into_iter().for_each(|ending| ending.push(0));
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        for start in range.clone() {
            let before = self.beam(start);
            if start == 0 || !before.is_empty() {
                edge::written(model, units, start, |edge| fresh.push(edge));
                extra(start, &mut fresh);
                for edge in fresh.drain(..) {
                    self.reach(model, &before, edge);
                }
            }
            // No edge to come ends here: the room is given back to be used again.
            if let Some(slot) = self.ends.get_mut(start - self.first) {
                *slot = before;
            }
        }
        self.fresh = fresh;
        self.trace(range.end - self.first, usize::from(left.is_some()))
    }

    /// The cheapest edges that end at a place.
    fn beam(&mut self, place: usize) -> Vec<usize> {
        let edges = &self.edges;
        let mut ending = self.ends.get_mut(place - self.first).map(std::mem::take).unwrap_or_default();
        if ending.len() > BEAM {
            ending.sort_by_key(|&index| (edges.get(index).map_or(i32::MAX, |edge| edge.best), index));
            ending.truncate(BEAM);
        }
        ending
    }

    /// Adds an edge by its cheapest way; of equally cheap ones by the first.
    fn reach(&mut self, model: &Model, before: &[usize], mut edge: Edge) {
        if edge.start == 0 {
            self.steps += 1;
            edge.best = after_stop(model, &edge) + edge.edit;
        }
        let best = |index: usize| self.edges.get(index).map_or(i32::MAX, |left| left.best);
        // What ends cheapest is tried first: no pair costs less than nothing, so that most others need no question.
        let cheapest = (0..before.len()).min_by_key(|&at| before.get(at).map_or(i32::MAX, |&index| best(index)));
        let mut place = usize::MAX;
        for at in cheapest.into_iter().chain((0..before.len()).filter(|&at| Some(at) != cheapest)) {
            let Some((&index, left)) = before.get(at).and_then(|index| Some((index, self.edges.get(*index)?))) else {
                continue;
            };
            if left.best + edge.edit > edge.best {
                continue;
            }
            self.steps += 1;
            let cost = left.best + transition(model, left, &edge) + edge.edit;
            if (cost, at) < (edge.best, place) {
                edge.best = cost;
                edge.before = index;
                place = at;
            }
        }
        if let Some(ending) = self.ends.get_mut(edge.end - self.first) {
            ending.push(self.edges.len());
            self.edges.push(edge);
        }
    }

    /// The way to a place, without the edges that were there before it began.
    fn trace(&self, end: usize, given: usize) -> Vec<Edge> {
        let cost = |index: usize| self.edges.get(index).map_or(i32::MAX, |edge| edge.best);
        let last = self.ends.get(end).and_then(|ending| ending.iter().min_by_key(|&&index| (cost(index), index)));
        let mut way = Vec::new();
        let mut at = last.copied();
        while let Some(edge) = at.filter(|&index| index >= given).and_then(|index| self.edges.get(index)) {
            way.push(*edge);
            at = Some(edge.before);
        }
        way.reverse();
        way
    }
}

/// What an edge costs after another.
pub(crate) fn transition(model: &Model, left: &Edge, right: &Edge) -> i32 {
    model.pair(left.hash, right.hash).unwrap_or(left.word.back_off + right.word.cost)
}

/// What an edge costs at the beginning of a clause.
pub(crate) fn after_stop(model: &Model, right: &Edge) -> i32 {
    let stop = hash::push(hash::EMPTY, STOP);
    model.pair(stop, right.hash).unwrap_or(model.character(STOP).word.back_off + right.word.cost)
}
