//! What a rule is.

use crate::hit::Hits;
use crate::target::Target;
use lexicon::{Level, Tier};

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
    /// What it checks and why, what it finds and leaves alone; the examples in it are executed by a test. Empty without the
    /// feature `documentation`.
    pub documentation: &'static str,
    /// Strings without which the rule has nothing to do at a place. All rules' cues are found in one pass; the rule gets its own as
    /// [`Target::cues`].
    pub(crate) cues: &'static [&'static str],
    /// A slip of this kind runs through a whole document: more than a few hits with the same message are one finding.
    pub(crate) summarise: bool,
    /// Look at one part.
    pub(crate) check: fn(&Target<'_>, &mut Hits),
}

impl Rule {
    /// The documentation, unless this build is made without the feature `documentation`: a browser loads no text it does not show.
    pub(crate) const fn documented(text: &'static str) -> &'static str {
        if cfg!(feature = "documentation") { text } else { "" }
    }

    /// The category: the code up to the slash.
    #[must_use]
    pub fn category(&self) -> &'static str {
        self.code.split_once('/').map_or(self.code, |(group, _)| group)
    }
}
