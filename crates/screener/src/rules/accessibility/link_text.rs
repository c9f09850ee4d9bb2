//! Links whose text does not say where they lead.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
文字为“点击这里”“更多”“链接”或一串网址的链接，以及没有任何文字的链接。离开上下文，读屏用户不知道通向哪里。

## 依据
GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》；《无障碍环境建设法》第三十二条：政府网站逐步符合无障碍网站设计标准。《规范》第八条。

## 命中
```html
<p>材料清单请<a href='a.html'>点击这里</a>。</p>
<p><a href='a.html'>更多</a></p>
<p>网址：<a href='http://www.example.gov.cn/a.html'>http://www.example.gov.cn/a.html</a></p>
```

## 不报
```html
<p>下载<a href='a.html'>申请材料清单</a>。</p>
<p><a href='a.html' title='更多政策解读'>更多</a></p>
<p><a name='top'>更多</a></p>
<p><a href='a.html'><img src='a.png' alt='首页'></a></p>
<p><a href='mailto:a@example.gov.cn'>a@example.gov.cn</a></p>
```

## 词语来源
规则自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "accessibility/link_text",
    title: "链接文字不明",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

const SOURCE: &str = "GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》";
/// Texts that name no place.
const VAGUE: [&str; 18] = [
    "点击这里",
    "点击此处",
    "点这里",
    "点此",
    "请点击",
    "点击",
    "这里",
    "此处",
    "更多",
    "更多>>",
    "更多》",
    "查看更多",
    "更多...",
    "链接",
    "详情",
    "查看",
    "下载",
    "more",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for link in target.text.outline().links.iter().filter(|link| !link.named) {
        let found = target.slice(link.text.clone());
        let text = found.trim();
        let vague = VAGUE.iter().any(|it| text.eq_ignore_ascii_case(it));
        let address = (text.starts_with("http://") || text.starts_with("https://")) && text.is_ascii();
        if vague || address {
            let start = link.text.start + found.len() - found.trim_start().len();
            let message = if address {
                "链接文字是一串网址，读屏软件会逐字念出，应改为所指网页的名称。"
            } else {
                "链接文字看不出通向哪里，应写明所指内容，如“申请材料清单”。"
            };
            hits.push(
                Hit::new(start..start + text.len(), Level::Advise, message)
                    .source(Tier::NationalStandard, SOURCE)
                    .confidence(800),
            );
        }
    }
}
