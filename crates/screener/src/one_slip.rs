//! One slip, one finding: of several rules about words that point at the same characters, the one that knows most speaks.

use crate::hit::Hit;
use crate::rule::Rule;
use std::ops::Range;

/// Groups whose rules may see the same slip in a word.
const GROUPS: [&str; 3] = ["grave_misstatement", "misspelling", "sensitive_term"];

/// Groups that know what they point at: beside them counting has nothing to say.
const KNOWING: [&str; 5] = ["grave_misstatement", "misspelling", "number", "secrecy_mark", "sensitive_term"];
/// The rule that only counts.
const COUNTING: &str = "misspelling/statistical";

/// Drop hits about words that overlap a weightier or surer one. What a rule summarises, and what has further places, stays: it says more
/// than the one place.
pub(crate) fn keep(hits: &mut Vec<(&'static Rule, Hit)>) {
    leave_to_knowing(hits);
    let mut places: Vec<usize> =
        (0..hits.len()).filter(|at| hits.get(*at).is_some_and(|(rule, hit)| is_word(rule, hit))).collect();
    let start = |at: &usize| hits.get(*at).map_or(0, |(_, hit)| hit.range.start);
    places.sort_by_key(start);
    let mut dropped = vec![false; hits.len()];
    let mut kept: Option<usize> = None;
    for at in places {
        let (Some((_, hit)), Some(before)) = (hits.get(at), kept) else {
            kept = Some(at);
            continue;
        };
        let Some((_, other)) = hits.get(before) else { continue };
        let apart = hit.range.start >= other.range.end;
        let loser = if strength(hit) > strength(other) { before } else { at };
        if !apart && let Some(gone) = dropped.get_mut(loser) {
            *gone = true;
        }
        if apart || loser == before {
            kept = Some(at);
        }
    }
    let mut dropped = dropped.into_iter();
    hits.retain(|_| !dropped.next().unwrap_or_default());
}

/// Drop what is only counted where another rule points, all its places included.
fn leave_to_knowing(hits: &mut Vec<(&'static Rule, Hit)>) {
    let knows = |rule: &Rule| rule.code != COUNTING && KNOWING.contains(&rule.category());
    let mut known: Vec<Range<usize>> = hits
        .iter()
        .filter(|(rule, _)| knows(rule))
        .flat_map(|(_, hit)| std::iter::once(&hit.range).chain(&hit.places).cloned())
        .collect();
    known.sort_by_key(|range| (range.start, range.end));
    // The furthest end so far: ranges may lie in one another.
    let mut furthest = 0;
    for range in &mut known {
        furthest = range.end.max(furthest);
        range.end = furthest;
    }
    let is_known = |range: &Range<usize>| {
        let after = known.partition_point(|other| other.start < range.end);
        after.checked_sub(1).and_then(|last| known.get(last)).is_some_and(|other| other.end > range.start)
    };
    hits.retain(|(rule, hit)| rule.code != COUNTING || !is_known(&hit.range));
}

fn is_word(rule: &Rule, hit: &Hit) -> bool {
    GROUPS.contains(&rule.category()) && hit.places.is_empty() && !hit.range.is_empty()
}

/// A row that names the term knows more than a name it resembles, and this more than counting.
fn strength(hit: &Hit) -> (lexicon::Level, u16, usize) {
    (hit.level, hit.confidence, hit.range.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule;
    use lexicon::Level;

    fn of(code: &str, range: std::ops::Range<usize>, level: Level, confidence: u16) -> (&'static Rule, Hit) {
        (rule(code).unwrap(), Hit::new(range, level, "误。").confidence(confidence))
    }

    fn kept(mut hits: Vec<(&'static Rule, Hit)>) -> Vec<std::ops::Range<usize>> {
        keep(&mut hits);
        hits.into_iter().map(|(_, hit)| hit.range).collect()
    }

    #[test]
    fn the_surer_of_two_that_overlap_stays() {
        let word = "misspelling/confusable_word";
        let name = "grave_misstatement/official_name";
        let hits = vec![
            of(word, 0..6, Level::Confirm, 950),
            of(name, 3..12, Level::Confirm, 900),
            of(word, 12..18, Level::Advise, 500),
            of(name, 12..18, Level::Confirm, 500),
        ];
        assert_eq!(kept(hits), [0..6, 12..18]);
    }

    #[test]
    fn counting_gives_way_to_whoever_knows() {
        let whole = of("misspelling/traditional", 0..60, Level::Advise, 800);
        let mark = (rule("secrecy_mark/state_secret").unwrap(), Hit::new(70..80, Level::Block, "密。"));
        let counted = |range| of(COUNTING, range, Level::Advise, 900);
        let hits = vec![whole, counted(6..9), counted(60..66), mark, counted(68..71)];
        assert_eq!(kept(hits), [0..60, 60..66, 70..80]);
    }

    #[test]
    fn other_groups_are_left_alone() {
        let hits = vec![
            of("punctuation/pairing", 0..6, Level::Confirm, 900),
            of("misspelling/confusable_word", 0..6, Level::Confirm, 950),
        ];
        assert_eq!(kept(hits).len(), 2);
    }
}
