//! Terms as they are compared: what readers do not see and what only looks different is taken away.
//!
//! The component folds text in the same way before it looks for words; the builder folds terms again, so that a difference
//! would cost a warning here and never a hit there.

use std::borrow::Cow;

/// What cleaning took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Characters that nobody sees.
    pub invisible: bool,
    /// Space or punctuation around the term.
    pub edges: bool,
    /// Full-width letters or digits.
    pub wide: bool,
}

/// A character that takes no room.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{08}' | '\u{0E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Marks that people leave around a term; 《》 belong to a title.
const EDGES: [char; 18] =
    ['"', '\'', '“', '”', '‘', '’', '「', '」', '『', '』', '。', '，', '；', '、', ',', ';', '·', '*'];

/// A term without what does not belong to it, and what that was.
#[must_use]
pub fn clean(cell: &str) -> (Cow<'_, str>, Cleaned) {
    let mut cleaned = Cleaned::default();
    let folded = fold(cell, &mut cleaned);
    let inner = match &folded {
        Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
        Cow::Owned(text) => Cow::Owned(trimmed(text).to_owned()),
    };
    // Plain space around a cell is nothing to tell anybody about.
    cleaned.edges = inner.len() != folded.trim().len();
    (inner, cleaned)
}

fn trimmed(text: &str) -> &str {
    let inner = text.trim_matches(|character: char| character.is_whitespace() || EDGES.contains(&character));
    // A list of marks is a list of marks.
    if inner.is_empty() { text.trim() } else { inner }
}

fn fold<'t>(text: &'t str, cleaned: &mut Cleaned) -> Cow<'t, str> {
    if text.chars().all(|character| folded(character) == Some(character)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match folded(character) {
            None => cleaned.invisible = true,
            Some(other) => {
                cleaned.wide |= other != character && other.is_ascii_alphanumeric();
                out.push(other);
            }
        }
    }
    Cow::Owned(out)
}

fn folded(character: char) -> Option<char> {
    match character {
        '\u{4E00}'..='\u{9FFF}' => Some(character),
        '\t'
        | '\n'
        | '\r'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Some(' '),
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            Some(char::from_u32(character as u32 - 0xFEE0).unwrap_or(character))
        }
        _ if is_invisible(character) => None,
        _ => Some(character),
    }
}

/// True for a Han character.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_goes_and_is_named() {
        let cleaned = |text: &str| {
            let (term, cleaned) = clean(text);
            (term.into_owned(), cleaned.invisible, cleaned.edges, cleaned.wide)
        };
        assert_eq!(cleaned(" 部署 "), ("部署".into(), false, false, false));
        assert_eq!(cleaned("部\u{200b}署"), ("部署".into(), true, false, false));
        assert_eq!(cleaned("“部署”，"), ("部署".into(), false, true, false));
        assert_eq!(cleaned("ＡＢ级"), ("AB级".into(), false, false, true));
        assert_eq!(cleaned("《条例》"), ("《条例》".into(), false, false, false));
        assert_eq!(cleaned("，"), ("，".into(), false, false, false));
    }
}
