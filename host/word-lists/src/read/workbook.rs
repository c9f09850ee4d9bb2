//! XLSX, cell by cell: whole rectangles are never filled in, so that two far cells cost two cells.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Book, Refused, budget};
use crate::dates;
use crate::limits;
use crate::sheet::{Budget, Sheet, shortened};

/// Merged regions of a sheet that are heeded.
const MERGED: usize = 100_000;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Read a workbook whose parts have been measured.
pub(super) fn read(bytes: &[u8], macros: bool) -> Result<Book, Refused> {
    // The reader is not ours; a fault in it refuses the file instead of ending the program.
    catch_unwind(AssertUnwindSafe(|| read_all(bytes, macros))).unwrap_or_else(|_| Err(Refused::broken("表格")))
}

fn read_all(bytes: &[u8], macros: bool) -> Result<Book, Refused> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let mut book = Book { form: "Excel 工作簿（XLSX）".to_owned(), notes: Vec::new(), sheets: Vec::new() };
    if macros {
        book.notes.push("文件含有宏，宏没有运行，也没有读取".to_owned());
    }
    let mut budget = budget();
    let all = workbook.sheets_metadata().to_vec();
    if all.len() > limits::SHEETS {
        return Err(Refused::too_many());
    }
    for sheet in all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible == SheetVisible::Visible {
            book.sheets.push(read_sheet(&mut workbook, &sheet.name, &mut budget)?);
        } else {
            book.notes.push(format!("工作表「{}」是隐藏的，没有读取", sheet.name));
        }
    }
    Ok(book)
}

fn refused(error: &XlsxError) -> Refused {
    match error {
        XlsxError::Password => Refused::encrypted(),
        _ => Refused::broken("表格"),
    }
}

fn read_sheet(workbook: &mut Workbook<'_>, name: &str, budget: &mut Budget) -> Result<Sheet, Refused> {
    let mut merged = Merged::of(workbook, name);
    let mut sheet = Sheet::new(name);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| refused(&error))?;
    let (mut row, mut line): (u32, Vec<String>) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|error| refused(&error))? {
        let (at, column) = cell.get_position();
        if at != row && !line.is_empty() {
            merged.fill(row, &mut line);
            sheet.push(row.saturating_add(1), &line, budget)?;
            line.clear();
        }
        row = at;
        let Some(column) = usize::try_from(column).ok().filter(|column| *column < limits::COLUMNS) else {
            sheet.cut = true;
            continue;
        };
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        if let Some(slot) = line.get_mut(column) {
            *slot = shown(cell.get_value());
        }
    }
    merged.fill(row, &mut line);
    sheet.push(row.saturating_add(1), &line, budget)?;
    Ok(sheet)
}

/// A cell as its user sees it, dates as `2024-10-24`.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => shortened(text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => shortened(text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(date) => dates::from_serial(date.as_f64()).unwrap_or_else(|| date.as_f64().to_string()),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Cells merged over several rows: their value stands for each of the rows, as in a table whose category spans a block.
struct Merged {
    /// First and last row of each region, by its column and first row.
    regions: HashMap<(u32, u32), u32>,
    /// By column: the value that lasts, and its last row.
    lasting: HashMap<usize, (String, u32)>,
}

impl Merged {
    fn of(workbook: &mut Workbook<'_>, name: &str) -> Self {
        // A sheet without readable regions is read without them.
        let regions = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
        let tall = regions.iter().take(MERGED).filter(|region| region.end.0 > region.start.0);
        let regions = tall.map(|region| ((region.start.1, region.start.0), region.end.0)).collect();
        Merged { regions, lasting: HashMap::new() }
    }

    fn fill(&mut self, row: u32, line: &mut Vec<String>) {
        if self.regions.is_empty() || line.is_empty() {
            return;
        }
        for (column, cell) in (0_u32..).zip(line.iter()) {
            if let Some(end) = self.regions.get(&(column, row)).filter(|_| !cell.is_empty()) {
                self.lasting.insert(column as usize, (cell.clone(), *end));
            }
        }
        for (column, (value, end)) in &self.lasting {
            if row > *end {
                continue;
            }
            if line.len() <= *column {
                line.resize(column + 1, String::new());
            }
            if let Some(cell) = line.get_mut(*column).filter(|cell| cell.is_empty()) {
                cell.clone_from(value);
            }
        }
    }
}
