//! Where a place stands: its paragraph, its neighbourhood, whether quotation marks enclose it.

/// The paragraph or table cell around a place, as far as `most` characters to either side, with where it begins.
pub(crate) fn around(text: &str, at: usize, most: usize) -> (usize, &str) {
    let before = text.get(..at).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(most)
        .take_while(|(_, character)| !matches!(character, '\n' | '\t'))
        .last()
        .map_or(at, |(start, _)| start);
    let after = text.get(at..).unwrap_or_default();
    let end = at + following(after, most).len();
    (start, text.get(start..end).unwrap_or_default())
}

/// What precedes within the paragraph or cell, at most `most` characters.
pub(crate) fn preceding(before: &str, most: usize) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(most)
        .take_while(|(_, character)| !matches!(character, '\n' | '\t'))
        .last()
        .map_or(before.len(), |(start, _)| start);
    before.get(start..).unwrap_or_default()
}

/// What follows within the paragraph or cell, at most `most` characters.
pub(crate) fn following(after: &str, most: usize) -> &str {
    let end = after
        .char_indices()
        .take(most)
        .take_while(|(_, character)| !matches!(character, '\n' | '\t'))
        .last()
        .map_or(0, |(at, character)| at + character.len_utf8());
    after.get(..end).unwrap_or_default()
}

/// Whether quotation marks stand directly around a range.
pub(crate) fn is_quoted(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    before.ends_with(['“', '‘', '"', '「', '『']) && after.starts_with(['”', '’', '"', '」', '』'])
}
