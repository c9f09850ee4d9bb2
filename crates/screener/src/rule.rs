//! What a rule is, what it is given and what it gives back.

use document::Text;
use lexicon::{Day, Level, Lexicon, Tier};
use std::ops::Range;

/// The code of the rule whose hit stops everything (invariant: such a text is not stored, logged or sent on).
pub const STATE_SECRET: &str = "secrecy_mark/state_secret";

/// One screening rule.
pub struct Rule {
    /// `<group>/<name>`: the group is the finding's category. Never reused.
    pub code: &'static str,
    /// Chinese name.
    pub title: &'static str,
    /// The highest level it gives.
    pub level: Level,
    /// The clause that makes its hits findings.
    pub clause: &'static str,
    /// The strongest source it rests on.
    pub tier: Tier,
    /// The engine version it came with.
    pub since: &'static str,
    /// What it checks and why, what it finds and leaves alone; the examples in it are executed by a test.
    pub documentation: &'static str,
    /// Look at one part.
    pub(crate) check: fn(&Target<'_>, &mut Hits),
}

impl Rule {
    /// The category: the code up to the slash.
    #[must_use]
    pub fn category(&self) -> &'static str {
        self.code.split_once('/').map_or(self.code, |(group, _)| group)
    }
}

/// What a rule looks at.
pub(crate) struct Target<'t> {
    /// The name of the part.
    pub(crate) part: &'t str,
    /// Its text.
    pub(crate) text: &'t Text<'t>,
    /// The word data.
    pub(crate) lexicon: &'t Lexicon,
    /// The day whose words apply; none: all.
    pub(crate) as_of: Option<Day>,
}

impl<'t> Target<'t> {
    /// Paragraphs, each with where it begins in the text. Empty ones are left out.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let text = self.text;
        text.blocks().filter_map(|range| {
            let start = range.start;
            text.as_str().get(range).filter(|block| !block.trim().is_empty()).map(|block| (start, block))
        })
    }
}

/// What a rule found. Ranges are bytes of the normalised text.
pub(crate) struct Hit {
    /// Where.
    pub(crate) range: Range<usize>,
    /// Further places that belong to the same slip.
    pub(crate) places: Vec<Range<usize>>,
    /// How much it weighs.
    pub(crate) level: Level,
    /// One Chinese sentence.
    pub(crate) message: String,
    /// What could stand there instead, best first.
    pub(crate) replacements: Vec<String>,
    /// Permille.
    pub(crate) confidence: u16,
    /// How strong the source is.
    pub(crate) tier: Tier,
    /// The source.
    pub(crate) source: String,
    /// The term of the pack; none for rules without words.
    pub(crate) entry: Option<String>,
}

/// Collects the hits of one rule in one part. No more than a report can list are kept, so that a document of nothing but slips costs no more
/// memory than any other; the rest is counted.
pub(crate) struct Hits {
    kept: Vec<Hit>,
    limit: usize,
    dropped: usize,
}

impl Hits {
    /// Keep at most `limit` hits, the weightiest and of these the first pushed.
    pub(crate) const fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, dropped: 0 }
    }

    /// Add a hit.
    pub(crate) fn push(&mut self, hit: Hit) {
        self.kept.push(hit);
        // Twice the limit before anything is sorted: the cost of a push stays constant on average.
        if self.kept.len() >= self.limit.saturating_mul(2).max(64) {
            self.prune();
        }
    }

    /// The hits that are kept, and how many are not.
    pub(crate) fn finish(mut self) -> (Vec<Hit>, usize) {
        self.prune();
        (self.kept, self.dropped)
    }

    fn prune(&mut self) {
        if self.kept.len() > self.limit {
            self.kept.sort_by_key(|hit| std::cmp::Reverse(hit.level));
            self.dropped += self.kept.len() - self.limit;
            self.kept.truncate(self.limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(level: Level, at: usize) -> Hit {
        Hit {
            range: at..at,
            places: Vec::new(),
            level,
            message: String::new(),
            replacements: Vec::new(),
            confidence: 0,
            tier: Tier::Practice,
            source: String::new(),
            entry: None,
        }
    }

    #[test]
    fn the_weightiest_hits_stay_and_the_rest_is_counted() {
        let mut hits = Hits::new(3);
        for at in 0..500 {
            hits.push(hit(if at % 200 == 199 { Level::Block } else { Level::Advise }, at));
        }
        let (kept, dropped) = hits.finish();
        let places: Vec<usize> = kept.iter().map(|hit| hit.range.start).collect();
        assert_eq!((places, dropped), (vec![199, 399, 0], 497));
    }
}
