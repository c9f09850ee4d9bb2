//! The examples in a rule's documentation are executed: every line under 命中 gives exactly one finding of the rule, every line under
//! 不报 none. `⏎` in an example stands for a line break; a fence marked `html` holds HTML.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use document::Document;
use lexicon::Lexicon;
use screener::{RULES, Rule, screen};

fn base_pack() -> Lexicon {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../lexicon/data");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    let mut rows: Vec<_> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    // An agency's rows, for the rules that the shipped data has no words for.
    rows.push(include_str!("agency.tsv").to_owned());
    let mut lexicon = Lexicon::load(&lexicon::compile(&rows.join("\n")).unwrap()).unwrap();
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../corrector/data/model.bin");
    lexicon.attach(std::fs::read(model).unwrap()).unwrap();
    lexicon
}

fn examples(rule: &Rule, heading: &str) -> Vec<Document> {
    let section = rule.documentation.split(&format!("## {heading}\n")).nth(1).unwrap_or_default();
    let fenced = section.split("```").nth(1).unwrap_or_default();
    let (format, lines) = fenced.split_once('\n').unwrap_or_default();
    let document = if format == "html" { Document::html } else { Document::plain };
    lines.lines().map(|line| document(line.replace('⏎', "\n"))).collect()
}

#[test]
fn examples_hold() {
    let lexicon = base_pack();
    let mut wrong = Vec::new();
    for rule in RULES {
        for (heading, expected) in [("命中", 1), ("不报", 0)] {
            let documents = examples(rule, heading);
            assert!(!documents.is_empty(), "{}: no examples under {heading}", rule.code);
            for document in documents {
                let report = screen(&document, &lexicon, &Default::default()).unwrap();
                let line = &document.body;
                let found = report.findings.iter().filter(|finding| finding.rule == rule.code).count();
                if found != expected {
                    wrong.push(format!("{} · {heading} · {found} · {line}", rule.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_registry_is_in_order() {
    assert!(RULES.is_sorted_by_key(|rule| rule.code), "codes are sorted");
    for rule in RULES {
        assert!(articles::clause(rule.clause).is_some(), "{} cites {}", rule.code, rule.clause);
        assert!(rule.code.split('/').count() == 2 && !rule.title.is_empty(), "{}", rule.code);
        for heading in ["检查什么", "依据", "命中", "不报", "词语来源"] {
            assert!(rule.documentation.contains(&format!("## {heading}\n")), "{}: {heading}", rule.code);
        }
    }
}
