//! Columns of tables, judged as a whole: by their header and by what stands below it.

use super::context::holds;
use crate::hit::Hit;
use crate::table::Table;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

/// A column whose values have the form looked for.
pub(crate) struct Column<'t> {
    /// The table.
    pub(crate) table: &'t Table,
    /// What its header says, without white space.
    pub(crate) header: String,
    /// The values that have the form, by place.
    pub(crate) values: Vec<Range<usize>>,
}

/// So many places one finding lists.
const MOST_PLACES: usize = 200;

/// All columns of a part whose header is one of these and that hold values of a form. `form` gives the place of the value in its cell.
pub(crate) fn columns<'t>(
    target: &Target<'t>,
    header: impl Fn(&str) -> bool,
    form: impl Fn(&str) -> Option<Range<usize>>,
) -> Vec<Column<'t>> {
    let mut found = Vec::new();
    for table in target.tables() {
        for column in 0..table.width {
            let name = table.header(target.as_str(), column);
            if !header(&name) {
                continue;
            }
            let place = |range: &Range<usize>| {
                let place = form(target.slice(range.clone()))?;
                Some(range.start + place.start..range.start + place.end)
            };
            let values: Vec<_> = table.column(column).filter_map(|(_, cell)| place(&cell.range)).collect();
            if !values.is_empty() {
                found.push(Column { table, header: name, values });
            }
        }
    }
    found
}

impl Column<'_> {
    /// One finding for the whole column. `what` is what it publishes, with its measure word: 「个手机号码」.
    pub(crate) fn hit(
        &self,
        target: &Target<'_>,
        level: Level,
        what: &str,
        mask: impl Fn(&str) -> String,
    ) -> Option<Hit> {
        let (first, rest) = self.values.split_first()?;
        let count = self.values.len();
        let listed = if count > MOST_PLACES { format!("（列出前 {MOST_PLACES} 处）") } else { String::new() };
        let name = if self.header.is_empty() { String::new() } else { format!("“{}”", self.header) };
        let message = format!(
            "表格{name}一列公开了 {count} {what}{listed}：请删去该列或逐个遮盖，依法须公开的由审核员说明依据。"
        );
        let source = "《中华人民共和国个人信息保护法》第二十五条、第三十四条";
        let mut hit =
            Hit::new(first.clone(), level, message).source(Tier::Law, source).attribute("count", count.to_string());
        hit = hit.attribute("column", self.header.clone());
        hit = hit.places(rest.iter().take(MOST_PLACES - 1).cloned().collect());
        for value in self.values.iter().take(MOST_PLACES) {
            hit = hit.edit(value.clone(), mask(target.slice(value.clone())));
        }
        Some(hit)
    }
}

/// A cell that is one value and nothing else: the place of the value.
pub(crate) fn value(cell: &str, form: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let value = cell.trim();
    let start = cell.len() - cell.trim_start().len();
    form(value).then(|| start..start + value.len())
}

/// The headers of a table, by column.
pub(crate) fn headers(target: &Target<'_>, table: &Table) -> Vec<String> {
    (0..table.width).map(|column| table.header(target.as_str(), column)).collect()
}

/// Headers under which people stand who hold no office.
const PERSONS: [&str; 16] = [
    "姓名",
    "户主",
    "学生",
    "考生",
    "申请人",
    "当事人",
    "患者",
    "家长",
    "监护人",
    "受助",
    "救助对象",
    "残疾人",
    "老人",
    "儿童",
    "受益人",
    "被保险人",
];
/// Headers of those who are named for their office.
const OFFICES: [&str; 20] = [
    "职务",
    "科室",
    "职责",
    "负责",
    "值班",
    "窗口",
    "机构",
    "办公",
    "责任",
    "网格",
    "河长",
    "林长",
    "采购",
    "代理",
    "部门",
    "辖区",
    "执业",
    "联系人",
    "经办",
    "单位",
];

/// Whether a header stands above people who hold no office.
pub(crate) fn is_person(header: &str) -> bool {
    holds(header, &PERSONS) && !holds(header, &OFFICES)
}

/// Whether a table lists people rather than offices: contacts of offices are published on purpose.
pub(crate) fn lists_people(headers: &[String]) -> bool {
    headers.iter().any(|header| is_person(header)) && !headers.iter().any(|header| holds(header, &OFFICES))
}

/// Whether a place lies in one of these ranges, which are in order.
pub(crate) fn is_claimed(claimed: &[Range<usize>], at: usize) -> bool {
    let next = claimed.partition_point(|range| range.start <= at);
    next.checked_sub(1).and_then(|last| claimed.get(last)).is_some_and(|range| at < range.end)
}

/// The values of columns, in order.
pub(crate) fn claimed(columns: &[Column<'_>]) -> Vec<Range<usize>> {
    let mut values: Vec<_> = columns.iter().flat_map(|column| column.values.iter().cloned()).collect();
    values.sort_by_key(|range| (range.start, range.end));
    values
}

/// A name of a person written out: two to four Chinese characters without 某 or a mask, or a longer one with a middle dot.
pub(crate) fn is_full_name(text: &str) -> bool {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let chinese = text.chars().all(|character| matches!(character, '\u{3400}'..='\u{9FFF}' | '·'));
    let length = text.chars().count();
    chinese && !text.contains(['某', '氏', '无']) && ((2..=4).contains(&length) || text.contains('·') && length <= 16)
}

/// A name with all but its first character hidden.
pub(crate) fn hide_name(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map_or_else(String::new, |first| format!("{first}{}", "*".repeat(characters.count())))
}
