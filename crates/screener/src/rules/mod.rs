//! The rules: a folder a group, a file a rule.

pub(crate) mod accessibility;
pub(crate) mod date;
pub(crate) mod disclosure;
pub(crate) mod document_number;
pub(crate) mod expired;
pub(crate) mod grammar;
pub(crate) mod grave_misstatement;
pub(crate) mod leader_mention;
pub(crate) mod misspelling;
pub(crate) mod number;
pub(crate) mod personal_data;
pub(crate) mod punctuation;
pub(crate) mod repost;
pub(crate) mod secrecy_mark;
pub(crate) mod sensitive_term;
pub(crate) mod structure;

use crate::hit::{Hit, Hits};
use crate::target::Target;
use lexicon::{Kind, Level, Match};

/// The hits of a rule that reports the pack's rows of one kind as they stand.
fn row_hits(target: &Target<'_>, kind: Kind, hits: &mut Hits) {
    for Match { range, row } in target.words.iter().filter(|word| word.row.kind == kind) {
        // Caution is advice, whatever level a list gives it.
        let level = if kind == Kind::Caution { Level::Advise } else { row.level };
        let mut hit =
            Hit::new(range.clone(), level, &*row.reason).source(row.tier, &*row.source).confidence(confidence(level));
        hit.replacements.clone_from(&row.replacements);
        hit.entry = Some(row.term.clone());
        hits.push(hit);
    }
}

/// A row's level says how sure its writer was.
const fn confidence(level: Level) -> u16 {
    match level {
        Level::Block | Level::Confirm => 950,
        Level::Advise => 700,
    }
}
