//! What screening found in one article, as reports and the state file keep it.

use serde::{Deserialize, Serialize};

use super::super::lines::Lines;
use super::super::words::{Weight, clause, tier};
use super::excerpt;
use super::item::Item;
use crate::component::bindings::{Finding, Report, Span};

/// One article's result.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// A mark of state secrets: nothing of the article is kept, not even its title.
    pub(super) secrecy_stop: bool,
    /// Characters a reader sees.
    pub(super) characters: u64,
    pub(super) findings: Vec<Found>,
    /// What was not looked at.
    pub(super) notes: Vec<String>,
    /// Findings beyond the limit of one article.
    pub(super) omitted: u32,
}

/// One finding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) rule: String,
    pub(super) level: Weight,
    /// As people say it: 第八条.
    pub(super) clause: String,
    /// Line and column, or the part's name.
    pub(super) place: String,
    /// In how many places.
    pub(super) count: usize,
    /// What stands before, the text found, and what stands after it.
    pub(super) before: String,
    pub(super) fragment: String,
    pub(super) after: String,
    pub(super) message: String,
    /// Replacement texts, best first.
    pub(super) suggestions: Vec<String>,
    pub(super) basis: String,
    pub(super) confidence: u16,
    pub(super) key: String,
}

impl Found {
    /// The class of the rule.
    pub(super) fn category(&self) -> &str {
        self.rule.split_once('/').map_or(&self.rule, |(group, _)| group)
    }
}

/// Keep what reports need. Of an article with a mark of state secrets: the rule.
pub(super) fn keep(report: Report, item: &Item) -> Outcome {
    let characters =
        (excerpt::visible(&item.body, item.html).chars().count() + item.about.title.chars().count()) as u64;
    if report.secrecy_stop {
        let stopping = report.findings.iter().filter(|finding| finding.rule.starts_with("secrecy_mark/state_secret"));
        let findings = stopping.take(1).map(bare).collect();
        return Outcome { secrecy_stop: true, findings, ..Outcome::default() };
    }
    let lines = Lines::new(&item.body);
    let findings = report.findings.iter().map(|finding| found(finding, item, &lines)).collect();
    let notes = report.notes.into_iter().map(|note| note.message).collect();
    Outcome { secrecy_stop: false, characters, findings, notes, omitted: report.omitted }
}

/// A finding without any of its text.
fn bare(finding: &Finding) -> Found {
    Found {
        rule: finding.rule.clone(),
        level: finding.level.into(),
        clause: clause(&finding.clause),
        place: String::new(),
        count: 1,
        before: String::new(),
        fragment: String::new(),
        after: String::new(),
        message: "发现国家秘密标志：立即断网，离线处置，不要打开、复制或转发，24小时内向保密管理部门报告。".to_owned(),
        suggestions: Vec::new(),
        basis: basis(finding),
        confidence: finding.confidence,
        key: String::new(),
    }
}

fn found(finding: &Finding, item: &Item, lines: &Lines<'_>) -> Found {
    let (before, after) = around(&finding.span, item);
    Found {
        place: lines.place(&finding.span),
        count: finding.places.len() + 1,
        before,
        fragment: finding.fragment.clone(),
        after,
        message: finding.message.clone(),
        suggestions: finding.suggestions.clone(),
        key: finding.key.clone(),
        ..bare(finding)
    }
}

fn basis(finding: &Finding) -> String {
    format!("{}：{}", tier(finding.basis.tier), finding.basis.source)
}

/// What a reader sees before and after the place.
fn around(span: &Span, item: &Item) -> (String, String) {
    let (text, html) = match span.part.as_str() {
        "body" => (item.body.as_str(), item.html),
        "title" => (item.about.title.as_str(), false),
        _ => return (String::new(), String::new()),
    };
    excerpt::around(text, span.start as usize, span.end as usize, html)
}
