//! XLS (also what WPS saves as .et): the container and the spans of its sheets are checked before the reader fills rectangles.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, SheetVisible, Xls, XlsError};

use super::{Book, Refused, budget};
use crate::dates;
use crate::limits;
use crate::sheet::{Budget, Sheet, shortened};

/// How OLE containers begin.
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Record types of BIFF that matter here.
mod record {
    pub(super) const END: u16 = 0x000A;
    pub(super) const PASSWORD: u16 = 0x002F;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    /// Records that begin with row and column of a cell.
    pub(super) const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
}

/// Read an OLE file.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refused> {
    // The readers are not ours; a fault in one refuses the file instead of ending the program.
    catch_unwind(AssertUnwindSafe(|| read_all(bytes))).unwrap_or_else(|_| Err(Refused::broken("表格")))
}

fn read_all(bytes: &[u8]) -> Result<Book, Refused> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refused::broken("文件"))?;
    if container.exists("EncryptedPackage") {
        return Err(Refused::encrypted());
    }
    if container.exists("WordDocument") {
        return Err(Refused::not_a_list(" Word 文档"));
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| container.is_stream(name));
    let Some(name) = name else { return Err(Refused::not_a_list("其他程序的文件")) };
    let macros = container.exists("_VBA_PROJECT_CUR");
    let mut stream = Vec::new();
    let part = container.open_stream(name).map_err(|_| Refused::broken("文件"))?;
    part.take(limits::FILE_BYTES as u64).read_to_end(&mut stream).map_err(|_| Refused::broken("文件"))?;
    check(&stream)?;
    let mut book =
        Book { form: "Excel 97—2003 工作簿（XLS）".to_owned(), notes: Vec::new(), sheets: Vec::new() };
    if macros {
        book.notes.push("文件含有宏，宏没有运行，也没有读取".to_owned());
    }
    read_sheets(bytes, &mut book)?;
    Ok(book)
}

fn read_sheets(bytes: &[u8], book: &mut Book) -> Result<(), Refused> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refused::encrypted(),
        _ => Refused::broken("表格"),
    })?;
    let mut budget = budget();
    for about in workbook.sheets_metadata().to_vec() {
        if about.visible != SheetVisible::Visible {
            book.notes.push(format!("工作表「{}」是隐藏的，没有读取", about.name));
            continue;
        }
        // Charts and macro sheets have no cells.
        let Ok(range) = workbook.worksheet_range(&about.name) else { continue };
        book.sheets.push(sheet(&about.name, &range, &mut budget)?);
    }
    Ok(())
}

fn sheet(name: &str, range: &calamine::Range<Data>, budget: &mut Budget) -> Result<Sheet, Refused> {
    let mut sheet = Sheet::new(name);
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut line: Vec<String> = Vec::new();
    for (number, row) in (first_row..).zip(range.rows()) {
        line.clear();
        line.resize((first_column as usize).min(limits::COLUMNS), String::new());
        line.extend(row.iter().take(limits::COLUMNS + 1).map(shown));
        sheet.push(number.saturating_add(1), &line, budget)?;
    }
    Ok(sheet)
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => shortened(text).to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(date) => dates::from_serial(date.as_f64()).unwrap_or_else(|| date.as_f64().to_string()),
        Data::Error(error) => error.to_string(),
    }
}

/// Walk the records as the reader will, and refuse what would make it fill too much.
fn check(stream: &[u8]) -> Result<(), Refused> {
    let mut sheets = Vec::new();
    for (kind, data) in Records(stream) {
        match kind {
            record::PASSWORD if word(data, 0) != Some(0) => return Err(Refused::encrypted()),
            record::SHEET => sheets.push(word(data, 0).zip(word(data, 2))),
            record::END => break,
            _ => {}
        }
    }
    if sheets.len() > limits::SHEETS {
        return Err(Refused::too_many());
    }
    let mut cells = 0_u64;
    for (low, high) in sheets.into_iter().flatten() {
        let at = usize::from(low) | usize::from(high) << 16;
        cells = cells.saturating_add(spanned(stream.get(at..).ok_or_else(|| Refused::broken("表格"))?));
        if cells > limits::XLS_CELLS {
            return Err(Refused::new("list-too-large", "表格范围过大，请只保留词条列，另存为 .xlsx 再导入"));
        }
    }
    Ok(())
}

/// Cells of the rectangle around everything that a sheet names.
fn spanned(sheet: &[u8]) -> u64 {
    let (mut depth, mut declared) = (0_u32, 0_u64);
    let (mut rows, mut columns) = (Span::default(), Span::default());
    for (kind, data) in Records(sheet) {
        match kind {
            record::BEGIN => depth += 1,
            record::END if depth <= 1 => break,
            record::END => depth -= 1,
            record::DIMENSIONS => declared = declared.max(dimensions(data)),
            _ if record::CELLS.contains(&kind) => {
                rows.add(word(data, 0));
                columns.add(word(data, 2));
                if kind == 0x00BD {
                    columns.add(data.len().checked_sub(2).and_then(|at| word(data, at)));
                }
            }
            _ => {}
        }
    }
    declared.max(rows.len() * columns.len())
}

/// What a sheet says of its own extent.
fn dimensions(data: &[u8]) -> u64 {
    let long =
        |at| word(data, at).zip(word(data, at + 2)).map_or(0, |(low, high)| u64::from(low) | u64::from(high) << 16);
    let short = |at| word(data, at).map_or(0, u64::from);
    // Beginnings are left out: the extent from the origin is never less.
    if data.len() == 10 { short(2) * short(6) } else { long(4).saturating_mul(short(10)) }
}

#[derive(Default)]
struct Span(Option<(u16, u16)>);

impl Span {
    fn add(&mut self, at: Option<u16>) {
        let Some(at) = at else { return };
        self.0 = Some(self.0.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    fn len(&self) -> u64 {
        self.0.map_or(0, |(first, last)| u64::from(last - first) + 1)
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// Records of a stream: type and content.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (word(self.0, 0)?, usize::from(word(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..).unwrap_or_default();
        Some((kind, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let words = [kind, (data.len() * 2) as u16].into_iter().chain(data.iter().copied());
        words.flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn far_cells_and_false_extents_are_refused() {
        let globals = [record(record::SHEET, &[12, 0]), record(record::END, &[])].concat();
        assert_eq!(globals.len(), 12);
        let far = [record(0x0203, &[0, 0]), record(0x0203, &[65_535, 255]), record(record::END, &[])].concat();
        assert!(check(&[globals.clone(), far].concat()).is_err());
        let declared = [record(record::DIMENSIONS, &[0, 0, 0, 0x7000, 0, 256, 0]), record(record::END, &[])].concat();
        assert!(check(&[globals.clone(), declared].concat()).is_err());
        let usual = [record(0x0203, &[0, 0]), record(0x0203, &[5000, 12]), record(record::END, &[])].concat();
        assert!(check(&[globals, usual].concat()).is_ok());
        let locked = record(record::PASSWORD, &[1]);
        assert_eq!(check(&locked).unwrap_err().code, "list-encrypted");
    }
}
