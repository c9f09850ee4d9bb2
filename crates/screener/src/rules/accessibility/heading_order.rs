//! Headings that skip a level.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
标题跳级：h1 后直接用 h3 等。往回（h4 后用 h2）不算跳级；第一个标题从几级开始不论。

## 依据
GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》；《无障碍环境建设法》第三十二条：政府网站逐步符合无障碍网站设计标准。《规范》第八条。

## 命中
```html
<h1>通知</h1><h3>申请条件</h3>
<h2>一</h2><p>甲</p><h5>二</h5>
```

## 不报
```html
<h1>通知</h1><h2>申请条件</h2><h3>材料</h3><h2>流程</h2>
<h3>通知</h3><h4>申请条件</h4>
<h2></h2><h4>通知</h4>
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "accessibility/heading_order",
    title: "标题跳级",
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

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let shown = |heading: &&document::Heading| text.get(heading.text.clone()).is_some_and(|it| !it.trim().is_empty());
    let headings: Vec<_> = target.text.outline().headings.iter().filter(shown).collect();
    for pair in headings.windows(2) {
        let [above, below] = pair else { continue };
        if below.level > above.level + 1 {
            let found = target.slice(below.text.clone());
            let start = below.text.start + found.len() - found.trim_start().len();
            let message =
                format!("标题从 {} 级跳到 {} 级，读屏软件据此给出目录，应逐级使用。", above.level, below.level);
            hits.push(
                Hit::new(start..start + found.trim().len(), Level::Advise, message)
                    .source(Tier::NationalStandard, SOURCE)
                    .confidence(900),
            );
        }
    }
}
