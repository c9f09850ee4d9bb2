//! Past articles in a folder: text, pages, JSON lines and tables.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failed;
use crate::component::bindings::Document;
use crate::component::{html_document, text_document};
use word_lists::read::{delimited_sheet, encoding};

/// Folders inside folders that are entered.
const DEPTH: usize = 16;
/// Files that are read.
const FILES: usize = 200_000;
/// Bytes of a file; tables of articles are larger than an article.
const BYTES: u64 = 256 << 20;

/// Article files of a folder, in the order of their paths.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut files = Vec::new();
    if folder.is_file() {
        files.push(folder.to_path_buf());
    } else {
        walk(folder, DEPTH, &mut files)
            .map_err(|error| Failed::input("file-unreadable", format!("{}：无法读取（{error}）", folder.display())))?;
    }
    files.sort();
    files.truncate(FILES);
    if files.is_empty() {
        let message = format!("{}：没有 txt、html、jsonl 或 csv 稿件", folder.display());
        return Err(Failed::input("no-articles", message));
    }
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            walk(&entry.path(), depth - 1, files)?;
        } else if kind.is_file() && form(&entry.path()).is_some() {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    Lines,
    Table,
}

fn form(path: &Path) -> Option<Form> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" => Some(Form::Text),
        "html" | "htm" | "shtml" => Some(Form::Html),
        "jsonl" | "ndjson" => Some(Form::Lines),
        "csv" => Some(Form::Table),
        _ => None,
    }
}

/// The articles of one file.
///
/// # Errors
/// One Chinese sentence: why the file was not read.
pub(super) fn read(path: &Path) -> Result<Vec<Document>, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > BYTES {
        return Err("超过 256 MiB".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let text = encoding::decode(&bytes).map_err(|refused| refused.message)?.text;
    match form(path).unwrap_or(Form::Text) {
        Form::Text => Ok(vec![text_document(text)]),
        Form::Html => Ok(vec![html_document(text)]),
        Form::Lines => Ok(text.lines().filter_map(json_line).collect()),
        Form::Table => table(&text),
    }
}

const TITLES: [&str; 3] = ["title", "标题", "文章标题"];
const BODIES: [&str; 8] = ["body", "content", "text", "html", "正文", "内容", "文章内容", "稿件内容"];

fn json_line(line: &str) -> Option<Document> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    if let Some(text) = value.as_str() {
        return Some(document("", text));
    }
    let get = |names: &[&str]| names.iter().find_map(|name| value.get(name)?.as_str());
    let (title, body) = (get(&TITLES).unwrap_or_default(), get(&BODIES).unwrap_or_default());
    (!title.is_empty() || !body.is_empty()).then(|| document(title, body))
}

fn table(text: &str) -> Result<Vec<Document>, String> {
    let sheet = delimited_sheet(text).map_err(|refused| refused.message)?;
    let heading: Vec<String> =
        sheet.row(0).map(|row| row.cells().map(|cell| cell.trim().to_lowercase()).collect()).unwrap_or_default();
    let column = |names: &[&str]| heading.iter().position(|cell| names.contains(&cell.as_str()));
    let (title, body) = (column(&TITLES), column(&BODIES));
    if title.is_none() && body.is_none() {
        // Without a heading a row is an article.
        let joined = |row: word_lists::sheet::Row<'_>| row.cells().collect::<Vec<_>>().join("\n");
        return Ok(sheet.rows().map(|row| document("", &joined(row))).collect());
    }
    let cell = |row: word_lists::sheet::Row<'_>, column: Option<usize>| {
        column.map_or(String::new(), |column| row.cell(column).to_owned())
    };
    Ok(sheet.rows().skip(1).map(|row| document(&cell(row, title), &cell(row, body))).collect())
}

fn document(title: &str, body: &str) -> Document {
    let html = body.trim_start().starts_with('<');
    let mut document = if html { html_document(body) } else { text_document(body) };
    title.clone_into(&mut document.title);
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tables_of_articles() {
        let article = json_line(r#"{"标题":"通知","content":"<p>正文</p>"}"#).unwrap();
        assert_eq!((article.title.as_str(), article.body.as_str()), ("通知", "<p>正文</p>"));
        assert!(json_line("{").is_none() && json_line("{\"a\":1}").is_none());
        let articles = table("编号,标题,正文\n1,甲,\"第一段\n第二段\"\n").unwrap();
        assert_eq!(articles[0].title, "甲");
        assert_eq!(articles[0].body, "第一段\n第二段");
    }
}
