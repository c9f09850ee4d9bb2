//! The cheapest way through the words of a chunk of text.

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
    /// Indices of the edges that end at each place.
    ends: Vec<Vec<usize>>,
    /// Pair questions asked, for tests of cost.
    pub steps: u64,
}

impl Lattice {
    /// The words of the cheapest way, first to last. `extra` gives more edges that start at a unit.
    pub(crate) fn cheapest(
        &mut self,
        model: &Model,
        units: &[Unit],
        mut extra: impl FnMut(usize, &mut Vec<Edge>),
    ) -> Vec<Edge> {
        self.edges.clear();
        self.ends.iter_mut().for_each(Vec::clear);
        self.ends.resize_with(self.ends.len().max(units.len() + 1), Vec::new);
        let mut fresh = Vec::new();
        for start in 0..units.len() {
            let before = self.beam(start);
            if start > 0 && before.is_empty() {
                continue;
            }
            edge::written(model, units, start, |edge| fresh.push(edge));
            extra(start, &mut fresh);
            for edge in fresh.drain(..) {
                self.reach(model, &before, edge);
            }
        }
        self.trace(units.len())
    }

    /// The cheapest edges that end at a place.
    fn beam(&mut self, place: usize) -> Vec<usize> {
        let edges = &self.edges;
        let mut ending = self.ends.get_mut(place).map(std::mem::take).unwrap_or_default();
        if ending.len() > BEAM {
            ending.sort_by_key(|&index| (edges.get(index).map_or(i32::MAX, |edge| edge.best), index));
            ending.truncate(BEAM);
        }
        if let Some(slot) = self.ends.get_mut(place) {
            slot.clone_from(&ending);
        }
        ending
    }

    /// Adds an edge by its cheapest way.
    fn reach(&mut self, model: &Model, before: &[usize], mut edge: Edge) {
        if edge.start == 0 {
            self.steps += 1;
            edge.best = after_stop(model, &edge) + edge.edit;
        }
        for &index in before {
            let Some(left) = self.edges.get(index) else { continue };
            self.steps += 1;
            let cost = left.best + transition(model, left, &edge) + edge.edit;
            if cost < edge.best {
                edge.best = cost;
                edge.before = index;
            }
        }
        if let Some(ending) = self.ends.get_mut(edge.end) {
            ending.push(self.edges.len());
            self.edges.push(edge);
        }
    }

    fn trace(&self, end: usize) -> Vec<Edge> {
        let cost = |index: usize| self.edges.get(index).map_or(i32::MAX, |edge| edge.best);
        let last = self.ends.get(end).and_then(|ending| ending.iter().min_by_key(|&&index| (cost(index), index)));
        let mut way = Vec::new();
        let mut at = last.copied();
        while let Some(edge) = at.and_then(|index| self.edges.get(index)) {
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
