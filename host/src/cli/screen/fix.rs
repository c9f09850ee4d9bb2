//! The text with what is sure put right. Pure: no file is touched here.

use std::ops::Range;

use super::Run;
use crate::cli::lines::Lines;
use crate::cli::refused::Refused;
use crate::component::bindings::{Finding, Level, Report};

/// Below this a person decides.
const SURE: u16 = 900;
/// A correction can make room for another; more rounds than this would be a quarrel between rules.
const ROUNDS: usize = 8;

/// One correction that was made.
pub(super) struct Change {
    /// Line and column in the text of its round; rounds after the first are rare.
    pub(super) place: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) rule: String,
}

/// A corrected text.
pub(super) struct Fixed {
    pub(super) text: String,
    pub(super) changes: Vec<Change>,
    /// The report on the corrected text: what is left.
    pub(super) left: Report,
}

/// Correct until nothing sure is left, so that a second run changes nothing.
/// None inside: a mark of state secrets, nothing may be printed.
pub(super) fn fix(run: &Run<'_>, text: &str, html: bool, name: &str) -> Result<Option<Fixed>, Refused> {
    let (mut text, mut changes, mut seen) = (text.to_owned(), Vec::new(), Vec::new());
    loop {
        let left = run.screen(&text, html, name)?;
        if left.secrecy_stop {
            return Ok(None);
        }
        let edits = if seen.len() < ROUNDS { sure_edits(&text, &left.findings) } else { Vec::new() };
        let fixed = apply(&text, &edits);
        // Rules that undo each other are left to people, in the state before their quarrel.
        if edits.is_empty() || seen.contains(&fixed) {
            return Ok(Some(Fixed { text, changes, left }));
        }
        let lines = Lines::new(&text);
        changes.extend(edits.iter().map(|edit| edit.change(&text, &lines)));
        seen.push(std::mem::replace(&mut text, fixed));
    }
}

/// One edit of the body.
struct Replacement<'f> {
    range: Range<usize>,
    text: &'f str,
    rule: &'f str,
}

impl Replacement<'_> {
    fn change(&self, text: &str, lines: &Lines<'_>) -> Change {
        let before = text.get(self.range.clone()).unwrap_or_default().to_owned();
        Change { place: lines.at(self.range.start), before, after: self.text.to_owned(), rule: self.rule.to_owned() }
    }
}

/// All edits of sure findings, ordered and apart; of two findings in each other's way the first wins as a whole.
fn sure_edits<'f>(text: &str, findings: &'f [Finding]) -> Vec<Replacement<'f>> {
    let mut taken: Vec<Replacement<'f>> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.level != Level::Advise && finding.confidence >= SURE) {
        let edits: Vec<Replacement<'f>> = finding
            .edits
            .iter()
            .filter(|edit| edit.span.part == "body")
            .map(|edit| Replacement {
                range: edit.span.start as usize..edit.span.end as usize,
                text: &edit.replacement,
                rule: &finding.rule,
            })
            .collect();
        let whole =
            edits.len() == finding.edits.len() && edits.iter().all(|edit| text.get(edit.range.clone()).is_some());
        if whole && !edits.iter().any(|edit| taken_at(&taken, &edit.range)) {
            for edit in edits {
                let at = taken.partition_point(|other| other.range.start < edit.range.start);
                taken.insert(at, edit);
            }
        }
    }
    taken
}

/// Whether an edit touches one of the ordered `taken`. Neighbours count too: two insertions at one place have no order.
fn taken_at(taken: &[Replacement<'_>], range: &Range<usize>) -> bool {
    let after = taken.partition_point(|other| other.range.start < range.start);
    let touches = |other: &Replacement<'_>| other.range.start <= range.end && range.start <= other.range.end;
    taken.get(after).is_some_and(touches) || after.checked_sub(1).and_then(|at| taken.get(at)).is_some_and(touches)
}

fn apply(text: &str, edits: &[Replacement<'_>]) -> String {
    let (mut fixed, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        fixed.push_str(text.get(at..edit.range.start).unwrap_or_default());
        fixed.push_str(edit.text);
        at = edit.range.end;
    }
    fixed.push_str(text.get(at..).unwrap_or_default());
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, text: &str) -> Replacement<'_> {
        Replacement { range, text, rule: "a/b" }
    }

    #[test]
    fn edits_are_applied_in_order() {
        let edits = [edit(0..3, "乙"), edit(3..3, "丙"), edit(6..9, "")];
        assert_eq!(apply("甲丁戊", &edits), "乙丙丁");
        assert_eq!(apply("甲", &[]), "甲");
    }

    #[test]
    fn touching_edits_are_in_each_others_way() {
        let taken = [edit(3..6, ""), edit(9..12, "")];
        for (range, expected) in
            [(0..2, false), (0..3, true), (4..5, true), (6..6, true), (7..8, false), (13..14, false)]
        {
            assert_eq!(taken_at(&taken, &range), expected, "{range:?}");
        }
    }
}
