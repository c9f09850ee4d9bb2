//! Counting and looking up what readers see.

use crate::{BodyFormat, Document, Text, parts};

/// How many characters readers get: title, summary, body and texts of attachments, without white space. Names of files and metadata do not count.
///
/// ```
/// use document::{Document, characters};
/// assert_eq!(characters(&Document::html("<p>准<b>确</b>定，</p>\n<p>2026 年</p>")), 9);
/// ```
#[must_use]
pub fn characters(document: &Document) -> u64 {
    let is_read = |name: &str| matches!(name, "title" | "summary" | "body") || name.starts_with("attachment/");
    let count = |source: &str, format| {
        let text = Text::new(source, format);
        text.as_str().chars().filter(|character| !character.is_whitespace()).count()
    };
    let all = parts(document).into_iter().filter(|part| is_read(&part.name));
    let total: usize = all.filter_map(|part| part.source.map(|source| count(source, part.format))).sum();
    u64::try_from(total).unwrap_or(u64::MAX)
}

/// Whether any part shows one of these words, whatever tags stand inside and whatever the width of its characters. Words without a character
/// are in nothing.
///
/// ```
/// use document::{Document, contains_any};
/// let document = Document::html("<p>营商<i>环境</i>２０２６</p>");
/// assert!(contains_any(&document, &["商环".to_owned()]) && contains_any(&document, &["境2026".to_owned()]));
/// assert!(!contains_any(&document, &["商 环".to_owned(), String::new()]));
/// ```
#[must_use]
pub fn contains_any(document: &Document, words: &[String]) -> bool {
    let words = words.iter().map(|word| Text::new(word, BodyFormat::Text).as_str().trim().to_owned());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let holds = |source: &str, format| {
        let text = Text::new(source, format);
        words.iter().any(|word| text.as_str().contains(word.as_str()))
    };
    parts(document).into_iter().any(|part| part.source.is_some_and(|source| holds(source, part.format)))
}
