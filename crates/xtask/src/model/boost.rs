//! Learns the judge: boosted decision trees over binned features, written as the corrector reads them.

use corrector::judge::FEATURES;
use corrector::trees::{LEAF, LOG_ODDS};

/// Trees.
const TREES: usize = 200;
/// Leaves of a tree.
const LEAVES: usize = 14;
/// How much of what a tree says is added.
const RATE: f64 = 0.1;
/// Samples that a leaf must weigh.
const LEAST: f64 = 30.0;
/// Keeps small leaves from saying much.
const RIDGE: f64 = 2.0;
/// Bins of a feature.
const BINS: usize = 64;

/// A described change and whether it is right.
pub(super) struct Sample {
    pub features: [i32; FEATURES],
    pub right: bool,
    pub weight: f64,
}

/// The section of trees learned from samples.
pub(super) fn section(samples: &[Sample]) -> Vec<u8> {
    let cuts = cuts(samples);
    let binned: Vec<[u8; FEATURES]> = samples.iter().map(|sample| bins(&cuts, &sample.features)).collect();
    let weight: f64 = samples.iter().map(|sample| sample.weight).sum();
    let right: f64 = samples.iter().filter(|sample| sample.right).map(|sample| sample.weight).sum();
    let first = (right.max(1.0) / (weight - right).max(1.0)).ln();
    let mut scores = vec![first; samples.len()];
    let mut out = quantised(first).to_le_bytes().to_vec();
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> =
            samples.iter().zip(&scores).map(|(sample, score)| slope(sample, *score)).collect();
        let tree = Tree::grow(&binned, &slopes);
        tree.write(&cuts, &mut out);
        for leaf in &tree.leaves {
            let said = leaf.value();
            leaf.samples
                .iter()
                .for_each(|&at| scores.get_mut(at as usize).into_iter().for_each(|score| *score += said));
        }
    }
    out
}

fn quantised(value: f64) -> i32 {
    (value * f64::from(LOG_ODDS)).round() as i32
}

/// First and second derivative of the logistic loss.
fn slope(sample: &Sample, score: f64) -> (f64, f64) {
    let chance = 1.0 / (1.0 + (-score).exp());
    ((f64::from(u8::from(sample.right)) - chance) * sample.weight, (chance * (1.0 - chance)).max(1e-6) * sample.weight)
}

/// For each feature the values after which a bin ends.
fn cuts(samples: &[Sample]) -> Vec<Vec<i32>> {
    (0..FEATURES)
        .map(|feature| {
            let mut values: Vec<i32> =
                samples.iter().filter_map(|sample| sample.features.get(feature).copied()).collect();
            values.sort_unstable();
            let step = (values.len() / BINS).max(1);
            let mut cuts: Vec<i32> = values.iter().copied().step_by(step).collect();
            let mut distinct = values;
            distinct.dedup();
            if distinct.len() < BINS {
                cuts = distinct;
            }
            cuts.dedup();
            cuts.truncate(BINS - 1);
            cuts
        })
        .collect()
}

fn bins(cuts: &[Vec<i32>], features: &[i32; FEATURES]) -> [u8; FEATURES] {
    let mut binned = [0; FEATURES];
    for ((bin, value), cuts) in binned.iter_mut().zip(features).zip(cuts) {
        *bin = cuts.partition_point(|cut| cut < value) as u8;
    }
    binned
}

/// Slopes and curves of samples by feature and bin.
type Histogram = Vec<[(f64, f64); BINS]>;

/// Samples that ended in one place, and the best way to part them.
struct Leaf {
    samples: Vec<u32>,
    histogram: Histogram,
    slope: f64,
    curve: f64,
    /// Gain, feature, bin: samples up to the bin go left.
    split: Option<(f64, usize, u8)>,
    node: usize,
}

impl Leaf {
    fn new(samples: Vec<u32>, node: usize, binned: &[[u8; FEATURES]], slopes: &[(f64, f64)]) -> Self {
        let mut histogram = vec![[(0.0, 0.0); BINS]; FEATURES];
        for &at in &samples {
            let (Some(bins), Some(&(one, two))) = (binned.get(at as usize), slopes.get(at as usize)) else { continue };
            for (column, &bin) in histogram.iter_mut().zip(bins) {
                if let Some(cell) = column.get_mut(usize::from(bin)) {
                    cell.0 += one;
                    cell.1 += two;
                }
            }
        }
        Self::of(samples, node, histogram)
    }

    /// What is left of a leaf without another.
    fn rest(whole: &Self, other: &Self, samples: Vec<u32>, node: usize) -> Self {
        let mut histogram = whole.histogram.clone();
        for (column, taken) in histogram.iter_mut().zip(&other.histogram) {
            for (cell, taken) in column.iter_mut().zip(taken) {
                cell.0 -= taken.0;
                cell.1 -= taken.1;
            }
        }
        Self::of(samples, node, histogram)
    }

    fn of(samples: Vec<u32>, node: usize, histogram: Histogram) -> Self {
        let first = histogram.first().into_iter().flatten();
        let (slope, curve) = first.fold((0.0, 0.0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
        let mut leaf = Self { samples, histogram: Vec::new(), slope, curve, split: None, node };
        for (feature, column) in histogram.iter().enumerate() {
            leaf.consider(feature, column);
        }
        leaf.histogram = histogram;
        leaf
    }

    fn consider(&mut self, feature: usize, column: &[(f64, f64); BINS]) {
        let worth = |slope: f64, curve: f64| slope * slope / (curve + RIDGE);
        let whole = worth(self.slope, self.curve);
        let (mut slope, mut curve) = (0.0, 0.0);
        for (bin, cell) in (0..).zip(column) {
            slope += cell.0;
            curve += cell.1;
            let (rest, rest_curve) = (self.slope - slope, self.curve - curve);
            // A sample in doubt curves by a quarter of its weight.
            if curve < LEAST / 40.0 || rest_curve < LEAST / 40.0 {
                continue;
            }
            let gain = worth(slope, curve) + worth(rest, rest_curve) - whole;
            if gain > 1e-3 && self.split.is_none_or(|best| gain > best.0) {
                self.split = Some((gain, feature, bin));
            }
        }
    }

    fn value(&self) -> f64 {
        RATE * self.slope / (self.curve + RIDGE)
    }
}

/// A node: where it parts, and its children; or a leaf.
#[derive(Clone, Copy)]
enum Node {
    Leaf(f64),
    Split { feature: usize, bin: u8, left: usize, right: usize },
}

struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
}

impl Tree {
    /// Parts the leaf that gains most until there are enough.
    fn grow(binned: &[[u8; FEATURES]], slopes: &[(f64, f64)]) -> Self {
        let all = (0..u32::try_from(binned.len()).unwrap_or(u32::MAX)).collect();
        let mut tree = Self { nodes: vec![Node::Leaf(0.0)], leaves: vec![Leaf::new(all, 0, binned, slopes)] };
        while tree.leaves.len() < LEAVES {
            let gain = |leaf: &Leaf| leaf.split.map_or(0.0, |split| split.0);
            let best = (0..tree.leaves.len()).max_by(|&a, &b| {
                let of = |at: usize| tree.leaves.get(at).map_or(0.0, gain);
                of(a).total_cmp(&of(b)).then(b.cmp(&a))
            });
            let Some(at) = best.filter(|&at| tree.leaves.get(at).is_some_and(|leaf| leaf.split.is_some())) else {
                break;
            };
            let leaf = tree.leaves.swap_remove(at);
            let Some((_, feature, bin)) = leaf.split else { break };
            let goes_left =
                |&at: &u32| binned.get(at as usize).and_then(|bins| bins.get(feature)).is_some_and(|&own| own <= bin);
            let (left, right): (Vec<u32>, Vec<u32>) = leaf.samples.iter().copied().partition(goes_left);
            let next = tree.nodes.len();
            tree.nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
            if let Some(node) = tree.nodes.get_mut(leaf.node) {
                *node = Node::Split { feature, bin, left: next, right: next + 1 };
            }
            // Only the smaller part is gone through.
            let (small, large, nodes) = if left.len() < right.len() {
                (left, right, (next, next + 1))
            } else {
                (right, left, (next + 1, next))
            };
            let small = Leaf::new(small, nodes.0, binned, slopes);
            let large = Leaf::rest(&leaf, &small, large, nodes.1);
            let (left, right) = if small.node == next { (small, large) } else { (large, small) };
            tree.leaves.extend([left, right]);
        }
        for leaf in &tree.leaves {
            if let Some(node) = tree.nodes.get_mut(leaf.node) {
                *node = Node::Leaf(leaf.value());
            }
        }
        tree
    }

    fn write(&self, cuts: &[Vec<i32>], out: &mut Vec<u8>) {
        put(out, LEAF, self.nodes.len(), 0);
        // Nodes wait here with the place whose distance is to be filled in.
        let mut waiting = vec![(0, None)];
        while let Some((at, parent)) = waiting.pop() {
            let place = out.len();
            if let Some(parent) = parent {
                let distance = u16::try_from((place - parent) / corrector::trees::NODE).unwrap_or(u16::MAX);
                for (offset, byte) in distance.to_le_bytes().into_iter().enumerate() {
                    out.get_mut(parent + 2 + offset).into_iter().for_each(|slot| *slot = byte);
                }
            }
            match self.nodes.get(at).copied() {
                Some(Node::Split { feature, bin, left, right }) => {
                    let cut = cuts.get(feature).and_then(|cuts| cuts.get(usize::from(bin))).copied();
                    put(out, feature as u8, 0, cut.unwrap_or(i32::MAX));
                    waiting.push((right, Some(place)));
                    waiting.push((left, None));
                }
                Some(Node::Leaf(value)) => put(out, LEAF, 0, quantised(value)),
                None => {}
            }
        }
    }
}

fn put(out: &mut Vec<u8>, feature: u8, right: usize, number: i32) {
    out.extend([feature, 0]);
    out.extend(u16::try_from(right).unwrap_or(u16::MAX).to_le_bytes());
    out.extend(number.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_tell_what_can_be_told() {
        let sample = |number: i32| {
            let mut features = [0; FEATURES];
            features.iter_mut().take(2).for_each(|feature| *feature = number % 50);
            Sample { features, right: number % 50 > 30, weight: 1.0 }
        };
        let samples: Vec<Sample> = (0..2000).map(sample).collect();
        let slopes: Vec<(f64, f64)> = samples.iter().map(|sample| slope(sample, 0.0)).collect();
        let cuts = cuts(&samples);
        let binned: Vec<[u8; FEATURES]> = samples.iter().map(|sample| bins(&cuts, &sample.features)).collect();
        let tree = Tree::grow(&binned, &slopes);
        assert_eq!(tree.leaves.iter().map(|leaf| leaf.samples.len()).sum::<usize>(), samples.len());
        for leaf in &tree.leaves {
            let right = |&at: &u32| samples.get(at as usize).is_some_and(|sample| sample.right);
            assert_eq!(leaf.value() > 0.0, leaf.samples.iter().all(right));
            let slope: f64 = leaf.samples.iter().filter_map(|&at| slopes.get(at as usize)).map(|slope| slope.0).sum();
            assert!((slope - leaf.slope).abs() < 1e-9, "{slope} {}", leaf.slope);
        }
    }
}
