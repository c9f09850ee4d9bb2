//! Builds the static tables that the corrector reads: each key's three slots xor to its fingerprint and value.

use anyhow::{Result, bail};
use corrector::table::Shape;

/// Attempts with other seeds before giving up; one nearly always suffices.
const ATTEMPTS: u64 = 64;

/// The section of a table with these keys (hashes, all different) and values.
pub(super) fn section(pairs: &[(u64, u32)], fingerprint_bits: u32, value_bits: u32) -> Result<Vec<u8>> {
    for seed in 0..ATTEMPTS {
        let shape = shape(pairs.len(), seed, fingerprint_bits, value_bits);
        if let Some(order) = peel(pairs, &shape) {
            return Ok(fill(pairs, &shape, &order));
        }
    }
    bail!("表无法构造：{} 个键中可能有重复", pairs.len());
}

/// Sizes after Graf and Lemire, Binary fuse filters (2022), for three slots a key.
fn shape(keys: usize, seed: u64, fingerprint_bits: u32, value_bits: u32) -> Shape {
    let count = (keys.max(2) as f64).ln();
    let segment = 1_u32 << ((count / 3.33_f64.ln() + 2.25).floor() as u32).min(18);
    let factor = (0.875 + 0.25 * 1_000_000_f64.ln() / count).max(1.125);
    let capacity = (keys as f64 * factor).round() as u32;
    let segments = capacity.div_ceil(segment).saturating_sub(2).max(1);
    Shape { seed: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), segment, segments, fingerprint_bits, value_bits }
}

/// An order in which every key has a slot that no later key uses, with that slot; none when there is no such order.
fn peel(pairs: &[(u64, u32)], shape: &Shape) -> Option<Vec<(usize, u64)>> {
    let slots = usize::try_from(shape.slots()).ok()?;
    let mut counts = vec![0_u32; slots];
    let mut mixed = vec![0_usize; slots];
    for (index, &(key, _)) in pairs.iter().enumerate() {
        for place in shape.places(key).0 {
            *counts.get_mut(place as usize)? += 1;
            *mixed.get_mut(place as usize)? ^= index;
        }
    }
    let mut alone: Vec<usize> = (0..slots).filter(|&slot| counts.get(slot) == Some(&1)).collect();
    let mut order = Vec::with_capacity(pairs.len());
    while let Some(slot) = alone.pop() {
        if counts.get(slot) != Some(&1) {
            continue;
        }
        let index = *mixed.get(slot)?;
        order.push((index, slot as u64));
        for place in shape.places(pairs.get(index)?.0).0 {
            let count = counts.get_mut(place as usize)?;
            *count -= 1;
            if *count == 1 {
                alone.push(place as usize);
            }
            *mixed.get_mut(place as usize)? ^= index;
        }
    }
    (order.len() == pairs.len()).then_some(order)
}

/// Gives the keys their slots, last peeled first.
fn fill(pairs: &[(u64, u32)], shape: &Shape, order: &[(usize, u64)]) -> Vec<u8> {
    let mut slots = vec![0_u64; shape.slots() as usize];
    let slot_of = |slots: &[u64], place: u64| slots.get(place as usize).copied().unwrap_or_default();
    for &(index, own) in order.iter().rev() {
        let Some(&(key, value)) = pairs.get(index) else { continue };
        let (places, fingerprint) = shape.places(key);
        let others =
            places.into_iter().filter(|&place| place != own).fold(0, |all, place| all ^ slot_of(&slots, place));
        if let Some(slot) = slots.get_mut(own as usize) {
            *slot = fingerprint ^ u64::from(value) ^ others;
        }
    }
    let mut section = shape.write();
    let start = section.len();
    section.resize(start + shape.bytes() as usize, 0);
    for (place, slot) in slots.iter().enumerate() {
        let bit = place * shape.slot_bits() as usize;
        for (offset, byte) in (slot << (bit & 7)).to_le_bytes().into_iter().enumerate() {
            if let Some(target) = section.get_mut(start + (bit >> 3) + offset) {
                *target |= byte;
            }
        }
    }
    section
}
