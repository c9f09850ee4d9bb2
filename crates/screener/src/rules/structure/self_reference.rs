//! Articles that a document refers to in itself and does not have.

use super::{Level as Depth, numbered};
use crate::hit::{Hit, Hits};
use crate::reading::numeral::{chinese, is_numeral, run_after, write};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
“本办法第三十五条”而全文只有二十条：修改条文后忘记调整的自引。只有从第一条连续编到末条（施行条）的完整条文才核对。

## 依据
《立法技术规范（试行）》：引用本法条文应当准确。

## 命中
```text
第一条 为加强管理，制定本办法。⏎第二条 违反本办法第九条的，予以警告。⏎第三条 本办法自公布之日起施行。
```

## 不报
```text
第一条 为加强管理，制定本办法。⏎第二条 违反本办法第一条的，予以警告。⏎第三条 本办法自公布之日起施行。
第一条 为加强管理，制定本办法。⏎第二条 违反本办法第九条的，予以警告。
根据本办法第九条。
第一条 甲⏎第二条 依照《本法》第九条⏎第三条 本办法自公布之日起施行。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/self_reference",
    title: "自引条文不存在",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::PolicyDocument,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["本办法第", "本规定第", "本条例第", "本细则第", "本法第", "本规则第", "本章程第", "本制度第", "本规范第"],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let Some(last) = last_article(target) else { return };
    for cue in target.cues {
        let rest = target.after(cue.range.end);
        let Some(run) = run_after(rest, 8, is_numeral) else { continue };
        let article = rest.get(run.len()..).is_some_and(|rest| rest.starts_with('条'));
        if !article || chinese(run).is_none_or(|number| number <= last) {
            continue;
        }
        let range = cue.range.start..cue.range.end + run.len() + '条'.len_utf8();
        let message = format!("“{}”不存在：全文只有{}条，请核对引用。", target.slice(range.clone()), write(last));
        let hit = Hit::new(range, Level::Confirm, message).confidence(970);
        hits.push(hit.source(Tier::PolicyDocument, "《立法技术规范（试行）》"));
    }
}

/// The number of the last article when the text holds exactly one complete set: from 第一条 on without a break, the last one saying from
/// when it is in force.
fn last_article(target: &Target<'_>) -> Option<u64> {
    let mut last = 0;
    let mut text = "";
    for (_, block) in target.blocks() {
        match numbered(block) {
            Some(found) if found.level == Depth::Article => {
                if found.number != last + 1 {
                    return None;
                }
                last = found.number;
                text = block;
            }
            _ => {}
        }
    }
    (last >= 3 && text.contains("施行")).then_some(last)
}
