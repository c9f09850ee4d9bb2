//! How long a password is when every piece that people choose first counts as one character.

/// Pieces that stand at the head of every list of leaked passwords, after folding.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "admin",
    "administrator",
    "root",
    "welcome",
    "letmein",
    "iloveyou",
    "woaini",
    "login",
    "master",
    "dragon",
    "monkey",
    "test",
    "user",
    "guest",
    "mima",
    "china",
    "benxi",
    "liaoning",
];
/// Keys that lie in a row or column of the keyboard.
const KEYBOARD: &[&str] =
    &["qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm"];
/// Alike, ascending or adjacent keys from here on are one piece.
const RUN: usize = 3;

/// The number of pieces.
pub(crate) fn effective_length(password: &str) -> usize {
    let typed: Vec<char> = password.to_lowercase().chars().collect();
    let block = repeated_block(&typed);
    let typed = typed.get(..block).unwrap_or_default();
    let folded: Vec<char> = typed.iter().copied().map(fold).collect();
    let mut pieces = 0;
    let mut at = 0;
    while at < typed.len() {
        at += piece(typed.get(at..).unwrap_or_default(), folded.get(at..).unwrap_or_default());
        pieces += 1;
    }
    pieces
}

/// How many characters the piece at the start has.
fn piece(typed: &[char], folded: &[char]) -> usize {
    let word = WORDS.iter().filter(|word| starts_with(folded, word)).map(|word| word.len()).max().unwrap_or(0);
    [word, year(typed), run(typed), keyboard(typed)].into_iter().max().unwrap_or(0).max(1)
}

/// The length of the shortest block that the whole is a repetition of; the whole length when there is none.
fn repeated_block(typed: &[char]) -> usize {
    let whole = typed.len();
    (1..=whole / 2)
        .find(|length| whole.is_multiple_of(*length) && typed.chunks(*length).all(|chunk| typed.starts_with(chunk)))
        .unwrap_or(whole)
}

fn starts_with(text: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(place, character)| text.get(place) == Some(&character))
}

/// 19xx and 20xx.
fn year(typed: &[char]) -> usize {
    let century = starts_with(typed, "19") || starts_with(typed, "20");
    let digits = typed.iter().take(4).filter(|character| character.is_ascii_digit()).count();
    if century && digits == 4 { 4 } else { 0 }
}

/// Alike, ascending or descending letters and digits.
fn run(typed: &[char]) -> usize {
    let step = |pair: &[char]| match pair {
        [first, second] => Some(i64::from(u32::from(*second)) - i64::from(u32::from(*first))),
        _ => None,
    };
    let Some(first) = typed.windows(2).next().and_then(step).filter(|first| first.abs() <= 1) else { return 0 };
    let length = 1 + typed.windows(2).take_while(|pair| step(pair) == Some(first)).count();
    if length >= RUN { length } else { 0 }
}

/// Adjacent keys, in either direction.
fn keyboard(typed: &[char]) -> usize {
    let along = |row: &str, keys: &[char]| {
        let row: Vec<char> = row.chars().collect();
        let start = row.iter().position(|key| keys.first() == Some(key)).unwrap_or(row.len());
        row.iter().skip(start).zip(keys).take_while(|(key, typed)| key == typed).count()
    };
    let both = |row: &&str| {
        let backwards: String = row.chars().rev().collect();
        along(row, typed).max(along(&backwards, typed))
    };
    KEYBOARD.iter().map(both).max().filter(|length| *length >= RUN).unwrap_or(0)
}

/// Symbols and digits that stand for letters.
const fn fold(character: char) -> char {
    match character {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::effective_length;

    #[test]
    fn pieces() {
        for (password, pieces) in [
            ("", 0),
            ("q7#m", 4),
            ("p@ssw0rd", 1),
            ("admin123", 2),
            ("abcdef", 1),
            ("fedcba", 1),
            ("aaaa", 1),
            ("qwer!@#$", 2),
            ("rewq", 1),
            ("x1987y", 3),
            ("k7#k7#", 3),
            ("ab12", 4),
        ] {
            assert_eq!(effective_length(password), pieces, "{password}");
        }
    }

    #[test]
    fn long_input_ends() {
        assert_eq!(effective_length(&"1".repeat(100_000)), 1);
    }
}
