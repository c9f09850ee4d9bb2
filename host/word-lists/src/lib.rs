//! Word lists as agencies keep them — Excel, text, exports of other systems — read, checked and turned into word rows.
//!
//! 1. [`read`]: bytes become sheets of cells, whatever the format and encoding; bounded, because files come from anywhere.
//! 2. [`shape`]: a sheet becomes entries: which column is the term, which the replacement, where the heading is.
//! 3. [`check()`]: every mistake is named with file, sheet and row, all at once.
//! 4. [`rows`]: entries become the tab-separated rows that the builder compiles.
//!
//! Nothing here knows the component or the rules: what a row means is decided by the builder.

pub mod check;
pub mod dates;
pub mod entry;
pub mod kind;
pub mod limits;
pub mod normal;
pub mod problem;
pub mod read;
pub mod rows;
pub mod shape;
pub mod sheet;

pub use check::check;
pub use entry::{Entry, Place};
pub use kind::{Kind, Level};
pub use problem::{Problem, Problems, Severity};
pub use read::{Book, Refused};
pub use shape::{Hints, Understood};
pub use sheet::Sheet;

/// One file of a list: read, and understood.
#[derive(Debug)]
pub struct List {
    /// Its name, as problems call it.
    pub name: String,
    /// How it was read: format and encoding.
    pub form: String,
    /// What a reader should know of the reading.
    pub notes: Vec<String>,
    /// Names of all sheets with content, as places number them.
    pub names: Vec<String>,
    /// What each sheet that was read was understood as.
    pub sheets: Vec<Understood>,
}

/// Read a file of a list and add its entries and problems. `file` is its number among the files given.
///
/// # Errors
/// [`Refused`]: not a list of any known format, or beyond the limits; nothing of it is used.
pub fn read_list(
    name: &str,
    bytes: &[u8],
    file: u32,
    kind: Option<Kind>,
    entries: &mut Vec<Entry>,
    problems: &mut Problems,
) -> Result<List, Refused> {
    let Book { form, notes, sheets } = read::read(name, bytes)?;
    let mut list = List { name: name.to_owned(), form, notes, names: Vec::new(), sheets: Vec::new() };
    list.names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let headed = sheets.iter().any(|sheet| shape::heading::find(sheet).is_some());
    for (number, sheet) in (0_u32..).zip(&sheets) {
        if headed && shape::heading::find(sheet).is_none() {
            list.notes.push(format!("工作表「{}」没有表头，其他表有，按说明页跳过；如含词条请加上表头", sheet.name));
            continue;
        }
        let hints = Hints { file: name, kind, place: Place { file, sheet: number, row: 0 } };
        list.sheets.push(shape::understand(sheet, &hints, entries, problems));
    }
    Ok(list)
}

/// Entry point for fuzzing: any bytes under any name are read, checked and written, and nothing panics.
pub fn fuzz(name: &str, bytes: &[u8]) {
    let (mut entries, mut problems) = (Vec::new(), Problems::default());
    if let Ok(list) = read_list(name, bytes, 0, None, &mut entries, &mut problems) {
        check(&entries, &[], &mut problems);
        let _ = problems.csv(&[list]);
        let _ = rows::write(&entries, &problems, &[name.to_owned()]);
    }
}

#[cfg(test)]
mod tests;
