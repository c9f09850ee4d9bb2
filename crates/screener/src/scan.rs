//! One pass over a text for all rules: what is not plain Chinese writing, and every rule's cues.

use crate::RULES;
use crate::rules::misspelling::traditional::is_traditional;
use lexicon::Matcher;
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
    traditional: bool,
    /// By rule, then place.
    cues: Vec<Cue>,
    /// For each rule, where its cues end.
    ends: Vec<usize>,
}

impl Scan {
    /// Read a text once.
    pub(crate) fn new(text: &str) -> Self {
        let (cues, ends) = INDEX.find(text);
        let (tokens, traditional) = tokens(text);
        Self { tokens, traditional, cues, ends }
    }

    /// All tokens, by place.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether a traditional character stands in the text.
    pub(crate) const fn has_traditional(&self) -> bool {
        self.traditional
    }

    /// The cues of the rule with this place in [`RULES`], by place in the text.
    pub(crate) fn cues_of(&self, rule: usize) -> &[Cue] {
        let end_of = |rule: usize| self.ends.get(rule).copied().unwrap_or_default();
        let start = rule.checked_sub(1).map_or(0, end_of);
        self.cues.get(start..end_of(rule)).unwrap_or_default()
    }
}

/// The tokens of a text, and whether it has a traditional character.
fn tokens(text: &str) -> (Vec<Token>, bool) {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / TOKEN_EVERY);
    let mut traditional = false;
    for (at, character) in text.char_indices() {
        let Some(kind) = kind(character) else {
            traditional |= is_traditional(character);
            continue;
        };
        let end = at + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.kind == kind && last.range.end == at && !matches!(kind, TokenKind::Mark(_)) => {
                last.range.end = end;
            }
            _ => tokens.push(Token { kind, range: at..end }),
        }
    }
    (tokens, traditional)
}

/// What a character begins or continues; none for Chinese characters and white space.
fn kind(character: char) -> Option<TokenKind> {
    match character {
        '\u{4E00}'..='\u{9FFF}' | ' ' | '\n' | '\t' => None,
        '0'..='9' => Some(TokenKind::Digits),
        'a'..='z' | 'A'..='Z' => Some(TokenKind::Letters),
        // ASCII and Chinese punctuation, for speed: the same as what the last lines find out.
        '!'..='~' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' => {
            Some(TokenKind::Mark(character))
        }
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => Some(TokenKind::Mark(character)),
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
    crate::rules::misspelling::traditional::prepare();
}

#[derive(Default)]
struct CueIndex {
    matcher: Matcher,
    patterns: Vec<Pattern>,
}

/// A cue that rules have.
struct Pattern {
    length: usize,
    /// The rules and the places in their lists.
    owners: Vec<(usize, usize)>,
}

impl CueIndex {
    fn new() -> Self {
        let mut cues: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (rule, it) in RULES.iter().enumerate() {
            for (number, cue) in it.cues.iter().enumerate() {
                cues.entry(cue).or_default().push((rule, number));
            }
        }
        let matcher = Matcher::new(cues.keys().copied());
        Self {
            matcher,
            patterns: cues.into_iter().map(|(cue, owners)| Pattern { length: cue.len(), owners }).collect(),
        }
    }

    /// All cues by rule, then place; and for each rule where its cues end.
    fn find(&self, text: &str) -> (Vec<Cue>, Vec<usize>) {
        // By place, then length: each rule's share keeps that order. A text is at most 16 MiB.
        let mut found: Vec<(u32, u32)> = Vec::with_capacity(text.len() / CUE_EVERY);
        let mut ends = vec![0; RULES.len()];
        self.matcher.find_overlapping(text, |pattern, range| {
            let (Ok(number), Ok(start)) = (u32::try_from(pattern), u32::try_from(range.start)) else { return };
            found.push((number, start));
            for (rule, _) in self.owners(pattern) {
                ends.get_mut(*rule).into_iter().for_each(|count| *count += 1);
            }
        });
        let mut sum = 0;
        for count in &mut ends {
            // For now where each rule's cues begin; they end where the last of them is put.
            (*count, sum) = (sum, sum + *count);
        }
        let mut cues = vec![Cue { number: 0, range: 0..0 }; sum];
        for (pattern, start) in found {
            let start = start as usize;
            let Some(pattern) = self.patterns.get(pattern as usize) else { continue };
            for (rule, number) in &pattern.owners {
                let Some(end) = ends.get_mut(*rule) else { continue };
                if let Some(cue) = cues.get_mut(*end) {
                    *cue = Cue { number: *number, range: start..start + pattern.length };
                }
                *end += 1;
            }
        }
        (cues, ends)
    }

    fn owners(&self, pattern: usize) -> &[(usize, usize)] {
        self.patterns.get(pattern).map(|pattern| pattern.owners.as_slice()).unwrap_or_default()
    }
}

/// Bytes of text for one cue, about: official prose has more of them than that.
const CUE_EVERY: usize = 32;
/// Bytes of text for one token, about.
const TOKEN_EVERY: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_marks() {
        let kinds: Vec<_> = tokens("第12号,ab。。").0.into_iter().map(|token| (token.kind, token.range)).collect();
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
    fn marks_for_speed_are_marks() {
        for character in (char::MIN..=char::MAX).filter(|it| kind(*it) == Some(TokenKind::Mark(*it))) {
            let formula = matches!(character, '\u{1D400}'..='\u{1D7FF}');
            assert!(formula || !character.is_alphanumeric() && !character.is_whitespace(), "{character:?}");
        }
    }

    #[test]
    fn a_rule_gets_its_own_cues() {
        let text = "甲密级乙";
        let rule = RULES.iter().position(|rule| rule.cues.contains(&"密")).unwrap();
        let scan = Scan::new(text);
        assert_eq!(scan.cues_of(rule).first().map(|cue| cue.range.clone()), Some(3..6));
    }
}
