//! From bytes to sheets of cells: the format is told by the content, never by the file name.

mod container;
mod delimited;
pub mod encoding;
mod ods;
mod old_excel;
mod table;
mod workbook;

use super::limits;
use super::sheet::{Budget, Sheet};

/// A file as it was read.
#[derive(Debug)]
pub struct Book {
    /// Format and encoding, for people.
    pub form: String,
    /// What a reader should know: macros that were not looked at, hidden sheets …
    pub notes: Vec<String>,
    /// The sheets, in their order.
    pub sheets: Vec<Sheet>,
}

/// Why nothing of a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Stable code.
    pub code: &'static str,
    /// One Chinese sentence without the file's name: what is wrong and what to do.
    pub message: String,
}

impl Refused {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Refused { code, message: message.into() }
    }

    pub(crate) fn too_many() -> Self {
        Refused::new("list-too-large", "超过 100 万行或 256 MiB 文字，请拆成几个文件再导入")
    }

    fn broken(what: &str) -> Self {
        Refused::new("list-broken", format!("{what}已损坏或没有传完整，请重新下载，或用 Excel、WPS 打开后另存为 .xlsx"))
    }

    fn encrypted() -> Self {
        Refused::new("list-encrypted", "文件有密码，请在 Excel 或 WPS 中取消密码保护后另存，再导入")
    }

    fn not_a_list(what: &str) -> Self {
        Refused::new("not-a-list", format!("这是{what}，不是词表，请把词条整理为 .xlsx、.csv 或 .txt 文件"))
    }
}

/// Beginnings of files that people take for lists, and what to call them.
const STRANGERS: [(&[u8], &str); 9] = [
    (b"%PDF", " PDF 文件"),
    (b"{\\rtf", " RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MIME-Version:", "网页存档（mht）"),
];

/// Read a file; `name` serves only to tell a user when it says something else than the content.
///
/// # Errors
/// [`Refused`]: not a list of any known format, broken, encrypted, or beyond the limits.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Refused> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Refused::new("list-too-large", "文件超过 64 MiB，请拆成几个文件再导入"));
    }
    if let Some((_, what)) = STRANGERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refused::not_a_list(what));
    }
    let mut book = if bytes.starts_with(b"PK") {
        container::read(bytes)?
    } else if bytes.starts_with(&old_excel::MAGIC) {
        old_excel::read(bytes)?
    } else {
        read_text(name, bytes)?
    };
    book.notes.extend(misnamed(name, &book.form));
    for sheet in &mut book.sheets {
        if let Some((what, divided)) = delimited::divide(sheet)? {
            book.notes.push(format!("工作表「{}」只有一列，按{what}拆成两列", sheet.name));
            *sheet = divided;
        }
    }
    let cut: Vec<_> = book.sheets.iter().filter(|sheet| sheet.cut).map(|sheet| sheet.name.clone()).collect();
    if !cut.is_empty() {
        book.notes.push(format!("{}：只读取前 {} 列", cut.join("、"), limits::COLUMNS));
    }
    book.sheets.retain(|sheet| !sheet.is_empty());
    if book.sheets.is_empty() {
        return Err(Refused::new("list-empty", "文件里没有内容"));
    }
    Ok(book)
}

fn read_text(name: &str, bytes: &[u8]) -> Result<Book, Refused> {
    let decoded = encoding::decode(bytes)?;
    let mut notes: Vec<String> = decoded.note.into_iter().collect();
    let (what, sheets) = if table::is_table(&decoded.text) {
        notes.extend(encoding::contradiction(&decoded.text, decoded.encoding));
        (table::name(&decoded.text), table::read(&decoded.text)?)
    } else {
        let (what, sheet) = delimited::read(&decoded.text, has_extension(name, &["csv"]))?;
        (what, vec![sheet])
    };
    Ok(Book { form: format!("{what}，编码 {}", decoded.encoding), notes, sheets })
}

fn has_extension(name: &str, wanted: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| wanted.iter().any(|wanted| end.eq_ignore_ascii_case(wanted)))
}

/// A note when the name promises another format than the content has.
fn misnamed(name: &str, form: &str) -> Option<String> {
    let packed = form.starts_with("Excel") || form.starts_with("ODS");
    let text = has_extension(name, &["csv", "tsv", "txt"]);
    let table = has_extension(name, &["xlsx", "xls", "xlsm", "et", "ods"]);
    ((packed && text) || (!packed && table)).then(|| format!("文件名与内容不符，按内容读取：{form}"))
}

/// Lines of a text as they count for people, without their ends.
fn numbered_lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}

/// Read the cells of one text table into a sheet: the way in for article tables.
///
/// # Errors
/// Beyond the limits.
pub fn delimited_sheet(text: &str) -> Result<Sheet, Refused> {
    delimited::read(text, true).map(|(_, sheet)| sheet)
}

/// A budget for a whole file.
fn budget() -> Budget {
    Budget::default()
}
