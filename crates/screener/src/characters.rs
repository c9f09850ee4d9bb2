//! Characters and their neighbours, as several rules ask for them.

/// Whether a character is a Chinese character; 〇 counts.
pub(crate) const fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The character that ends before a place.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character that begins at a place.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// At most `most` characters before a place, none of them before the begin of its line or cell.
pub(crate) fn line_before(text: &str, at: usize, most: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let length = before.chars().rev().take(most).take_while(|it| !is_break(*it)).map(char::len_utf8).sum::<usize>();
    before.get(before.len() - length..).unwrap_or_default()
}

/// At most `most` characters from a place on, none of them after the end of its line or cell.
pub(crate) fn line_after(text: &str, at: usize, most: usize) -> &str {
    let after = text.get(at..).unwrap_or_default();
    let length = after.chars().take(most).take_while(|it| !is_break(*it)).map(char::len_utf8).sum::<usize>();
    after.get(..length).unwrap_or_default()
}

/// Whether a place is where a line or a cell begins, white space aside.
pub(crate) fn begins_line(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| {
        // Indents are short; a text of nothing but spaces must not be read once for each place.
        before.chars().rev().take(40).find(|it| *it != ' ').is_none_or(is_break)
    })
}

const fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_end_with_the_line() {
        let text = "甲\n乙丙丁\t戊";
        let at = text.find('丁').unwrap();
        assert_eq!((line_before(text, at, 9), line_after(text, at, 9)), ("乙丙", "丁"));
        assert_eq!((line_before(text, at, 1), line_after(text, at, 0)), ("丙", ""));
        assert!(begins_line(text, text.find('乙').unwrap()) && !begins_line(text, at));
        assert!(begins_line("  一", 2) && begins_line("", 0));
    }
}
