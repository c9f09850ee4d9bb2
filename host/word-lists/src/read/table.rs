//! Tables in markup: pages that old systems call .xls, and Excel's XML of 2003.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{Refused, budget};
use crate::limits;
use crate::sheet::{Budget, Sheet};

/// How far from the beginning a table is looked for.
const LOOKED_AT: usize = 256 << 10;
/// Excel's XML of 2003 names itself so.
const SPREADSHEET: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// True for markup that holds a table.
pub(super) fn is_table(text: &str) -> bool {
    if !text.trim_start().starts_with('<') {
        return false;
    }
    let head = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default().to_ascii_lowercase();
    head.contains("<tr") || head.contains(SPREADSHEET)
}

/// What to call it.
pub(super) fn name(text: &str) -> &'static str {
    let head = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default();
    if head.contains(SPREADSHEET) { "Excel 2003 XML 表格" } else { "网页表格（HTML）" }
}

/// Read every table; each is a sheet of its own. Rows are numbered as in the table, from 1.
pub(super) fn read(text: &str) -> Result<Vec<Sheet>, Refused> {
    let mut reading = Reading { budget: budget(), ..Reading::default() };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        // Reading from a string cannot fail.
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| {
                    tag.attributes
                        .iter()
                        .find(|(key, _)| key.0 == name)
                        .and_then(|(_, value)| String::from_utf8_lossy(&value.value).trim().parse::<usize>().ok())
                };
                let title = tag.attributes.iter().find(|(key, _)| key.0 == b"ss:name");
                let title = title.map(|(_, value)| String::from_utf8_lossy(&value.value).into_owned());
                reading.open(&tag.name.0, &number, title)?;
                if tag.self_closing && tag.name.0 == b"cell" {
                    reading.end_cell();
                }
            }
            Token::EndTag(tag) => reading.close(&tag.name.0)?,
            Token::String(text) => reading.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reading.end_row()?;
    Ok(reading.sheets)
}

#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    budget: Budget,
    number: u32,
    row: Vec<String>,
    cell: Option<String>,
    /// Columns that the open cell spans.
    span: usize,
    unseen: bool,
    title: Option<String>,
}

impl Reading {
    fn open(
        &mut self,
        name: &[u8],
        number: &dyn Fn(&[u8]) -> Option<usize>,
        title: Option<String>,
    ) -> Result<(), Refused> {
        match name {
            b"script" | b"style" => self.unseen = true,
            b"worksheet" => self.title = title,
            b"table" => {
                self.end_row()?;
                if self.sheets.len() >= limits::SHEETS {
                    return Err(Refused::too_many());
                }
                self.sheets
                    .push(Sheet::new(self.title.take().unwrap_or_else(|| format!("表{}", self.sheets.len() + 1))));
                self.number = 0;
            }
            b"tr" | b"row" => {
                self.end_row()?;
                self.number = number(b"ss:index").and_then(|at| u32::try_from(at).ok()).unwrap_or(self.number + 1);
            }
            b"td" | b"th" | b"cell" => {
                self.end_cell();
                if let Some(at) = number(b"ss:index").filter(|at| *at > self.row.len() + 1) {
                    self.row.resize((at - 1).min(limits::COLUMNS), String::new());
                }
                self.span = number(b"colspan").unwrap_or(1).clamp(1, limits::COLUMNS);
                self.cell = Some(String::new());
            }
            b"br" | b"p" | b"div" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Refused> {
        match name {
            b"script" | b"style" => self.unseen = false,
            b"td" | b"th" | b"cell" => self.end_cell(),
            b"tr" | b"row" | b"table" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| !self.unseen) {
            let room = limits::CELL_BYTES.saturating_sub(cell.len());
            cell.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if self.row.len() > limits::COLUMNS {
            return;
        }
        self.row.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
        self.row.extend(std::iter::repeat_n(String::new(), self.span.saturating_sub(1)));
    }

    fn end_row(&mut self) -> Result<(), Refused> {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        if self.sheets.is_empty() && !row.is_empty() {
            self.sheets.push(Sheet::new("表1"));
        }
        match self.sheets.last_mut() {
            Some(sheet) => sheet.push(self.number.max(1), &row, &mut self.budget),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let sheets = read(text).unwrap();
        sheets.iter().flat_map(|sheet| sheet.rows().map(|row| row.cells().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn a_page_that_calls_itself_xls() {
        let page = "<html><table><tr><th colspan=2>某局词表</th></tr><tr><td>词</td><td>正</td><tr><td> 布署\n</td><td>部署</td></table>";
        assert!(is_table(page));
        assert_eq!(cells(page), [vec!["某局词表"], vec!["词", "正"], vec!["布署", "部署"]]);
    }

    #[test]
    fn excel_xml() {
        let text = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="错词"><Table>
            <Row><Cell><Data ss:Type="String">布署</Data></Cell><Cell ss:Index="3"><Data>部署</Data></Cell></Row></Table></Worksheet></Workbook>"#;
        assert!(is_table(text));
        assert_eq!(read(text).unwrap()[0].name, "错词");
        assert_eq!(cells(text), [vec!["布署", "", "部署"]]);
    }

    #[test]
    fn nothing_is_expanded_and_nothing_overflows() {
        let text = "<!DOCTYPE t [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><table><tr><td>&a;</td></tr></table>";
        assert_eq!(cells(text), [vec!["&a;"]]);
        let wide = format!("<table><tr>{}", "<td colspan=99999>x".repeat(1000));
        assert!(read(&wide).unwrap()[0].cut);
        assert!(read(&"<tr><td>".repeat(1000)).is_ok());
    }
}
