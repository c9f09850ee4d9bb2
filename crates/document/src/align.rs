//! Finds for every decoded character of an HTML text run the source it came from.
//!
//! The tokenizer decodes character references and line ends; it says where a run of text begins and ends, but not where inside it.

use crate::tokenize::tokenize;
use html5gum::emitters::callback::CallbackEvent;
use std::ops::Range;

/// Call `each` with every character of `decoded` and its byte range in `source`. Characters of one reference share its range.
pub(crate) fn align(decoded: &str, source: &str, mut each: impl FnMut(char, Range<usize>)) {
    if decoded == source {
        for (at, character) in decoded.char_indices() {
            each(character, at..at + character.len_utf8());
        }
        return;
    }
    let mut rest = decoded;
    let mut at = 0;
    while let Some(character) = rest.chars().next() {
        let tail = source.get(at..).unwrap_or_default();
        if let Some((expansion, length)) = reference(tail, rest) {
            expansion.chars().for_each(|character| each(character, at..at + length));
            at += length;
            rest = rest.get(expansion.len()..).unwrap_or_default();
            continue;
        }
        let length = source_length(character, tail);
        each(character, at..at + length);
        at += length;
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
}

/// How many bytes of source one decoded character outside a reference takes.
fn source_length(decoded: char, tail: &str) -> usize {
    match tail.chars().next() {
        Some('\r') if tail.starts_with("\r\n") => 2,
        // The tokenizer may replace a character (NUL becomes U+FFFD); it never replaces one by several.
        Some(first) => first.len_utf8(),
        None => {
            debug_assert!(decoded == '\0', "decoded text is longer than its source");
            0
        }
    }
}

/// The reference that `tail` begins with: what it decodes to, and its length in bytes. `decoded` decides: `&` that stands for itself is no reference.
fn reference<'d>(tail: &str, decoded: &'d str) -> Option<(&'d str, usize)> {
    let body = tail.strip_prefix('&')?;
    let hash = usize::from(body.starts_with('#'));
    let name = body.get(hash..)?.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if name == 0 {
        return None;
    }
    let semicolon = usize::from(body.as_bytes().get(hash + name) == Some(&b';'));
    let written = tail.get(..1 + hash + name + semicolon)?;
    let expansion = decode(written);
    (expansion != written && decoded.starts_with(&expansion)).then_some(())?;
    // Old references need no semicolon: of `&nbsp110105` the digits stand for themselves.
    let literal = written.bytes().rev().zip(expansion.bytes().rev()).take_while(|(one, other)| one == other).count();
    Some((decoded.get(..expansion.len() - literal)?, written.len() - literal))
}

/// Decode one reference by itself.
fn decode(reference: &str) -> String {
    let mut text = String::new();
    tokenize(reference, &mut |event, _| {
        if let CallbackEvent::String { value } = event {
            text.push_str(&String::from_utf8_lossy(value));
        }
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(decoded: &str, source: &str) -> Vec<(char, String)> {
        let mut all = Vec::new();
        align(decoded, source, |character, range| all.push((character, source.get(range).unwrap().to_owned())));
        all
    }

    #[test]
    fn references_share_their_source() {
        let pairs = aligned("a&b中c", "a&amp;b&#20013;c");
        let sources: Vec<_> = pairs.iter().map(|(_, source)| source.as_str()).collect();
        assert_eq!(sources, ["a", "&amp;", "b", "&#20013;", "c"]);
    }

    #[test]
    fn an_ampersand_that_stands_for_itself() {
        let pairs = aligned("A&B 中&lt", "A&B 中&amp;lt");
        assert_eq!(pairs.last().unwrap(), &('t', "t".to_owned()));
    }

    #[test]
    fn what_follows_an_old_reference_stands_for_itself() {
        let pairs = aligned("\u{A0}11¬it;", "&nbsp11&notit;");
        let sources: Vec<_> = pairs.iter().map(|(_, source)| source.as_str()).collect();
        assert_eq!(sources, ["&nbsp", "1", "1", "&not", "i", "t", ";"]);
    }

    #[test]
    fn line_ends() {
        assert_eq!(
            aligned("一\n&", "一\r\n&amp;"),
            [('一', "一".to_owned()), ('\n', "\r\n".to_owned()), ('&', "&amp;".to_owned())]
        );
    }
}
