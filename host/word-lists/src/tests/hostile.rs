//! Files that are broken, false or meant to do harm.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Checked, refused, workbook};
use crate::fuzz;

/// The parts of a workbook, changed, packed again.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::copy(&mut part, &mut content).unwrap();
        writer.start_file(&name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&change(&name, content)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn small() -> Vec<u8> {
    workbook(&[("词表", &[&["错误词", "正确词"], &["布署", "部署"]])])
}

#[test]
fn names_that_lie() {
    assert!(Checked::of("词表.csv", &small()).unwrap().list.notes[0].contains("文件名与内容不符"));
    let text = Checked::of("词表.xlsx", "布署,部署\n".as_bytes()).unwrap();
    assert!(text.list.notes[0].contains("文件名与内容不符"));
    assert_eq!(text.shown(), [("wrong", "布署", "部署")]);
}

#[test]
fn files_that_are_no_lists() {
    assert_eq!(refused("a.xlsx", b"%PDF-1.7"), "not-a-list");
    assert_eq!(refused("a.docx", &packed(&[("word/document.xml", b"<w/>")])), "not-a-list");
    assert_eq!(refused("a.zip", &packed(&[("a.txt", b"x")])), "not-a-list");
    assert_eq!(refused("a.xlsb", &packed(&[("xl/workbook.bin", b"x")])), "list-format");
    assert_eq!(refused("a.txt", b""), "list-empty");
    assert_eq!(refused("a.txt", b"\n  \n"), "list-empty");
    assert_eq!(refused("a.txt", &[0xff; 100]), "not-text");
    let mut book = small();
    book.truncate(book.len() / 2);
    assert_eq!(refused("a.xlsx", &book), "list-broken");
}

#[test]
fn locked_files_are_called_so() {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("EncryptedPackage").unwrap().write_all(b"secret").unwrap();
    container.flush().unwrap();
    assert_eq!(refused("a.xlsx", &container.into_inner().into_inner()), "list-encrypted");
    let ods = [("content.xml", b"x" as &[u8]), ("META-INF/manifest.xml", b"<m:encryption-data/>")];
    assert_eq!(refused("a.ods", &packed(&ods)), "list-encrypted");
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let book = small();
    let zeros = vec![b' '; 270 << 20];
    let bomb = repacked(&book, |name, part| if name.ends_with("sheet1.xml") { zeros.clone() } else { part });
    assert!(bomb.len() < 2 << 20);
    assert_eq!(refused("a.xlsx", &bomb), "list-too-large");
    for declared in ["99999999999", "18446744073709551615", "999999999999999999999999"] {
        let strings = format!(
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount = '{declared}'/>"
        );
        let lying =
            repacked(
                &book,
                |name, part| {
                    if name.ends_with("sharedStrings.xml") { strings.clone().into_bytes() } else { part }
                },
            );
        assert_eq!(refused("a.xlsx", &lying), "list-too-large");
    }
}

#[test]
fn far_cells_cost_nothing() {
    let book = repacked(&small(), |name, part| {
        if name.ends_with("sheet1.xml") {
            String::from_utf8(part)
                .unwrap()
                .replace("r=\"2\"", "r=\"1048576\"")
                .replace("A2", "A1048576")
                .replace("B2", "XFD1048576")
                .into_bytes()
        } else {
            part
        }
    });
    let checked = Checked::of("a.xlsx", &book).unwrap();
    assert_eq!(checked.codes(), [(1_048_576, "no-replacement")]);
    assert!(checked.list.notes.iter().any(|note| note.contains("前 64 列")), "{:?}", checked.list.notes);
}

#[test]
fn ods_is_read_and_its_repetitions_are_not() {
    let content = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY l "lol">]>
      <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="词表">
      <table:table-row><table:table-cell><text:p>词条</text:p></table:table-cell><table:table-cell><text:p>失效日期</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row><table:table-cell><text:p>甲&amp;乙&x;&l;</text:p><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>
      <table:table-cell office:date-value="2025-12-31T00:00:00"><text:p>去年</text:p></table:table-cell></table:table-row>
      </table:table></office:document-content>"#;
    let ods =
        packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())]);
    let checked = Checked::of("a.ods", &ods).unwrap();
    assert_eq!(checked.shown(), [("caution", "甲&乙", "")]);
    assert_eq!((checked.entries[0].place.row, &*checked.entries[0].to), (1_000_002, "2025-12-31"));
}

#[test]
fn external_entities_of_a_workbook_are_not_read() {
    let book = repacked(&small(), |name, part| {
        if name.ends_with("sharedStrings.xml") {
            let text = String::from_utf8(part).unwrap();
            let declared = "?>\n<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
            text.replacen("?>", declared, 1).replace("布署", "布署&x;").into_bytes()
        } else {
            part
        }
    });
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    if let Ok(checked) = Checked::of("a.xlsx", &book) {
        let text = format!("{:?}", checked.entries);
        assert!(host.trim().is_empty() || !text.contains(host.trim()), "{text}");
    }
}

#[test]
fn macros_are_noted() {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let book = small();
    let mut archive = ZipArchive::new(Cursor::new(&book)).unwrap();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::copy(&mut part, &mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    parts.push(("xl/vbaProject.bin".into(), b"macro".to_vec()));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
    assert!(Checked::of("a.xlsm", &packed(&parts)).unwrap().list.notes[0].contains("宏"));
}

#[test]
fn long_cells_and_stray_quotes_lose_only_their_row() {
    let text = format!("词条,说明\n{},长\n\"没有关上,x\n最佳级,好\n", "长".repeat(100_000));
    let checked = Checked::of("a.csv", text.as_bytes()).unwrap();
    assert_eq!(checked.codes()[0], (2, "too-long"));
    assert_eq!(checked.shown().last(), Some(&("caution", "最佳级", "")));
}

#[test]
fn one_endless_line_and_one_endless_cell() {
    let line = "甲乙,".repeat(5_000_000);
    let checked = Checked::of("a.csv", line.as_bytes()).unwrap();
    assert_eq!(checked.entries.len(), 1);
    for text in ["x".repeat(40 << 20), "\"".repeat(40 << 20), "\"a\n".repeat(200_000), "→".repeat(5_000_000)] {
        fuzz("a.csv", text.as_bytes());
    }
    fuzz("a.xls", format!("<table><tr><td>{}", "长".repeat(5_000_000)).as_bytes());
}

#[test]
fn a_million_rows_take_seconds() {
    let mut text = String::from("错误词,正确词\n");
    for number in 0..900_000 {
        text.push_str(&format!("误写词{number},正写词{number}\n"));
    }
    let started = std::time::Instant::now();
    let checked = Checked::of("a.csv", text.as_bytes()).unwrap();
    assert_eq!((checked.entries.len(), checked.problems.count()), (900_000, (0, 0)));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    text.push_str(&"多,余\n".repeat(100_001));
    assert_eq!(refused("a.csv", text.as_bytes()), "list-too-large");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_without_panic(text in "[ -~布署部的，→\"'\\t\\n\\r#=|<>&;\u{200b}0-9]{0,200}") {
        for name in ["a.txt", "a.csv", "a.xls"] {
            fuzz(name, text.as_bytes());
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        fuzz("a.txt", &bytes);
        fuzz("a.xlsx", &[b"PK\x03\x04", bytes.as_slice()].concat());
        fuzz("a.xls", &[&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], bytes.as_slice()].concat());
    }

    #[test]
    fn mutated_old_workbooks_are_read_without_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
    ) {
        let mut raw = include_bytes!("old.xls").to_vec();
        for (at, byte) in changes {
            let at = at.index(raw.len());
            raw[at] = byte;
        }
        fuzz("a.xls", &raw);
        raw.truncate(end.index(raw.len()));
        fuzz("a.xls", &raw);
    }

    #[test]
    fn mutated_workbooks_are_read_without_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        part in 0..12_usize,
    ) {
        let mut raw = small();
        for (at, byte) in &changes {
            let at = at.index(raw.len());
            raw[at] = *byte;
        }
        fuzz("a.xlsx", &raw);
        let number = std::cell::Cell::new(0);
        let inner = repacked(&small(), |_, mut content| {
            number.set(number.get() + 1);
            if number.get() == part && !content.is_empty() {
                for (at, byte) in &changes {
                    let at = at.index(content.len());
                    content[at] = *byte;
                }
            }
            content
        });
        fuzz("a.xlsx", &inner);
    }
}
