//! Images without a text that can be read aloud.

use crate::characters::{line_after, line_before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use document::Alternative;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
没有替代文字（alt）的图片。alt 为空表示装饰图片，不报；全文合为一条。

## 依据
GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》；《无障碍环境建设法》第三十二条：政府网站逐步符合无障碍网站设计标准。《规范》第八条。

## 命中
```html
<p>示意图见下。<img src='map.png'></p>
<p>甲<img src='a.png'></p><p>乙<img src='b.png'></p>
```

## 不报
```html
<p>示意图见下。<img src='map.png' alt='规划范围示意图'></p>
<p>标题<img src='line.png' alt=''></p>
<p>没有图片。</p>
<p>标题<img src='line.png' role='presentation'></p>
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "accessibility/image_alt",
    title: "图片缺替代文字",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

const SOURCE: &str = "GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》";
/// So many further places the finding lists.
const MOST_PLACES: usize = 199;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let images = &target.text.outline().images;
    let missing = images.iter().filter(|image| image.alternative == Alternative::Missing);
    let places: Vec<Range<usize>> = missing.map(|image| beside(target.as_str(), image.at)).collect();
    let Some((first, rest)) = places.split_first() else { return };
    let message = format!(
        "图片没有替代文字（alt），读屏软件读不出来：请逐一写明图片内容，装饰图片写 alt=\"\"（共 {} 处）。",
        places.len()
    );
    let mut rest = rest.to_vec();
    rest.dedup();
    rest.retain(|place| place != first);
    rest.truncate(MOST_PLACES);
    hits.push(
        Hit::new(first.clone(), Level::Advise, message)
            .source(Tier::NationalStandard, SOURCE)
            .places(rest)
            .confidence(950),
    );
}

/// An image is no text: it is pointed at by the characters before it, or else after it.
fn beside(text: &str, at: usize) -> Range<usize> {
    const NEAR: usize = 12;
    // Past so much white space nothing is beside it; a page of nothing but images and spaces must not be read once for each.
    const GAP: usize = 40;
    let before = text.get(..at).unwrap_or_default();
    let gap: usize = before.chars().rev().take(GAP).take_while(|it| it.is_whitespace()).map(char::len_utf8).sum();
    let end = at - gap;
    let length = line_before(text, end, NEAR).len();
    if length > 0 {
        return end - length..end;
    }
    let after = text.get(at..).unwrap_or_default();
    let gap: usize = after.chars().take(GAP).take_while(|it| it.is_whitespace()).map(char::len_utf8).sum();
    at + gap..at + gap + line_after(text, at + gap, NEAR).len()
}
