//! Slips of the kinds that notices and newspapers report: how many are found by a rule of the right group.

use crate::{Outcome, percent};
use document::Document;
use lexicon::Lexicon;
use screener::{Options, screen};
use std::collections::BTreeMap;
use std::path::Path;

/// Print the table by kind, and what was missed. A line of the file: kind, rule (or its group), text with `⏎` for a line break.
pub(crate) fn measure(file: &Path, lexicon: &Lexicon) -> Outcome<()> {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(kind), Some(rules), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
            return Err(format!("three cells are wanted: {line}").into());
        };
        let document = Document::plain(text.replace('⏎', "\n").replace('⇥', "\t"));
        let report = screen(&document, lexicon, &Options::default()).map_err(|error| format!("{error:?}"))?;
        let found = report.findings.iter().any(|finding| rules.split('|').any(|rule| finding.rule.starts_with(rule)));
        let (all, hit) = kinds.entry(kind.to_owned()).or_default();
        *all += 1;
        *hit += usize::from(found);
        if !found {
            missed.push(format!("{kind}: {text}"));
        }
    }
    println!("| reported slips, by kind | texts | found |");
    println!("|---|---|---|");
    for (kind, (all, hit)) in &kinds {
        println!("| {kind} | {all} | {hit} |");
    }
    let (all, hit) = kinds.values().fold((0, 0), |(all, hit), (more, found)| (all + more, hit + found));
    println!("| all | {all} | {hit} ({}) |", percent(hit, all));
    if !missed.is_empty() {
        println!("\nNot found: {}.", missed.join("; "));
    }
    Ok(())
}
