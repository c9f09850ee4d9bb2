//! Marks at the end of a title.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
稿件标题末尾的句号、逗号、顿号、分号、冒号。问号、叹号、引号、括号、书名号可以用。

## 依据
《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成；GB/T 15834—2011：标题末尾一般不用标点。《规范》第八条。

## 命中
```text
标题：关于做好防汛工作的通知。
标题：某某市召开防汛工作会议，
标题：关于公布名单的公告:
```

## 不报
```text
标题：关于做好防汛工作的通知
标题：如何办理居住证？
标题：关于修订《某某办法》的通知（试行）
关于做好防汛工作的通知。
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/title_end",
    title: "标题末尾标点",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    // A body may name its title, as a text without parts does.
    let named = |line: &str| target.part == "title" || target.is_body() && line.starts_with("标题：");
    let Some((start, line)) = target.blocks().next().filter(|(_, line)| named(line.trim_start())) else { return };
    let line = line.trim_end();
    let rest = line.trim_end_matches(['。', '，', '、', '；', '：', ',', ';', ':']);
    if rest.len() < line.len() && !rest.is_empty() && line.chars().count() > 4 {
        hits.push(
            Hit::new(start + rest.len()..start + line.len(), Level::Advise, "标题末尾不用句号、逗号等标点，应删去。")
                .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
                .edit(start + rest.len()..start + line.len(), "")
                .confidence(900),
        );
    }
}
