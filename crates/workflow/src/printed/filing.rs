//! The steps of filing (报送备案, clause 6) in their order. What was not yet taken leaves room for a pen.

use super::{Printing, name_of, publications::publications};
use crate::{Command, FilingStep, Route};
use forms::{FilingStep as Row, Time};

/// Whose step it is, when nobody has taken it yet.
const COORDINATION: &str = "综合协调科";

pub(super) fn filing(printing: &Printing<'_>) -> Vec<Row> {
    if printing.round.card.route != Route::Filing {
        return Vec::new();
    }
    let section = name_of(&printing.profile.sections, &printing.case.section);
    let mut rows: Vec<Row> = [
        ("filing-proposed", "提出意见、说明依据", section.as_str()),
        ("filing-approved", "分管领导审批", ""),
        ("filing-handed-in", "填报", section.as_str()),
        ("filing-received", "接收", COORDINATION),
    ]
    .into_iter()
    .map(|(kind, step, unit)| row(printing, kind, step, unit).unwrap_or_else(|| blank(step, unit)))
    .collect();
    rows.extend(row(printing, "filing-handed-on", "统一报送", COORDINATION));
    rows.push(release(printing));
    rows
}

fn blank(step: &str, unit: &str) -> Row {
    Row { step: step.to_owned(), unit: unit.to_owned(), ..Row::default() }
}

/// A step of the current round; the last one of its kind is the one that counts.
fn row(printing: &Printing<'_>, kind: &str, step: &str, unit: &str) -> Option<Row> {
    let taken = printing.current().iter().rev().find(|taken| taken.event.kind == kind)?;
    let Command::Filing(filing) = &taken.command else { return None };
    let said = said(filing);
    Some(Row { person: taken.facts.name.clone(), at: Some(Time(taken.event.at)), opinion: said, ..blank(step, unit) })
}

fn said(step: &FilingStep) -> String {
    match step {
        FilingStep::Propose { opinion, basis, .. } => format!("{opinion}（依据：{basis}）"),
        FilingStep::Approve { opinion, .. } if opinion.is_empty() => "同意".to_owned(),
        FilingStep::Approve { opinion, .. } => opinion.clone(),
        FilingStep::File { number, .. } if number.is_empty() => String::new(),
        FilingStep::File { number, .. } => format!("编号 {number}"),
        FilingStep::Receive { .. } => String::new(),
        FilingStep::HandOn { recipient, .. } => format!("报送 {recipient}"),
    }
}

/// What was published of this round.
fn release(printing: &Printing<'_>) -> Row {
    let blank = blank("发布", COORDINATION);
    match publications(printing, printing.current()).pop() {
        None => blank,
        Some(last) => Row { person: last.person, at: last.at, opinion: last.channel, ..blank },
    }
}
