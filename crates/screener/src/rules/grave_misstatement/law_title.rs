//! Titles of laws with one slip in them.

use super::near_name;
use crate::hit::Hits;
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
书名号内的法律、行政法规名称与登记的现行名称差一个字。已废止、更名的旧名称和登记过的其他文件名称不报。

## 依据
全国人民代表大会及其常务委员会公布的法律名称、国务院公布的行政法规名称；引用法律应写全称或规范化简称。

## 命中
```text
根据《中华人民共和国行政复义法》的规定办理。
依据《中华人民共国民事诉讼法》第一百一十九条起诉。
违反《治安管理处法》的，依法处理。
按照《政府信息公开条列》办理。
```

## 不报
```text
根据《中华人民共和国行政复议法》的规定办理。
依据《中华人民共和国民事诉讼法》第一百一十九条起诉。
《城市规划法》同时废止。
《本市行政复议办法》
《中华人民共和国××法》
```

## 词语来源
`crates/lexicon/data/laws.tsv`，法律名称逐条核对；单位可装入本地法规名称。
";

pub(crate) static RULE: Rule = Rule {
    code: "grave_misstatement/law_title",
    title: "法规名称有误",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for range in titles(target) {
        let title = target.slice(range.clone());
        let Some(law) = target.lexicon.near_title(target.part, title, target.as_of) else { continue };
        let full = law.term.as_str();
        // A citation without the state's name is corrected to one without it.
        let short = full.strip_prefix(STATE).filter(|_| !title.starts_with("中华"));
        let right = short.unwrap_or(full);
        let mut hit =
            near_name::of_row(range, law, format!("法规名称应为《{right}》，“{title}”差一字，请核对后改正。"));
        hit.replacements = vec![right.to_owned()];
        hits.push(hit);
    }
}

/// What most titles of laws begin with, and citations leave out.
const STATE: &str = "中华人民共和国";

/// What stands between 《 and 》 with nothing of the kind between, without a note in brackets at its end.
fn titles(target: &Target<'_>) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    let mut open = None;
    for token in target.tokens {
        match token.kind {
            TokenKind::Mark('《') => open = Some(token.range.end),
            TokenKind::Mark('》' | '（' | '(') => {
                titles.extend(open.take().map(|start| start..token.range.start));
            }
            _ => {}
        }
    }
    titles
}
