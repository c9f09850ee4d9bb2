//! Everything that is wrong in lists, by place.

use std::collections::HashSet;

use super::{List, Place};

/// Problems kept; further ones are counted.
const KEPT: usize = 100_000;

/// Whether the row is still used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row is not used.
    Error,
    /// The row is used; somebody should look at it.
    Warning,
}

impl Severity {
    /// For people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
        }
    }
}

/// Something wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// Whether the row is still used.
    pub severity: Severity,
    /// Stable code.
    pub code: &'static str,
    /// One Chinese sentence: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// The sentence, with the names of other files that it speaks of.
    #[must_use]
    pub fn sentence(&self, lists: &[List]) -> String {
        let mut sentence = self.message.clone();
        if let Some((before, rest)) = self.message.split_once(FILE.0)
            && let Some((number, after)) = rest.split_once(FILE.1)
            && let Some(list) = number.parse::<usize>().ok().and_then(|number| lists.get(number))
        {
            sentence = format!("{before}{}{after}", list.name);
        }
        sentence
    }
}

/// What stands around the number of a file in a message, until the names are put in.
pub(crate) const FILE: (&str, &str) = ("\u{27e6}", "\u{27e7}");

/// File, sheet and row for people.
#[must_use]
pub fn place_name(place: Place, lists: &[List]) -> String {
    let list = lists.get(place.file as usize);
    let file = list.map_or("", |list| list.name.as_str());
    let sheet = list.and_then(|list| list.names.get(place.sheet as usize)).map_or("", String::as_str);
    if sheet.is_empty() {
        format!("{file} 第 {} 行", place.row)
    } else {
        format!("{file}「{sheet}」第 {} 行", place.row)
    }
}

/// All problems of the files read together.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    rejected: HashSet<Place>,
    errors: usize,
    warnings: usize,
}

impl Problems {
    /// The row is not used.
    pub fn error(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.errors += 1;
        self.rejected.insert(place);
        self.keep(Problem { place, severity: Severity::Error, code, message: message.into() });
    }

    /// The row is used, and somebody should look at it.
    pub fn warn(&mut self, place: Place, code: &'static str, message: impl Into<String>) {
        self.warnings += 1;
        self.keep(Problem { place, severity: Severity::Warning, code, message: message.into() });
    }

    fn keep(&mut self, problem: Problem) {
        if self.list.len() < KEPT {
            self.list.push(problem);
        }
    }

    /// Problems by place; of a great many only the first.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.list.iter().collect();
        all.sort_by_key(|problem| (problem.place, problem.severity));
        all
    }

    /// True when the row at this place is not used.
    #[must_use]
    pub fn rejects(&self, place: Place) -> bool {
        self.rejected.contains(&place)
    }

    /// How many errors there are, and how many warnings.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.errors, self.warnings)
    }

    /// All problems as a table that Excel opens: UTF-8 with mark, and no cell that it would take for a formula.
    #[must_use]
    pub fn csv(&self, lists: &[List]) -> String {
        let mut text = "\u{feff}文件,工作表,行,程度,代码,问题\r\n".to_owned();
        for problem in self.sorted() {
            let list = lists.get(problem.place.file as usize);
            let file = list.map_or("", |list| list.name.as_str());
            let sheet = list.and_then(|list| list.names.get(problem.place.sheet as usize)).map_or("", String::as_str);
            let (row, sentence) = (problem.place.row.to_string(), problem.sentence(lists));
            let cells = [file, sheet, &row, problem.severity.name(), problem.code, &sentence].map(csv_cell);
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
        text
    }

    /// How many are counted and not kept.
    #[must_use]
    pub fn omitted(&self) -> usize {
        (self.errors + self.warnings).saturating_sub(self.list.len())
    }
}

/// A cell for a table: quoted, and with an apostrophe before what a spreadsheet would compute.
fn csv_cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_problems_computes_nothing() {
        assert_eq!(csv_cell("=1+1"), "\"'=1+1\"");
        assert_eq!(csv_cell("他说\"好\""), "\"他说\"\"好\"\"\"");
    }
}
