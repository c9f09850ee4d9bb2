//! How long the functions of a Rust file are. No parser: comments and literals are blanked out, then braces counted.

/// A function with more than the allowed lines.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct LongFunction {
    /// Its name.
    pub(super) name: String,
    /// The line of its `fn`, from 1.
    pub(super) line: usize,
    /// The lines between its braces.
    pub(super) body_lines: usize,
}

/// The functions whose body has more than `limit` lines.
pub(super) fn long_functions(source: &str, limit: usize) -> Vec<LongFunction> {
    let code = blank(source);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let starts_word = !code.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_identifier);
        let after = code.get(at + 3..).unwrap_or_default();
        let name: String = after.trim_start().chars().take_while(|character| is_identifier(*character)).collect();
        if !starts_word || name.is_empty() {
            continue;
        }
        if let Some(body_lines) = body_lines(after).filter(|lines| *lines > limit) {
            let line = 1 + code.get(..at).unwrap_or_default().matches('\n').count();
            found.push(LongFunction { name, line, body_lines });
        }
    }
    found
}

/// The lines between the braces of the function whose signature starts here; none when it has no body.
fn body_lines(code: &str) -> Option<usize> {
    let (mut brackets, mut braces, mut lines) = (0_i32, 0_i32, 0_usize);
    for character in code.chars() {
        match character {
            '(' | '[' if braces == 0 => brackets += 1,
            ')' | ']' if braces == 0 => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' if brackets == 0 => braces += 1,
            '}' if brackets == 0 => {
                braces -= 1;
                if braces == 0 {
                    // The line feeds before the first and after the last line of the body are one more than the lines.
                    return Some(lines.saturating_sub(1));
                }
            }
            '\n' if braces > 0 => lines += 1,
            _ => {}
        }
    }
    None
}

/// The source with the inside of comments, strings and characters replaced by spaces; line feeds stay.
fn blank(source: &str) -> String {
    let characters: Vec<char> = source.chars().collect();
    let mut blanked = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(rest) = characters.get(at..).filter(|rest| !rest.is_empty()) {
        let glued = at.checked_sub(1).and_then(|before| characters.get(before)).copied().is_some_and(is_identifier);
        let length = literal_length(rest, glued);
        let taken = rest.get(..length.max(1)).unwrap_or(rest);
        if length == 0 {
            blanked.extend(taken);
        } else {
            blanked.extend(taken.iter().map(|character| if *character == '\n' { '\n' } else { ' ' }));
        }
        at += taken.len();
    }
    blanked
}

/// The length of the comment or literal that starts here, 0 when none does. `glued`: an identifier ends just before.
fn literal_length(rest: &[char], glued: bool) -> usize {
    match rest {
        ['/', '/', ..] => rest.iter().position(|character| *character == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => block_comment(rest),
        ['"', ..] => quoted(rest, 1),
        ['b' | 'c', '"', ..] if !glued => quoted(rest, 2),
        ['r', '"' | '#', ..] if !glued => raw_string(rest, 1),
        ['b' | 'c', 'r', '"' | '#', ..] if !glued => raw_string(rest, 2),
        ['\'', '\\', ..] => 2 + rest.iter().skip(3).position(|character| *character == '\'').map_or(0, |end| end + 2),
        // A lifetime has no second apostrophe.
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

/// The length of a block comment; they nest.
fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0_i32;
    let mut at = 0;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        let step = match tail {
            ['/', '*', ..] => 1,
            ['*', '/', ..] => -1,
            _ => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
        if depth == 0 {
            break;
        }
    }
    at.min(rest.len())
}

/// The length of a string whose opening quote ends at `start`.
fn quoted(rest: &[char], start: usize) -> usize {
    let mut escaped = false;
    for (at, character) in rest.iter().enumerate().skip(start) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw string whose number signs begin at `start`; 0 for a raw identifier.
fn raw_string(rest: &[char], start: usize) -> usize {
    let signs = rest.iter().skip(start).take_while(|character| **character == '#').count();
    let open = start + signs;
    if rest.get(open) != Some(&'"') {
        return 0;
    }
    let mut at = open + 1;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        at += 1;
        let closing = tail.iter().skip(1).take(signs).filter(|character| **character == '#').count();
        if tail.first() == Some(&'"') && closing == signs {
            return at + signs;
        }
    }
    rest.len()
}

/// Whether a character belongs to an identifier.
fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_literals_and_comments_do_not_count() {
        let code = blank(
            "let a = \"{\\\"{\"; // {\nlet b = r#\"{\"{\"#; /* { /* { */ */ let c = '{'; let d = '\\''; fn f<'a>() {}",
        );
        assert_eq!(code.matches('{').count(), 1, "{code}");
        assert!(code.contains("fn f<'a>() {}"), "{code}");
        assert_eq!(blank("r#type { b'{' }").matches('{').count(), 1);
        assert_eq!(blank("'\\u{1F}' x"), "         x");
    }

    #[test]
    fn bodies_are_measured_between_their_braces() {
        let source = "struct S;\nfn short() {}\ntrait T { fn none(&self, a: [u8; 3]); }\n\npub fn long(\n    a: u8,\n) -> [u8; 2]\nwhere\n    u8: Copy,\n{\n    one();\n    if a { two() }\n    three()\n}\n";
        let found = long_functions(source, 2);
        assert_eq!(found, [LongFunction { name: "long".to_owned(), line: 5, body_lines: 3 }]);
        assert!(long_functions(source, 3).is_empty());
    }

    #[test]
    fn function_pointers_are_no_functions() {
        let source = format!("type F = fn (u8) -> u8;\nstatic X: &[fn()] = &[{}];\n", "\n".repeat(99));
        assert!(long_functions(&source, 10).is_empty());
    }
}
