//! `words check` and `words convert`: what an office's list is taken for, what is wrong with it, and the rows that come of it.

use crate::program::{Folder, run, shown};
use rust_xlsxwriter::Workbook;

/// A workbook with one sheet.
pub fn workbook(cells: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("词表").expect("named");
    for (row, line) in (0..).zip(cells) {
        for (column, cell) in (0..).zip(*line) {
            sheet.write_string(row, column, *cell).expect("written");
        }
    }
    workbook.save_to_buffer().expect("saved")
}

#[test]
fn a_workbook_becomes_rows() {
    let folder = Folder::new();
    let table: &[&[&str]] = &[
        &["某市某局校对词表"],
        &["序号", "错误写法", "正确写法", "严重程度", "依据"],
        &["1", "营伤环境", "营商环境", "严重", "本局用语规定"],
        &["2", "布署会", "部署会", "一般", ""],
    ];
    let list = folder.file("词表.xlsx", workbook(table));
    let output = folder.path("agency.rows");
    let done = run(["words", "convert", &list, "-o", &shown(&output)]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(
        done.out.contains("有表头（第 2 行）") && done.out.contains("错词「营伤环境」→「营商环境」"),
        "{}",
        done.out
    );
    let rows = std::fs::read_to_string(output).expect("rows");
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.contains("营伤环境\twrong\t营商环境\tblock\texact\t\t\t\t\t\tagency\t本局用语规定\t"), "{rows}");
    assert!(rows.contains("\t本单位词表《词表.xlsx》\t"), "{rows}");
}

#[test]
fn mistakes_are_named_with_their_rows() {
    let folder = Folder::new();
    let list = folder.file("词表.csv", "错误词,正确词\n布署,部署\n部署,布署\n幅射,\n");
    let problems = folder.path("问题.csv");
    let checked = run(["words", "check", &list, "--problems", &shown(&problems)]);
    assert_eq!(checked.code, 2, "{}", checked.out);
    for line in [
        "词表.csv 第 2 行：错误：“布署”改为“部署”，而第 3 行又把“部署”改为“布署”",
        "词表.csv 第 4 行：错误：“幅射”没有写改为什么",
    ] {
        assert!(checked.out.contains(line), "{line} is missing in {}", checked.out);
    }
    let table = std::fs::read_to_string(problems).expect("table");
    assert!(table.starts_with('\u{feff}') && table.lines().count() == 4, "{table}");
    let output = folder.path("out.rows");
    let refused = run(["words", "convert", &list, "-o", &shown(&output)]);
    assert_eq!(refused.failure(), (2, "invalid-lists"), "{}", refused.err);
    assert!(!output.exists());
    let forced = run(["words", "convert", &list, "--skip-errors", "-o", &shown(&output)]);
    assert_eq!((forced.code, output.exists()), (0, true), "{}", forced.err);
}

#[test]
fn files_that_cannot_be_read_as_lists() {
    let folder = Folder::new();
    let mut half = workbook(&[&["词"], &["最佳级"]]);
    half.truncate(half.len() / 2);
    let cases = [
        (folder.file("half.xlsx", half), "list-broken"),
        (folder.file("junk.csv", [0xff; 64]), "not-text"),
        (folder.file("empty.txt", ""), "list-empty"),
        (folder.file("a.xlsx", "%PDF-1.7"), "not-a-list"),
        ("no-such.csv".to_owned(), "file-not-found"),
    ];
    for (list, code) in cases {
        let refused = run(["words", "check", &list]);
        assert_eq!(refused.failure(), (2, code), "{list}: {}", refused.err);
    }
}

#[test]
fn the_type_is_told_where_the_list_does_not_say_it() {
    let folder = Folder::new();
    let list = folder.file("words.txt", "\u{feff}最佳级\n顶级的\n");
    let plain = run(["words", "check", &list]);
    assert!(plain.code == 0 && plain.out.contains("认作慎用"), "{}", plain.out);
    let banned = run(["words", "check", &list, "--type", "banned"]);
    assert!(banned.out.contains("禁用「最佳级」"), "{}", banned.out);
    assert_eq!(run(["words", "check", &list, "--type", "other"]).code, 2);
}
