//! Broken encodings, and HTML that shows as text.

use crate::characters::is_han;
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
编码误读产生的乱码（锟斤拷、烫烫烫、ï¼Œ 之类），以及当成文字露出来的网页代码（&nbsp;、</p>、<br>）。

## 依据
《政府网站与政务新媒体检查指标》：网页内容应能正常显示。《规范》第八条。

## 命中
```text
锟斤拷锟斤拷
加强领导，烫烫烫烫
第一条&nbsp;为了规范管理
内容如下</p>
详见附件<br/>
某某市政府ï¼Œå…¬å‘Š
<span style='color:red'>重要通知
```

## 不报
```text
网址 https://example.gov.cn/a?x=1&y=2
条件为A<B且B<C。
联系人：李女士 & 王女士
开水烫烫脚
```

## 词语来源
乱码形式为编码误读的固定结果，不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/garbled",
    title: "乱码、网页代码外露",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &CUES,
    summarise: true,
    check,
};

/// Fixed forms; the first ones are encodings read wrongly, then come those of HTML.
const CUES: [&str; 37] = [
    "锟斤拷",
    "烫烫烫",
    "屯屯屯",
    "ï¼",
    "ã€",
    "â€",
    "Ã¤",
    "Ã¥",
    "Ã©",
    "å…",
    "ä¸",
    "&nbsp;",
    "&ldquo;",
    "&rdquo;",
    "&lsquo;",
    "&rsquo;",
    "&mdash;",
    "&hellip;",
    "&middot;",
    "&emsp;",
    "&ensp;",
    "&amp;",
    "&quot;",
    "&lt;",
    "&gt;",
    "</p>",
    "<p>",
    "<br",
    "</br>",
    "</span>",
    "</div>",
    "</td>",
    "</strong>",
    "</a>",
    "<span",
    "<div",
    "<strong",
];
const ENCODINGS: usize = 11;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut end = 0;
    for cue in target.cues {
        // One run of broken text is one slip.
        if cue.range.start < end {
            continue;
        }
        let (message, range) = if cue.number < ENCODINGS {
            ("这里是乱码，应对照原稿重新录入。", broken(target.as_str(), cue.range.clone()))
        } else {
            ("网页代码当成文字显示出来了，应删去或换成相应的字符。", tag(target.as_str(), cue.range.clone()))
        };
        end = range.end;
        hits.push(finding(range, message));
    }
}

/// Broken text goes on as long as no ordinary character comes.
fn broken(text: &str, range: Range<usize>) -> Range<usize> {
    let ordinary = |it: char| it.is_ascii() || is_han(it) && !"锟斤拷烫屯".contains(it) || "，。、；：".contains(it);
    let rest = text.get(range.end..).unwrap_or_default();
    range.start..range.end + rest.find(ordinary).unwrap_or(rest.len())
}

/// A tag to its end.
fn tag(text: &str, range: Range<usize>) -> Range<usize> {
    let found = text.get(range.clone()).unwrap_or_default();
    if found.ends_with(['>', ';']) || !found.starts_with('<') {
        return range;
    }
    let close = text.get(range.end..).unwrap_or_default().char_indices().take(80).find(|(_, it)| *it == '>');
    range.start..close.map_or(range.end, |(at, _)| range.end + at + 1)
}

fn finding(range: Range<usize>, message: &str) -> Hit {
    Hit::new(range, Level::Confirm, message).source(Tier::Practice, "《政府网站与政务新媒体检查指标》").confidence(950)
}
