//! Texts that are right: how much the screener says about them.

use crate::Outcome;
use document::Document;
use lexicon::{Level, Lexicon};
use screener::{Options, screen};
use std::collections::BTreeMap;
use std::path::Path;

/// Findings over a set of texts.
#[derive(Default)]
struct Counts {
    texts: usize,
    characters: usize,
    levels: BTreeMap<Level, usize>,
    rules: BTreeMap<String, usize>,
}

/// Print the table: pages as a CMS stored them, right sentences, and the texts written for the corpus.
pub(crate) fn measure(pages: &Path, sentences: &Path, corpus: &Path, lexicon: &Lexicon) -> Outcome<()> {
    println!(
        "| clean texts | characters | findings in 1,000 characters | `block` | `confirm` | `advise` | most from |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut counts = Counts::default();
    for file in files(pages, "html")? {
        counts.add(&Document::html(std::fs::read_to_string(file)?), lexicon)?;
    }
    counts.print("State Council pages, HTML");
    let mut counts = Counts::default();
    for file in files(sentences, "tsv")? {
        for right in std::fs::read_to_string(file)?.lines().filter_map(|line| line.split('\t').nth(2)) {
            counts.add(&Document::plain(right), lexicon)?;
        }
    }
    counts.print("right sentences, each alone");
    let mut counts = Counts::default();
    for file in files(corpus, "txt")? {
        counts.add(&Document::plain(std::fs::read_to_string(file)?), lexicon)?;
    }
    counts.print("`clean/`, written for this corpus");
    println!();
    Ok(())
}

fn files(folder: &Path, extension: &str) -> Outcome<Vec<std::path::PathBuf>> {
    let mut files: Vec<_> = folder.read_dir()?.collect::<Result<Vec<_>, _>>()?.iter().map(|it| it.path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == extension));
    files.sort();
    Ok(files)
}

impl Counts {
    fn add(&mut self, document: &Document, lexicon: &Lexicon) -> Outcome<()> {
        self.texts += 1;
        // What a reader sees, not the markup.
        self.characters += document::Text::new(&document.body, document.body_format).as_str().chars().count();
        let report = screen(document, lexicon, &Options::default()).map_err(|error| format!("{error:?}"))?;
        for finding in report.findings {
            *self.levels.entry(finding.level).or_default() += 1;
            *self.rules.entry(finding.rule).or_default() += 1;
        }
        Ok(())
    }

    fn print(&self, name: &str) {
        let level = |level| self.levels.get(&level).copied().unwrap_or_default();
        let all: usize = self.levels.values().sum();
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), *rule));
        let most: Vec<_> = rules.iter().take(3).map(|(rule, count)| format!("{rule} {count}")).collect();
        println!(
            "| {name}, {} | {} | {:.3} | {} | {} | {} | {} |",
            self.texts,
            self.characters,
            all as f64 * 1_000.0 / self.characters.max(1) as f64,
            level(Level::Block),
            level(Level::Confirm),
            level(Level::Advise),
            most.join(", "),
        );
    }
}
