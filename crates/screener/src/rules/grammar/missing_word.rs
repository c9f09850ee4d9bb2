//! A word that is missing (成分残缺).

use crate::characters::{line_after, line_before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
两种能确定的缺字：文件标题“关于印发《…》通知”缺“的”；“现将有关事项如下”缺“通知”“公告”等动词。

## 依据
《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成，事由与文种之间用“的”。《规范》第八条。

## 命中
```text
关于印发《某某市管理办法》通知
现将有关事项如下：
现将评审结果如下。
```

## 不报
```text
关于印发《某某市管理办法》的通知
现将有关事项通知如下：
现将评审结果公示如下。
根据《通知》通知各单位
现将主要做法介绍如下：
关于印发《某某市管理办法》通知精神的学习体会
```

## 词语来源
规则自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/missing_word",
    title: "缺字",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[
        "》通知",
        "》公告",
        "》决定",
        "》意见",
        "》批复",
        "事项如下",
        "名单如下",
        "情况如下",
        "结果如下",
        "信息如下",
        "问题如下",
    ],
    summarise: false,
    check,
};

/// Cues up to here end a title.
const TITLES: usize = 5;
const MATTERS: [&str; 8] =
    ["关于印发", "关于转发", "关于公布", "关于发布", "关于修改", "关于修订", "关于废止", "关于实施"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for cue in target.cues {
        let before = line_before(text, cue.range.start, 60);
        let after = line_after(text, cue.range.end, 1).chars().next();
        let hit = if cue.number < TITLES {
            let matter = MATTERS.iter().filter_map(|matter| before.rfind(matter)).max();
            let open = matter
                .and_then(|at| before.get(at..))
                .is_some_and(|it| it.contains('《') && !it.contains(['》', '，', '。']));
            let mark = cue.range.start + '》'.len_utf8();
            (open && after.is_none_or(|it| !it.is_alphanumeric())).then(|| {
                Hit::new(
                    cue.range.clone(),
                    Level::Confirm,
                    "文种前缺“的”（语病：成分残缺），应为“关于…的通知”一类的标题。",
                )
                .edit(mark..mark, "的")
            })
        } else {
            let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
            let short = clause.rfind("现将").and_then(|at| clause.get(at..)).is_some_and(|it| it.chars().count() <= 14);
            let end = cue.range.end - "如下".len();
            short.then(|| {
                Hit::new(
                    cue.range.clone(),
                    Level::Confirm,
                    "“如下”前缺动词（语病：成分残缺），应为“通知如下”“公布如下”等。",
                )
                .edit(end..end, "通知")
            })
        };
        if let Some(hit) = hit {
            hits.push(hit.source(Tier::Practice, "《党政机关公文处理工作条例》第九条").confidence(850));
        }
    }
}
