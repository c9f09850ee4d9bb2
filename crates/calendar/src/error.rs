//! What is wrong in a calendar file, and where.

use serde::Deserialize;
use serde_json::value::RawValue;

/// How many errors are listed; a file with more is wrong as a whole.
const MOST_ERRORS: usize = 100;

/// Something wrong in a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarError {
    /// Line from 1.
    pub line: u32,
    /// Column in bytes of the line, from 1.
    pub column: u32,
    /// One Chinese phrase without a full stop: the entry, and what is wrong with it.
    pub message: String,
}

/// The errors of one text, in the order in which they were found.
pub(crate) struct Errors<'a> {
    text: &'a str,
    found: Vec<CalendarError>,
}

impl<'a> Errors<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// All errors, by line.
    pub(crate) fn finish(mut self) -> Vec<CalendarError> {
        self.found.sort_by_key(|error| (error.line, error.column));
        self.found
    }

    /// Note what is wrong with an entry, which is a part of the text.
    pub(crate) fn add(&mut self, entry: &RawValue, message: impl Into<String>) {
        if self.found.len() < MOST_ERRORS {
            let (line, column) = self.place(entry.get());
            self.found.push(CalendarError { line, column, message: message.into() });
        }
    }

    /// Read an entry as what it should be; its errors are noted with its name.
    pub(crate) fn read<T: Deserialize<'a>>(&mut self, entry: &'a RawValue, name: &str) -> Option<T> {
        self.take(serde_json::from_str(entry.get()), entry.get(), name)
    }

    /// Read the whole text.
    pub(crate) fn read_whole<T: Deserialize<'a>>(&mut self) -> Option<T> {
        self.take(serde_json::from_str(self.text), self.text, "日历")
    }

    fn take<T>(&mut self, result: serde_json::Result<T>, part: &str, name: &str) -> Option<T> {
        let error = match result {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        if self.found.len() < MOST_ERRORS {
            let (line, column) = self.place(part);
            let (down, along) = (number(error.line().max(1)), number(error.column().max(1)));
            // The parser counts from the entry's first byte; its first line begins somewhere in a line of the file.
            let column = if down == 1 { column.saturating_add(along - 1) } else { along };
            self.found.push(CalendarError {
                line: line.saturating_add(down - 1),
                column,
                message: format!("{name}{}", form_message(&error)),
            });
        }
        None
    }

    /// Line and column of a part of the text. Parts are borrowed from it, so that their address says where they stand.
    fn place(&self, part: &str) -> (u32, u32) {
        let offset = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + 1;
        (number(line), number(column))
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The parser speaks English; what it names in backquotes is the item concerned.
fn form_message(error: &serde_json::Error) -> String {
    if !error.is_data() {
        return "：不是完整、可读的 JSON".to_owned();
    }
    let text = error.to_string();
    let item = text.split('`').nth(1).unwrap_or_default();
    if text.starts_with("unknown field") {
        format!("：有不认识的项“{item}”")
    } else if text.starts_with("missing field") {
        format!("：缺少“{item}”")
    } else if text.starts_with("duplicate field") {
        format!("：“{item}”出现了两次")
    } else {
        "：类型不对".to_owned()
    }
}
