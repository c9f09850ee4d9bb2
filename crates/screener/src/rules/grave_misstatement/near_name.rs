//! Shared by the rules of this group: the hit for a string one edit away from a name.

use crate::hit::Hit;
use crate::target::Target;
use lexicon::{Level, Near, Row, Slip};
use std::ops::Range;

/// The hit: `what` names the kind of name in the message.
pub(crate) fn hit(target: &Target<'_>, near: &Near<'_>, what: &str) -> Hit {
    let found = target.slice(near.range.clone());
    let name = near.row.term.as_str();
    let slip = match near.slip {
        Slip::Substituted => "有一字不同",
        Slip::Missing => "缺一字",
        Slip::Extra => "多一字",
        Slip::Swapped => "有两字颠倒",
    };
    of_row(near.range.clone(), near.row, format!("“{found}”与{what}“{name}”{slip}，请核对后改正。"))
}

/// A hit that replaces the place by the row's term.
pub(crate) fn of_row(range: Range<usize>, row: &Row, message: String) -> Hit {
    // Surer than a misspelling row that fires inside the name: the whole name tells an editor more.
    let confidence = if row.level == Level::Advise { 700 } else { 960 };
    let mut hit =
        Hit::new(range, row.level, message).source(row.tier, &*row.source).replace(&*row.term).confidence(confidence);
    hit.entry = Some(row.term.clone());
    hit
}
