//! The cells of HTML tables: which row, how many rows and columns each covers, and where its text stands. The text alone does not tell, because
//! empty cells leave nothing in it and a cell may hold paragraphs.

use std::ops::Range;

/// One cell of an HTML table, in the order in which cells begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// The number of the table in the source, from 0.
    pub table: u32,
    /// The number of the row in its table, from 0.
    pub row: u32,
    /// How many columns it covers; at least 1.
    pub columns: u16,
    /// How many rows it covers; at least 1.
    pub rows: u16,
    /// Written as a header (`th`).
    pub header: bool,
    /// Where its content stands in the normalised text, with white space around it.
    pub range: Range<usize>,
}

/// So many cells are listed; a source with more is no table anybody reads, and must not cost memory without end.
const MOST_CELLS: usize = 200_000;

/// Lists cells while a source is read.
#[derive(Debug, Default)]
pub(crate) struct CellReader {
    open: Vec<OpenTable>,
    tables: u32,
    cells: Vec<TableCell>,
    span: Option<Span>,
}

/// A table whose end has not come yet.
#[derive(Debug)]
struct OpenTable {
    number: u32,
    /// Rows begun so far.
    rows: u32,
    /// The place of the open cell in the list.
    cell: Option<usize>,
}

/// An attribute that makes a cell cover more than its place.
#[derive(Clone, Copy, Debug)]
enum Span {
    Columns,
    Rows,
}

impl CellReader {
    /// An element begins where the text has this length.
    pub(crate) fn open(&mut self, name: &[u8], at: usize) {
        self.span = None;
        match name {
            b"table" => {
                self.open.push(OpenTable { number: self.tables, rows: 0, cell: None });
                self.tables += 1;
            }
            b"tr" => {
                self.end_cell(at);
                if let Some(table) = self.open.last_mut() {
                    table.rows += 1;
                }
            }
            b"td" | b"th" => {
                self.end_cell(at);
                self.begin_cell(name == b"th", at);
            }
            _ => {}
        }
    }

    /// An element ends where the text has this length.
    pub(crate) fn close(&mut self, name: &[u8], at: usize) {
        match name {
            b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" => self.end_cell(at),
            b"table" => {
                self.end_cell(at);
                self.open.pop();
            }
            _ => {}
        }
    }

    /// The name of an attribute of the element that began last.
    pub(crate) fn attribute(&mut self, name: &[u8]) {
        self.span = match name {
            b"colspan" => Some(Span::Columns),
            b"rowspan" => Some(Span::Rows),
            _ => None,
        };
    }

    /// The value of that attribute.
    pub(crate) fn value(&mut self, value: &[u8]) {
        let Some(span) = self.span.take() else { return };
        let number = std::str::from_utf8(value).ok().and_then(|value| value.trim().parse::<u16>().ok());
        let cell = self.open.last().and_then(|table| table.cell).and_then(|cell| self.cells.get_mut(cell));
        if let (Some(number @ 1..), Some(cell)) = (number, cell) {
            match span {
                Span::Columns => cell.columns = number,
                Span::Rows => cell.rows = number,
            }
        }
    }

    /// All cells; the text has this length in the end.
    pub(crate) fn finish(mut self, at: usize) -> Vec<TableCell> {
        while !self.open.is_empty() {
            self.close(b"table", at);
        }
        self.cells
    }

    fn begin_cell(&mut self, header: bool, at: usize) {
        let place = self.cells.len();
        let Some(table) = self.open.last_mut().filter(|_| place < MOST_CELLS) else { return };
        table.rows = table.rows.max(1);
        table.cell = Some(place);
        let (table, row) = (table.number, table.rows - 1);
        self.cells.push(TableCell { table, row, columns: 1, rows: 1, header, range: at..at });
    }

    fn end_cell(&mut self, at: usize) {
        let cell = self.open.last_mut().and_then(|table| table.cell.take()).and_then(|cell| self.cells.get_mut(cell));
        if let Some(cell) = cell {
            cell.range.end = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{BodyFormat, Text};

    /// Table, row, columns, rows and content of each cell.
    fn cells(source: &str) -> Vec<(u32, u32, u16, u16, String)> {
        let text = Text::new(source, BodyFormat::Html);
        let shown = |range: std::ops::Range<usize>| text.as_str().get(range).unwrap().trim().to_owned();
        let cells = text.cells().iter();
        cells.map(|cell| (cell.table, cell.row, cell.columns, cell.rows, shown(cell.range.clone()))).collect()
    }

    fn cell(row: u32, columns: u16, rows: u16, text: &str) -> (u32, u32, u16, u16, String) {
        (0, row, columns, rows, text.to_owned())
    }

    #[test]
    fn empty_cells_and_paragraphs_keep_their_place() {
        let found = cells("<table><tr><td></td><td><p>甲</p><p>乙</p></td></tr><tr><th>丙<td>丁</table>");
        assert_eq!(found, [cell(0, 1, 1, ""), cell(0, 1, 1, "甲\n乙"), cell(1, 1, 1, "丙"), cell(1, 1, 1, "丁")]);
    }

    #[test]
    fn spans() {
        let found = cells("<table><tr><td colspan=2>甲</td><td rowspan='3' colspan=0>乙</td></tr></table>");
        assert_eq!(found, [cell(0, 2, 1, "甲"), cell(0, 1, 3, "乙")]);
    }

    #[test]
    fn a_table_within_a_cell() {
        let found = cells("<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>后</td></tr></table>");
        let tables: Vec<u32> = found.iter().map(|cell| cell.0).collect();
        assert_eq!((tables, found[0].4.as_str(), found[2].4.as_str()), (vec![0, 1, 0], "外\n内", "后"));
    }

    #[test]
    fn cells_outside_a_table_and_unclosed_ones() {
        assert!(cells("<td>甲</td>").is_empty());
        assert_eq!(cells("<table><td>甲"), [cell(0, 1, 1, "甲")]);
    }
}
