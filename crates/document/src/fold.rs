//! Folding of single characters: the forms that input methods, PDF readers and word processors leave behind read as the character meant.

use crate::compatibility;

/// What a character counts as when rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// This character.
    As(char),
    /// Nothing: it is invisible.
    Removed,
}

/// Fold one character. Line ends are the caller's business, because CR LF is two characters.
pub(crate) fn fold(character: char) -> Folded {
    match character {
        // By far the most common; first for speed. The compatibility blocks lie outside this range.
        '\u{4E00}'..='\u{9FFF}' => Folded::As(character),
        '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => {
            Folded::Removed
        }
        '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => Folded::Removed,
        '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Folded::As(' ')
        }
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Folded::As('\n'),
        // Full-width letters and digits only: full-width punctuation is the right form in Chinese and rules must see it.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            Folded::As(char::from_u32(character as u32 - 0xFEE0).unwrap_or(character))
        }
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => {
            Folded::As(compatibility::unified(character).unwrap_or(character))
        }
        _ => Folded::As(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_look_alike() {
        assert_eq!(fold('\u{FF21}'), Folded::As('A'));
        assert_eq!(fold('\u{FF17}'), Folded::As('7'));
        assert_eq!(fold('\u{FF0C}'), Folded::As('\u{FF0C}'), "full-width punctuation stays");
        assert_eq!(fold('\u{3000}'), Folded::As(' '));
        assert_eq!(fold('\u{200B}'), Folded::Removed);
        assert_eq!(fold('\u{2F08}'), Folded::As('人'), "Kangxi radical from a PDF");
    }
}
