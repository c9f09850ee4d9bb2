//! `--lines`: every line of the input is a document of its own; one JSON object a line, in order, as they come.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::Serialize;

use super::super::exit::Exit;
use super::super::output::{self, Closed, Output};
use super::{Args, Input, Refused, input, outcome, screen, too_large};
use crate::component::{Reviewer, report_json};

/// One input line's result.
#[derive(Serialize)]
struct LineReport<'a, F: Serialize> {
    /// Only when several files are read: line numbers start anew in each.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    findings: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a Refused>,
}

/// Screen all lines of all files.
pub(super) fn screen_all(args: &Args, reviewer: &Reviewer, out: &mut Output, exit: &mut Exit) -> Result<(), Closed> {
    for path in &args.files {
        let name = path.display().to_string();
        let shown = (args.files.len() > 1).then_some(name.as_str());
        let result = screen_file(path, shown, args.input == Input::Html, reviewer, out, exit)?;
        if let Err(error) = result {
            let refused = input::unreadable(&name, &error);
            *exit = (*exit).max(refused.exit);
            output::error(refused.code, &refused.message);
        }
    }
    Ok(())
}

fn screen_file(
    path: &Path,
    file: Option<&str>,
    html: bool,
    reviewer: &Reviewer,
    out: &mut Output,
    exit: &mut Exit,
) -> Result<io::Result<()>, Closed> {
    let mut reader = match input::open(path) {
        Ok((reader, _)) => BufReader::with_capacity(64 << 10, reader),
        Err(error) => return Ok(Err(error)),
    };
    let limit = reviewer.limits().document_bytes;
    let mut number = 0_u64;
    loop {
        let line = match next_line(&mut reader, limit) {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        };
        number += 1;
        let result = text_of(line, number).and_then(|text| screen(reviewer, &text, html, &place(number)));
        let written = match &result {
            Ok(report) => {
                *exit = (*exit).max(outcome(report));
                write(&LineReport {
                    file,
                    line: number,
                    findings: report_json::findings(&report.findings),
                    error: None,
                })
            }
            Err(refused) => {
                *exit = (*exit).max(refused.exit);
                let none: [(); 0] = [];
                write(&LineReport { file, line: number, findings: none, error: Some(refused) })
            }
        };
        out.line(&written)?;
        // Whoever feeds lines one by one waits for each answer.
        out.flush()?;
    }
}

fn place(number: u64) -> String {
    format!("第 {number} 行")
}

/// Strings, numbers and lists of them always serialise.
fn write(report: &impl Serialize) -> String {
    serde_json::to_string(report).unwrap_or_default()
}

/// A line of the input.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    /// Its bytes without the line end.
    Whole(Vec<u8>),
    /// It is longer than the limit: its length. The bytes were skipped.
    TooLong(u64),
}

fn text_of(line: Line, number: u64) -> Result<String, Refused> {
    match line {
        Line::TooLong(bytes) => Err(too_large(&place(number), bytes)),
        // A byte order mark stands only at the very beginning.
        Line::Whole(bytes) if number == 1 => input::decode(bytes, &place(number)),
        Line::Whole(bytes) => {
            let marked = bytes.starts_with(b"\xef\xbb\xbf");
            input::decode(bytes, &place(number)).map(|text| if marked { format!("\u{feff}{text}") } else { text })
        }
    }
}

/// The next line, ended by LF, CR LF or the end of the input; none at the end. Never holds more than `limit` bytes and a buffer.
fn next_line(reader: &mut impl BufRead, limit: usize) -> io::Result<Option<Line>> {
    let (mut line, mut length, mut ended) = (Vec::new(), 0_u64, false);
    while !ended {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            if length == 0 {
                return Ok(None);
            }
            break;
        }
        let (part, used) = match chunk.iter().position(|byte| *byte == b'\n') {
            Some(at) => (chunk.get(..at).unwrap_or_default(), at + 1),
            None => (chunk, chunk.len()),
        };
        ended = used > part.len();
        length += used as u64;
        // Room for a CR behind the longest line; more is counted and dropped.
        if line.len() <= limit.saturating_add(1) {
            line.extend_from_slice(part);
        }
        reader.consume(used);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if line.len() > limit { Ok(Some(Line::TooLong(length))) } else { Ok(Some(Line::Whole(line))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: usize) -> Vec<Line> {
        let mut reader = BufReader::with_capacity(3, bytes);
        std::iter::from_fn(|| next_line(&mut reader, limit).unwrap()).collect()
    }

    #[test]
    fn line_ends() {
        let whole = |text: &str| Line::Whole(text.into());
        assert_eq!(lines(b"", 9), []);
        assert_eq!(lines(b"\n\r\n", 9), [whole(""), whole("")]);
        assert_eq!(lines(b"one\r\ntwo\nthree", 9), [whole("one"), whole("two"), whole("three")]);
        assert_eq!(lines(b"a\rb\n", 9), [whole("a\rb")], "a CR inside a line is text");
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_one_read() {
        assert_eq!(lines(b"123456789\nab\n", 4), [Line::TooLong(10), Line::Whole(b"ab".to_vec())]);
        assert_eq!(lines(b"1234\r\n12345\n", 4), [Line::Whole(b"1234".to_vec()), Line::TooLong(6)]);
    }

    #[test]
    fn a_mark_is_dropped_only_on_the_first_line() {
        let marked = || Line::Whole("\u{feff}a".into());
        assert_eq!(text_of(marked(), 1).unwrap(), "a");
        assert_eq!(text_of(marked(), 2).unwrap(), "\u{feff}a");
    }
}
