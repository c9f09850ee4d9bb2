//! All terms of a set in a text, in one pass: a gate that turns nearly every place away, and a hashed trie for the rest.
//!
//! At each character the gate answers from one word of memory whether any term can begin there, judged by its first two or three characters.
//! Chinese text has some 4,000 characters in use and therefore millions of pairs, so that a gate of pairs lets almost nothing through, where an
//! automaton has to follow every character with a load that depends on the one before. `data/README.md` has the measurements.

mod gate;
mod table;

use gate::Gate;
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
    /// The next term that is the same string, by term; empty when all terms differ.
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
            same: Vec::new(),
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

    /// The pass, in which nobody asks for terms of one character unless there are some.
    fn scan<const SINGLES: bool>(&self, text: &str, mut on: impl FnMut(usize, Range<usize>)) {
        let mut characters = text.chars();
        let mut next = || {
            let character = characters.next().map_or(END, u32::from);
            (character, text.len() - characters.as_str().len())
        };
        let mut start = 0;
        let (mut first, mut first_end) = next();
        let (mut second, mut second_end) = next();
        while first != END {
            let (third, third_end) = next();
            if SINGLES && self.gate.admits_single(first) {
                self.report(self.table.term(table::single(first)), start..first_end, &mut on);
            }
            let passes = self.gate.admits(first, second, third);
            if passes.any() {
                if passes.pair {
                    self.report(self.table.term(table::pair(first, second)), start..second_end, &mut on);
                }
                if passes.longer {
                    self.walk(text, table::triple(first, second, third), start..third_end, &mut on);
                }
            }
            start = first_end;
            (first, first_end) = (second, second_end);
            (second, second_end) = (third, third_end);
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

    #[inline]
    fn report(&self, term: u32, range: Range<usize>, on: &mut impl FnMut(usize, Range<usize>)) {
        let mut term = term;
        while term != NONE {
            on(term as usize, range.clone());
            term = self.same.get(term as usize).copied().unwrap_or(NONE);
        }
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
        if let Some(earlier) = self.table.set_term(slot, number) {
            self.chain(earlier, number);
        }
        Some(())
    }

    /// Remember that the terms `earlier` and `later` are the same string.
    fn chain(&mut self, earlier: u32, later: u32) {
        self.same.resize(later as usize + 1, NONE);
        let mut last = earlier as usize;
        while let Some(next) = self.same.get(last).copied().filter(|next| *next != NONE) {
            last = next as usize;
        }
        if let Some(next) = self.same.get_mut(last) {
            *next = later;
        }
    }
}

/// How much room terms take: exact when they are sorted, otherwise no less than they take.
#[derive(Default)]
struct Size {
    /// Nodes of the trie.
    nodes: usize,
    /// First pairs of characters.
    pairs: usize,
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
            last = term;
        }
        size
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
