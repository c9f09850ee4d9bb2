//! Rows to the payload of a pack.

use crate::{Day, Kind, Level, Row, Tier};
use std::collections::BTreeMap;

/// The payload of sorted rows. Strings that occur more than once are written once: sources, and what many rows say alike.
pub(super) fn payload(rows: &[&Row]) -> Vec<u8> {
    let cells: Vec<[String; 2]> = rows.iter().map(|row| [row.left.to_cell(), row.right.to_cell()]).collect();
    let mut writer = Writer { out: Vec::new(), shared: shared(rows, &cells) };
    let mut numbered: Vec<(usize, &str)> = writer.shared.iter().map(|(text, number)| (*number, *text)).collect();
    numbered.sort_unstable();
    writer.number(numbered.len() as u64);
    for (_, text) in numbered {
        writer.bytes(text);
    }
    writer.number(rows.len() as u64);
    for (row, [left, right]) in rows.iter().zip(&cells) {
        writer.row(row, left, right);
    }
    writer.out
}

/// The strings that several rows have, numbered, the most frequent first so that they take the shortest numbers.
fn shared<'r>(rows: &[&'r Row], cells: &'r [[String; 2]]) -> BTreeMap<&'r str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let of_rows =
        rows.iter().flat_map(|row| row.replacements.iter().chain(&row.scope).chain([&row.source, &row.reason]));
    for text in of_rows.chain(cells.iter().flatten()).filter(|text| !text.is_empty()) {
        *counts.entry(text).or_default() += 1;
    }
    let mut several: Vec<(usize, &str)> =
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(text, count)| (count, text)).collect();
    several.sort_unstable_by(|(count, text), (other_count, other)| other_count.cmp(count).then(text.cmp(other)));
    several.into_iter().map(|(_, text)| text).zip(0..).collect()
}

struct Writer<'r> {
    out: Vec<u8>,
    shared: BTreeMap<&'r str, usize>,
}

impl Writer<'_> {
    /// What decides whether a hit counts comes first, so that most hits need not read further.
    fn row(&mut self, row: &Row, left: &str, right: &str) {
        self.text(&row.term);
        self.out.push(place(&row.kind, &Kind::ALL));
        self.list(&row.scope);
        self.text(left);
        self.text(right);
        self.day(row.valid_from);
        self.day(row.valid_to);
        self.out.push(place(&row.level, &Level::ALL));
        self.out.push(place(&row.tier, &Tier::ALL));
        self.list(&row.replacements);
        self.text(&row.source);
        self.text(&row.reason);
    }

    fn number(&mut self, mut number: u64) {
        while number > 0x7F {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        match self.shared.get(text) {
            Some(place) => self.number(*place as u64 * 2 + 1),
            None => self.bytes(text),
        }
    }

    fn bytes(&mut self, text: &str) {
        self.number(text.len() as u64 * 2);
        self.out.extend(text.bytes());
    }

    fn list(&mut self, list: &[String]) {
        self.number(list.len() as u64);
        list.iter().for_each(|text| self.text(text));
    }

    /// 0 for none, otherwise one more than the day, folded so that days before 1970 are short, too.
    fn day(&mut self, day: Option<Day>) {
        self.number(day.map_or(0, |day| ((day << 1) ^ (day >> 63)) as u64 + 1));
    }
}

fn place<T: PartialEq>(one: &T, all: &[T]) -> u8 {
    u8::try_from(all.iter().position(|other| other == one).unwrap_or_default()).unwrap_or_default()
}
