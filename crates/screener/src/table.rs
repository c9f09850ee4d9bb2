//! Tables of a text, with columns that can be relied on: a column is judged as a whole, by its header and what stands below it.
//!
//! HTML tables come with their spans laid out. In plain text neighbouring lines with tabs are a table. Where it cannot be known which column a
//! value stands in, the row is marked as not aligned and belongs to no column.

use document::{BodyFormat, TableCell, Text};
use std::ops::Range;

/// A cell and the columns it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its content in bytes of the normalised text, without white space around it; empty for an empty cell.
    pub(crate) range: Range<usize>,
    /// The first column it covers, from 0.
    pub(crate) column: usize,
    /// How many columns it covers; at least 1.
    pub(crate) columns: usize,
    /// How many rows it covers, its own included.
    pub(crate) rows: usize,
    /// Written as a header.
    pub(crate) header: bool,
}

/// A row. Cells that reach into it from a row above are not repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its cells, by column.
    pub(crate) cells: Vec<Cell>,
    /// Whether the columns of its cells are known.
    pub(crate) aligned: bool,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// All rows, captions and header rows included.
    pub(crate) rows: Vec<Row>,
    /// How many of the first rows are captions and headers.
    pub(crate) header_rows: usize,
    /// How many columns there are.
    pub(crate) width: usize,
}

/// Wider tables are laid out by no one; their spans would cost more than their text.
const MOST_COLUMNS: usize = 64;
/// A header is looked for in the first rows only.
const HEADER_WITHIN: usize = 4;
/// The longest header, in characters.
const HEADER_CHARACTERS: usize = 24;

impl Row {
    /// Its cells that hold something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| !cell.range.is_empty())
    }
}

impl Table {
    /// The rows below the header.
    pub(crate) fn body(&self) -> &[Row] {
        self.rows.get(self.header_rows..).unwrap_or_default()
    }

    /// What the header says of a column: the texts of all header cells above it from top to bottom, without captions over the whole table and
    /// without white space. Empty when there is no header.
    pub(crate) fn header(&self, text: &str, column: usize) -> String {
        let rows = self.rows.get(..self.header_rows).unwrap_or_default();
        let above = |cell: &&Cell| (cell.column..cell.column + cell.columns).contains(&column);
        let cells =
            rows.iter().filter(|row| row.filled().nth(1).is_some()).flat_map(|row| row.cells.iter().filter(above));
        cells
            .filter_map(|cell| text.get(cell.range.clone()))
            .flat_map(str::chars)
            .filter(|it| !it.is_whitespace())
            .collect()
    }

    /// The filled cells of the body that stand in this column alone, with the number of their row in the table.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let rows = (self.header_rows..).zip(self.body()).filter(|(_, row)| row.aligned);
        rows.flat_map(move |(number, row)| {
            let at = row.cells.partition_point(|cell| cell.column < column);
            let cell =
                row.cells.get(at).filter(|cell| cell.column == column && cell.columns == 1 && !cell.range.is_empty());
            cell.map(|cell| (number, cell))
        })
    }

    fn finish(mut self, text: &str) -> Option<Self> {
        self.header_rows = self.count_header_rows(text);
        (self.width > 1 && self.rows.len() > 1).then_some(self)
    }

    /// Captions, then the rows of the header: those written as such, or one that holds nothing but labels, with as many rows as it covers.
    fn count_header_rows(&self, text: &str) -> usize {
        let captions = self.rows.iter().take(HEADER_WITHIN).take_while(|row| row.filled().nth(1).is_none()).count();
        let rows = self.rows.get(captions..).unwrap_or_default();
        let written = rows.iter().take(HEADER_WITHIN).take_while(|row| row.filled().all(|cell| cell.header)).count();
        if written > 0 {
            return captions + written;
        }
        let Some(first) = rows.first().filter(|row| row.filled().all(|cell| is_label(text, cell))) else { return 0 };
        captions + first.filled().map(|cell| cell.rows).max().unwrap_or(1).min(rows.len())
    }
}

/// A few characters, with a word and without a figure among them.
fn is_label(text: &str, cell: &Cell) -> bool {
    let label = text.get(cell.range.clone()).unwrap_or_default();
    let figures = label.bytes().filter(u8::is_ascii_digit).count();
    figures < 5 && label.chars().any(char::is_alphabetic) && label.chars().nth(HEADER_CHARACTERS).is_none()
}

/// All tables of a text, by place of their first cell.
pub(crate) fn tables(text: &Text<'_>) -> Vec<Table> {
    match text.format() {
        BodyFormat::Text => of_lines(text.as_str()),
        BodyFormat::Html => of_cells(text),
    }
}

/// Neighbouring lines with tabs.
fn of_lines(text: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut table = Table::default();
    let mut start = 0;
    for line in text.split('\n') {
        if line.contains('\t') {
            table.rows.push(line_row(start, line));
        } else {
            tables.extend(std::mem::take(&mut table).align(text));
        }
        start += line.len() + 1;
    }
    tables.extend(table.align(text));
    tables
}

fn line_row(start: usize, line: &str) -> Row {
    let mut at = start;
    let mut cells = Vec::new();
    for (column, content) in line.split('\t').enumerate() {
        let lead = content.len() - content.trim_start().len();
        let from = at + lead;
        cells.push(Cell { range: from..from + content.trim().len(), column, columns: 1, rows: 1, header: false });
        at += content.len() + 1;
    }
    Row { cells, aligned: true }
}

impl Table {
    /// Rows of lines are as wide as the header; empty cells at the end may be missing, more cells than that belong to no column.
    fn align(mut self, text: &str) -> Option<Self> {
        let first = self.rows.iter().find(|row| row.filled().nth(1).is_some())?;
        self.width = first.filled().last().map_or(0, |cell| cell.column + 1);
        let width = self.width;
        for row in &mut self.rows {
            row.aligned = row.filled().last().is_none_or(|cell| cell.column < width);
        }
        if width > MOST_COLUMNS { None } else { self.finish(text) }
    }
}

/// The tables that HTML lays out.
fn of_cells(text: &Text<'_>) -> Vec<Table> {
    let mut cells: Vec<&TableCell> = text.cells().iter().collect();
    // A table inside a cell of another stands between the other's cells.
    cells.sort_by_key(|cell| (cell.table, cell.row));
    let tables = cells.chunk_by(|one, other| one.table == other.table);
    tables.filter_map(|cells| lay_out(text.as_str(), cells)).collect()
}

fn lay_out(text: &str, cells: &[&TableCell]) -> Option<Table> {
    let mut table = Table::default();
    // For each column, down to which row (exclusive) a cell from above reaches.
    let mut taken = [0_u32; MOST_COLUMNS];
    for cells in cells.chunk_by(|one, other| one.row == other.row) {
        let mut row = Row { cells: Vec::new(), aligned: true };
        let mut column = 0;
        for cell in cells {
            while taken.get(column).is_some_and(|until| *until > cell.row) {
                column += 1;
            }
            let end = column + usize::from(cell.columns);
            let columns = taken.get_mut(column..end)?;
            columns.fill(cell.row.saturating_add(u32::from(cell.rows)));
            row.cells.push(placed(text, cell, column));
            column = end;
        }
        table.width = table.width.max(column);
        table.rows.push(row);
    }
    table.finish(text)
}

fn placed(text: &str, cell: &TableCell, column: usize) -> Cell {
    let content = text.get(cell.range.clone()).unwrap_or_default();
    let start = cell.range.start + content.len() - content.trim_start().len();
    let (columns, rows) = (usize::from(cell.columns), usize::from(cell.rows));
    Cell { range: start..start + content.trim().len(), column, columns, rows, header: cell.header }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each column as its header and the values below.
    fn columns(source: &str, format: BodyFormat) -> Vec<String> {
        let text = Text::new(source, format);
        let table = tables(&text).into_iter().next().unwrap();
        let value = |cell: &Cell| text.as_str().get(cell.range.clone()).unwrap().to_owned();
        let column = |column| {
            let values: Vec<String> = table.column(column).map(|(_, cell)| value(cell)).collect();
            format!("{}: {}", table.header(text.as_str(), column), values.join(" "))
        };
        (0..table.width).map(column).collect()
    }

    #[test]
    fn lines_with_tabs() {
        let found = columns("附件\t\t\n姓名\t电话 \t备注\n张某\t1\n李某\t2\t无\n王某\t3\t\t多\n", BodyFormat::Text);
        assert_eq!(found, ["姓名: 张某 李某", "电话: 1 2", "备注: 无"]);
    }

    #[test]
    fn spans_keep_the_columns() {
        let source = "<table><tr><th colspan=4>名单</th></tr><tr><th rowspan=2>姓名</th><th colspan=2>联系</th><th rowspan=2>备注</th></tr>\
            <tr><th>电话</th><th>邮箱</th></tr><tr><td rowspan=2>张某</td><td></td><td>甲</td><td>乙</td></tr>\
            <tr><td>1</td><td colspan=2>丙</td></tr></table>";
        let found = columns(source, BodyFormat::Html);
        assert_eq!(found, ["姓名: 张某", "联系电话: 1", "联系邮箱: 甲", "备注: 乙"]);
    }

    #[test]
    fn a_header_without_th() {
        let source =
            "<table><tr><td><p>姓 名</p></td><td>电话</td></tr><tr><td>张某</td><td>13800000000</td></tr></table>";
        assert_eq!(columns(source, BodyFormat::Html), ["姓名: 张某", "电话: 13800000000"]);
    }

    #[test]
    fn no_header_and_no_table() {
        let source = "张某\t13800000000\n李某\t13900000000";
        assert_eq!(columns(source, BodyFormat::Text), [": 张某 李某", ": 13800000000 13900000000"]);
        assert!(tables(&Text::new("\t甲\n\t乙", BodyFormat::Text)).is_empty());
        assert!(tables(&Text::new("<table><tr><td>甲</td></tr></table>", BodyFormat::Html)).is_empty());
    }

    #[test]
    fn hostile_spans_are_no_table() {
        let source =
            format!("<table>{}</table>", "<tr><td colspan=60000 rowspan=60000>甲</td><td>乙</td></tr>".repeat(50));
        assert!(tables(&Text::new(&source, BodyFormat::Html)).is_empty());
    }
}
