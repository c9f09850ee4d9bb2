//! Files that offices have.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{Checked, workbook};
use crate::{Kind, Level, Problems, check, read_list};

#[test]
fn a_table_with_titles_numbers_and_odd_columns() {
    let bytes = workbook(&[
        ("填写说明", &[&["请按表头填写，不要改动表头"], &["级别分为严重、一般、提示"]]),
        (
            "词表",
            &[
                &["某市某局网站校对词表（2024年版）"],
                &["", "", "填表人：办公室"],
                &["序号", "错误写法*", "正确写法（必填）", "严重程度", "依据", "启用", "经办人"],
                &["1", " 布署 ", "部署", "一般", "《现代汉语词典》", "是", "甲"],
                &["2", "营伤环境", "营商环境、营商 环境", "严重", "", "", "乙"],
                &[],
                &["3", "幅射", "辐射", "提示", "", "否", "丙"],
                &["序号", "错误写法*", "正确写法（必填）", "严重程度", "依据", "启用", "经办人"],
                &["4", "松驰", "", "", "", "", ""],
            ],
        ),
    ]);
    let checked = Checked::of("词表.xlsx", &bytes).unwrap();
    assert_eq!(
        checked.shown(),
        [("wrong", "布署", "部署"), ("wrong", "营伤环境", "营商环境|营商 环境"), ("wrong", "松驰", "")]
    );
    assert_eq!(checked.codes(), [(9, "no-replacement")]);
    assert_eq!(checked.entries[1].level, Level::Block);
    let sheet = &checked.list.sheets[0];
    assert!(sheet.shape.contains("第 3 行") && sheet.disabled == 1, "{sheet:?}");
    assert!(sheet.notes.iter().any(|note| note.contains("经办人")), "{sheet:?}");
    assert!(checked.list.notes.iter().any(|note| note.contains("填写说明")), "{:?}", checked.list.notes);
    let rows = checked.rows();
    assert_eq!(rows.lines().count(), 3);
    assert!(rows.contains("布署\twrong\t部署\tconfirm\texact\t\t\t\t\t\tagency\t《现代汉语词典》\t"), "{rows}");
}

#[test]
fn dates_merged_categories_and_numbers_as_excel_stores_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["类别", "词条", "生效日期", "失效日期", "级别"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.merge_range(1, 0, 3, 0, "违禁", &Format::new()).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, term) in (1..).zip(["最佳级", "国家级", "世界级"]) {
        sheet.write_string(row, 1, term).unwrap();
        let date = ExcelDateTime::from_ymd(2024, 10, 24).unwrap();
        sheet.write_datetime_with_format(row, 2, &date, &day).unwrap();
        sheet.write_number(row, 4, 3).unwrap();
    }
    sheet.write_string(1, 3, "2024-02-30").unwrap();
    sheet.write_string(2, 3, "2024年1月1日").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let checked = Checked::of("a.xlsx", &bytes).unwrap();
    assert!(checked.entries.iter().all(|entry| (entry.kind, entry.level) == (Kind::Banned, Level::Advise)));
    assert_eq!(&*checked.entries[2].from, "2024-10-24");
    assert_eq!(checked.codes(), [(2, "bad-date"), (3, "date-order")]);
}

#[test]
fn every_bare_shape() {
    let read = |name: &str, text: &str| {
        let checked = Checked::of(name, text.as_bytes()).unwrap();
        checked.shown().into_iter().map(|(kind, term, right)| format!("{kind} {term} {right}")).collect::<Vec<_>>()
    };
    assert_eq!(read("a.txt", "最佳级\n\n# 旧\n顶级的\n"), ["caution 最佳级 ", "caution 顶级的 "]);
    assert_eq!(read("禁用词.txt", "最佳级\n"), ["banned 最佳级 "]);
    assert_eq!(read("a.txt", "1、最佳级\n2、顶级的\n"), ["caution 最佳级 ", "caution 顶级的 "]);
    assert_eq!(read("a.txt", "最佳级 广告,绝对化\n顶级的 广告\n"), ["caution 最佳级 ", "caution 顶级的 "]);
    assert_eq!(read("a.csv", "布署,部署\n幅射,辐射\n"), ["wrong 布署 部署", "wrong 幅射 辐射"]);
    assert_eq!(read("a.txt", "布署——部署\n幅射——删除\n"), ["wrong 布署 部署", "banned 幅射 "]);
    let sided = read("a.csv", "禁用词,慎用词,放行词\n最佳级,亲自去,顶级域名\n第一品牌,,\n");
    assert_eq!(sided, ["banned 最佳级 ", "caution 亲自去 ", "allow 顶级域名 ", "banned 第一品牌 "]);
    let leaders = read("a.csv", "序号,姓名,职务\n1,林明达,局长、党组书记\n2,周晓岚,\n");
    assert_eq!(leaders, ["leader 林明达 1|局长|党组书记", "leader 周晓岚 "]);
    let bytes = workbook(&[("Sheet1", &[&["布署→部署"], &["幅射→辐射"]])]);
    assert_eq!(Checked::of("a.xlsx", &bytes).unwrap().shown()[1], ("wrong", "幅射", "辐射"));
    let allowed = Checked::as_kind("a.txt", "顶级域名\n".as_bytes(), Some(Kind::Allow)).unwrap();
    assert_eq!(allowed.shown(), [("allow", "顶级域名", "")]);
}

#[test]
fn encodings_and_pages_that_call_themselves_xls() {
    let old = include_bytes!("old.xls");
    let checked = Checked::of("old.xls", old).unwrap();
    assert_eq!(checked.shown(), [("wrong", "最佳级", "优秀"), ("banned", "国家级", "")]);
    assert_eq!((&*checked.entries[0].from, checked.entries[1].level), ("2024-10-24", Level::Block));
    assert!(checked.list.notes[0].contains("隐藏"), "{:?}", checked.list.notes);
    let gbk = encoding_rs::GB18030.encode("布署,部署\r\n幅射,辐射\r\n").0.into_owned();
    let checked = Checked::of("词表.csv", &gbk).unwrap();
    assert_eq!(checked.shown()[1], ("wrong", "幅射", "辐射"));
    assert!(checked.list.form.contains("GBK"), "{}", checked.list.form);
    let wide: Vec<u8> =
        [0xFEFF].into_iter().chain("布署\t部署\r\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(Checked::of("词表.txt", &wide).unwrap().shown(), [("wrong", "布署", "部署")]);
    let page = "<html><head><meta charset=gb2312></head><table><tr><th>敏感词<th>等级</tr><tr><td>最佳级<td>高</table>";
    let checked = Checked::of("导出.xls", page.as_bytes()).unwrap();
    assert_eq!(checked.shown(), [("banned", "最佳级", "")]);
    assert_eq!(checked.list.notes.len(), 2, "{:?}", checked.list.notes);
}

#[test]
fn every_mistake_in_one_list() {
    let text = "类型,词条,改为\n\
        错词,布署,部署\n\
        错词,部署,布署\n\
        错词,布署,部署\n\
        错词,甲乙,乙丙\n\
        错词,乙丙,丙丁\n\
        错词,同样,同样\n\
        禁用,的,\n\
        禁用,工作,\n\
        放行,某某宝,\n\
        禁用,某某宝,\n\
        错词,残疾,残疾人\n\
        固定名称,某市残疾人联合会,\n\
        错词,某物,某某禁\n\
        禁用,某某禁,\n\
        禁用,=1+1,\n\
        禁用,ＡＢＣＤ级,\n\
        禁用,部 署,\n\
        禁用,隐\u{200b}形,\n\
        禁用,#REF!,\n\
        错词,无改法,\n\
        固定名称,某局,\n";
    let checked = Checked::of("a.csv", text.as_bytes()).unwrap();
    assert_eq!(
        checked.codes(),
        [
            (2, "circle"),
            (3, "circle"),
            (4, "circle"),
            (4, "duplicate"),
            (5, "chain"),
            (7, "same"),
            (8, "one-character"),
            (9, "overbroad"),
            (11, "contradiction"),
            (12, "replacement-contains"),
            (13, "contains-objected"),
            (14, "replacement-banned"),
            (16, "formula"),
            (17, "wide"),
            (18, "inner-space"),
            (19, "invisible"),
            (20, "formula-error"),
            (21, "no-replacement"),
            (22, "short-name"),
        ]
    );
}

#[test]
fn mistakes_across_files_name_the_other_file() {
    let (mut entries, mut problems) = (Vec::new(), Problems::default());
    let mut lists = Vec::new();
    for (number, (name, text)) in (0..).zip([("甲.csv", "布署,部署\n"), ("乙.csv", "部署,布署\n布署,布置\n")])
    {
        lists.push(read_list(name, text.as_bytes(), number, None, &mut entries, &mut problems).unwrap());
    }
    check(&entries, &[], &mut problems);
    let sentences: Vec<String> = problems.sorted().iter().map(|problem| problem.sentence(&lists)).collect();
    assert_eq!(sentences.len(), 3, "{sentences:?}");
    assert!(sentences[1].contains("甲.csv 第 1 行"), "{sentences:?}");
    assert!(problems.csv(&lists).contains("\"乙.csv\",\"\",\"2\",\"错误\""));
}
