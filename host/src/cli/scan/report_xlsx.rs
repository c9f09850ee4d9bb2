//! The report as a workbook: figures, findings, and what was not screened.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::super::words::{category, sureness};
use super::report::Told;
use super::summary::Row;

/// A sheet holds 1,048,576 rows; a row for the heading and one for the note stay free.
const MOST_ROWS: usize = 1_048_570;
/// A cell holds 32,767 characters.
const MOST_CHARACTERS: usize = 32_000;

/// Heading and column width in characters.
type Heading = (&'static str, f64);

const FINDINGS: [Heading; 16] = [
    ("级别", 13.0),
    ("类别", 12.0),
    ("规则", 18.0),
    ("科室/栏目", 14.0),
    ("文件", 24.0),
    ("行", 7.0),
    ("编号", 12.0),
    ("标题", 30.0),
    ("位置", 9.0),
    ("原文", 16.0),
    ("上下文", 40.0),
    ("问题", 48.0),
    ("改为", 20.0),
    ("依据", 30.0),
    ("把握", 9.0),
    ("发现编号", 18.0),
];

/// Write it.
pub(super) fn write(path: &Path, told: &Told<'_>) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    summary(workbook.add_worksheet(), told)?;
    findings(workbook.add_worksheet(), told)?;
    refused(workbook.add_worksheet(), told)?;
    workbook.save(path)
}

fn bold() -> Format {
    Format::new().set_bold()
}

fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let cut: String = text.chars().take(MOST_CHARACTERS).collect();
    // Always a string: a cell that begins with = must not become a formula.
    sheet.write_string(row, column, cut).map(drop)
}

fn number(sheet: &mut Worksheet, row: u32, column: u16, value: usize) -> Result<(), XlsxError> {
    sheet.write_number(row, column, u32::try_from(value).unwrap_or(u32::MAX)).map(drop)
}

fn headings(sheet: &mut Worksheet, row: u32, headings: &[Heading]) -> Result<(), XlsxError> {
    for (column, (heading, width)) in (0..).zip(headings) {
        sheet.write_string_with_format(row, column, *heading, &bold())?;
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

fn summary(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    sheet.set_name("汇总")?;
    let summary = told.summary;
    let counts = [
        ("已审查篇数", summary.total.items),
        ("有问题的篇数", summary.total.with_findings),
        ("必须处理", summary.block),
        ("须改正或说明", summary.confirm),
        ("建议", summary.advise),
        ("涉密停止", summary.secrecy_stops),
        ("未能审查", summary.refused),
    ];
    let mut row = 0;
    for (name, count) in counts {
        text(sheet, row, 0, name)?;
        number(sheet, row, 1, count)?;
        row += 1;
    }
    text(sheet, row, 0, "每万字问题数")?;
    text(sheet, row, 1, &summary.total.rate())?;
    row += 2;
    for (name, rows) in
        [("按类别", &summary.by_class), ("按规则", &summary.by_rule), ("按科室/栏目", &summary.by_section)]
    {
        row = block(sheet, row, name, rows)?;
    }
    text(sheet, row, 0, told.engine)
}

fn block(sheet: &mut Worksheet, start: u32, name: &'static str, rows: &[Row]) -> Result<u32, XlsxError> {
    let columns = [(name, 26.0), ("篇数", 12.0), ("有问题的篇数", 14.0), ("问题数", 10.0), ("每万字问题数", 14.0)];
    headings(sheet, start, &columns)?;
    let mut at = start + 1;
    for row in rows {
        text(sheet, at, 0, &row.name)?;
        number(sheet, at, 1, row.items)?;
        number(sheet, at, 2, row.with_findings)?;
        number(sheet, at, 3, row.findings)?;
        text(sheet, at, 4, &row.rate())?;
        at += 1;
    }
    Ok(at + 1)
}

fn findings(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    sheet.set_name("发现")?;
    headings(sheet, 0, &FINDINGS)?;
    sheet.set_freeze_panes(1, 0)?;
    let found = told.results.iter().filter_map(|scanned| scanned.result.as_ref().ok().map(|one| (&scanned.about, one)));
    let found = found.flat_map(|(about, outcome)| outcome.findings.iter().map(move |found| (about, found)));
    let mut row = 0_u32;
    for (about, found) in found.filter(|(_, found)| found.level >= told.least) {
        row += 1;
        if row as usize > MOST_ROWS {
            text(sheet, row, 0, "一张表放不下，其余见 JSONL 报告")?;
            break;
        }
        let line = about.line.map(|line| line.to_string()).unwrap_or_default();
        let count = if found.count > 1 { format!("（全文共 {} 处）", found.count) } else { String::new() };
        let cells: [&str; 16] = [
            found.level.name(),
            category(found.category()),
            told.titles.get(&found.rule).map_or(found.rule.as_str(), String::as_str),
            &about.section,
            &about.file,
            &line,
            &about.id,
            &about.title,
            &found.place,
            &found.fragment,
            &format!("{}{}{}", found.before, found.fragment, found.after),
            &format!("{}{count}", found.message),
            &found.suggestions.join(" 或 "),
            &format!("《规范》{}；{}", found.clause, found.basis),
            sureness(found.confidence),
            &found.key,
        ];
        for (column, cell) in (0..).zip(cells) {
            text(sheet, row, column, cell)?;
        }
    }
    sheet.autofilter(0, 0, row.max(1), FINDINGS.len() as u16 - 1).map(drop)
}

fn refused(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    sheet.set_name("未审查")?;
    headings(sheet, 0, &[("文件", 40.0), ("原因", 80.0)])?;
    let mut row = 1;
    let refused = told.results.iter().filter_map(|scanned| Some((&scanned.about, scanned.result.as_ref().err()?)));
    for (about, refused) in refused.take(MOST_ROWS / 2) {
        text(sheet, row, 0, &about.place())?;
        text(sheet, row, 1, &refused.message)?;
        row += 1;
    }
    for file in told.skipped.iter().take(MOST_ROWS / 2) {
        text(sheet, row, 0, file)?;
        text(sheet, row, 1, "不是可审查的文件类型，已跳过")?;
        row += 1;
    }
    Ok(())
}
