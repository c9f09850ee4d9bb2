//! From a sheet to entries: with the heading where there is one, else by what the columns hold. What was understood is told,
//! with the first rows as they were read, so that a user sees a misreading before it does harm.

mod bare;
mod columns;
pub mod heading;
mod row;
mod values;

use columns::Role;
use row::{Layout, Outcome};
pub(crate) use row::{one_line, short};

use super::kind::Kind;
use super::sheet::Sheet;
use super::{Entry, Place, Problems};

/// Entries shown of each sheet.
const SHOWN: usize = 3;

/// What is known of a sheet before it is read.
#[derive(Clone, Copy, Debug)]
pub struct Hints<'h> {
    /// The file's name.
    pub file: &'h str,
    /// What the user says the terms are, where the list does not say it.
    pub kind: Option<Kind>,
    /// File and sheet.
    pub place: Place,
}

/// What a sheet was understood as.
#[derive(Clone, Debug)]
pub struct Understood {
    /// Its name; empty for a text file.
    pub sheet: String,
    /// The shape, one Chinese phrase.
    pub shape: String,
    /// Entries that came of it.
    pub entries: usize,
    /// Rows that the list says are not in use.
    pub disabled: usize,
    /// The first entries as they were understood.
    pub sample: Vec<String>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// Read a sheet; its entries and problems are added.
pub fn understand(sheet: &Sheet, hints: &Hints<'_>, entries: &mut Vec<Entry>, problems: &mut Problems) -> Understood {
    let found = heading::find(sheet);
    let first = found.as_ref().map_or(0, |heading| heading.index + 1);
    let layout = layout(sheet, found.as_ref(), hints);
    let mut understood = Understood {
        sheet: sheet.name.clone(),
        shape: shape(&layout, sheet, found.as_ref()),
        entries: 0,
        disabled: 0,
        sample: Vec::new(),
        notes: notes(&layout, sheet, found.as_ref()),
    };
    let before = entries.len();
    let heading_row = found.as_ref().and_then(|heading| sheet.row(heading.index));
    for row in (first..sheet.len()).filter_map(|index| sheet.row(index)) {
        // Printed tables repeat their heading on every page.
        if heading_row.is_some_and(|heading| heading.cells().eq(row.cells())) {
            continue;
        }
        let comment = row.cell(0).trim_start();
        if comment.starts_with("//") || comment.starts_with("# ") || comment.starts_with("##") && comment != "#####" {
            continue;
        }
        if layout.read(row, entries, problems) == Outcome::Disabled {
            understood.disabled += 1;
        }
    }
    let new = entries.get(before..).unwrap_or_default();
    understood.entries = new.len();
    understood.sample = new.iter().take(SHOWN).map(describe).collect();
    understood
}

fn layout<'h>(sheet: &Sheet, heading: Option<&heading::Heading>, hints: &'h Hints<'h>) -> Layout<'h> {
    let roles = heading.map_or_else(|| bare::roles(sheet), |heading| heading.roles.clone());
    let column = |wanted: fn(&Role) -> bool| roles.iter().position(|role| role.as_ref().is_some_and(wanted));
    let numbered = column(|role| matches!(role, Role::Term(_))).is_some_and(|column| bare::is_numbered(sheet, column));
    let risks = column(|role| *role == Role::Level)
        .is_some_and(|column| sheet.rows().any(|row| row.cell(column).trim() == "违禁"));
    let hinted = Kind::hinted(&sheet.name).or_else(|| Kind::hinted(hints.file));
    Layout { roles, headed: heading.is_some(), numbered, risks, hinted, hints }
}

/// The shape in one phrase.
fn shape(layout: &Layout<'_>, sheet: &Sheet, heading: Option<&heading::Heading>) -> String {
    let columns: Vec<String> = layout.roles.iter().map(|role| role.map_or("—".to_owned(), Role::name)).collect();
    let columns = columns.join(" | ");
    match heading.and_then(|heading| sheet.row(heading.index)) {
        Some(row) => format!("有表头（第 {} 行），各列为：{columns}", row.number),
        None if layout.roles.iter().flatten().count() > 1 => format!("没有表头，按内容认作：{columns}"),
        None => "一行一词".to_owned(),
    }
}

fn notes(layout: &Layout<'_>, sheet: &Sheet, heading: Option<&heading::Heading>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(heading) = heading {
        if heading.index > 0 {
            notes.push(format!("表头以上的 {} 行当作标题跳过", heading.index));
        }
        let unknown: Vec<String> = heading
            .roles
            .iter()
            .zip(sheet.row(heading.index).into_iter().flat_map(super::sheet::Row::cells))
            .filter(|(role, cell)| role.is_none() && !cell.trim().is_empty())
            .map(|(_, cell)| format!("“{}”", short(cell)))
            .collect();
        if !unknown.is_empty() {
            notes.push(format!("没有用到的列：{}", unknown.join("、")));
        }
    }
    if layout.numbered {
        notes.push("词条前的编号已去掉".to_owned());
    }
    let level = layout.roles.iter().position(|role| *role == Some(Role::Level));
    if level.is_some_and(|column| sheet.rows().any(|row| matches!(row.cell(column).trim(), "1" | "2" | "3"))) {
        notes.push("级别按 1 最严重、3 最轻理解；如相反请改写为 严重、一般、提示".to_owned());
    }
    let told =
        layout.roles.iter().any(|role| matches!(role, Some(Role::Term(Some(_)) | Role::Kind | Role::Replacement)));
    if !told {
        notes.push(match (layout.hints.kind, layout.hinted) {
            (Some(kind), _) => format!("按 --type 认作{}", kind.name()),
            (None, Some(kind)) => format!("按文件名或表名认作{}；可用 --type 另行指定", kind.name()),
            (None, None) if level.is_some() => "表中没有说明词条类型：严重和一般的认作禁用，其余认作慎用".to_owned(),
            (None, None) => {
                "表中没有说明词条类型，认作慎用（只提示）；可用 --type banned、wrong、allow、name 指定".to_owned()
            }
        });
    }
    if !layout.headed && layout.roles.contains(&Some(Role::Replacement)) {
        notes.push("第二列认作改正后的写法；如不是请加一行表头，如：词条,说明".to_owned());
    }
    notes
}

/// An entry as a user reads it.
pub fn describe(entry: &Entry) -> String {
    let mut text = format!("{}「{}」", entry.kind.name(), short(&entry.term));
    if !entry.replacements.is_empty() {
        text.push_str(&format!("→「{}」", short(&entry.replacements.replace('|', "」或「"))));
    }
    text.push_str(&format!("，{}", entry.level.name()));
    if !entry.scope.is_empty() {
        text.push_str(&format!("，限 {}", entry.scope.replace('|', "、")));
    }
    if !entry.from.is_empty() || !entry.to.is_empty() {
        text.push_str(&format!("，有效期 {}—{}", entry.from, entry.to));
    }
    if !entry.reason.is_empty() {
        text.push_str(&format!("，说明：{}", short(&entry.reason)));
    }
    text
}
