//! The agency's leaders in text: names, titles, order (clause 7). Nothing is found without the agency's list.

pub(crate) mod name_variant;
pub(crate) mod order;
pub(crate) mod title_mismatch;

use crate::target::Target;
use lexicon::{Leader, Mention, Mentioned};

/// Names and titles of the list in all paragraphs, with their places in the text; a paragraph each.
fn mentions(target: &Target<'_>) -> Vec<Vec<Mention>> {
    let leaders = target.lexicon.leaders();
    if leaders.all().is_empty() {
        return Vec::new();
    }
    let mentions = |(start, block)| {
        let found = leaders.find(block).into_iter();
        found.map(|it| Mention { range: start + it.range.start..start + it.range.end, ..it }).collect()
    };
    target.blocks().map(mentions).collect()
}

/// The leader that a mention names, when the row counts on the day of the screening.
fn leader<'t>(target: &Target<'t>, mention: &Mention) -> Option<&'t Leader> {
    let Mentioned::Name(place) = mention.what else { return None };
    target.lexicon.leaders().get(place).filter(|leader| leader.serves(target.as_of))
}

/// Words before a title that make it another's or a former one.
const FORMER: [&str; 14] =
    ["原", "副", "前", "时任", "代", "常务", "曾任", "拟任", "提名", "助理", "老", "首任", "历任", "新任"];

/// Whether the title that begins at `at` is as good as it stands: no word before it changes what it says.
fn is_plain_title(target: &Target<'_>, at: usize) -> bool {
    let before = target.before(at);
    !FORMER.iter().any(|word| before.ends_with(word))
}
