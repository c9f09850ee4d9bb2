//! Decision trees that vote on a change: learned by the builder, integers at run time.
//!
//! The section: score of no tree (i32 LE), then nodes of eight bytes: feature (u8, 255 for a leaf), 0, right child's
//! distance from the node (u16 LE; the left one follows the node), threshold or score (i32 LE; left when at most it).
//! A tree ends where its last node ends.

use crate::judge::FEATURES;

/// Score units of one unit of log odds.
pub const LOG_ODDS: i32 = 256;

/// Bytes of a node.
pub const NODE: usize = 8;
/// The feature of a leaf.
pub const LEAF: u8 = 255;

/// The sum of what the trees say, in 1/[`LOG_ODDS`].
pub(crate) fn score(trees: &[u8], features: &[i32; FEATURES]) -> i32 {
    let Some((first, nodes)) = trees.split_first_chunk::<4>() else { return i32::MIN };
    let mut sum = i32::from_le_bytes(*first);
    let mut root = 0;
    // Each tree says where it ends: the distance of its last leaf is not known without walking it, so trees are
    // preceded by their length in nodes, as a leaf's right child.
    while let Some((length, leaf)) = walk(nodes, root, features) {
        sum = sum.saturating_add(leaf);
        root += length;
    }
    sum
}

/// A node: feature, right child, number.
fn node(nodes: &[u8], at: usize) -> Option<(u8, usize, i32)> {
    let bytes = nodes.get(at * NODE..at * NODE + NODE)?;
    let [feature, _, low, high, a, b, c, d] = *bytes.first_chunk::<NODE>()?;
    Some((feature, u16::from_le_bytes([low, high]).into(), i32::from_le_bytes([a, b, c, d])))
}

/// Nodes of the tree at `root`, and the number in the leaf that the features lead to.
fn walk(nodes: &[u8], root: usize, features: &[i32; FEATURES]) -> Option<(usize, i32)> {
    let (_, length, _) = node(nodes, root)?;
    let mut at = root + 1;
    while at < root + 1 + length {
        let (feature, right, number) = node(nodes, at)?;
        if feature == LEAF {
            return Some((length + 1, number));
        }
        let value = features.get(usize::from(feature)).copied().unwrap_or_default();
        at += if value <= number { 1 } else { right.max(1) };
    }
    Some((length + 1, 0))
}

/// The chance that goes with a score, in permille.
pub(crate) fn permille(score: i32) -> u16 {
    // The logistic function at whole and half log odds.
    const CURVE: [u16; 15] = [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998, 998, 999];
    let step = LOG_ODDS.unsigned_abs() / 2;
    let half = (score.unsigned_abs() / step) as usize;
    let (low, next) = (CURVE.get(half).map_or(999, |&at| at), CURVE.get(half + 1).map_or(999, |&at| at));
    let part = u16::try_from(u32::from(next - low) * (score.unsigned_abs() % step) / step).unwrap_or_default();
    let high = low + part;
    if score >= 0 { high } else { 1000 - high }
}
