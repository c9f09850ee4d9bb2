//! Whole files, as offices and attackers make them.

mod hostile;
mod messy;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Entry, Kind, List, Problems, Refused, check, read_list, rows};

/// A file read and checked.
struct Checked {
    list: List,
    entries: Vec<Entry>,
    problems: Problems,
}

impl Checked {
    fn of(name: &str, bytes: &[u8]) -> Result<Self, Refused> {
        Self::as_kind(name, bytes, None)
    }

    fn as_kind(name: &str, bytes: &[u8], kind: Option<Kind>) -> Result<Self, Refused> {
        let (mut entries, mut problems) = (Vec::new(), Problems::default());
        let list = read_list(name, bytes, 0, kind, &mut entries, &mut problems)?;
        check(&entries, &[], &mut problems);
        Ok(Checked { list, entries, problems })
    }

    /// Kind, term and replacements of each entry.
    fn shown(&self) -> Vec<(&str, &str, &str)> {
        self.entries.iter().map(|entry| (entry.kind.id(), &*entry.term, &*entry.replacements)).collect()
    }

    /// Row and code of each problem.
    fn codes(&self) -> Vec<(u32, &str)> {
        self.problems.sorted().iter().map(|problem| (problem.place.row, problem.code)).collect()
    }

    fn rows(&self) -> String {
        rows::write(&self.entries, &self.problems, &["词表".to_owned()]).text
    }
}

/// A workbook of sheets, each with its cells.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut fill = || -> Result<Vec<u8>, XlsxError> {
        for (name, cells) in sheets {
            let sheet = workbook.add_worksheet().set_name(*name)?;
            for (row, line) in (0..).zip(*cells) {
                for (column, cell) in (0..).zip(*line) {
                    if !cell.is_empty() {
                        sheet.write_string(row, column, *cell)?;
                    }
                }
            }
        }
        workbook.save_to_buffer()
    };
    fill().unwrap()
}

fn refused(name: &str, bytes: &[u8]) -> &'static str {
    Checked::of(name, bytes).err().map_or("read", |refused| refused.code)
}
