//! Totals of tables against the sums of their columns.

use crate::hit::{Hit, Hits};
use crate::reading::amount::decimal;
use crate::rule::Rule;
use crate::table::{Cell, Row, Table};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
表格“合计”“总计”行与各行相加的结果不符。表里只有一个合计行、各行不分层次时才核对；小数允许四舍五入的误差。

## 依据
数据前后一致。公开的统计表、资金分配表、名额分配表合计出错，是读网抽查和群众留言中常见的问题。

## 命中
```text
单位\t户数⏎甲镇\t12⏎乙镇\t30⏎丙镇\t8⏎合计\t51
单位\t户数⏎合 计\t51⏎甲镇\t12⏎乙镇\t30⏎丙镇\t8
项目\t金额（万元）\t数量⏎甲\t1,200.50\t3⏎乙\t300.25\t4⏎丙\t20.00\t5⏎总计\t1,530.75\t12
```

## 不报
```text
单位\t户数⏎甲镇\t12⏎乙镇\t30⏎丙镇\t8⏎合计\t50
单位\t占比⏎甲镇\t12⏎乙镇\t30⏎丙镇\t8⏎合计\t100
序号\t单位\t户数⏎1\t甲镇\t12⏎2\t乙镇\t30⏎3\t丙镇\t8⏎合计\t\t50
单位\t户数⏎甲镇\t12⏎其中：丁村\t5⏎乙镇\t30⏎合计\t42
单位\t户数⏎一、甲镇\t12⏎丁村\t5⏎戊村\t7⏎二、乙镇\t30⏎合计\t42
单位\t户数⏎甲镇\t12⏎小计\t12⏎乙镇\t30⏎合计\t42
项目\t金额⏎甲\t0.33⏎乙\t0.33⏎丙\t0.33⏎合计\t1.00
单位\t户数⏎甲镇\t12⏎乙镇\t若干⏎丙镇\t8⏎合计\t51
单位\t人均收入⏎甲镇\t12⏎乙镇\t30⏎丙镇\t8⏎合计\t17
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/table_total",
    title: "表格合计",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["合计", "总计", "合 计", "总 计", "合  计", "总  计", "共计"],
    summarise: false,
    check,
};

const TOTALS: [&str; 4] = ["合计", "总计", "共计", "总合计"];
/// Rows that are parts of other rows, or sums of some of them.
const NESTED: [&str; 8] = ["其中", "小计", "合计", "总计", "#", "占", "平均", "累计"];
/// Columns whose numbers are not to be added.
const NOT_ADDED: [&str; 19] = [
    "序号", "编号", "率", "比", "均", "单价", "年份", "年度", "电话", "占", "代码", "排名", "名次", "日期", "时间",
    "%", "％", "面积/", "标准",
];
/// Fewer rows are no sum worth checking.
const FEWEST: usize = 2;

fn check(target: &Target<'_>, hits: &mut Hits) {
    for table in target.tables() {
        table_total(target, table, hits);
    }
}

fn table_total(target: &Target<'_>, table: &Table, hits: &mut Hits) {
    let body = table.body();
    let label = |row: &Row| row.filled().next().map(|cell| plain(target.slice(cell.range.clone()))).unwrap_or_default();
    let is_total = |row: &Row| TOTALS.contains(&label(row).trim_end_matches(['：', ':']));
    let mut totals = body.iter().enumerate().filter(|(_, row)| is_total(row));
    let (Some((at, total)), None) = (totals.next(), totals.next()) else { return };
    if table.header_rows == 0 || at != 0 && at + 1 != body.len() {
        return;
    }
    let items: Vec<&Row> = body.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, row)| row).collect();
    let nested = items.iter().any(|row| {
        let label = label(row);
        NESTED.iter().any(|word| label.starts_with(word)) || is_heading(&label)
    });
    if items.len() < FEWEST
        || nested
        || !body.iter().all(|row| row.aligned && row.cells.iter().all(|cell| cell.rows == 1))
    {
        return;
    }
    let sums: Vec<Sum> = total.filled().filter_map(|cell| column(target, table, cell, &items)).collect();
    let right = sums.iter().filter(|sum| sum.fits()).count();
    for sum in sums.iter().filter(|sum| !sum.fits()) {
        // A sum twice as large adds groups and their parts.
        if right == 0 && sum.added >= sum.stated.saturating_mul(19) / 10 {
            continue;
        }
        let message = format!("合计写{}，各行相加是{}，请核对。", target.slice(sum.range.clone()), shown(sum.added));
        let (level, permille) = if right > 0 { (Level::Confirm, 960) } else { (Level::Advise, 850) };
        hits.push(
            Hit::new(sum.range.clone(), level, message).confidence(permille).source(Tier::Practice, "数据前后一致"),
        );
    }
}

/// 一、甲 and （一）甲 begin groups whose parts follow.
fn is_heading(label: &str) -> bool {
    let rest = label.trim_start_matches(['（', '(']);
    let numeral = rest.trim_start_matches(crate::reading::numeral::is_numeral);
    numeral.len() < rest.len() && numeral.starts_with(['、', '）', ')', '.', '．'])
}

/// A stated total beside what its column adds up to, in ten-thousandths.
struct Sum {
    stated: u64,
    added: u64,
    /// How far rounding may take them apart.
    tolerance: u64,
    range: Range<usize>,
}

impl Sum {
    const fn fits(&self) -> bool {
        self.stated.abs_diff(self.added) <= self.tolerance
    }
}

/// The sum of the column of a cell of the total's row; none when the column is not one of plain numbers.
fn column(target: &Target<'_>, table: &Table, cell: &Cell, items: &[&Row]) -> Option<Sum> {
    if cell.columns != 1 {
        return None;
    }
    let header = table.header(target.as_str(), cell.column);
    if header.is_empty() || NOT_ADDED.iter().any(|word| header.contains(word)) {
        return None;
    }
    let (stated, mut decimals) = number(target.slice(cell.range.clone()))?;
    let (mut added, mut count) = (0_u64, 0_u64);
    for row in items {
        let at = row.cells.partition_point(|other| other.column < cell.column);
        let item = row.cells.get(at).filter(|item| item.column == cell.column)?;
        let text = target.slice(item.range.clone());
        if item.columns != 1 {
            return None;
        }
        if text.is_empty() || matches!(text, "-" | "—" | "/" | "——" | "－" | "无") {
            continue;
        }
        let (value, places) = number(text)?;
        added = added.checked_add(value)?;
        decimals = decimals.min(places);
        count += 1;
    }
    let unit = 10_u64.pow(4 - decimals.min(4));
    let tolerance = if decimals == 0 { 0 } else { unit * (count + 1) / 2 + unit };
    (count >= FEWEST as u64).then(|| Sum { stated, added, tolerance, range: cell.range.clone() })
}

/// A cell that is one number: its value in ten-thousandths and how many decimals are written.
fn number(text: &str) -> Option<(u64, u32)> {
    let (value, length) = decimal(text)?;
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (length == text.len()).then(|| u32::try_from(decimals).ok().map(|decimals| (value, decimals)))?
}

fn plain(label: &str) -> String {
    label.chars().filter(|character| !character.is_whitespace()).collect()
}

fn shown(value: u64) -> String {
    let (whole, rest) = (value / 10_000, value % 10_000);
    let decimals = format!("{rest:04}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") }
}
