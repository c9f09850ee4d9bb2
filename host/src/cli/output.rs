//! The only place that prints: results to standard output, errors and progress to standard error.

use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

use super::exit::Exit;

/// Standard output, buffered.
pub(super) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

/// Standard output takes no more.
#[derive(Debug)]
pub(super) struct Closed(io::Error);

impl Output {
    pub(super) fn new() -> Self {
        Output { writer: BufWriter::with_capacity(64 << 10, io::stdout().lock()) }
    }

    /// One line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Closed> {
        self.writer.write_all(text.as_bytes()).and_then(|()| self.writer.write_all(b"\n")).map_err(Closed)
    }

    /// Bytes as they are: a text in its own encoding.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Closed> {
        self.writer.write_all(bytes).map_err(Closed)
    }

    /// Hand everything over now.
    pub(super) fn flush(&mut self) -> Result<(), Closed> {
        self.writer.flush().map_err(Closed)
    }
}

impl Closed {
    /// A reader that has seen enough (`| head`) is no error; a full disk is.
    pub(super) fn exit(&self, so_far: Exit) -> Exit {
        if self.0.kind() == ErrorKind::BrokenPipe {
            return so_far;
        }
        error("output-failed", &format!("无法写出结果：{}", self.0));
        so_far.max(Exit::Input)
    }
}

/// One line on standard error: stable code and Chinese sentence.
pub(super) fn error(code: &str, message: &str) {
    note(&format!("错误[{code}]：{message}"));
}

/// One line on standard error. When nobody reads it there is nobody to tell.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(text));
}

/// Draw the line of a progress bar over the last one, on a terminal.
pub(super) fn redraw(text: &str) {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "\r{}\x1b[K", printable(text)).and_then(|()| stderr.flush());
}

/// Text as it may go to a terminal: control characters (except line breaks and tabs) are shown as code points, because a
/// document must not be able to move the cursor or recolour the screen.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' => shown.push(character),
            // Direction overrides can make a line read differently from what it says.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => push_code(&mut shown, character),
            _ if character.is_control() => push_code(&mut shown, character),
            _ => shown.push(character),
        }
    }
    shown
}

fn push_code(shown: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(shown, "<U+{:04X}>", u32::from(character));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(printable("a\u{1b}[31mb\u{0}\u{202e}"), "a<U+001B>[31mb<U+0000><U+202E>");
        assert_eq!(printable("第一行\n\t第二行"), "第一行\n\t第二行");
    }
}
