//! Runs the rules over texts nobody tuned on and lists what they find: the way to read false alarms.
//!
//! `cargo run --release -p screener --example sweep -- [--rule PREFIX] [--lines] [--limit N] [--json] FILES…`
//!
//! `.html` files are documents; of other files every line is a paragraph of a document of 40 lines, with `--lines` a document of its
//! own. `PREFIX` is the beginning of a rule's code, `--limit` how many findings of each rule are shown (default 20).
//! `--json` prints whole reports instead, to compare two versions of the engine.

#![expect(clippy::print_stdout, reason = "a tool for people at a terminal")]

#[path = "support/words.rs"]
mod words;

use document::Document;
use screener::{Finding, screen};
use std::collections::BTreeMap;
use std::error::Error;

/// Paragraphs that make a document.
const PARAGRAPHS: usize = 40;
/// Characters shown at either side of a finding.
const CONTEXT: usize = 24;

struct Arguments {
    rule: String,
    lines: bool,
    limit: usize,
    json: bool,
    files: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let lexicon = words::base()?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut characters = 0;
    for file in &arguments.files {
        for document in documents(file, arguments.lines)? {
            let report = screen(&document, &lexicon, &Default::default()).map_err(|error| format!("{error:?}"))?;
            if arguments.json {
                println!("{}", report.to_json());
                continue;
            }
            characters += document.body.chars().count();
            for finding in report.findings.iter().filter(|finding| finding.rule.starts_with(&arguments.rule)) {
                let count = counts.entry(format!("{} {}", finding.rule, finding.level.id())).or_default();
                *count += 1;
                if *count <= arguments.limit {
                    println!("{}", shown(finding, &document.body));
                }
            }
        }
    }
    println!("\n{characters} characters");
    for (rule, count) in counts {
        println!("{count:>7}  {:.4} per 1,000 characters  {rule}", count as f64 * 1_000.0 / characters.max(1) as f64);
    }
    Ok(())
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments { rule: String::new(), lines: false, limit: 20, json: false, files: Vec::new() };
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--rule" => arguments.rule = rest.next().ok_or("--rule needs a code")?,
            "--limit" => arguments.limit = rest.next().ok_or("--limit needs a number")?.parse()?,
            "--json" => arguments.json = true,
            "--lines" => arguments.lines = true,
            _ => arguments.files.push(argument),
        }
    }
    Ok(arguments)
}

fn documents(file: &str, lines: bool) -> Result<Vec<Document>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file)?;
    if file.ends_with(".html") {
        return Ok(vec![Document::html(text)]);
    }
    let paragraphs: Vec<&str> = text.lines().collect();
    let chunks = paragraphs.chunks(if lines { 1 } else { PARAGRAPHS });
    Ok(chunks.map(|chunk| Document::plain(chunk.join("\n"))).collect())
}

/// A finding in its context.
fn shown(finding: &Finding, body: &str) -> String {
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let before = body.get(..start).unwrap_or_default().chars().rev().take(CONTEXT).collect::<Vec<_>>();
    let before: String = before.into_iter().rev().collect();
    let after: String = body.get(end..).unwrap_or_default().chars().take(CONTEXT).collect();
    let line = format!("{}\t{before}⟦{}⟧{after}\t{}", finding.rule, finding.fragment, finding.message);
    line.replace('\n', "⏎")
}
