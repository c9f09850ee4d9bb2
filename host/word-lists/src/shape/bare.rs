//! Lists without a heading: what a column holds is told by what stands in it.

use std::collections::HashSet;

use super::columns::Role;
use super::values;
use crate::dates::{self, Said};
use crate::kind::{Kind, Level};
use crate::sheet::Sheet;

/// Rows that are looked at.
const LOOKED_AT: usize = 2000;
/// Rows from which a column that repeats itself is taken for tags.
const ENOUGH: usize = 10;
/// Characters above which a cell is a remark and no replacement, on average.
const REMARK: usize = 16;

/// Roles of the columns.
pub(super) fn roles(sheet: &Sheet) -> Vec<Option<Role>> {
    let width = sheet.rows().take(LOOKED_AT).map(|row| row.len()).max().unwrap_or(0);
    let columns: Vec<Column> = (0..width).map(|column| Column::of(sheet, column)).collect();
    let mut roles: Vec<Option<Role>> = Vec::new();
    for column in &columns {
        let has = |wanted: fn(&Role) -> bool| roles.iter().flatten().any(wanted);
        let term = has(|role| matches!(role, Role::Term(_)));
        let role = if column.filled == 0 {
            None
        } else if !term {
            Some(if column.numbers && width > 1 { Role::Number } else { Role::Term(None) })
        } else if let Some(role) = column.closed() {
            Some(role)
        } else if !has(|role| *role == Role::Replacement) && !has(|role| *role == Role::Kind) && !column.is_remark() {
            Some(if column.is_tags() { Role::Kind } else { Role::Replacement })
        } else {
            Some(Role::Reason)
        };
        // What a column says a second time is not heeded.
        let repeated = role.is_some_and(|role| roles.contains(&Some(role)));
        roles.push(role.filter(|_| !repeated));
    }
    roles
}

/// True when nearly every row of a one-column list begins with its number: `1、`, `2.`, `（3）`.
pub(super) fn is_numbered(sheet: &Sheet, column: usize) -> bool {
    let (mut rows, mut numbered) = (0_usize, 0_usize);
    for row in sheet.rows().take(LOOKED_AT) {
        rows += 1;
        numbered += usize::from(without_number(row.cell(column)).is_some());
    }
    rows > 1 && numbered * 5 >= rows * 4
}

/// A term without the number before it.
pub(super) fn without_number(cell: &str) -> Option<&str> {
    let cell = cell.trim().trim_start_matches(['（', '(', '【']);
    let rest = cell.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = cell.len() - rest.len();
    let after = rest.strip_prefix(['、', '.', '．', '）', ')', '】', ':', '：'])?;
    (1..=6).contains(&digits).then(|| after.trim()).filter(|after| !after.is_empty())
}

/// What stands in a column.
#[derive(Default)]
struct Column {
    filled: usize,
    numbers: bool,
    levels: usize,
    kinds: usize,
    days: usize,
    flags: usize,
    scopes: usize,
    lists: usize,
    characters: usize,
    distinct: usize,
}

impl Column {
    fn of(sheet: &Sheet, column: usize) -> Self {
        let mut found = Column { numbers: true, ..Column::default() };
        let mut distinct = HashSet::new();
        let mut last = 0_u64;
        for cell in sheet.rows().take(LOOKED_AT).map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty()) {
            found.filled += 1;
            match cell.parse::<u64>() {
                Ok(number) if number == last + 1 || last == 0 => last = number,
                _ => found.numbers = false,
            }
            found.levels += usize::from(Level::read(cell, false).is_some());
            found.kinds += usize::from(Kind::read(cell).is_some());
            found.days += usize::from(matches!(dates::read(cell), Said::Day(_)));
            found.flags += usize::from(values::yes(cell).is_some());
            found.scopes += usize::from(values::scope(cell).is_some());
            found.lists += usize::from(cell.contains([',', '，']));
            found.characters += cell.chars().count();
            distinct.insert(cell);
        }
        found.distinct = distinct.len();
        found
    }

    /// A role whose cells can be listed: all of them say so.
    fn closed(&self) -> Option<Role> {
        let all = |count: usize| count == self.filled;
        if all(self.flags) {
            Some(Role::Enabled)
        } else if all(self.levels) {
            Some(Role::Level)
        } else if all(self.kinds) {
            Some(Role::Kind)
        } else if all(self.days) {
            Some(Role::To)
        } else if all(self.scopes) {
            Some(Role::Scope)
        } else {
            None
        }
    }

    /// Words that come again and again, or several in a cell.
    fn is_tags(&self) -> bool {
        self.lists * 3 >= self.filled || (self.filled >= ENOUGH && self.distinct * 4 <= self.filled)
    }

    fn is_remark(&self) -> bool {
        self.characters > self.filled * REMARK
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Budget;

    fn roles_of(rows: &[&[&str]]) -> Vec<Option<Role>> {
        let mut sheet = Sheet::new("");
        for (number, row) in (1..).zip(rows) {
            sheet.push(number, row, &mut Budget::default()).unwrap();
        }
        roles(&sheet)
    }

    #[test]
    fn columns_tell_what_they_hold() {
        let term = Some(Role::Term(None));
        assert_eq!(roles_of(&[&["最佳"], &["顶级"]]), [term]);
        assert_eq!(roles_of(&[&["布署", "部署"], &["幅射", "辐射"]]), [term, Some(Role::Replacement)]);
        let table: &[&[&str]] = &[
            &["1", "布署", "部署", "一般", "是"],
            &["2", "幅射", "辐射", "严重", "否"],
            &["3", "松驰", "松弛", "提示", "是"],
        ];
        let expected = [Some(Role::Number), term, Some(Role::Replacement), Some(Role::Level), Some(Role::Enabled)];
        assert_eq!(roles_of(table), expected);
        assert_eq!(roles_of(&[&["最佳", "广告,绝对化"], &["顶级", "广告"]]), [term, Some(Role::Kind)]);
    }

    #[test]
    fn numbers_before_terms() {
        assert_eq!(without_number("1、最佳"), Some("最佳"));
        assert_eq!(without_number("（12）顶级"), Some("顶级"));
        assert_eq!(without_number("12.3万"), Some("3万"));
        assert_eq!(without_number("2024年"), None);
    }
}
