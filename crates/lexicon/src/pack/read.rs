//! Rows of a pack, read where they lie.

use crate::condition::{fits_after, fits_before};
use crate::row::covers;
use crate::{Condition, Day, Kind, Level, PackError, Row, Tier};
use std::ops::Range;
use std::sync::OnceLock;

/// The rows of a pack. A row takes the bytes it has in the pack and 12 more, until somebody asks for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pack: Vec<u8>,
    /// Where the strings that rows share lie.
    shared: Vec<Range<u32>>,
    /// Where each row begins.
    starts: Vec<u32>,
    /// Rows that were asked for: those of hits, a few.
    whole: Vec<OnceLock<Box<Row>>>,
}

impl Rows {
    /// The rows of a pack whose payload begins at `start`, each checked.
    pub(super) fn new(pack: Vec<u8>, start: usize) -> Result<Self, PackError> {
        let size = u32::try_from(pack.len()).map_err(|_| PackError::Malformed("too large"))?;
        let (shared, rest) = Self::read_shared(&pack, start).ok_or(PackError::Malformed("shared strings"))?;
        let mut rows = Self { pack, shared, starts: Vec::new(), whole: Vec::new() };
        let mut reader = rows.reader(rest);
        let count = reader.number().ok_or(PackError::Malformed("row count"))?;
        // Capacity comes from the bytes there are, not from the count a forged pack claims.
        let mut starts = Vec::with_capacity((count as usize).min(reader.rest.len() / SMALLEST_ROW));
        let mut last: Option<View<'_>> = None;
        for _ in 0..count {
            starts.push(size.saturating_sub(u32::try_from(reader.rest.len()).unwrap_or(u32::MAX)));
            let row = reader.view().and_then(|row| row.end().map(|end| (row, end)));
            let (row, end) = row.ok_or(PackError::Malformed("row"))?;
            if last.is_some_and(|last| !last.precedes(&row)) {
                return Err(PackError::Malformed("order"));
            }
            (last, reader.rest) = (Some(row), end);
        }
        if !reader.rest.is_empty() {
            return Err(PackError::Malformed("trailing bytes"));
        }
        rows.whole = starts.iter().map(|_| OnceLock::new()).collect();
        rows.starts = starts;
        Ok(rows)
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Bytes of memory that they take, without rows that somebody asked for.
    pub(crate) fn memory(&self) -> usize {
        let of_row = size_of::<u32>() + size_of::<OnceLock<Box<Row>>>();
        self.pack.capacity() + self.shared.capacity() * size_of::<Range<u32>>() + self.starts.capacity() * of_row
    }

    /// The terms, sorted; those of several rows as often.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|place| self.view(place).map_or("", |row| row.term))
    }

    /// What decides whether a hit of a row counts.
    pub(crate) fn view(&self, place: usize) -> Option<View<'_>> {
        self.reader(*self.starts.get(place)? as usize).view()
    }

    /// A row as a whole.
    pub(crate) fn get(&self, place: usize) -> Option<&Row> {
        let whole = self.whole.get(place)?;
        if whole.get().is_none() {
            let row = self.view(place)?.read()?;
            // Somebody else may have read it meanwhile: the same row.
            let _ = whole.set(Box::new(row));
        }
        whole.get().map(Box::as_ref)
    }

    /// The rows of some kinds with their places, read for this purpose and not kept.
    pub(crate) fn of(&self, wanted: impl Fn(Kind) -> bool) -> impl Iterator<Item = (usize, Row)> {
        (0..self.len()).filter_map(move |place| {
            let view = self.view(place).filter(|view| wanted(view.kind))?;
            Some((place, view.read()?))
        })
    }

    /// Where the shared strings lie, and where the rows begin.
    fn read_shared(pack: &[u8], start: usize) -> Option<(Vec<Range<u32>>, usize)> {
        let mut reader = Reader { rest: pack.get(start..)?, pack, shared: &[] };
        let count = reader.number()?;
        let mut shared = Vec::with_capacity((count as usize).min(reader.rest.len() / 2));
        for _ in 0..count {
            let text = reader.text()?;
            let end = pack.len() - reader.rest.len();
            shared.push(u32::try_from(end - text.len()).ok()?..u32::try_from(end).ok()?);
        }
        Some((shared, pack.len() - reader.rest.len()))
    }

    fn reader(&self, start: usize) -> Reader<'_> {
        Reader { rest: self.pack.get(start..).unwrap_or_default(), pack: &self.pack, shared: &self.shared }
    }
}

/// Bytes of a row in which everything that may be empty is.
const SMALLEST_ROW: usize = 13;

/// A row as far as it decides whether a hit counts.
#[derive(Clone, Copy)]
pub(crate) struct View<'p> {
    /// The term.
    pub(crate) term: &'p str,
    /// What the row says about it.
    pub(crate) kind: Kind,
    scope: Reader<'p>,
    left: &'p str,
    right: &'p str,
    valid: [Option<Day>; 2],
    /// What comes after.
    rest: Reader<'p>,
}

impl<'p> View<'p> {
    /// Whether the row applies to a part on a day; none: whatever its dates.
    pub(crate) fn applies(&self, part: &str, as_of: Option<Day>) -> bool {
        let [from, to] = self.valid;
        let within = |day| from.is_none_or(|first| first <= day) && to.is_none_or(|last| day <= last);
        covers(self.scope.items(), part) && as_of.is_none_or(within)
    }

    /// Whether what stands beside the term fulfils the row's conditions.
    pub(crate) fn fits(&self, before: &str, after: &str) -> bool {
        fits_before(self.left, before) && fits_after(self.right, after)
    }

    /// Whether another row comes after this one, and is another entry.
    fn precedes(&self, other: &Self) -> bool {
        let neighbours = |view: &Self| (Condition::parse(view.left), Condition::parse(view.right));
        self.term < other.term || (self.term == other.term && neighbours(self) < neighbours(other))
    }

    /// The row as a whole.
    fn read(self) -> Option<Row> {
        let mut rest = self.rest;
        let level = rest.one_of(Level::ALL)?;
        let tier = rest.one_of(Tier::ALL)?;
        let replacements = rest.items().map(str::to_owned).collect();
        rest.skip_list()?;
        Some(Row {
            term: self.term.to_owned(),
            kind: self.kind,
            replacements,
            level,
            scope: self.scope.items().map(str::to_owned).collect(),
            left: Condition::parse(self.left),
            right: Condition::parse(self.right),
            valid_from: self.valid[0],
            valid_to: self.valid[1],
            tier,
            source: rest.text()?.to_owned(),
            reason: rest.text()?.to_owned(),
        })
    }

    /// Where the row ends; none when what comes after cannot be read.
    fn end(&self) -> Option<&'p [u8]> {
        let mut rest = self.rest;
        rest.one_of(Level::ALL)?;
        rest.one_of(Tier::ALL)?;
        rest.skip_list()?;
        rest.text()?;
        rest.text()?;
        Some(rest.rest)
    }
}

/// Reads from the front; none when the bytes end too early or are not what should stand there.
#[derive(Clone, Copy)]
struct Reader<'p> {
    rest: &'p [u8],
    pack: &'p [u8],
    shared: &'p [Range<u32>],
}

impl<'p> Reader<'p> {
    fn view(&mut self) -> Option<View<'p>> {
        let term = self.text().filter(|term| !term.is_empty())?;
        let kind = self.one_of(Kind::ALL)?;
        let scope = *self;
        self.skip_list()?;
        let (left, right) = (self.text()?, self.text()?);
        let valid = [self.day()?, self.day()?];
        Some(View { term, kind, scope, left, right, valid, rest: *self })
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'p str> {
        let number = self.number()?;
        let bytes = if number & 1 == 1 {
            let range = self.shared.get(usize::try_from(number / 2).ok()?)?;
            self.pack.get(range.start as usize..range.end as usize)?
        } else {
            let (text, rest) = self.rest.split_at_checked(usize::try_from(number / 2).ok()?)?;
            self.rest = rest;
            text
        };
        std::str::from_utf8(bytes).ok()
    }

    fn skip_list(&mut self) -> Option<()> {
        let count = self.number()?;
        (0..count).try_for_each(|_| self.text().map(|_| ()))
    }

    /// The strings of the list that begins here.
    fn items(mut self) -> impl Iterator<Item = &'p str> {
        let count = self.number().unwrap_or_default();
        (0..count).map_while(move |_| self.text())
    }

    fn day(&mut self) -> Option<Option<Day>> {
        let Some(folded) = self.number()?.checked_sub(1) else { return Some(None) };
        Some(Some((folded >> 1) as Day ^ -((folded & 1) as Day)))
    }

    fn one_of<T: Copy, const N: usize>(&mut self, all: [T; N]) -> Option<T> {
        all.get(usize::from(self.byte()?)).copied()
    }
}
