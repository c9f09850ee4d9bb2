//! Text with one entry a line, in the separators people use: found by what most lines do, not by the file's name.

use super::{Refused, budget, numbered_lines};
use crate::limits;
use crate::sheet::{Budget, Sheet};

/// Lines that vote on the separator.
const VOTERS: usize = 2000;
/// Bytes and lines of a quoted cell; a quote that closes later is a stray one.
const QUOTED: usize = 8 << 10;
/// Strings that stand between wrong and right.
const ARROWS: [&str; 14] =
    ["==>", "=>", "-->", "->", "—>", "＝＞", "→", "⇒", "——", "--", "应改为", "应为", "改为", "："];

/// How a line is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Tab,
    Comma,
    WideComma,
    Bar,
    Arrow,
    Space,
    /// Lines use different separators.
    Mixed,
    None,
}

impl Separator {
    fn name(self) -> &'static str {
        match self {
            Separator::Tab => "制表符分隔的文本",
            Separator::Comma => "逗号分隔的文本（CSV）",
            Separator::WideComma => "全角逗号分隔的文本",
            Separator::Bar => "竖线分隔的文本",
            Separator::Arrow => "箭头或破折号分隔的文本",
            Separator::Space => "空格分隔的文本",
            Separator::Mixed => "逗号、箭头混用的文本",
            Separator::None => "一行一词的文本",
        }
    }

    /// The character, for those that divide into any number of cells.
    fn character(self) -> Option<char> {
        match self {
            Separator::Tab => Some('\t'),
            Separator::Comma => Some(','),
            Separator::WideComma => Some('，'),
            Separator::Bar => Some('|'),
            Separator::Arrow | Separator::Space | Separator::Mixed | Separator::None => None,
        }
    }
}

/// Read a text; `csv` is what the file's name promises.
pub(super) fn read(text: &str, csv: bool) -> Result<(&'static str, Sheet), Refused> {
    let separator = vote(text.lines(), csv);
    let mut sheet = Sheet::new("");
    let mut budget = budget();
    if let Some(character) = separator.character() {
        records(text, character, &mut sheet, &mut budget)?;
    } else {
        for (number, line) in numbered_lines(text).filter(|(_, line)| !is_comment(line)) {
            sheet.push(number, &divided(line, separator), &mut budget)?;
        }
    }
    Ok((separator.name(), sheet))
}

/// Divide a sheet that has a single column, when its lines hold pairs: Excel files whose cells say “布署→部署”.
pub(super) fn divide(sheet: &Sheet) -> Result<Option<(&'static str, Sheet)>, Refused> {
    // A single row proves nothing.
    if sheet.len() < 2 || sheet.rows().any(|row| row.len() > 1) {
        return Ok(None);
    }
    let separator = vote(sheet.rows().map(|row| row.cell(0)), false);
    if separator == Separator::None {
        return Ok(None);
    }
    let mut divided_sheet = Sheet::new(sheet.name.clone());
    let mut budget = budget();
    for row in sheet.rows() {
        divided_sheet.push(row.number, &divided(row.cell(0), separator), &mut budget)?;
    }
    Ok(Some((separator.name(), divided_sheet)))
}

/// What at least half of the first lines have.
fn vote<'t>(lines: impl Iterator<Item = &'t str>, csv: bool) -> Separator {
    let mut votes = [0_usize; 6];
    let order =
        [Separator::Tab, Separator::Space, Separator::Comma, Separator::WideComma, Separator::Arrow, Separator::Bar];
    let (mut count, mut mixed) = (0, 0);
    for line in lines.filter(|line| !line.trim().is_empty() && !is_comment(line)).take(VOTERS) {
        count += 1;
        mixed += usize::from(other_pair(line, Separator::Mixed).is_some());
        for (vote, separator) in votes.iter_mut().zip(order) {
            *vote += usize::from(has(line.trim(), separator));
        }
    }
    let mut winners = order.into_iter().zip(votes).filter(|(_, votes)| *votes > 0 && *votes * 2 >= count);
    let winner =
        winners.find(|(separator, _)| !(csv && *separator == Separator::Space)).map(|(separator, _)| separator);
    winner.unwrap_or(if mixed > 0 && mixed * 2 >= count { Separator::Mixed } else { Separator::None })
}

fn has(line: &str, separator: Separator) -> bool {
    match separator {
        Separator::Arrow => arrow(line).is_some(),
        // Before any comma: “词 标签,标签” is divided by its space. A Latin word before it is part of a term.
        Separator::Space => line.find([' ', '\u{3000}']).is_some_and(|at| {
            let before = line.get(..at).unwrap_or_default();
            let rest = line.get(at..).unwrap_or_default().trim();
            !before.contains([',', '，', '、'])
                && !before.is_ascii()
                && !rest.contains([' ', '\u{3000}'])
                && arrow(line).is_none()
        }),
        Separator::Mixed | Separator::None => true,
        _ => separator.character().is_some_and(|character| line.contains(character)),
    }
}

fn arrow(line: &str) -> Option<(&str, &str)> {
    ARROWS
        .iter()
        .filter_map(|arrow| line.split_once(arrow))
        .filter(|(left, right)| !left.trim().is_empty() && !right.trim().is_empty())
        .min_by_key(|(left, right)| (left.len(), right.len()))
}

/// The cells of one line.
fn divided(line: &str, separator: Separator) -> Vec<&str> {
    let line = line.trim();
    let pair = match separator {
        Separator::Space => line.split_once([' ', '\u{3000}']),
        Separator::Arrow => arrow(line),
        Separator::Mixed | Separator::None => None,
        _ => separator.character().and_then(|character| line.split_once(character)),
    };
    match pair.or_else(|| other_pair(line, separator)) {
        Some((left, right)) => vec![left.trim(), right.trim()],
        None => vec![line],
    }
}

/// A line that does not do as the others: in a file of pairs it may use another separator.
fn other_pair(line: &str, separator: Separator) -> Option<(&str, &str)> {
    if separator == Separator::None {
        return None;
    }
    let others = [Separator::Tab, Separator::Comma, Separator::WideComma];
    arrow(line).or_else(|| others.into_iter().filter_map(Separator::character).find_map(|other| line.split_once(other)))
}

/// Notes of the list's keeper. `#` before a separator is the heading of a column of numbers.
fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    let numbering = line.strip_prefix('#').is_some_and(|rest| rest.starts_with([',', '\t', '，', '|']));
    !numbering && (line.starts_with(['#', ';']) || line.starts_with("//"))
}

/// Records whose cells may be quoted and then hold separators and line ends.
fn records(text: &str, separator: char, sheet: &mut Sheet, budget: &mut Budget) -> Result<(), Refused> {
    let mut rest = text;
    let mut number = 1_u32;
    while !rest.is_empty() {
        let line = rest.lines().next().unwrap_or_default();
        if is_comment(line) || line.trim().is_empty() {
            rest = after_line(rest);
            number = number.saturating_add(1);
            continue;
        }
        let (mut cells, after) = record(rest, separator);
        let taken = rest.get(..rest.len() - after.len()).unwrap_or_default();
        if let [cell] = cells.as_slice()
            && let Some((left, right)) = other_pair(&cell.clone(), Separator::Comma)
        {
            cells = vec![left.trim().to_owned(), right.trim().to_owned()];
        }
        sheet.push(number, &cells, budget)?;
        number = number.saturating_add(u32::try_from(taken.matches('\n').count()).unwrap_or(u32::MAX).max(1));
        rest = after;
    }
    Ok(())
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

/// The cells of one record, and what follows it.
fn record(text: &str, separator: char) -> (Vec<String>, &str) {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = quoted(rest, separator).unwrap_or_else(|| bare(rest, separator));
        // One more than is looked at tells that something was left out.
        if cells.len() <= limits::COLUMNS {
            cells.push(cell);
        }
        match after.strip_prefix(separator) {
            Some(more) => rest = more,
            None => return (cells, after_line(after)),
        }
    }
}

fn bare(text: &str, separator: char) -> (String, &str) {
    let end = text.find([separator, '\n']).unwrap_or(text.len());
    let (cell, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (cell.trim().to_owned(), after)
}

/// A cell in quotes, with `""` for a quote; none when the quote is a stray one.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest
            .get(..rest.floor_char_boundary(QUOTED.min(rest.len())))?
            .split_once('"')
            .map(|(part, _)| (part, rest.get(part.len() + 1..).unwrap_or_default()))?;
        cell.push_str(part);
        if cell.len() > QUOTED {
            return None;
        }
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
        } else if after.is_empty() || after.starts_with([separator, '\n', '\r']) {
            let after = after.strip_prefix('\r').unwrap_or(after);
            return Some((cell.trim().to_owned(), after));
        } else {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let (_, sheet) = read(text, false).unwrap();
        sheet.rows().map(|row| (row.number, row.cells().map(str::to_owned).collect())).collect()
    }

    fn pairs(text: &str) -> Vec<Vec<String>> {
        cells(text).into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn pairs_in_every_separator() {
        for separator in ["\t", ",", "，", " ", "　", "→", "=>", " -> ", "——", " 应为 ", "|", "："] {
            let text = format!("布署{separator}部署\r\n幅射{separator}辐射\r\n");
            assert_eq!(pairs(&text), [["布署", "部署"], ["幅射", "辐射"]], "{separator:?}");
        }
        let mixed = "布署,部署\n幅射，辐射\n松驰→松弛\n";
        assert_eq!(pairs(mixed), [["布署", "部署"], ["幅射", "辐射"], ["松驰", "松弛"]]);
    }

    #[test]
    fn one_term_a_line_keeps_its_commas() {
        assert_eq!(
            pairs("一手抓发展，一手抓安全\n最佳\n顶级\n第一品牌\n"),
            [["一手抓发展，一手抓安全"], ["最佳"], ["顶级"], ["第一品牌"]]
        );
    }

    #[test]
    fn tags_stand_after_a_space() {
        assert_eq!(pairs("最佳 广告,绝对化\n顶级 广告\n"), [["最佳", "广告,绝对化"], ["顶级", "广告"]]);
    }

    #[test]
    fn comments_and_empty_lines_are_passed_over_and_counted() {
        let text = "# 某局词表\n\n// 旧\n; 更旧\n最佳\n#,词\n";
        assert_eq!(cells(text).iter().map(|(number, _)| *number).collect::<Vec<_>>(), [5, 6]);
    }

    #[test]
    fn quotes_hold_separators_and_lines() {
        let text = "词,说明\n\"甲,乙\",\"第一行\n第二行 \"\"引\"\"\"\n丙,\"没有关上\n丁,戊\n";
        assert_eq!(
            cells(text),
            [
                (1, vec!["词".into(), "说明".into()]),
                (2, vec!["甲,乙".into(), "第一行\n第二行 \"引\"".into()]),
                (4, vec!["丙".into(), "\"没有关上".into()]),
                (5, vec!["丁".into(), "戊".into()]),
            ]
        );
    }
}
