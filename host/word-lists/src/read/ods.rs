//! ODS, streamed: a cell or row that is declared a million times over is not repeated.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::{self, Archive};
use super::{Book, Refused, budget};
use crate::limits;
use crate::sheet::{Budget, Sheet};

/// Read a measured ODS file.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Book, Refused> {
    let manifest = container::part(archive, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.windows(15).any(|window| window == b"encryption-data") {
        return Err(Refused::encrypted());
    }
    let content = container::part(archive, "content.xml")?.ok_or_else(|| Refused::broken("表格"))?;
    let text = String::from_utf8(content).map_err(|_| Refused::broken("表格"))?;
    let sheets = Reading::default().read(&text)?;
    Ok(Book { form: "ODS 表格".to_owned(), notes: Vec::new(), sheets })
}

#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    budget: Budget,
    /// Number of the row we are in, from 1.
    number: u32,
    row: Vec<String>,
    row_repeats: u32,
    cell: Option<Cell>,
    /// Inside a comment of a cell; its text is not the cell's.
    annotation: bool,
}

#[derive(Default)]
struct Cell {
    text: String,
    /// Machine-readable value that is better than what is shown: a date.
    value: Option<String>,
    repeats: usize,
    paragraphs: usize,
}

impl Reading {
    fn read(mut self, text: &str) -> Result<Vec<Sheet>, Refused> {
        self.budget = budget();
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|_| Refused::broken("表格"))? {
                Event::Start(tag) => self.open(&tag)?,
                Event::Empty(tag) => {
                    self.open(&tag)?;
                    self.close(tag.local_name().as_ref())?;
                }
                Event::End(tag) => self.close(tag.local_name().as_ref())?,
                Event::Text(part) => self.push(&part.xml10_content()),
                Event::CData(part) => self.push(&part.xml10_content()),
                // Only the entities of XML itself: what a document defines is never expanded.
                Event::GeneralRef(name) => {
                    let known = quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).map(str::to_owned);
                    let numbered = name.resolve_char_ref().ok().flatten().map(String::from);
                    self.push(&numbered.or(known).unwrap_or_default());
                }
                Event::Eof => return Ok(self.sheets),
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !self.annotation && cell.paragraphs > 0) {
            let room = limits::CELL_BYTES.saturating_sub(cell.text.len());
            cell.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Refused> {
        match tag.local_name().as_ref() {
            "table" => {
                if self.sheets.len() >= limits::SHEETS {
                    return Err(Refused::too_many());
                }
                self.sheets.push(Sheet::new(attribute(tag, "name").unwrap_or_default()));
                self.number = 1;
            }
            "table-row" => {
                self.row.clear();
                self.row_repeats = repeats(tag, "number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" => {
                let value = attribute(tag, "date-value").map(|date| date.chars().take(10).collect());
                let repeats = repeats(tag, "number-columns-repeated") as usize;
                self.cell = Some(Cell { value, repeats, ..Cell::default() });
            }
            "annotation" => self.annotation = true,
            "p" if !self.annotation => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push(' ');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" | "tab" | "line-break" => self.push(" "),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refused> {
        match name {
            "annotation" => self.annotation = false,
            "table-cell" | "covered-table-cell" => {
                let cell = self.cell.take().unwrap_or_default();
                let content = cell.value.unwrap_or(cell.text);
                // One more than is looked at tells that something was left out; empty ones at the end are not content.
                let room = (limits::COLUMNS + 1).saturating_sub(self.row.len());
                let times = if content.is_empty() { cell.repeats } else { cell.repeats.min(8) };
                self.row.extend(std::iter::repeat_n(content, times.min(room)));
            }
            "table-row" => {
                let number = self.number;
                self.number = number.saturating_add(self.row_repeats);
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.push(number, &self.row, &mut self.budget)?;
                }
                self.row.clear();
            }
            _ => {}
        }
        Ok(())
    }
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}
