//! The run in figures: by class, rule and section.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::words::{Weight, category};
use super::outcome::Found;
use super::work::Scanned;

/// Figures of a class, a rule or a section.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) name: String,
    /// Articles looked at.
    pub(super) items: usize,
    /// Of them with findings.
    pub(super) with_findings: usize,
    pub(super) findings: usize,
    /// Characters of the articles looked at.
    pub(super) characters: u64,
}

/// All figures of a run.
#[derive(Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) total: Row,
    pub(super) block: usize,
    pub(super) confirm: usize,
    pub(super) advise: usize,
    /// Articles with a mark of state secrets.
    pub(super) secrecy_stops: usize,
    /// Articles and files that were not screened.
    pub(super) refused: usize,
    pub(super) by_class: Vec<Row>,
    pub(super) by_rule: Vec<Row>,
    pub(super) by_section: Vec<Row>,
}

/// Chinese titles of the rules, by code.
pub(super) type Titles = BTreeMap<String, String>;

impl Row {
    /// Findings per 10,000 characters, one decimal.
    pub(super) fn rate(&self) -> String {
        let tenths = (self.findings as u64 * 100_000).checked_div(self.characters).unwrap_or(0);
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    fn add(&mut self, findings: usize, characters: u64) {
        self.items += 1;
        self.with_findings += usize::from(findings > 0);
        self.findings += findings;
        self.characters += characters;
    }
}

impl Summary {
    /// Count `results`; only findings of at least `least`.
    pub(super) fn of(results: &[Scanned], least: Weight, titles: &Titles) -> Self {
        let mut summary = Summary::default();
        let (mut classes, mut rules, mut sections) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for scanned in results {
            let Ok(outcome) = &scanned.result else {
                summary.refused += 1;
                continue;
            };
            summary.secrecy_stops += usize::from(outcome.secrecy_stop);
            let shown: Vec<&Found> = outcome.findings.iter().filter(|found| found.level >= least).collect();
            summary.total.add(shown.len(), outcome.characters);
            section(&mut sections, &scanned.about.section).add(shown.len(), outcome.characters);
            for found in &shown {
                match found.level {
                    Weight::Block => summary.block += 1,
                    Weight::Confirm => summary.confirm += 1,
                    Weight::Advise => summary.advise += 1,
                }
            }
            count(&mut classes, &shown, Found::category);
            count(&mut rules, &shown, |found| &found.rule);
        }
        let named = |rows: BTreeMap<String, Row>, name: &dyn Fn(&str) -> String| {
            let (items, characters) = (summary.total.items, summary.total.characters);
            let rows = rows.into_iter().map(|(code, row)| Row { name: name(&code), code, items, characters, ..row });
            let mut rows: Vec<Row> = rows.collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.findings));
            rows
        };
        summary.by_class = named(classes, &|code| category(code).to_owned());
        summary.by_rule = named(rules, &|code| titles.get(code).cloned().unwrap_or_else(|| code.to_owned()));
        summary.by_section = sections.into_values().collect();
        summary
    }
}

fn section<'s>(sections: &'s mut BTreeMap<String, Row>, name: &str) -> &'s mut Row {
    sections.entry(name.to_owned()).or_insert_with(|| {
        let shown = if name.is_empty() { "（未注明）" } else { name };
        Row { code: name.to_owned(), name: shown.to_owned(), ..Row::default() }
    })
}

/// One article's findings into the rows of what `of` says.
fn count<'f>(rows: &mut BTreeMap<String, Row>, shown: &[&'f Found], of: impl Fn(&'f Found) -> &'f str) {
    let mut here: BTreeMap<&str, usize> = BTreeMap::new();
    for found in shown {
        *here.entry(of(found)).or_default() += 1;
    }
    for (code, findings) in here {
        rows.entry(code.to_owned()).or_default().add(findings, 0);
    }
}
