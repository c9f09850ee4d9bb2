//! All terms of a set in a text, in one pass: a gate that turns nearly every place away, and a hashed trie for the rest.
//!
//! At each character the gate answers from one word of memory whether any term can begin there, judged by its first two or three characters.
//! Chinese text has some 4,000 characters in use and therefore millions of pairs, so that a gate of pairs lets almost nothing through, where an
//! automaton has to follow every character with a load that depends on the one before. `data/README.md` has the measurements.

mod gate;
mod table;

use gate::{Gate, Passes};
use std::ops::Range;
use table::Table;

/// Stands for "no character", past the end of the text.
const END: u32 = 0x11_0000;
/// Stands for "no term".
const NONE: u32 = u32::MAX;

/// Finds all occurrences of a fixed set of terms.
///
/// ```
/// let matcher = lexicon::Matcher::new(["机密", "机密级", "密"].into_iter());
/// let mut found = Vec::new();
/// matcher.find_overlapping("定为机密级", |term, range| found.push((term, range)));
/// assert_eq!(found, [(0, 6..12), (1, 6..15), (2, 9..12)]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    gate: Gate,
    table: Table,
    /// The next term that is the same string, and after the last of them the first; empty when all terms differ.
    same: Vec<u32>,
    /// A term of one character exists: without, nobody asks for them.
    singles: bool,
}

impl Matcher {
    /// Prepare terms; a term's number is its position. They are read twice, so that nothing is set aside while building (in a component freed
    /// memory would be part of the image), and take least memory when sorted. Empty terms never match.
    #[must_use]
    pub fn new<'t>(terms: impl Iterator<Item = &'t str> + Clone) -> Self {
        let size = Size::of(terms.clone());
        let mut matcher = Self {
            gate: Gate::with_room_for(size.pairs),
            table: Table::with_room_for(size.nodes),
            same: Vec::with_capacity(if size.same { size.terms } else { 0 }),
            singles: false,
        };
        for (number, term) in terms.enumerate() {
            matcher.insert(term, number);
        }
        matcher
    }

    /// Report every occurrence of every term with its number and its bytes in `text`, in order of where they begin and then of where they end; of equal
    /// terms in order of their numbers. The cost is at most the length of the text times that of the longest term, whatever the text.
    pub fn find_overlapping(&self, text: &str, on: impl FnMut(usize, Range<usize>)) {
        if self.singles { self.scan::<true>(text, on) } else { self.scan::<false>(text, on) }
    }

    /// The pass, in which nobody asks for terms of one character unless there are some. Each character is looked at together with the two before it,
    /// and [`END`] stands for those that are not there: no term has it.
    fn scan<const SINGLES: bool>(&self, text: &str, mut on: impl FnMut(usize, Range<usize>)) {
        let (mut first, mut second) = (END, END);
        for (at, character) in text.char_indices() {
            let third = u32::from(character);
            self.look::<SINGLES>(text, [first, second, third], at, &mut on);
            (first, second) = (second, third);
        }
        self.look::<SINGLES>(text, [first, second, END], text.len(), &mut on);
        self.look::<SINGLES>(text, [second, END, END], text.len(), &mut on);
    }

    /// Report the terms that begin with the first of three characters, the last of which stands at `at`.
    #[inline(always)]
    fn look<const SINGLES: bool>(
        &self,
        text: &str,
        characters: [u32; 3],
        at: usize,
        on: &mut impl FnMut(usize, Range<usize>),
    ) {
        let [first, second, third] = characters;
        let passes = self.gate.admits(first, second, third);
        if passes.any() || (SINGLES && self.gate.admits_single(first)) {
            self.look_up::<SINGLES>(text, characters, at, passes, on);
        }
    }

    fn look_up<const SINGLES: bool>(
        &self,
        text: &str,
        [first, second, third]: [u32; 3],
        at: usize,
        passes: Passes,
        on: &mut impl FnMut(usize, Range<usize>),
    ) {
        let second_at = at - width(second);
        let start = second_at - width(first);
        if SINGLES {
            self.report(self.table.term(table::single(first)), start..second_at, on);
        }
        if passes.pair {
            self.report(self.table.term(table::pair(first, second)), start..at, on);
        }
        if passes.longer {
            self.walk(text, table::triple(first, second, third), start..at + width(third), on);
        }
    }

    /// Bytes of memory that the prepared terms take.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.gate.memory() + self.table.memory() + self.same.capacity() * size_of::<u32>()
    }

    /// Report the terms that begin with the three characters of this key, which stand at `beginning`.
    fn walk(&self, text: &str, key: u64, beginning: Range<usize>, on: &mut impl FnMut(usize, Range<usize>)) {
        let Some(mut node) = self.table.find(key) else { return };
        self.report(node.term, beginning.clone(), on);
        let Some(rest) = text.get(beginning.end..) else { return };
        let mut end = beginning.end;
        for character in rest.chars() {
            let Some(child) = self.table.child(node, u32::from(character)) else { return };
            node = child;
            end += character.len_utf8();
            self.report(node.term, beginning.start..end, on);
        }
    }

    /// Report the terms of a node, which has the last of those that are the same string.
    #[inline]
    fn report(&self, last: u32, range: Range<usize>, on: &mut impl FnMut(usize, Range<usize>)) {
        if last == NONE {
            return;
        }
        let mut term = self.next_same(last);
        while term != last {
            on(term as usize, range.clone());
            term = self.next_same(term);
        }
        on(last as usize, range);
    }

    #[inline]
    fn next_same(&self, term: u32) -> u32 {
        self.same.get(term as usize).copied().filter(|next| *next != NONE).unwrap_or(term)
    }

    fn insert(&mut self, term: &str, number: usize) -> Option<()> {
        // 4 G terms do not fit into memory with the nodes they need.
        let number = u32::try_from(number).ok().filter(|number| *number != NONE)?;
        let mut characters = term.chars().map(u32::from);
        let slot = match (characters.next()?, characters.next(), characters.next()) {
            (first, None, _) => {
                self.singles = true;
                self.gate.admit_single(first);
                self.table.insert(table::single(first))?
            }
            (first, Some(second), None) => {
                self.gate.admit_pair(first, second);
                self.table.insert(table::pair(first, second))?
            }
            (first, Some(second), Some(third)) => {
                self.gate.admit_longer(first, second, third);
                let beginning = self.table.insert(table::triple(first, second, third))?;
                characters.try_fold(beginning, |node, next| self.table.insert_child(node, next))?
            }
        };
        if let Some(last) = self.table.set_term(slot, number) {
            self.chain(last, number);
        }
        Some(())
    }

    /// Remember that `later` is the same string as `last`, the last so far.
    fn chain(&mut self, last: u32, later: u32) {
        let first = self.next_same(last);
        self.same.resize(later as usize + 1, NONE);
        for (term, next) in [(last, later), (later, first)] {
            if let Some(same) = self.same.get_mut(term as usize) {
                *same = next;
            }
        }
    }
}

/// Bytes of a character in UTF-8; none for [`END`].
fn width(character: u32) -> usize {
    char::from_u32(character).map_or(0, char::len_utf8)
}

/// How much room terms take: exact when they are sorted, otherwise no less than they take.
#[derive(Default)]
struct Size {
    /// Nodes of the trie.
    nodes: usize,
    /// First pairs of characters.
    pairs: usize,
    /// Terms.
    terms: usize,
    /// A term equals the one before.
    same: bool,
}

impl Size {
    fn of<'t>(terms: impl Iterator<Item = &'t str>) -> Self {
        let mut size = Self::default();
        let mut last = "";
        for term in terms {
            let length = term.chars().count();
            let shared = last.chars().zip(term.chars()).take_while(|(one, other)| one == other).count();
            // Terms of one or two characters are one node, the first three of a longer one are one together.
            size.nodes += if length > 2 { length.saturating_sub(shared.max(2)) } else { 1 };
            size.pairs += usize::from(length > 1 && shared < 2);
            size.terms += 1;
            size.same |= term == last;
            last = term;
        }
        size
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
