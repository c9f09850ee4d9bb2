//! Area codes of telephone numbers that belong to another place: the trace of a text copied from elsewhere.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
照抄外地文稿留下的区号：同一行里电话和传真的区号不同；单位在设置中登记了区号（screening.area_codes）的，座机区号不在其中。

## 依据
读网抽查和媒体多次曝光照抄外地文件、遗留外地地名和电话的情况。

## 命中
```text
联系电话：0414-2222222，传真：0415-2222223
联系电话：0414-2222222 传真：024-22222233
联系电话：0414-2222222⏎传真：0415-2222223
```

## 不报
```text
联系电话：0414-2222222，传真：0414-2222223
甲局电话：0414-2222222，乙局电话：0415-2222223
省局监督电话：024-22222222
编号：0414-2222222-1，传真：0414-2222223
```

## 词语来源
区号由单位在设置中登记。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/copied_place",
    title: "外地区号",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["电话", "传真", "热线"],
    summarise: false,
    check,
};

/// A land line with its area code.
struct Line {
    code: Range<usize>,
    range: Range<usize>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let own = &target.settings.area_codes;
    let mut before: Option<Line> = None;
    for line in lines(target) {
        let code = target.slice(line.code.clone());
        if !own.is_empty() && !own.iter().any(|one| one == code) {
            let message = format!("区号“{code}”不是本单位登记的区号，请核对电话是否照抄自外地文稿。");
            push(hits, line.range.clone(), message);
        } else if let Some(first) = &before
            && own.is_empty()
            && target.slice(first.code.clone()) != code
            && is_fax_of(target.slice(first.range.end..line.range.start))
        {
            let other = target.slice(first.code.clone());
            push(hits, line.range.clone(), format!("电话的区号是“{other}”，传真的区号是“{code}”，请核对。"));
        }
        before = Some(line);
    }
}

fn push(hits: &mut Hits, range: Range<usize>, message: String) {
    hits.push(Hit::new(range, Level::Advise, message).confidence(850).source(Tier::Practice, "编校常规"));
}

/// Whether nothing but the word 传真 and marks stands between two numbers: they are one office's.
fn is_fax_of(between: &str) -> bool {
    const MARKS: [char; 15] = ['\n', '，', ',', '；', ';', '：', ':', ' ', '、', '（', '(', '）', ')', '/', '。'];
    between.len() < 40 && between.trim_matches(MARKS) == "传真"
}

/// Land lines by place: an area code, a dash, seven or eight digits.
fn lines<'t>(target: &Target<'t>) -> impl Iterator<Item = Line> + use<'t> {
    let (tokens, text) = (target.tokens, target.as_str());
    tokens.windows(3).filter_map(move |window| {
        let [code, dash, number] = window else { return None };
        let joined = code.range.end == dash.range.start && dash.range.end == number.range.start;
        let marks = matches!(dash.kind, TokenKind::Mark('-' | '－' | '—'));
        let digits = code.kind == TokenKind::Digits && number.kind == TokenKind::Digits;
        let lengths = matches!(code.range.len(), 3 | 4) && matches!(number.range.len(), 7 | 8);
        if !(joined && marks && digits && lengths) {
            return None;
        }
        let head = text.get(..code.range.start)?;
        let tail = text.get(number.range.end..)?;
        let free = !head.ends_with(['-', '.', '/']) && !tail.starts_with(['.', '/']) && !is_longer(tail);
        let is_area =
            text.get(code.range.clone())?.starts_with('0') && !text.get(code.range.clone())?.starts_with("00");
        (free && is_area).then(|| Line { code: code.range.clone(), range: code.range.start..number.range.end })
    })
}

/// Whether a number goes on: an extension of few digits is none of it.
fn is_longer(tail: &str) -> bool {
    let digits = tail.strip_prefix('-').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).take(7).count());
    digits > 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, screen};
    use document::Document;
    use lexicon::Lexicon;

    #[test]
    fn registered_codes_count() {
        let profile = |codes: &str| {
            format!(
                r#"{{"agency":"甲市乙局","site":"a","sections":[{{"id":"s","name":"科"}}],"channels":[{{"id":"p","name":"门户"}}],"screening":{{"area_codes":[{codes}]}}}}"#
            )
        };
        for (codes, expected) in [("", 0), (r#""0414""#, 1), (r#""0414","024""#, 0)] {
            let options = Options { profile: profile(codes), ..Options::default() };
            let document = Document::plain("咨询电话：0414-2222222\n监督电话：024-22222222");
            let report = screen(&document, &Lexicon::empty(), &options).unwrap();
            assert_eq!(report.findings.iter().filter(|finding| finding.rule == RULE.code).count(), expected, "{codes}");
        }
    }
}
