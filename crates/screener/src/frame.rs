//! Two parts of a sentence that do not go together: a word and, near it in the same clause or sentence, another.

use crate::hit::Hit;
use crate::scan::Cue;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

/// Which words make a slip together, and what to say of it.
pub(crate) struct Frame {
    /// The word that is looked for first; the rule has it as a cue.
    cue: &'static str,
    /// What must follow it, one of these.
    then: &'static [&'static str],
    /// What must not stand between the two.
    without: &'static [&'static str],
    /// What must not follow the second word.
    not_before: &'static str,
    /// How many characters may stand between.
    reach: usize,
    /// The second word may stand in a later clause of the sentence.
    across: bool,
    /// One Chinese sentence.
    message: &'static str,
}

impl Frame {
    /// `cue`, then within `reach` characters of the same clause one of `then`.
    pub(crate) const fn new(
        cue: &'static str,
        then: &'static [&'static str],
        reach: usize,
        message: &'static str,
    ) -> Self {
        Self { cue, then, without: &[], not_before: "", reach, across: false, message }
    }

    /// None of these may stand between.
    pub(crate) const fn without(mut self, words: &'static [&'static str]) -> Self {
        self.without = words;
        self
    }

    /// None of these characters may follow the second word.
    pub(crate) const fn not_before(mut self, characters: &'static str) -> Self {
        self.not_before = characters;
        self
    }

    /// The second word may stand in a later clause.
    pub(crate) const fn across(mut self) -> Self {
        self.across = true;
        self
    }

    /// Where the frame that begins with a cue stands.
    pub(crate) fn find(&self, text: &str, cue: &Cue) -> Option<Range<usize>> {
        let rest = text.get(cue.range.end..)?;
        let ends = |it: char| {
            matches!(it, '。' | '；' | '\n' | '\t' | '！' | '？')
                || !self.across && matches!(it, '，' | '、' | '：' | ',')
        };
        let longest = self.then.iter().map(|it| it.chars().count()).max()?;
        let within = rest.chars().take(self.reach + longest).take_while(|it| !ends(*it)).map(char::len_utf8).sum();
        let within = rest.get(..within)?;
        let (at, then) = self.then.iter().filter_map(|then| Some((within.find(then)?, then))).min()?;
        let between = within.get(..at)?;
        let after = rest.get(at + then.len()..)?.chars().next();
        let spoiled =
            self.without.iter().any(|it| between.contains(it)) || after.is_some_and(|it| self.not_before.contains(it));
        (!spoiled).then_some(cue.range.start..cue.range.end + at + then.len())
    }
}

/// The frames that a rule's cues begin, as hits. Each cue is looked at once for every frame, within a few dozen characters.
pub(crate) fn hits<'t>(
    target: &'t Target<'_>,
    cues: &'t [&str],
    frames: &'t [Frame],
) -> impl Iterator<Item = Hit> + 't {
    let mut end = 0;
    target.cues.iter().filter_map(move |cue| {
        let word = cues.get(cue.number)?;
        let of_cue = frames.iter().filter(|frame| frame.cue == *word);
        let (range, frame) = of_cue.filter_map(|frame| Some((frame.find(target.as_str(), cue)?, frame))).next()?;
        if range.start < end {
            return None;
        }
        end = range.end;
        let hit = Hit::new(range, Level::Advise, frame.message);
        Some(hit.source(Tier::Practice, "《现代汉语》语法：句式杂糅、搭配不当等常见语病").confidence(750))
    })
}
