//! Rows as people write them: tab-separated text with a heading.

use crate::{Condition, Day, Kind, Level, Row, Tier};
use calendar::parse_day;

/// The columns, in their order.
pub const COLUMNS: [&str; 13] = [
    "term",
    "kind",
    "replacement",
    "level",
    "match",
    "scope",
    "left",
    "right",
    "valid_from",
    "valid_to",
    "tier",
    "source",
    "reason",
];

/// Something wrong in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Line of the text, from 1.
    pub line: u32,
    /// One Chinese sentence: what is wrong and what is accepted.
    pub message: String,
}

/// Read rows with their line numbers. Empty lines, lines that begin with `#` and repeated headings (of files joined together) are passed over.
pub(crate) fn read(text: &str) -> (Vec<(u32, Row)>, Vec<RowError>) {
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    let mut heading = false;
    for (line, content) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        let cells: Vec<&str> = content.split('\t').collect();
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        if cells == COLUMNS {
            heading = true;
        } else if heading {
            match read_row(&cells) {
                Ok(row) => rows.push((line, row)),
                Err(message) => errors.push(RowError { line, message }),
            }
        } else {
            errors
                .push(RowError {
                    line, message: format!("缺少表头，第一行应为以制表符分隔的：{}", COLUMNS.join(" "))
                });
            break;
        }
    }
    (rows, errors)
}

fn read_row(cells: &[&str]) -> Result<Row, String> {
    let [term, kind, replacement, level, matching, scope, left, right, from, to, tier, source, reason] = cells else {
        return Err(format!("应有 {} 列，实有 {} 列", COLUMNS.len(), cells.len()));
    };
    if *matching != "exact" {
        return Err(format!("match 列“{matching}”不认识，可用：exact"));
    }
    let row = Row {
        term: normal(term),
        kind: one_of("kind", kind, Kind::ALL, Kind::id)?,
        replacements: list(replacement),
        level: one_of("level", level, Level::ALL, Level::id)?,
        scope: list(scope),
        left: Condition::parse(left),
        right: Condition::parse(right),
        valid_from: day("valid_from", from)?,
        valid_to: day("valid_to", to)?,
        tier: one_of("tier", tier, Tier::ALL, Tier::id)?,
        source: (*source).to_owned(),
        reason: (*reason).to_owned(),
    };
    check(&row)?;
    Ok(row)
}

fn check(row: &Row) -> Result<(), String> {
    let characters = row.term.chars().count();
    if characters < 2 {
        return Err(format!("词条“{}”太短，至少两个字", row.term));
    }
    // The cap keeps a hit within what a finding may carry; no real term comes near it.
    if characters > 64 {
        return Err("词条超过 64 个字".to_owned());
    }
    if row.source.is_empty() || row.reason.is_empty() {
        return Err(format!("“{}”缺少来源(source)或理由(reason)", row.term));
    }
    match row.kind {
        Kind::Wrong | Kind::Term if row.replacements.is_empty() => {
            Err(format!("“{}”没有给出改为什么(replacement)", row.term))
        }
        kind if kind.is_reported() && row.replacements.contains(&row.term) => Err(format!("“{}”改为它自己", row.term)),
        Kind::Allow if !row.replacements.is_empty() => Err(format!("放行词“{}”不能有 replacement", row.term)),
        Kind::Leader => check_leader(row),
        kind if kind.is_name() => check_name(row, characters),
        _ => Ok(()),
    }
}

/// Shorter names have too many neighbours that are words of their own.
const SHORTEST_NAME: usize = 4;

fn check_name(row: &Row, characters: usize) -> Result<(), String> {
    let term = &row.term;
    if characters < SHORTEST_NAME {
        return Err(format!("名称“{term}”太短，至少 {SHORTEST_NAME} 个字才能核对一字之差"));
    }
    if row.kind == Kind::Idiom && characters != SHORTEST_NAME {
        return Err(format!("成语“{term}”不是四个字"));
    }
    if !row.replacements.is_empty() {
        return Err(format!("名称“{term}”是正确写法，不能有 replacement"));
    }
    without_neighbours(row)
}

fn check_leader(row: &Row) -> Result<(), String> {
    let term = &row.term;
    match row.rank() {
        None | Some(0) => Err(format!("名录“{term}”的 replacement 应为“序号|职务|…”，如 2|副局长")),
        Some(_) if row.titles().is_empty() => Err(format!("名录“{term}”没有职务，replacement 应为“序号|职务|…”")),
        Some(_) => without_neighbours(row),
    }
}

fn without_neighbours(row: &Row) -> Result<(), String> {
    if row.left == Condition::default() && row.right == Condition::default() {
        return Ok(());
    }
    Err(format!("“{}”是名称，不能有前后文条件(left、right)", row.term))
}

/// Terms are matched in normalised text, so they are normalised too.
fn normal(term: &str) -> String {
    document::Text::new(term, document::BodyFormat::Text).as_str().to_owned()
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

fn one_of<T: Copy, const N: usize>(
    column: &str,
    cell: &str,
    all: [T; N],
    id: fn(T) -> &'static str,
) -> Result<T, String> {
    all.into_iter()
        .find(|one| id(*one) == cell)
        .ok_or_else(|| format!("{column} 列“{cell}”不认识，可用：{}", all.map(id).join("、")))
}

fn day(column: &str, cell: &str) -> Result<Option<Day>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    parse_day(cell).map(Some).ok_or_else(|| format!("{column} 列“{cell}”不是日期，应写作 2024-10-24"))
}
