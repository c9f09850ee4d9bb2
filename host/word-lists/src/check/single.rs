//! What is wrong with one entry by itself.

use super::common;
use crate::kind::Kind;
use crate::shape::short;
use crate::{Entry, Problems, limits, normal};

/// Characters from which the builder can tell a slip of a name from another name.
const SHORTEST_NAME: usize = 4;
/// Results of formulas that failed.
const FAILED: [&str; 8] = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#####"];
/// Punctuation that has a full-width form for Chinese text.
const HALF: [char; 9] = [',', ';', ':', '!', '?', '(', ')', '<', '>'];

pub(super) fn check(entry: &Entry, problems: &mut Problems) {
    if form(entry, problems) {
        length(entry, problems);
        replacement(entry, problems);
        warnings(entry, problems);
    }
}

/// A cell that is no text at all; nothing more is said of it.
fn form(entry: &Entry, problems: &mut Problems) -> bool {
    let cells: Vec<&str> = std::iter::once(&*entry.term).chain(entry.replacements()).collect();
    if let Some(cell) = cells.iter().find(|cell| FAILED.contains(&cell.trim())) {
        let message = format!("“{cell}”是公式出错的结果，请在原表中改为文字");
        problems.error(entry.place, "formula-error", message);
        return false;
    }
    if let Some(cell) = cells.iter().find(|cell| is_formula(cell)) {
        let message = format!("“{}”像公式，导入别的表格时会被执行，不作为词条；请改为文字", short(cell));
        problems.error(entry.place, "formula", message);
        return false;
    }
    if entry.term.starts_with('#') {
        let message = format!("“{}”以 # 开头，会被当作注释，请去掉 #", short(&entry.term));
        problems.error(entry.place, "comment-like", message);
        return false;
    }
    true
}

fn is_formula(cell: &str) -> bool {
    let mut characters = cell.chars();
    let (first, second) = (characters.next(), characters.next());
    let operand =
        second.is_some_and(|second| second.is_ascii_alphanumeric() || matches!(second, '(' | '\'' | '"' | '|'));
    match first {
        // A lone or doubled sign is a term of its own, like “=>”.
        Some('=') => operand,
        Some('@' | '+' | '-') => operand && cell.contains('('),
        _ => false,
    }
}

fn length(entry: &Entry, problems: &mut Problems) {
    let (term, place) = (short(&entry.term), entry.place);
    let characters = entry.term.chars().count();
    if characters < 2 {
        let message = format!("“{term}”只有一个字，几乎篇篇都会报，请写成词或带上前后文字");
        problems.error(place, "one-character", message);
    } else if characters > limits::TERM_CHARACTERS {
        let message =
            format!("“{term}”有 {characters} 个字，超过 {} 个字，请只留关键的几个字", limits::TERM_CHARACTERS);
        problems.error(place, "too-long", message);
    } else if entry.kind == Kind::Idiom && characters != SHORTEST_NAME {
        problems.error(place, "not-an-idiom", format!("“{term}”不是四个字，不能按成语核对，请改为固定提法或错词"));
    } else if entry.kind.is_name() && characters < SHORTEST_NAME {
        let message = format!("“{term}”不足四个字，无法核对一字之差，请写全称，或改列为放行");
        problems.error(place, "short-name", message);
    }
}

fn replacement(entry: &Entry, problems: &mut Problems) {
    let (term, place) = (short(&entry.term), entry.place);
    if entry.kind == Kind::Leader && entry.replacements.is_empty() {
        problems.error(place, "no-title", format!("名录中的“{term}”没有职务，请补上职务"));
    }
    if entry.kind.needs_replacement() && entry.replacements.is_empty() {
        let message = format!("“{term}”没有写改为什么，请补上正确写法，或把类型改为禁用、慎用");
        problems.error(place, "no-replacement", message);
    }
    if entry.kind.objects() && entry.replacements().any(|text| *text == *entry.term) {
        problems.error(place, "same", format!("“{term}”改为它自己，请核对两列"));
    } else if entry.kind.objects()
        && let Some(longer) = entry.replacements().find(|text| text.contains(&*entry.term))
    {
        let message =
            format!("改正后的“{}”仍含有“{term}”，改对了也会再报，请为“{}”加一行放行", short(longer), short(longer));
        problems.warn(place, "replacement-contains", message);
    }
}

fn warnings(entry: &Entry, problems: &mut Problems) {
    if entry.term.chars().nth(1).is_none() {
        return;
    }
    let (term, place) = (short(&entry.term), entry.place);
    if has_inner_space(&entry.term) {
        let message = format!("“{term}”中间有空格，只会查到同样带空格的写法，如非有意请去掉空格");
        problems.warn(place, "inner-space", message);
    }
    if entry.term.contains(HALF) && entry.term.contains(normal::is_han) {
        let message = format!("“{term}”用了半角标点，正文一般用全角，请改为全角，否则查不到");
        problems.warn(place, "half-width", message);
    }
    if several(&entry.term) {
        let message = format!("“{term}”像是几个词写在一格里，只会整体查找，请一行写一个词");
        problems.warn(place, "several-terms", message);
    }
    if !entry.kind.objects() {
        return;
    }
    if common::is_common(&entry.term) {
        let message = format!("“{term}”是极常用的词，几乎篇篇都会报，请加上限定的字或删去");
        problems.warn(place, "overbroad", message);
    } else if !entry.term.chars().any(char::is_alphabetic) {
        let message = format!("“{term}”只有数字或符号，会大量误报，请加上文字");
        problems.warn(place, "overbroad", message);
    } else if entry.term.is_ascii() && entry.term.chars().count() < 4 {
        let message = format!("“{term}”是很短的字母串，会在别的单词和网址里误报，请写全");
        problems.warn(place, "overbroad", message);
    }
}

fn has_inner_space(term: &str) -> bool {
    let mut parts = term.split(' ').filter(|part| !part.is_empty());
    let Some(mut before) = parts.next() else { return false };
    for part in parts {
        // Between Latin words a space belongs to the term.
        if before.ends_with(normal::is_han) || part.starts_with(normal::is_han) {
            return true;
        }
        before = part;
    }
    false
}

fn several(term: &str) -> bool {
    let parts: Vec<&str> = term.split(['、', '，', ',', '；', ';', '/']).collect();
    parts.len() > 2 && parts.iter().all(|part| (2..=4).contains(&part.trim().chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas() {
        for cell in ["=HYPERLINK(\"x\")", "=1+1", "@SUM(1)", "+A1(", "=cmd|' /C calc'!A0"] {
            assert!(is_formula(cell), "{cell}");
        }
        for cell in ["=>", "+86", "-1℃", "@某某", "部署=安排", "="] {
            assert!(!is_formula(cell), "{cell}");
        }
    }

    #[test]
    fn space_and_lists_inside() {
        assert!(has_inner_space("部 署") && has_inner_space("部署 A"));
        assert!(!has_inner_space("New York") && !has_inner_space("部署"));
        assert!(several("最佳、顶级、第一") && !several("最佳") && !several("一手抓发展，一手抓安全"));
    }
}
