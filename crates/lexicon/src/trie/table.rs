//! The trie as one hash table: a node is the slot in which its edge lies.

use super::NONE;

const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// Bits of a character.
const BITS: u32 = 21;
/// Key of an empty slot: no character is that large.
const EMPTY: u64 = u64::MAX;
/// What keys other than those of three characters begin with.
const CHILD: u64 = 4 << 61;
const PAIR: u64 = 5 << 61;
const SINGLE: u64 = 6 << 61;

/// Slots of 16 bytes, two in three used, found by hash and then one after the other. Walks begin with three characters, so that the two before
/// have no nodes; terms of one or two characters lie in slots of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The first three characters, or the parent's slot and the next character.
    key: u64,
    /// The term that ends here.
    term: u32,
    /// One bit for the hash of each character that leads on.
    hints: u32,
}

/// A node as a walk sees it.
#[derive(Clone, Copy)]
pub(super) struct Node {
    slot: usize,
    hints: u32,
    /// The term that ends here, or [`NONE`].
    pub(super) term: u32,
}

/// The key of a term of one character.
pub(super) fn single(character: u32) -> u64 {
    SINGLE | u64::from(character)
}

/// The key of a term of two characters.
pub(super) fn pair(first: u32, second: u32) -> u64 {
    PAIR | u64::from(first) << BITS | u64::from(second)
}

/// The key of the node that the first three characters of longer terms lead to.
pub(super) fn triple(first: u32, second: u32, third: u32) -> u64 {
    (u64::from(first) << BITS | u64::from(second)) << BITS | u64::from(third)
}

impl Table {
    pub(super) fn with_room_for(nodes: usize) -> Self {
        // One slot stays free for certain, so that every search ends. Above two thirds, searches become long.
        Self { slots: vec![Slot { key: EMPTY, term: NONE, hints: 0 }; nodes + nodes / 2 + 1] }
    }

    /// The term of one or two characters with this key.
    pub(super) fn term(&self, key: u64) -> u32 {
        self.find(key).map_or(NONE, |node| node.term)
    }

    #[inline]
    pub(super) fn find(&self, key: u64) -> Option<Node> {
        let mut place = self.place(key);
        loop {
            let slot = self.slots.get(place)?;
            if slot.key == key {
                return Some(Node { slot: place, hints: slot.hints, term: slot.term });
            }
            if slot.key == EMPTY {
                return None;
            }
            place = self.next(place);
        }
    }

    #[inline]
    pub(super) fn child(&self, node: Node, character: u32) -> Option<Node> {
        // Most walks end where nothing leads on: no need to search for that.
        if node.hints & hint(character) == 0 { None } else { self.find(child(node.slot, character)) }
    }

    /// The slot of a key, which takes one when it has none; none when the table is full, which only terms that change while they are read bring about.
    pub(super) fn insert(&mut self, key: u64) -> Option<usize> {
        let mut place = self.place(key);
        for _ in 1..self.slots.len() {
            let slot = self.slots.get_mut(place)?;
            if slot.key == EMPTY {
                slot.key = key;
            }
            if slot.key == key {
                return Some(place);
            }
            place = self.next(place);
        }
        None
    }

    pub(super) fn insert_child(&mut self, parent: usize, character: u32) -> Option<usize> {
        self.slots.get_mut(parent)?.hints |= hint(character);
        self.insert(child(parent, character))
    }

    /// Let a term end at a node; the term that did before.
    pub(super) fn set_term(&mut self, slot: usize, term: u32) -> Option<u32> {
        let before = std::mem::replace(&mut self.slots.get_mut(slot)?.term, term);
        (before != NONE).then_some(before)
    }

    pub(super) fn memory(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    /// Where the search for a key begins: the upper half of the hash, scaled to the number of slots.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mixed = key ^ key >> 32;
        (((mixed.wrapping_mul(SPREAD) >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    #[inline]
    fn next(&self, place: usize) -> usize {
        if place + 1 == self.slots.len() { 0 } else { place + 1 }
    }
}

#[inline]
fn child(parent: usize, character: u32) -> u64 {
    CHILD | (parent as u64) << BITS | u64::from(character)
}

#[inline]
fn hint(character: u32) -> u32 {
    1 << (character.wrapping_mul(0x9E37_79B1) >> 27)
}
