//! Tables: which column is what, and rows that are not whole.

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

use super::super::refused::Refused;
use super::item::{About, Item, looks_like_html};

/// Column names that the user gives, where the usual ones do not fit.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) body: Option<String>,
    pub(super) section: Option<String>,
}

/// Usual names, the best first; compared without case and surrounding white space.
pub(super) const ID: &[&str] = &["id", "编号", "序号", "稿件编号"];
pub(super) const TITLE: &[&str] = &["标题", "题目", "title", "名称"];
pub(super) const BODY: &[&str] = &["正文", "内容", "全文", "body", "content", "html", "text"];
pub(super) const SECTION: &[&str] = &["科室", "栏目", "部门", "section", "column", "channel", "department"];
pub(super) const DATE: &[&str] = &["日期", "发布日期", "发布时间", "时间", "date", "published"];
pub(super) const URL: &[&str] = &["链接", "网址", "地址", "url", "link"];

/// Which column is what.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    id: Option<usize>,
    title: Option<usize>,
    body: usize,
    section: Option<usize>,
    date: Option<usize>,
    url: Option<usize>,
}

/// A reader for the separator that the first line uses.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let heading = text.lines().next().unwrap_or_default();
    let count = |separator: char| heading.matches(separator).count();
    let best = [',', '\t', ';'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',');
    ReaderBuilder::new().delimiter(u8::try_from(best).unwrap_or(b',')).from_reader(text.as_bytes())
}

/// What is wrong with a line of a table.
pub(super) fn unreadable(name: &str, line: u64, problem: &str) -> Refused {
    Refused::input("row-unreadable", format!("{name} 第 {line} 行：{problem}"))
}

/// Why a row cannot be read.
pub(super) fn reason(error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("有 {len} 列，标题行有 {expected_len} 列，可能被截断或引号有误")
        }
        _ => "这一行读不出来".to_owned(),
    }
}

/// Whether the row just read is the last one and its quotes do not close: the file was cut off.
pub(super) fn unclosed(text: &str, reader: &Reader<&[u8]>, record: &StringRecord) -> bool {
    let place = |position: &csv::Position| usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let end = place(reader.position());
    let raw = record.position().and_then(|start| text.as_bytes().get(place(start)..end)).unwrap_or_default();
    end >= text.len() && raw.iter().filter(|byte| **byte == b'"').count() % 2 == 1
}

impl Columns {
    /// Find the columns by their headings.
    pub(super) fn find(headings: &StringRecord, names: &Names, file: &str) -> Result<Self, Refused> {
        let at = |name: &str| headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
        let column = |given: &Option<String>, usual: &[&str]| match given {
            Some(name) => at(name).map(Some).ok_or_else(|| {
                let listed: Vec<&str> = headings.iter().collect();
                let message = format!("{file}：没有“{name}”列；这份表有：{}", listed.join("、"));
                Refused::input("column-not-found", message)
            }),
            None => Ok(usual.iter().find_map(|name| at(name))),
        };
        let none = None;
        let body = column(&names.body, BODY)?.ok_or_else(|| {
            let listed: Vec<&str> = headings.iter().collect();
            let message = format!("{file}：找不到正文列，请用 --body 列名 指定；这份表有：{}", listed.join("、"));
            Refused::input("column-not-found", message)
        })?;
        Ok(Columns {
            id: column(&names.id, ID)?,
            title: column(&names.title, TITLE)?,
            body,
            section: column(&names.section, SECTION)?,
            date: column(&none, DATE)?,
            url: column(&none, URL)?,
        })
    }

    /// The article of a row.
    pub(super) fn item(&self, record: &StringRecord, file: &str, line: u64) -> Item {
        let field = |column: Option<usize>| {
            column.and_then(|at| record.get(at)).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let body = record.get(self.body).unwrap_or_default().to_owned();
        let about = About {
            file: file.to_owned(),
            line: Some(line),
            id: field(self.id),
            title: field(self.title),
            section: field(self.section),
            date: field(self.date),
            url: field(self.url),
        };
        Item { about, html: looks_like_html(&body), body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(headings: &[&str], names: &Names) -> Result<Columns, Refused> {
        Columns::find(&StringRecord::from(headings.to_vec()), names, "a.csv")
    }

    #[test]
    fn usual_headings_are_known() {
        let found = find(&["ID", "标题 ", "栏目", "内容", "发布时间"], &Names::default()).unwrap();
        let expected = Columns { id: Some(0), title: Some(1), body: 3, section: Some(2), date: Some(4), url: None };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_missing_column_is_named_with_those_that_are_there() {
        let refused = find(&["甲", "乙"], &Names::default()).unwrap_err();
        assert!(refused.message.contains("--body") && refused.message.contains("甲、乙"), "{}", refused.message);
        let names = Names { body: Some("丙".into()), ..Names::default() };
        assert!(find(&["甲", "乙"], &names).unwrap_err().message.contains("“丙”"));
        let names = Names { body: Some("乙".into()), ..Names::default() };
        assert_eq!(find(&["甲", "乙"], &names).unwrap().body, 1);
    }
}
