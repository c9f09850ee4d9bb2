//! The articles of a file, one after the other.

use super::super::encoding::{self, Choice};
use super::super::input;
use super::super::refused::Refused;
use super::item::{About, Item};
use super::table::{self, Columns};
use super::walk::{Kind, Source};
use super::{jsonl, table::Names};

/// A table is held in memory as a whole.
const TABLE_BYTES: usize = 1 << 30;

/// How files are read.
pub(super) struct Reading<'a> {
    pub(super) encoding: Choice,
    pub(super) names: &'a Names,
    /// Most bytes of one article.
    pub(super) limit: usize,
}

/// Call `take` with every article, or with why there is none; it answers whether to go on.
pub(super) fn articles(source: &Source, reading: &Reading<'_>, take: &mut dyn FnMut(Found) -> bool) {
    let name = source.path.display().to_string();
    match source.kind {
        Kind::Article => article(source, reading, name, take),
        Kind::Csv => match whole(source, reading, &name) {
            Ok(text) => csv(&text, reading, &name, take),
            Err(refused) => {
                take(Err((About { file: name, ..About::default() }, refused)));
            }
        },
        Kind::Jsonl => jsonl::articles(source, reading, &name, take),
    }
}

/// An article, or what is wrong and where.
pub(super) type Found = Result<Item, (About, Refused)>;

fn article(source: &Source, reading: &Reading<'_>, name: String, take: &mut dyn FnMut(Found) -> bool) {
    let about = About { file: name, ..About::default() };
    take(match input::read(&source.path, reading.limit, reading.encoding) {
        Ok(read) => Ok(Item { about, html: input::is_html(&source.path, &read.text), body: read.text }),
        Err(refused) => Err((about, refused)),
    });
}

fn whole(source: &Source, reading: &Reading<'_>, name: &str) -> Result<String, Refused> {
    let (bytes, _) = input::bytes(&source.path, TABLE_BYTES + 1)?;
    if bytes.len() > TABLE_BYTES {
        return Err(Refused::input("table-too-large", format!("{name}：表格超过 1 GiB，请拆分")));
    }
    encoding::decode(bytes, reading.encoding, name).map(|read| read.text)
}

fn csv(text: &str, reading: &Reading<'_>, name: &str, take: &mut dyn FnMut(Found) -> bool) {
    let wrong = |line: Option<u64>, refused| (About { file: name.to_owned(), line, ..About::default() }, refused);
    let mut reader = table::reader(text);
    let columns = reader.headers().ok().cloned().map(|headings| Columns::find(&headings, reading.names, name));
    let columns = match columns {
        Some(Ok(columns)) => columns,
        Some(Err(refused)) => {
            take(Err(wrong(None, refused)));
            return;
        }
        None => {
            take(Err(wrong(None, table::unreadable(name, 1, "标题行读不出来"))));
            return;
        }
    };
    let mut record = ::csv::StringRecord::new();
    loop {
        let found = match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {
                let line = record.position().map_or(0, ::csv::Position::line);
                match table::unclosed(text, &reader, &record) {
                    true => Err(wrong(Some(line), table::unreadable(name, line, "引号没有关上，后面的内容可能不全"))),
                    false => Ok(columns.item(&record, name, line)),
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, ::csv::Position::line);
                Err(wrong(Some(line), table::unreadable(name, line, &table::reason(&error))))
            }
        };
        if !take(found) {
            return;
        }
    }
}
