//! What stands around a number: the words before it, and the column (栏目) a document is published in.

use crate::target::Target;

/// How far words around a number are taken to belong to it, in characters.
const NEAR: usize = 40;

/// What stands before a place in its paragraph, at most forty characters.
pub(crate) fn before<'t>(target: &Target<'t>, at: usize) -> &'t str {
    let text = target.before(at);
    let start = text.char_indices().rev().take(NEAR).last().map_or(text.len(), |(start, _)| start);
    text.get(start..).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// What follows a place in its paragraph, at most forty characters.
pub(crate) fn after<'t>(target: &Target<'t>, at: usize) -> &'t str {
    let text = target.after(at);
    let end = text.char_indices().nth(NEAR).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default().split('\n').next().unwrap_or_default()
}

/// Whether a text holds one of these words.
pub(crate) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether one of these words stands directly before: between it and the end of `text` are no more than this many characters.
pub(crate) fn ends_near(text: &str, words: &[&str], characters: usize) -> bool {
    words.iter().any(|word| text.rsplit_once(word).is_some_and(|(_, rest)| rest.chars().nth(characters).is_none()))
}

/// Whether a number that stands at this range is a number of its own, not part of a longer code, an address or a decimal.
pub(crate) fn stands_alone(target: &Target<'_>, range: &std::ops::Range<usize>) -> bool {
    let joins = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '/' | '=' | '*' | '#' | '%' | '〔')
    };
    let before = target.before(range.start).chars().next_back();
    let mut rest = target.after(range.end).chars();
    let after = rest.next();
    // A full stop of a sentence in half width ends the number.
    let goes_on =
        after.is_some_and(joins) && !(after == Some('.') && !rest.next().is_some_and(|it| it.is_ascii_alphanumeric()));
    !before.is_some_and(joins) && !goes_on
}

/// Names of columns in which law orders that parties and contacts are named.
const LAWFUL: [&str; 16] = [
    "处罚",
    "双公示",
    "行政强制",
    "采购",
    "招标",
    "中标",
    "成交",
    "投标",
    "任前公示",
    "招录",
    "录用",
    "招聘",
    "失信",
    "曝光",
    "欠税",
    "执行",
];
/// Under these names systems keep the column.
const COLUMN: [&str; 8] = ["栏目", "栏目名称", "所属栏目", "column", "section", "信息类别", "主题分类", "频道"];

/// Whether the document goes to a column in which law orders names published; without metadata its title tells.
pub(crate) fn is_lawful_disclosure(target: &Target<'_>) -> bool {
    let more = &target.settings.disclosure_columns;
    let named = |text: &str| holds(text, &LAWFUL) || more.iter().any(|word| text.contains(word.as_str()));
    target.metadata(&COLUMN).is_some_and(named) || named(heading(target))
}

/// The title of the document, or its first line.
pub(crate) fn heading<'t>(target: &Target<'t>) -> &'t str {
    let title = target.document.title.trim();
    if !title.is_empty() {
        return title;
    }
    let first = target.blocks().next().map_or("", |(_, block)| block.trim());
    if first.chars().nth(NEAR).is_none() { first } else { "" }
}
