//! Text as units: one Han character, or one stand-in for a clause end, a number, Latin letters.

use std::ops::Range;

use crate::guard;
use crate::model::{COMMA, HAN, LATIN, NUMBER, STOP};

/// What the lattice sees of the text at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// A character of [`HAN`] or a stand-in.
    pub code: u16,
    /// Never to be changed.
    pub frozen: bool,
}

/// The units of a text. What `protected` covers is frozen, and so is what the marks in the text itself protect.
pub(crate) fn units(text: &str, protected: &[Range<usize>]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len() / 3 + 8);
    let mut spans = protected.iter().peekable();
    let mut quote = Quote::default();
    for (start, character) in text.char_indices() {
        while spans.next_if(|span| span.end <= start).is_some() {}
        quote.see(start, character);
        let code = code(character);
        let Some(code) = code else { continue };
        let repeats = !HAN.contains(&code) && units.last().is_some_and(|last| last.code == code);
        if repeats {
            continue;
        }
        // What is quoted is another's wording, and a title is right as it was given.
        let quoted = quote.is_open();
        let covered = spans.peek().is_some_and(|span| span.start <= start);
        units.push(Unit { start, code, frozen: covered || quoted || !HAN.contains(&code) });
    }
    guard::freeze(&mut units);
    units
}

/// The code of a character; none for what is looked through.
fn code(character: char) -> Option<u16> {
    let code = match u16::try_from(u32::from(character)) {
        Ok(code) if HAN.contains(&code) => code,
        _ if character.is_ascii_digit() => NUMBER,
        // The most common marks, before the search in tables of letters.
        _ if matches!(character, '，' | '。' | '；' | '\n') => STOP,
        _ if character.is_alphabetic() => LATIN,
        _ if matches!(character, '、') => COMMA,
        _ if matches!(character, '“' | '”' | '‘' | '’' | '《' | '》' | '〈' | '〉' | '「' | '」') => {
            return None;
        }
        _ => STOP,
    };
    Some(code)
}

/// Whether a place lies within quotation or title marks, which hold names and other people's words.
#[derive(Default)]
struct Quote {
    /// The mark that ends it and where to give up waiting for it.
    open: Option<(char, usize)>,
}

/// A quotation longer than this is taken for a forgotten mark, in bytes.
const LONGEST_QUOTE: usize = 180;

impl Quote {
    fn see(&mut self, at: usize, character: char) {
        let closes = self.open.is_some_and(|(end, until)| character == end || at >= until || character == '\n');
        if closes {
            self.open = None;
            return;
        }
        if self.open.is_none() {
            let end = match character {
                '“' => '”',
                '‘' => '’',
                '《' => '》',
                '〈' => '〉',
                '「' => '」',
                _ => return,
            };
            self.open = Some((end, at + LONGEST_QUOTE));
        }
    }

    const fn is_open(&self) -> bool {
        self.open.is_some()
    }
}
