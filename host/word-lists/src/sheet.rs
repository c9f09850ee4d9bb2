//! Cells of one sheet, in one string: a million rows cost little more than their text.

use super::limits;
use super::read::Refused;

/// A sheet; a text file is one.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; empty for a file that has only one without a name.
    pub name: String,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Number of each row in the file, from 1, and its first cell.
    rows: Vec<(u32, u32)>,
    /// Columns beyond the limit were left out.
    pub cut: bool,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    /// Its number in the file, from 1.
    pub number: u32,
    first: u32,
    end: u32,
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Sheet { name: name.into(), ..Sheet::default() }
    }

    /// Rows that hold anything.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).filter_map(|index| self.row(index))
    }

    /// How many rows hold anything.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when no row holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at an index among those that hold anything.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let (number, first) = *self.rows.get(index)?;
        let end = self.rows.get(index + 1).map_or(u32::try_from(self.ends.len()).unwrap_or(u32::MAX), |next| next.1);
        Some(Row { sheet: self, number, first, end })
    }

    /// Append a row; one without content is left out. `rows` counts those of the whole file.
    ///
    /// # Errors
    /// Beyond the limits of rows or text.
    pub(crate) fn push<S: AsRef<str>>(&mut self, number: u32, cells: &[S], budget: &mut Budget) -> Result<(), Refused> {
        let used = cells.iter().rposition(|cell| !cell.as_ref().trim().is_empty()).map_or(0, |last| last + 1);
        if used == 0 {
            return Ok(());
        }
        let first = u32::try_from(self.ends.len()).map_err(|_| Refused::too_many())?;
        self.cut |= used > limits::COLUMNS;
        for cell in cells.iter().take(used.min(limits::COLUMNS)) {
            let cell = shortened(cell.as_ref());
            budget.text(cell.len())?;
            self.text.push_str(cell);
            self.ends.push(u32::try_from(self.text.len()).map_err(|_| Refused::too_many())?);
        }
        budget.row()?;
        self.rows.push((number, first));
        Ok(())
    }
}

/// A cell beyond the limit is cut, so that its row is refused as too long and the rest of the file is read.
pub(crate) fn shortened(cell: &str) -> &str {
    if cell.len() <= limits::CELL_BYTES {
        return cell;
    }
    cell.get(..cell.floor_char_boundary(limits::CELL_BYTES)).unwrap_or_default()
}

impl<'s> Row<'s> {
    /// The cell in a column, empty when there is none.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'s str {
        let index = self.first as usize + column;
        if index >= self.end as usize {
            return "";
        }
        let ends = &self.sheet.ends;
        let start = index.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
        ends.get(index).and_then(|end| self.sheet.text.get(start..*end as usize)).unwrap_or_default()
    }

    /// How many cells it has, up to the last one with content.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.first) as usize
    }

    /// True when it has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All cells.
    pub fn cells(self) -> impl Iterator<Item = &'s str> {
        (0..self.len()).map(move |column| self.cell(column))
    }
}

/// What a file has used of its limits.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    rows: usize,
    text: usize,
}

impl Budget {
    fn row(&mut self) -> Result<(), Refused> {
        self.rows += 1;
        if self.rows > limits::ROWS { Err(Refused::too_many()) } else { Ok(()) }
    }

    fn text(&mut self, bytes: usize) -> Result<(), Refused> {
        self.text += bytes;
        if self.text > limits::TEXT_BYTES { Err(Refused::too_many()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_and_trailing_cells_are_left_out() {
        let mut sheet = Sheet::new("一");
        let mut budget = Budget::default();
        sheet.push(1, &["", " "], &mut budget).unwrap();
        sheet.push(2, &["", "甲", ""], &mut budget).unwrap();
        sheet.push(5, &["乙"], &mut budget).unwrap();
        let rows: Vec<_> = sheet.rows().map(|row| (row.number, row.cells().collect::<Vec<_>>())).collect();
        assert_eq!(rows, [(2, vec!["", "甲"]), (5, vec!["乙"])]);
        assert_eq!(sheet.row(1).unwrap().cell(3), "");
    }

    #[test]
    fn a_long_cell_is_cut_between_characters() {
        let mut sheet = Sheet::new("");
        sheet.push(1, &["长".repeat(20_000)], &mut Budget::default()).unwrap();
        assert_eq!(sheet.row(0).unwrap().cell(0).chars().count(), limits::CELL_BYTES / 3);
    }
}
