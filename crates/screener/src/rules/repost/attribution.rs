//! Reposted without naming author and source.

use crate::hit::{Hit, Hits};
use crate::origin;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
注明是转载的稿件，正文和元数据中有没有出处和作者（记者）。

## 依据
《规范》第七条：转载网络新闻信息时，应采用《互联网新闻信息稿源单位名单》中网络媒体的信息，并注明原信息作者及出处。

## 命中
```text
【转载】⏎某某市召开防汛工作会议。
转载自某某日报⏎某某市召开防汛工作会议。
```

## 不报
```text
转载自某某日报⏎某某市召开防汛工作会议。（记者 张某）
来源：某某日报⏎作者：张某⏎某某市召开防汛工作会议。
任何单位不得擅自转载。
转载请注明出处。
欢迎转载
```

## 词语来源
规则自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "repost/attribution",
    title: "转载未注明作者、出处",
    level: Level::Advise,
    clause: "7",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    // Metadata may say of any text that it is reposted; every text has a sentence.
    cues: &[
        "来源：",
        "来源:",
        "转载自",
        "转自：",
        "转自:",
        "转载：",
        "转载:",
        "稿源：",
        "【转载】",
        "（转载）",
        "[转载]",
        "(转载)",
        "作者",
        "记者",
        "通讯员",
        "文/",
        "。",
    ],
    summarise: false,
    check,
};

/// Which cues mark a text as reposted, and which name an author; those of [`origin::CUES`] come first.
const MARKS: std::ops::Range<usize> = 8..12;
const AUTHORS: std::ops::Range<usize> = 12..16;

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.is_body() {
        return;
    }
    let origin = origin::origin(target);
    let marked = target.cues.iter().find(|cue| MARKS.contains(&cue.number));
    let in_text = origin.as_ref().is_some_and(|origin| origin.range.is_some() && origin.reposted);
    let reposted = marked.is_some() || in_text || origin::is_repost(target);
    let author = target.cues.iter().any(|cue| AUTHORS.contains(&cue.number))
        || target.metadata(&["作者", "author", "记者"]).is_some();
    let message = match (&origin, author) {
        _ if !reposted => return,
        (None, _) => "转载的稿件没有注明出处，应写明来源和作者。",
        (Some(_), false) => "转载的稿件没有注明作者，应写明原作者或记者。",
        (Some(_), true) => return,
    };
    let named = origin.and_then(|origin| origin.range);
    let range =
        named.or_else(|| marked.map(|cue| cue.range.clone())).unwrap_or_else(|| origin::first_characters(target));
    hits.push(Hit::new(range, Level::Advise, message).source(Tier::Practice, "《规范》第七条").confidence(750));
}
