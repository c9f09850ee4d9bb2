//! From one row to its entries.

use super::columns::Role;
use super::{Hints, bare, values};
use crate::dates::{self, Said};
use crate::kind::{Kind, Level};
use crate::normal;
use crate::sheet::Row;
use crate::{Entry, Place, Problems};

/// How the rows of a sheet are read.
pub(super) struct Layout<'h> {
    pub(super) roles: Vec<Option<Role>>,
    /// The heading is there; without it cells are only guessed at.
    pub(super) headed: bool,
    /// Terms begin with their number.
    pub(super) numbered: bool,
    /// The level column has 违禁 above 高危.
    pub(super) risks: bool,
    /// What a sheet or file is named after.
    pub(super) hinted: Option<Kind>,
    pub(super) hints: &'h Hints<'h>,
}

/// What became of a row.
#[derive(PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its entries were added.
    Read,
    /// The list says that it is not in use.
    Disabled,
    /// It holds no term.
    Without,
}

impl Layout<'_> {
    fn cell<'r>(&self, row: Row<'r>, role: Role) -> &'r str {
        let column = self.roles.iter().position(|other| *other == Some(role));
        column.map_or("", |column| row.cell(column).trim())
    }

    /// Read a row.
    pub(super) fn read(&self, row: Row<'_>, entries: &mut Vec<Entry>, problems: &mut Problems) -> Outcome {
        let place = Place { row: row.number, ..self.hints.place };
        if self.is_off(row, place, problems) {
            return Outcome::Disabled;
        }
        let mut found = false;
        for (column, role) in self.roles.iter().enumerate() {
            let Some(Role::Term(kind)) = role else { continue };
            let cell = row.cell(column).trim();
            let cell = if self.numbered { bare::without_number(cell).unwrap_or(cell) } else { cell };
            if cell.is_empty() {
                continue;
            }
            found = true;
            if let Some(entry) = self.entry(row, place, cell, *kind, problems) {
                entries.push(entry);
            }
        }
        if !found {
            problems.error(
                place,
                "no-term",
                "这一行没有词条，请补上词条或删去这一行；如果词条是公式算出的，请改为文字",
            );
            return Outcome::Without;
        }
        self.allowed(row, place, entries, problems);
        Outcome::Read
    }

    fn is_off(&self, row: Row<'_>, place: Place, problems: &mut Problems) -> bool {
        let cell = self.cell(row, Role::Enabled);
        if cell.is_empty() {
            return false;
        }
        let yes = values::yes(cell);
        if yes.is_none() {
            problems.warn(place, "unknown-enabled", format!("启用列“{cell}”不认识，按启用处理，请写 是 或 否"));
        }
        yes == Some(false)
    }

    fn entry(
        &self,
        row: Row<'_>,
        place: Place,
        cell: &str,
        headed: Option<Kind>,
        problems: &mut Problems,
    ) -> Option<Entry> {
        let (term, cleaned) = normal::clean(cell);
        if term.is_empty() {
            problems.error(place, "no-term", format!("“{}”去掉不可见字符后是空的，请删去这一行", short(cell)));
            return None;
        }
        report_cleaning(&term, cell, cleaned, place, problems);
        let written = self.cell(row, Role::Replacement);
        let deleted = values::is_deletion(written);
        let level = self.level(row, place, problems);
        let (kind, tags) = self.kind(row, headed, level, !written.is_empty() && !deleted);
        let guessed = kind == Kind::Caution && level.is_none();
        let kind = if deleted && (kind.needs_replacement() || guessed) { Kind::Banned } else { kind };
        let (from, to) = self.period(row, place, problems);
        let replacements = match kind {
            Kind::Leader => self.leader(row, place),
            _ if deleted => String::new(),
            _ => replacements(written, &term, kind, place, problems),
        };
        Some(Entry {
            place,
            kind,
            level: if kind == Kind::Caution { Level::Advise } else { level.unwrap_or(kind.level()) },
            replacements: replacements.into(),
            scope: self.scope(row, place, problems),
            from,
            to,
            source: self.cell(row, Role::Source).into(),
            reason: self.reason(row, tags, deleted).into(),
            term: term.into(),
        })
    }

    fn level(&self, row: Row<'_>, place: Place, problems: &mut Problems) -> Option<Level> {
        let cell = self.cell(row, Role::Level);
        let level = Level::read(cell, self.risks);
        if level.is_none() && !cell.is_empty() {
            problems.warn(place, "unknown-level", format!("级别“{}”不认识，请写 严重、一般 或 提示", short(cell)));
        }
        level
    }

    /// What the row says of its term, and the tags that say nothing of that.
    fn kind<'r>(
        &self,
        row: Row<'r>,
        headed: Option<Kind>,
        level: Option<Level>,
        replaced: bool,
    ) -> (Kind, Option<&'r str>) {
        let cell = self.cell(row, Role::Kind);
        let said = Kind::read(cell);
        let tags = Some(cell).filter(|cell| said.is_none() && !cell.is_empty());
        if values::yes(self.cell(row, Role::Allow)) == Some(true) {
            return (Kind::Allow, tags);
        }
        let by_level = match level {
            Some(Level::Block | Level::Confirm) => Kind::Banned,
            _ => Kind::Caution,
        };
        let told = said.or(headed).or(self.hints.kind).or(self.hinted);
        (told.unwrap_or(if replaced { Kind::Wrong } else { by_level }), tags)
    }

    fn period(&self, row: Row<'_>, place: Place, problems: &mut Problems) -> (Box<str>, Box<str>) {
        let (mut from, mut to) = dates::period(self.cell(row, Role::Period));
        let (first, last) = (dates::read(self.cell(row, Role::From)), dates::read(self.cell(row, Role::To)));
        from = if first == Said::Always { from } else { first };
        to = if last == Said::Always { to } else { last };
        let mut day = |said: Said, what: &str| match said {
            Said::Day(day) => day,
            Said::Always => String::new(),
            Said::NoDay => {
                let message = format!("{what}不是日历上的日期，请改为 2024-10-24 这样的写法");
                problems.error(place, "bad-date", message);
                String::new()
            }
        };
        let (from, to) = (day(from, "生效日期"), day(to, "失效日期"));
        if !to.is_empty() && to < from {
            problems.error(place, "date-order", format!("失效日期 {to} 早于生效日期 {from}，请核对两个日期"));
        }
        (from.into(), to.into())
    }

    fn scope(&self, row: Row<'_>, place: Place, problems: &mut Problems) -> &'static str {
        let cell = self.cell(row, Role::Scope);
        values::scope(cell).unwrap_or_else(|| {
            let message = format!("适用范围“{}”不认识，按全文适用；可写 标题、摘要、正文、附件", short(cell));
            problems.warn(place, "unknown-scope", message);
            ""
        })
    }

    fn reason(&self, row: Row<'_>, tags: Option<&str>, deleted: bool) -> String {
        let mut reason = one_line(self.cell(row, Role::Reason));
        if deleted && reason.is_empty() {
            "该词应删去。".clone_into(&mut reason);
        }
        if let Some(tags) = tags {
            reason.push_str(&format!("（分类：{}）", one_line(tags)));
        }
        reason
    }

    /// Rank and titles of a leader, as the row format has them; the row's number stands for a rank that is not given.
    fn leader(&self, row: Row<'_>, place: Place) -> String {
        let rank = [Role::Rank, Role::Number].map(|role| self.cell(row, role).parse::<u32>().ok());
        let rank = rank.into_iter().flatten().find(|rank| *rank > 0).unwrap_or(place.row);
        let titles = self.cell(row, Role::Title).split(['、', '，', ',', '|', '；', ';', '\n']);
        let titles: Vec<String> = titles.map(one_line).filter(|title| !title.is_empty()).collect();
        if titles.is_empty() { String::new() } else { format!("{rank}|{}", titles.join("|")) }
    }

    /// Phrases in which the term is let pass.
    fn allowed(&self, row: Row<'_>, place: Place, entries: &mut Vec<Entry>, problems: &mut Problems) {
        let cell = self.cell(row, Role::Allow);
        if cell.is_empty() || values::yes(cell).is_some() {
            return;
        }
        for phrase in cell.split(['、', '，', ',', '|', '；', ';', '\n', '/']) {
            let (term, cleaned) = normal::clean(phrase);
            if term.is_empty() {
                continue;
            }
            report_cleaning(&term, phrase, cleaned, place, problems);
            entries.push(Entry {
                place,
                kind: Kind::Allow,
                level: Level::Advise,
                term: term.into(),
                replacements: "".into(),
                scope: "",
                from: "".into(),
                to: "".into(),
                source: self.cell(row, Role::Source).into(),
                reason: "".into(),
            });
        }
    }
}

fn replacements(written: &str, term: &str, kind: Kind, place: Place, problems: &mut Problems) -> String {
    if written.is_empty() {
        return String::new();
    }
    if kind.is_name() || kind == Kind::Allow {
        let message = format!(
            "“{}”是{}，本身就是正确写法，不用“{}”；请清空“改为”一列或改类型",
            short(term),
            kind.name(),
            short(written)
        );
        problems.error(place, "needless-replacement", message);
        return String::new();
    }
    let all: Vec<String> = values::alternatives(written, term)
        .map(|text| normal::clean(text).0.into_owned())
        .filter(|text| !text.is_empty())
        .collect();
    all.join("|")
}

fn report_cleaning(term: &str, cell: &str, cleaned: normal::Cleaned, place: Place, problems: &mut Problems) {
    let term = short(term);
    if cleaned.invisible {
        problems.warn(place, "invisible", format!("“{term}”里夹有看不见的字符，已去掉；请在原文件中重新输入这个词"));
    }
    if cleaned.edges {
        problems.warn(
            place,
            "edges",
            format!("“{}”前后带有标点，按“{term}”读取；请在原文件中去掉标点", short(cell.trim())),
        );
    }
    if cleaned.wide {
        problems.warn(
            place,
            "wide",
            format!("“{}”含全角字母或数字，按半角“{term}”读取，两种写法都会查到", short(cell.trim())),
        );
    }
}

/// A cell as part of a message.
pub(crate) fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(30).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown.replace(['\n', '\r', '\t'], " ")
}

/// Text for one cell of the row format.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|character| !normal::is_invisible(*character))
        .collect()
}
