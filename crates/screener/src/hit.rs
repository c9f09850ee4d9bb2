//! One place that a rule points at, and the collector that keeps memory bounded.

use lexicon::{Level, Tier};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a rule found. Ranges are bytes of the normalised text.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Where.
    pub(crate) range: Range<usize>,
    /// Further places that belong to the same slip.
    pub(crate) places: Vec<Range<usize>>,
    /// How much it weighs.
    pub(crate) level: Level,
    /// One Chinese sentence: what is wrong and what to do.
    pub(crate) message: String,
    /// What could stand at `range` instead, best first.
    pub(crate) replacements: Vec<String>,
    /// The best correction where it is not the first replacement at `range`: ranges with what is put there, in order.
    pub(crate) edits: Vec<(Range<usize>, String)>,
    /// Permille.
    pub(crate) confidence: u16,
    /// How strong the source is.
    pub(crate) tier: Tier,
    /// The source, as an editor would cite it.
    pub(crate) source: String,
    /// The term of the pack; none for rules without words.
    pub(crate) entry: Option<String>,
    /// Further facts, as name and value.
    pub(crate) attributes: Vec<(&'static str, String)>,
}

impl Hit {
    /// A hit certain by form; the source is added with [`Hit::source`].
    pub(crate) fn new(range: Range<usize>, level: Level, message: impl Into<String>) -> Self {
        Self {
            range,
            places: Vec::new(),
            level,
            message: message.into(),
            replacements: Vec::new(),
            edits: Vec::new(),
            confidence: 1_000,
            tier: Tier::Practice,
            source: String::new(),
            entry: None,
            attributes: Vec::new(),
        }
    }

    /// What it rests on.
    pub(crate) fn source(mut self, tier: Tier, source: impl Into<String>) -> Self {
        self.tier = tier;
        self.source = source.into();
        self
    }

    /// One more replacement, after those given before.
    pub(crate) fn replace(mut self, replacement: impl Into<String>) -> Self {
        self.replacements.push(replacement.into());
        self
    }

    /// How sure, in permille.
    pub(crate) const fn confidence(mut self, permille: u16) -> Self {
        self.confidence = permille;
        self
    }

    /// Further places of the same slip.
    pub(crate) fn places(mut self, places: Vec<Range<usize>>) -> Self {
        self.places = places;
        self
    }

    /// The best correction, where it lies elsewhere than in the whole range.
    pub(crate) fn edit(mut self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        self.edits.push((range, replacement.into()));
        self
    }

    /// A further fact.
    pub(crate) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The best correction as ranges of text with what is put there.
    pub(crate) fn best_edits(&self) -> Vec<(Range<usize>, String)> {
        if self.edits.is_empty() {
            self.replacements.first().map(|best| (self.range.clone(), best.clone())).into_iter().collect()
        } else {
            self.edits.clone()
        }
    }
}

/// So many hits of the same kind are still listed one by one.
const FEW: usize = 3;
/// So many places one finding lists; the rest is counted.
const MOST_PLACES: usize = 200;

/// Hits with one message, and how many there were.
#[derive(Debug, Default)]
struct Same {
    kept: Vec<Hit>,
    count: usize,
}

/// Collects the hits of one rule in one part. No more than a report can list are kept, so that a document of nothing but slips costs no more
/// memory than any other; the rest is counted.
#[derive(Debug)]
pub(crate) struct Hits {
    kept: Vec<Hit>,
    limit: usize,
    dropped: usize,
    /// For a rule that summarises: its hits by message.
    same: Option<BTreeMap<String, Same>>,
}

impl Hits {
    /// Keep at most `limit` hits, the weightiest and of these the first pushed. With `summarise`, more than a few hits with the same
    /// message are one.
    pub(crate) fn new(limit: usize, summarise: bool) -> Self {
        Self { kept: Vec::new(), limit, dropped: 0, same: summarise.then(BTreeMap::new) }
    }

    /// Add a hit.
    pub(crate) fn push(&mut self, hit: Hit) {
        let Some(same) = &mut self.same else { return self.keep(hit) };
        if let Some(group) = same.get_mut(&hit.message) {
            group.count += 1;
            if group.kept.len() < MOST_PLACES {
                group.kept.push(hit);
            }
        } else if same.len() < self.limit {
            same.insert(hit.message.clone(), Same { kept: vec![hit], count: 1 });
        } else {
            self.dropped += 1;
        }
    }

    fn keep(&mut self, hit: Hit) {
        self.kept.push(hit);
        // Twice the limit before anything is sorted: the cost of a push stays constant on average.
        if self.kept.len() >= self.limit.saturating_mul(2).max(64) {
            self.prune();
        }
    }

    /// The hits that are kept, and how many are not.
    pub(crate) fn finish(mut self) -> (Vec<Hit>, usize) {
        for group in self.same.take().unwrap_or_default().into_values() {
            group.summary().into_iter().for_each(|hit| self.keep(hit));
        }
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

impl Same {
    /// A few hits as they are; more as one that lists the places and corrects them all.
    fn summary(self) -> Vec<Hit> {
        if self.count <= FEW {
            return self.kept;
        }
        let edits = self.kept.iter().flat_map(Hit::best_edits).collect();
        let mut rest = self.kept.into_iter();
        let Some(mut first) = rest.next() else { return Vec::new() };
        first.edits = edits;
        for hit in rest {
            first.places.push(hit.range);
            first.places.extend(hit.places);
        }
        let listed = if self.count > MOST_PLACES { format!("，列出前 {MOST_PLACES} 处") } else { String::new() };
        let sentence = first.message.trim_end_matches('。');
        first.message = format!("{sentence}（共 {} 处{listed}）。", self.count);
        first.attributes.push(("count", self.count.to_string()));
        vec![first]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(level: Level, at: usize) -> Hit {
        Hit::new(at..at + 1, level, "应用全角。").replace("，")
    }

    #[test]
    fn the_weightiest_hits_stay_and_the_rest_is_counted() {
        let mut hits = Hits::new(3, false);
        for at in 0..500 {
            hits.push(hit(if at % 200 == 199 { Level::Block } else { Level::Advise }, at));
        }
        let (kept, dropped) = hits.finish();
        let places: Vec<usize> = kept.iter().map(|hit| hit.range.start).collect();
        assert_eq!((places, dropped), (vec![199, 399, 0], 497));
    }

    #[test]
    fn a_few_of_the_same_stay_apart() {
        let mut hits = Hits::new(10, true);
        (0..3).for_each(|at| hits.push(hit(Level::Advise, at)));
        assert_eq!(hits.finish().0.len(), 3);
    }

    #[test]
    fn many_of_the_same_are_one_that_corrects_all() {
        let mut hits = Hits::new(10, true);
        (0..300).for_each(|at| hits.push(hit(Level::Advise, at * 2)));
        let (kept, dropped) = hits.finish();
        assert_eq!((kept.len(), dropped), (1, 0));
        assert_eq!(kept[0].message, "应用全角（共 300 处，列出前 200 处）。");
        assert_eq!((kept[0].places.len(), kept[0].edits.len()), (199, 200));
        assert_eq!(kept[0].attributes, [("count", "300".to_owned())]);
    }
}
