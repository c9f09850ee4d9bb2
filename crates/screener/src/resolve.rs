//! Hits to findings: from ranges of normalised text to offsets of the source in the unit asked for.

use crate::edit;
use crate::hit::Hit;
use crate::report::{Basis, Edit, Finding, Span};
use crate::rule::Rule;
use document::{BodyFormat, OffsetEncoding, Offsets, Sm3, Text};
use std::ops::Range;

/// All hits of one part as findings, ordered, each place and rule once.
pub(crate) fn resolve(
    part: &str,
    text: &Text<'_>,
    mut hits: Vec<(&'static Rule, Hit)>,
    encoding: OffsetEncoding,
) -> Vec<Finding> {
    hits.sort_by(|(rule, hit), (other_rule, other)| {
        (hit.range.start, hit.range.end, rule.code).cmp(&(other.range.start, other.range.end, other_rule.code))
    });
    hits.dedup_by(|(rule, hit), (other_rule, other)| rule.code == other_rule.code && hit.range == other.range);
    let drafts: Vec<Draft> = hits.into_iter().map(|(rule, hit)| Draft::new(text, rule, hit)).collect();
    let bytes = drafts.iter().flat_map(Draft::bytes).collect();
    let offsets = Offsets::new(text.source(), encoding, bytes);
    let span = |range: Range<usize>| Span {
        part: part.to_owned(),
        start: offsets.get(range.start),
        end: offsets.get(range.end),
    };
    drafts.into_iter().map(|draft| draft.finish(part, text, span)).collect()
}

/// A hit with its source ranges in bytes.
struct Draft {
    rule: &'static Rule,
    hit: Hit,
    range: Range<usize>,
    places: Vec<Range<usize>>,
    edits: Vec<(Range<usize>, String)>,
    suggestions: Vec<String>,
}

impl Draft {
    fn new(text: &Text<'_>, rule: &'static Rule, mut hit: Hit) -> Self {
        let places = std::mem::take(&mut hit.places).into_iter().map(|place| text.source_range(place)).collect();
        let edits = source_edits(text, &hit);
        let suggestions = if text.is_replaceable(hit.range.clone()) {
            hit.replacements.iter().map(|replacement| in_source(text, replacement)).collect()
        } else {
            Vec::new()
        };
        Self { rule, range: text.source_range(hit.range.clone()), places, edits, suggestions, hit }
    }

    fn bytes(&self) -> impl Iterator<Item = usize> {
        let edits = self.edits.iter().map(|(range, _)| range);
        self.places.iter().chain([&self.range]).chain(edits).flat_map(|range| [range.start, range.end])
    }

    fn finish(self, part: &str, text: &Text<'_>, span: impl Fn(Range<usize>) -> Span) -> Finding {
        let fragment = text.fragment(self.hit.range);
        Finding {
            rule: self.rule.code.to_owned(),
            category: self.rule.category().to_owned(),
            level: self.hit.level,
            clause: self.rule.clause.to_owned(),
            key: key(self.rule.code, part, &self.range, &fragment),
            span: span(self.range),
            places: self.places.into_iter().map(&span).collect(),
            fragment,
            message: self.hit.message,
            suggestions: self.suggestions,
            edits: self.edits.into_iter().map(|(range, replacement)| Edit { span: span(range), replacement }).collect(),
            confidence: self.hit.confidence,
            basis: Basis { tier: self.hit.tier, source: self.hit.source, entry: self.hit.entry },
            attributes: self.hit.attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        }
    }
}

/// The hit's best correction as the smallest edits of the source, ordered and apart; what would cross a tag is left out.
fn source_edits(text: &Text<'_>, hit: &Hit) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    for (range, replacement) in hit.best_edits() {
        let found = text.as_str().get(range.clone()).unwrap_or_default();
        let (within, replacement) = edit::smallest(found, &replacement);
        let target = range.start + within.start..range.start + within.end;
        if text.is_replaceable(target.clone()) {
            edits.push((text.source_range(target), in_source(text, replacement)));
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    edits.retain(|(range, _)| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    edits
}

/// A replacement as it must be written in the source.
fn in_source(text: &Text<'_>, replacement: &str) -> String {
    match text.format() {
        BodyFormat::Text => replacement.to_owned(),
        BodyFormat::Html => document::escape(replacement),
    }
}

/// 16 hexadecimal digits over rule, part, byte span and fragment.
fn key(rule: &str, part: &str, range: &Range<usize>, fragment: &str) -> String {
    let digest = Sm3::new("xianshen:finding:1")
        .field(rule)
        .field(part)
        .field(&range.start.to_string())
        .field(&range.end.to_string())
        .field(fragment)
        .finish();
    digest.chars().skip("sm3:".len()).take(16).collect()
}
