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
        '\u{00AD}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' => Folded::Removed,
        '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => Folded::Removed,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Folded::As(' '),
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Folded::As('\n'),
        // Readers do not see these; a word or a mark must not hide behind them.
        '\0'..='\u{08}' | '\u{0E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' => Folded::Removed,
        '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Folded::Removed,
        '\u{FFF9}'..='\u{FFFB}' => Folded::Removed,
        '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}' => Folded::Removed,
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
        assert_eq!(fold('\0'), Folded::Removed);
        assert_eq!(fold('\u{E0100}'), Folded::Removed, "a variation selector");
        assert_eq!(fold('\n'), Folded::As('\n'));
        assert_eq!(fold('\u{2F08}'), Folded::As('人'), "Kangxi radical from a PDF");
    }
}
