//! The matcher against a search that tries every term at every place.

use super::Matcher;
use proptest::prelude::*;
use std::ops::Range;

fn found(terms: &[&str], text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    Matcher::new(terms.iter().copied()).find_overlapping(text, |term, range| found.push((term, range)));
    found
}

fn naive(terms: &[&str], text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for start in text.char_indices().map(|(at, _)| at) {
        let here = terms
            .iter()
            .enumerate()
            .filter(|(_, term)| !term.is_empty() && text.get(start..).unwrap().starts_with(**term));
        found.extend(here.map(|(number, term)| (number, start..start + term.len())));
    }
    found.sort_by_key(|(number, range)| (range.start, range.end, *number));
    found
}

#[test]
fn overlapping_nested_equal_and_single() {
    let terms = ["审", "先审", "先审后发", "审后", "先审", "后发布", "", "发"];
    assert_eq!(found(&terms, "坚持先审后发制度"), naive(&terms, "坚持先审后发制度"));
    assert_eq!(found(&["(", "((", "1", "A", "。"], "((A1。"), naive(&["(", "((", "1", "A", "。"], "((A1。"));
}

#[test]
fn beyond_the_basic_plane_and_at_the_ends() {
    let terms = ["𠮷", "𠮷野", "😀😀", "a", "aa", "\u{10FFFF}"];
    for text in ["", "𠮷", "𠮷野家", "😀😀😀", "aaaa", "\u{10FFFF}\u{10FFFF}", "a𠮷"] {
        assert_eq!(found(&terms, text), naive(&terms, text), "{text:?}");
    }
}

#[test]
fn no_terms() {
    assert_eq!(found(&[], "任何"), []);
    assert_eq!(found(&[""], "任何"), []);
    let mut count = 0;
    Matcher::default().find_overlapping("任何", |_, _| count += 1);
    assert_eq!(count, 0);
}

#[test]
fn sorted_terms_take_less() {
    let sorted = ["先审后", "先审后发", "公开"];
    let mixed = ["先审后", "公开", "先审后发"];
    assert!(Matcher::new(sorted.into_iter()).memory() < Matcher::new(mixed.into_iter()).memory());
}

/// A small alphabet, so that terms occur, nest and overlap; with characters of one to four bytes.
fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!['a', 'é', '审', '先', '(', '𠮷']), 0..most)
        .prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #[test]
    fn equals_the_naive_search(terms in prop::collection::vec(text(6), 0..40), text in text(60), sort: bool) {
        let mut terms = terms;
        if sort {
            terms.sort();
        }
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        prop_assert_eq!(found(&terms, &text), naive(&terms, &text));
    }

    #[test]
    fn equals_the_naive_search_in_any_text(terms in prop::collection::vec(".{1,3}", 0..20), gaps in prop::collection::vec(".{0,3}", 0..20)) {
        let text: String = gaps.iter().zip(terms.iter().cycle()).map(|(gap, term)| format!("{gap}{term}")).collect();
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        prop_assert_eq!(found(&terms, &text), naive(&terms, &text));
    }
}
