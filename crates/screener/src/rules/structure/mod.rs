//! The build of a document: numbering, attachments, what was left over from a model (clause 8).

pub(crate) mod attachment;
pub(crate) mod copied_place;
pub(crate) mod duplicate_paragraph;
pub(crate) mod numbering;
pub(crate) mod placeholder;
pub(crate) mod promised_items;
pub(crate) mod self_reference;

use crate::reading::numeral::{chinese, run_after};
use crate::target::Target;

/// The level of a numbered paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// 第一章
    Chapter,
    /// 第一条
    Article,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// The number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// Its level.
    pub(crate) level: Level,
    /// Its number.
    pub(crate) number: u64,
    /// Where its number ends in the paragraph, in bytes.
    pub(crate) length: usize,
}

/// The number that a paragraph begins with; none when it begins otherwise.
pub(crate) fn numbered(block: &str) -> Option<Numbered> {
    let trimmed = block.trim_start_matches([' ', '\t']);
    let indent = block.len() - trimmed.len();
    let is_chinese = |it: char| crate::reading::numeral::is_numeral(it);
    let is_digit = |it: char| it.is_ascii_digit();
    let made =
        |level, number, rest: &str| Some(Numbered { level, number, length: indent + trimmed.len() - rest.len() });
    if let Some(inside) = trimmed.strip_prefix('第') {
        let run = run_after(inside, 8, is_chinese)?;
        let number = chinese(run)?;
        let rest = inside.get(run.len()..)?;
        // 第十条之一 is not counted.
        if let Some(rest) = rest.strip_prefix('条').filter(|rest| !rest.starts_with('之')) {
            return made(Level::Article, number, rest)
                .filter(|_| rest.starts_with([' ', '\t', '【', '（']) || rest.is_empty());
        }
        let rest = rest.strip_prefix('章')?;
        return made(Level::Chapter, number, rest).filter(|_| rest.starts_with([' ', '\t']) || rest.is_empty());
    }
    if let Some(inside) = trimmed.strip_prefix(['（', '(']) {
        let (run, level) = match run_after(inside, 6, is_chinese).filter(|run| !run.is_empty()) {
            Some(run) => (run, Level::Second),
            None => (run_after(inside, 2, is_digit)?, Level::Fourth),
        };
        let rest = inside.get(run.len()..)?.strip_prefix(['）', ')'])?;
        return made(level, chinese(run).or_else(|| run.parse().ok())?, rest);
    }
    if let Some(run) = run_after(trimmed, 6, is_chinese).filter(|run| !run.is_empty()) {
        let rest = trimmed.get(run.len()..)?.strip_prefix('、')?;
        return made(Level::First, chinese(run)?, rest);
    }
    let run = run_after(trimmed, 2, is_digit).filter(|run| !run.is_empty())?;
    let rest = trimmed.get(run.len()..)?.strip_prefix(['.', '．', '、'])?;
    // 1.5 and 2.3.1 are no items; nor is the row of a table.
    let item = !rest.starts_with(|next: char| next.is_ascii_digit() || next == '\t');
    made(Level::Third, run.parse().ok()?, rest).filter(|_| item)
}

/// The numbered paragraphs of a text, each with where it begins.
pub(crate) fn numbered_blocks<'t>(
    target: &Target<'t>,
) -> impl Iterator<Item = (usize, &'t str, Option<Numbered>)> + use<'t> {
    target.blocks().map(|(start, block)| (start, block, numbered(block)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        for (block, level, number) in [
            ("第十二条 甲", Level::Article, 12),
            ("第二章 总则", Level::Chapter, 2),
            ("三、要求", Level::First, 3),
            ("（十一）甲", Level::Second, 11),
            ("  4.甲", Level::Third, 4),
            ("(5)甲", Level::Fourth, 5),
        ] {
            let found = numbered(block).map(|it| (it.level, it.number));
            assert_eq!(found, Some((level, number)), "{block}");
        }
        for block in ["第十条之一 甲", "1.5万元", "一、", "2024年", "（甲）", "第一条款", "二〇二四、甲"]
        {
            assert!(numbered(block).is_none_or(|it| it.length == block.len()), "{block}");
        }
    }
}
