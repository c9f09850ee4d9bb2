//! One pass over a text for all rules: what is not plain Chinese writing, and every rule's cues.

use crate::RULES;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of ASCII digits; full-width ones are folded before.
    Digits,
    /// A run of letters that are not Chinese characters: Latin, Cyrillic, Greek …
    Letters,
    /// One character that is no letter, number or white space.
    Mark(char),
}

/// A piece of the text that is not Chinese characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Where it stands, in bytes of the normalised text.
    pub(crate) range: Range<usize>,
}

/// A cue of a rule in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Its place in the rule's list of cues.
    pub(crate) number: usize,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// What one pass found.
#[derive(Debug)]
pub(crate) struct Scan {
    tokens: Vec<Token>,
    /// By rule, then place.
    cues: Vec<(usize, Cue)>,
}

impl Scan {
    /// Read a text once.
    pub(crate) fn new(text: &str) -> Self {
        let mut cues = INDEX.find(text);
        cues.sort_by_key(|(rule, cue)| (*rule, cue.range.start, cue.range.end));
        Self { tokens: tokens(text), cues }
    }

    /// All tokens, by place.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The cues of the rule with this place in [`RULES`], by place in the text.
    pub(crate) fn cues_of(&self, rule: usize) -> Vec<Cue> {
        let start = self.cues.partition_point(|(other, _)| *other < rule);
        let end = self.cues.partition_point(|(other, _)| *other <= rule);
        self.cues.get(start..end).unwrap_or_default().iter().map(|(_, cue)| cue.clone()).collect()
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, character) in text.char_indices() {
        let Some(kind) = kind(character) else { continue };
        let end = at + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.kind == kind && last.range.end == at && !matches!(kind, TokenKind::Mark(_)) => {
                last.range.end = end;
            }
            _ => tokens.push(Token { kind, range: at..end }),
        }
    }
    tokens
}

/// What a character begins or continues; none for Chinese characters and white space.
fn kind(character: char) -> Option<TokenKind> {
    match character {
        '\u{4E00}'..='\u{9FFF}' | ' ' | '\n' | '\t' => None,
        '0'..='9' => Some(TokenKind::Digits),
        'a'..='z' | 'A'..='Z' => Some(TokenKind::Letters),
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => None,
        // Letters and digits of formulas are neither to a reader who searches.
        '\u{1D400}'..='\u{1D7FF}' => Some(TokenKind::Mark(character)),
        other if other.is_alphabetic() => Some(TokenKind::Letters),
        other if other.is_whitespace() || other.is_numeric() => None,
        other => Some(TokenKind::Mark(other)),
    }
}

/// The cues of all rules in one automaton. Built once; in the component before the snapshot is taken.
static INDEX: LazyLock<CueIndex> = LazyLock::new(CueIndex::new);

/// Build what screening needs and keeps, so that the first document does not pay for it.
pub fn prepare() {
    LazyLock::force(&INDEX);
    crate::alike::prepare();
    crate::divisions::prepare();
}

struct CueIndex {
    automaton: Option<AhoCorasick>,
    /// For each pattern, the rules and the places in their lists.
    owners: Vec<Vec<(usize, usize)>>,
}

impl CueIndex {
    fn new() -> Self {
        let mut cues: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (rule, it) in RULES.iter().enumerate() {
            for (number, cue) in it.cues.iter().enumerate() {
                cues.entry(cue).or_default().push((rule, number));
            }
        }
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(cues.keys()).ok();
        Self { automaton, owners: cues.into_values().collect() }
    }

    fn find(&self, text: &str) -> Vec<(usize, Cue)> {
        let mut found = Vec::new();
        for hit in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text)) {
            let owners = self.owners.get(hit.pattern().as_usize()).map(Vec::as_slice).unwrap_or_default();
            found.extend(owners.iter().map(|(rule, number)| (*rule, Cue { number: *number, range: hit.range() })));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_marks() {
        let kinds: Vec<_> = tokens("第12号,ab。。").into_iter().map(|token| (token.kind, token.range)).collect();
        assert_eq!(
            kinds,
            [
                (TokenKind::Digits, 3..5),
                (TokenKind::Mark(','), 8..9),
                (TokenKind::Letters, 9..11),
                (TokenKind::Mark('。'), 11..14),
                (TokenKind::Mark('。'), 14..17),
            ]
        );
    }

    #[test]
    fn a_rule_gets_its_own_cues() {
        let text = "甲密级乙";
        let rule = RULES.iter().position(|rule| rule.cues.contains(&"密")).unwrap();
        let scan = Scan::new(text);
        assert_eq!(scan.cues_of(rule).first().map(|cue| cue.range.clone()), Some(3..6));
    }
}
