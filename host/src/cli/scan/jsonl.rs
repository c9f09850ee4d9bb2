//! JSONL: one article a line.

use serde_json::{Map, Value};

use super::super::input;
use super::super::line_reader::LineReader;
use super::super::refused::Refused;
use super::item::{About, Item, looks_like_html};
use super::source::{Found, Reading};
use super::table::{BODY, DATE, ID, SECTION, TITLE, URL};
use super::walk::Source;

/// Call `take` with every line's article.
pub(super) fn articles(source: &Source, reading: &Reading<'_>, name: &str, take: &mut dyn FnMut(Found) -> bool) {
    let about = |line: Option<u64>| About { file: name.to_owned(), line, ..About::default() };
    // Escapes can make a line six times as long as its text.
    let limit = reading.limit.saturating_mul(6);
    let opened = input::open(&source.path).and_then(|(input, _)| LineReader::new(input, reading.encoding, limit));
    let mut reader = match opened {
        Ok(reader) => reader,
        Err(error) => {
            take(Err((about(None), input::unreadable(name, &error))));
            return;
        }
    };
    loop {
        let line = match reader.next() {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                take(Err((about(None), input::unreadable(name, &error))));
                return;
            }
        };
        let found = match line.text {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => read(&text, reading, about(Some(line.number))).map_err(|problem| {
                Refused::input("row-unreadable", format!("{name} 第 {} 行：{problem}", line.number))
            }),
            Err(refused) => Err(Refused { message: format!("{name} {}", refused.message), ..refused }),
        };
        if !take(found.map_err(|refused| (about(Some(line.number)), refused))) {
            return;
        }
    }
}

fn read(text: &str, reading: &Reading<'_>, mut about: About) -> Result<Item, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let cut = if error.is_eof() { "，这一行没有写完" } else { "" };
        format!("不是有效的 JSON（第 {} 个字节）{cut}", error.column())
    })?;
    let Value::Object(fields) = value else { return Err("应是一个 JSON 对象".to_owned()) };
    let field = |given: &Option<String>, usual: &[&'static str]| match given {
        Some(name) => string(&fields, name),
        None => usual.iter().find_map(|name| string(&fields, name)),
    };
    let names = reading.names;
    about.id = field(&names.id, ID).unwrap_or_default();
    about.title = field(&names.title, TITLE).unwrap_or_default();
    about.section = field(&names.section, SECTION).unwrap_or_default();
    about.date = field(&None, DATE).unwrap_or_default();
    about.url = field(&None, URL).unwrap_or_default();
    let body = field(&names.body, BODY).ok_or("没有正文（body、html、content 或 正文），可用 --body 指定字段名")?;
    let html =
        (names.body.is_none() && fields.contains_key("html") && !fields.contains_key("body")) || looks_like_html(&body);
    Ok(Item { about, body, html })
}

/// A field as text; numbers are written out.
fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
