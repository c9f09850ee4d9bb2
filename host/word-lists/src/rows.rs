//! Entries to the rows that the builder compiles: tab-separated, with heading.

use super::shape::one_line;
use super::{Entry, Place, Problems};

/// The heading; the columns are those of the word data's README.
pub const HEADING: &str =
    "term\tkind\treplacement\tlevel\tmatch\tscope\tleft\tright\tvalid_from\tvalid_to\ttier\tsource\treason";

/// Rows, and where each line after the heading came from.
#[derive(Debug)]
pub struct Rows {
    /// The text, heading first.
    pub text: String,
    /// Place of each line from the second.
    pub places: Vec<Place>,
}

impl Rows {
    /// The place in the list that a line (from 1) came from.
    #[must_use]
    pub fn place(&self, line: u32) -> Option<Place> {
        self.places.get(usize::try_from(line).ok()?.checked_sub(2)?).copied()
    }
}

/// Write every entry that no error rejects. `files` are the lists' names.
#[must_use]
pub fn write(entries: &[Entry], problems: &Problems, files: &[String]) -> Rows {
    let mut rows = Rows { text: format!("{HEADING}\n"), places: Vec::new() };
    for entry in entries.iter().filter(|entry| !problems.rejects(entry.place)) {
        let file = files.get(entry.place.file as usize).map_or("", String::as_str);
        rows.text.push_str(&line(entry, file));
        rows.places.push(entry.place);
    }
    rows
}

fn line(entry: &Entry, file: &str) -> String {
    let source = match one_line(&entry.source) {
        source if source.is_empty() => format!("本单位词表《{}》", one_line(file)),
        source => source,
    };
    let reason = match one_line(&entry.reason) {
        reason if reason.is_empty() || reason.starts_with("（分类") => format!("{}{reason}", entry.kind.reason()),
        reason => reason,
    };
    format!(
        "{}\t{}\t{}\t{}\texact\t{}\t\t\t{}\t{}\tagency\t{source}\t{reason}\n",
        entry.term,
        entry.kind.id(),
        entry.replacements,
        entry.level.id(),
        entry.scope,
        entry.from,
        entry.to,
    )
}

/// Entries of general word rows, as far as contradictions with them can be told: rows with conditions are left out, because
/// what they object to depends on the text around it.
#[must_use]
pub fn read_base(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [term, kind, replacement, level, _, _, left, right, ..] = cells.as_slice() else { continue };
        let kind = super::Kind::ALL.into_iter().find(|known| known.id() == *kind);
        let Some(kind) = kind.filter(|kind| left.is_empty() && right.is_empty() || !kind.objects()) else { continue };
        entries.push(Entry {
            place: Place { row: number, ..Place::default() },
            kind,
            level: super::Level::read(level, false).unwrap_or(kind.level()),
            term: (*term).into(),
            replacements: (*replacement).into(),
            scope: "",
            from: "".into(),
            to: "".into(),
            source: "".into(),
            reason: "".into(),
        });
    }
    entries
}
