//! Packed files (XLSX, ODS): measured before anybody unpacks them for good.

use std::io::{self, Cursor, Read, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Book, Refused, ods, workbook};
use crate::limits;

/// Shared strings that a workbook may declare.
const STRINGS: usize = 8 << 20;

/// A packed file whose parts have been measured.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Read a packed file, whichever of the known kinds it is.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::broken("文件"))?;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let has = |name: &str| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    if names.len() > limits::PARTS {
        return Err(bomb());
    }
    if has("xl/workbook.bin") {
        return Err(Refused::new("list-format", "这是 .xlsb 文件，请在 Excel 中另存为 .xlsx 再导入"));
    }
    if has("word/document.xml") {
        return Err(Refused::not_a_list(" Word 文档"));
    }
    measure(&mut archive)?;
    if has("xl/workbook.xml") {
        let macros = has("xl/vbaProject.bin");
        return workbook::read(bytes, macros);
    }
    if has("content.xml") {
        return ods::read(&mut archive);
    }
    Err(Refused::not_a_list("压缩包"))
}

/// Unpack everything into nothing, counting: the sizes that the directory declares are not to be trusted.
fn measure(archive: &mut Archive<'_>) -> Result<(), Refused> {
    let mut left = limits::UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                return Err(Refused::encrypted());
            }
            Err(_) => return Err(Refused::broken("文件")),
        };
        let strings = part.name().unwrap_or_default().to_ascii_lowercase().ends_with("sharedstrings.xml");
        let mut counter = Counter { declarations: strings.then(Vec::new) };
        let read = io::copy(&mut part.take(left + 1), &mut counter).map_err(|_| Refused::broken("文件"))?;
        left = left.checked_sub(read).ok_or_else(bomb)?;
        if counter.declarations.is_some_and(|text| declares_too_much(&text)) {
            return Err(bomb());
        }
    }
    Ok(())
}

/// The reader reserves room for as many strings as the part declares, so that a false number would end the program.
fn declares_too_much(part: &[u8]) -> bool {
    let text = String::from_utf8_lossy(part);
    text.split("uniqueCount").skip(1).any(|after| {
        let number: String = after
            .trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\''])
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        !number.is_empty() && number.parse::<usize>().map_or(true, |count| count > STRINGS)
    })
}

fn bomb() -> Refused {
    Refused::new("list-too-large", "解压后超过 256 MiB，可能是恶意文件，没有读取；请只保留词条列后另存")
}

/// Takes what is unpacked and keeps it only where it must be looked at.
struct Counter {
    declarations: Option<Vec<u8>>,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(kept) = &mut self.declarations {
            kept.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One part, unpacked; none when it is not there.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Vec<u8>>, Refused> {
    let mut bytes = Vec::new();
    match archive.by_name(name) {
        Ok(part) => {
            part.take(limits::UNPACKED_BYTES).read_to_end(&mut bytes).map_err(|_| Refused::broken("文件"))?;
            Ok(Some(bytes))
        }
        Err(ZipError::FileNotFound) => Ok(None),
        Err(_) => Err(Refused::broken("文件")),
    }
}
