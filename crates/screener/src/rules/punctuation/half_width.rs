//! Half-width marks in Chinese text (GB/T 15834).

use crate::characters::{after, before, is_han};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
紧挨汉字的半角逗号、分号、冒号、问号、叹号、句点。全文都用半角的，连同括号合并为一条，列出次数和位置，并给出全部改法。
只有括号或者个别冒号是半角的不报：编号“(一)”、栏目名“联系人:”在网页中通行。

## 依据
GB/T 15834—2011《标点符号用法》：标点符号占一个字位置。《规范》第八条。

## 命中
```text
各科室要认真落实,及时上报。
联系人:办公室⏎地址:人民路⏎电话:见附件
是否符合条件?
材料不齐全的退回;逾期不再受理。
共计12件,其中按期办结10件。
依照《某某办法》,现公告如下。
请于周五前报送.
```

## 不报
```text
增长3.5%，总额1,200万元。
会议时间10:30，地点301室。
详见网站http://www.example.gov.cn/index.html?id=1
比例为1:2，即3:6。
1.总则 2.分则
附件1.doc、附件2.xls
Yes, we can. 我们可以。
(一)申请条件(二)办理流程
联系人:办公室
约翰.史密斯先生
图像分辨率为300 dpi,200 KB以内
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/half_width",
    title: "半角标点",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

/// So many marks show that a text was typed in half width: then brackets are part of the slip.
const TYPED_SO: usize = 3;
/// So many places the finding lists and corrects.
const MOST_PLACES: usize = 2_000;
/// A bracket's content is looked at no further than this, in bytes.
const BRACKETED: usize = 300;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut found: Vec<(Range<usize>, char)> = Vec::new();
    for token in target.tokens {
        let TokenKind::Mark(mark) = token.kind else { continue };
        if let Some(full) = stop(mark).filter(|_| is_slip(text, &token.range, mark)) {
            found.push((token.range.clone(), full));
        }
    }
    if found.len() < TYPED_SO && found.iter().all(|(_, full)| *full == '：') {
        return;
    }
    if found.len() >= TYPED_SO {
        found.extend(brackets(text, target.tokens));
        found.sort_by_key(|(range, _)| range.start);
    }
    one_hit(found).into_iter().for_each(|hit| hits.push(hit));
}

/// All places of a text as one hit: who types half-width marks does so throughout.
fn one_hit(found: Vec<(Range<usize>, char)>) -> Option<Hit> {
    let count = found.len();
    let (first, _) = found.first()?;
    let message = if count > 1 {
        format!("中文里用了半角标点，应改为全角（共 {count} 处）。")
    } else {
        "中文里用了半角标点，应改为全角。".to_owned()
    };
    let mut hit = Hit::new(first.clone(), Level::Advise, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
        .attribute("count", count.to_string())
        .confidence(900);
    for (number, (range, full)) in found.into_iter().take(MOST_PLACES).enumerate() {
        hit = hit.edit(range.clone(), full);
        if number > 0 {
            hit.places.push(range);
        }
    }
    Some(hit)
}

/// The full-width form of a mark that stops.
const fn stop(mark: char) -> Option<char> {
    match mark {
        ',' => Some('，'),
        ';' => Some('；'),
        ':' => Some('：'),
        '?' => Some('？'),
        '!' => Some('！'),
        '.' => Some('。'),
        _ => None,
    }
}

/// Whether a half-width mark stands in Chinese writing and not in a number, an address or a formula.
fn is_slip(text: &str, range: &Range<usize>, mark: char) -> bool {
    let (left, right) = (before(text, range.start), after(text, range.end));
    let left_chinese = left.is_some_and(|left| is_han(left) || "”》）】〕％".contains(left));
    if mark == '.' {
        // Between Chinese characters it parts a foreign name, before letters it begins a file name, after a single numeral it is a label.
        return left_chinese
            && right.is_none_or(|right| matches!(right, '\n' | '\t' | ' ' | '”'))
            && !left.is_some_and(|left| "一二三四五六七八九十".contains(left));
    }
    if left_chinese {
        return mark != ':' || !matches!(right, Some('/' | ':'));
    }
    // After letters, an entity or an address may end in the mark; after digits, a colon is a time or a ratio.
    let digits = left.is_some_and(|left| left.is_ascii_digit() || left == '%') && !matches!(mark, ':' | '?');
    let closed = left.is_some_and(|left| matches!(left, ')' | '"'));
    (digits || closed) && right.is_some_and(is_han)
}

/// Brackets that open and close in a line and hold Chinese.
fn brackets(text: &str, tokens: &[Token]) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for token in tokens {
        match token.kind {
            TokenKind::Mark('(') => open = Some(token.range.clone()),
            TokenKind::Mark(')') => {
                let Some(left) = open.take().filter(|left| token.range.end - left.start <= BRACKETED) else { continue };
                let inside = text.get(left.end..token.range.start).unwrap_or_default();
                if inside.chars().any(is_han) && !inside.contains('\n') {
                    found.push((left, '（'));
                    found.push((token.range.clone(), '）'));
                }
            }
            TokenKind::Mark('（' | '）') => open = None,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::screen;
    use document::Document;
    use lexicon::Lexicon;

    #[test]
    fn a_text_typed_in_half_width_is_one_finding_that_corrects_all() {
        let text = "一是明确职责(含分工),二是抓好落实;三是加强检查,四是及时通报.\n见附件(清单):共3项,已办2项。";
        let report = screen(&Document::plain(text), &Lexicon::empty(), &Default::default()).unwrap();
        let found: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "punctuation/half_width").collect();
        assert_eq!(found.len(), 1, "{}", report.to_json());
        assert!(found[0].message.contains("共 10 处"), "{}", found[0].message);
        let mut fixed = text.to_owned();
        for edit in found[0].edits.iter().rev() {
            fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
        }
        assert_eq!(
            fixed,
            "一是明确职责（含分工），二是抓好落实；三是加强检查，四是及时通报。\n见附件（清单）：共3项，已办2项。"
        );
    }
}
