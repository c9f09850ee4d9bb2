//! Lines of a stream, bounded, each decoded: the first one that tells decides the encoding of all.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::encoding::{self, Choice, Encoding};
use super::refused::{Refused, too_large};

/// Reads the lines of one input.
pub(super) struct LineReader {
    reader: BufReader<Box<dyn Read>>,
    choice: Choice,
    limit: usize,
    number: u64,
    /// A byte order mark stood at the beginning.
    pub(super) mark: bool,
    /// What the bytes turned out to be; UTF-8 until something else shows.
    pub(super) encoding: Encoding,
}

/// A decoded line.
pub(super) struct TextLine {
    /// From 1.
    pub(super) number: u64,
    pub(super) text: Result<String, Refused>,
    /// Its line end as it stood there: LF, CR LF, or nothing at the end of the input.
    pub(super) end: &'static str,
}

impl LineReader {
    /// Look at what has arrived first: a mark, or bytes that can only be GB18030.
    pub(super) fn new(input: Box<dyn Read>, choice: Choice, limit: usize) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(64 << 10, input);
        let (mut choice, mut encoding) = (choice, Encoding::Utf8);
        let chunk = reader.fill_buf()?;
        let mark = if choice == Choice::Gb18030 { None } else { encoding::marked(chunk) };
        if let Some((wide @ (Encoding::Utf16Le | Encoding::Utf16Be), _)) = mark.filter(|_| choice == Choice::Auto) {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            let text = encoding::decode(bytes, choice, "").map_err(|refused| io::Error::other(refused.message))?.text;
            let reader = BufReader::new(Box::new(Cursor::new(text.into_bytes())) as Box<dyn Read>);
            return Ok(LineReader { reader, choice: Choice::Utf8, limit, number: 0, mark: true, encoding: wide });
        }
        let whole = chunk.iter().rposition(|byte| *byte == b'\n').map_or(chunk, |at| chunk.get(..at).unwrap_or(chunk));
        if choice == Choice::Auto
            && encoding::decode(whole.to_vec(), choice, "").is_ok_and(|read| read.encoding == Encoding::Gb18030)
        {
            choice = Choice::Gb18030;
        }
        if choice == Choice::Gb18030 {
            encoding = Encoding::Gb18030;
        }
        Ok(LineReader { reader, choice, limit, number: 0, mark: mark.is_some(), encoding })
    }

    /// The next line; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<TextLine>> {
        let Some((line, end)) = next_line(&mut self.reader, self.limit)? else { return Ok(None) };
        self.number += 1;
        Ok(Some(TextLine { number: self.number, text: self.text(line), end }))
    }

    fn text(&mut self, line: Line) -> Result<String, Refused> {
        let place = format!("第 {} 行", self.number);
        let bytes = match line {
            Line::TooLong(bytes) => return Err(too_large(&place, bytes)),
            Line::Whole(bytes) => bytes,
        };
        let (plain, marked) = (bytes.is_ascii(), bytes.starts_with(b"\xef\xbb\xbf"));
        let read = encoding::decode(bytes, self.choice, &place)?;
        if !plain && self.choice == Choice::Auto {
            self.choice = if read.encoding == Encoding::Gb18030 { Choice::Gb18030 } else { Choice::Utf8 };
            self.encoding = read.encoding;
        }
        // A byte order mark stands only at the very beginning.
        Ok(if self.number > 1 && marked && read.mark { format!("\u{feff}{}", read.text) } else { read.text })
    }
}

/// A line of the input.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    /// Its bytes without the line end.
    Whole(Vec<u8>),
    /// It is longer than the limit: its length. The bytes were skipped.
    TooLong(u64),
}

/// The next line, ended by LF, CR LF or the end of the input; none at the end. Never holds more than `limit` bytes and a buffer.
fn next_line(reader: &mut impl BufRead, limit: usize) -> io::Result<Option<(Line, &'static str)>> {
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
    let end = match (ended, line.last()) {
        (false, Some(b'\r')) => "\r",
        (false, _) => "",
        (true, Some(b'\r')) => "\r\n",
        (true, _) => "\n",
    };
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Some((if line.len() > limit { Line::TooLong(length) } else { Line::Whole(line) }, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: usize) -> Vec<(Line, &'static str)> {
        let mut reader = BufReader::with_capacity(3, bytes);
        std::iter::from_fn(|| next_line(&mut reader, limit).unwrap()).collect()
    }

    fn whole(text: &str, end: &'static str) -> (Line, &'static str) {
        (Line::Whole(text.into()), end)
    }

    fn texts(bytes: &[u8]) -> (Vec<Option<String>>, Encoding) {
        let mut reader = LineReader::new(Box::new(Cursor::new(bytes.to_vec())), Choice::Auto, 1 << 20).unwrap();
        let texts = std::iter::from_fn(|| reader.next().unwrap()).map(|line| line.text.ok()).collect();
        (texts, reader.encoding)
    }

    #[test]
    fn line_ends() {
        assert_eq!(lines(b"", 9), []);
        assert_eq!(lines(b"\n\r\n", 9), [whole("", "\n"), whole("", "\r\n")]);
        assert_eq!(lines(b"one\r\ntwo\nthree", 9), [whole("one", "\r\n"), whole("two", "\n"), whole("three", "")]);
        assert_eq!(lines(b"a\rb\n", 9), [whole("a\rb", "\n")], "a CR inside a line is text");
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_one_read() {
        assert_eq!(lines(b"123456789\nab\n", 4), [(Line::TooLong(10), "\n"), whole("ab", "\n")]);
        assert_eq!(lines(b"1234\r\n12345\n", 4), [whole("1234", "\r\n"), (Line::TooLong(6), "\n")]);
    }

    #[test]
    fn a_mark_is_dropped_only_on_the_first_line() {
        let (read, _) = texts("\u{feff}a\n\u{feff}a\n".as_bytes());
        assert_eq!(read, [Some("a".to_owned()), Some("\u{feff}a".to_owned())]);
    }

    #[test]
    fn one_encoding_for_all_lines() {
        let (read, encoding) = texts(b"abc\n\xd6\xd0\xb9\xfa\n\xff\n");
        assert_eq!((read, encoding), (vec![Some("abc".to_owned()), Some("中国".to_owned()), None], Encoding::Gb18030));
        let (read, encoding) = texts(b"ab\xff\n\xe4\xb8\xad\n");
        assert_eq!((read, encoding), (vec![None, Some("中".to_owned())], Encoding::Utf8));
        let (read, encoding) = texts(b"\xff\xfea\0\n\0\x2d\x4e");
        assert_eq!((read, encoding), (vec![Some("a".to_owned()), Some("中".to_owned())], Encoding::Utf16Le));
    }
}
