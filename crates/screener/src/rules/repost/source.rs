//! Reposted from a source that is not on the list.

use crate::hit::{Hit, Hits};
use crate::origin;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
转载稿件的来源是否在本单位载入的稿源名单中（设置项 repost_sources，带生效日期）。未载入名单时不比对；转载来源写成“网络”“互联网”“微信群”等不具体的，一律提示。

## 依据
《规范》第七条：转载网络新闻信息时，应采用《互联网新闻信息稿源单位名单》中网络媒体的信息，并注明原信息作者及出处。

## 命中
```text
来源：网络
转载自互联网
（来源：微信朋友圈）
```

## 不报
```text
来源：本局办公室
来源：新华社
转载自《某某日报》
资金来源：网络众筹
信息来源于网络监测
```

## 词语来源
稿源名单由单位载入，程序不自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "repost/source",
    title: "转载来源",
    level: Level::Confirm,
    clause: "7",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    // Metadata may name the source of any text; every text has a sentence.
    cues: &["来源：", "来源:", "转载自", "转自：", "转自:", "转载：", "转载:", "稿源：", "。"],
    summarise: false,
    check,
};

const SOURCE: &str = "《互联网新闻信息稿源单位名单》";
/// What names no source.
const VAGUE: [&str; 11] =
    ["网络", "互联网", "网上", "网友", "微信", "微信群", "微信朋友圈", "朋友圈", "微博", "百度", "未知"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.is_body() {
        return;
    }
    let Some(origin) = origin::origin(target) else { return };
    let range = origin.range.clone().unwrap_or_else(|| origin::first_characters(target));
    if VAGUE.contains(&origin.name) {
        let message = format!("来源“{}”不具体，应写明原发布单位。", origin.name);
        hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, SOURCE).confidence(900));
        return;
    }
    let list = &target.settings.repost_sources;
    let holds = match (calendar::parse_day(&list.valid_from), target.as_of) {
        (Some(first), Some(today)) => first <= today,
        _ => true,
    };
    let listed =
        list.names.iter().any(|name| !name.is_empty() && (origin.name == name || origin.name.contains(name.as_str())));
    if origin.reposted && holds && !list.names.is_empty() && !listed {
        let message = format!("转载来源“{}”不在稿源名单中，应改用名单内媒体的稿件，或核实后说明。", origin.name);
        hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, SOURCE).confidence(850));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, screen};
    use document::Document;
    use lexicon::Lexicon;

    fn found(body: &str, metadata: &[(&str, &str)]) -> usize {
        let profile = r#"{"agency":"某局","site":"a","sections":[{"id":"s","name":"科"}],"channels":[{"id":"p","name":"门户"}],
            "screening":{"repost_sources":{"valid_from":"2021-10-20","names":["甲日报"]}}}"#;
        let options = Options { profile: profile.to_owned(), ..Options::default() };
        let mut document = Document::plain(body);
        document.metadata = metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let report = screen(&document, &Lexicon::empty(), &options).unwrap();
        report.findings.iter().filter(|finding| finding.rule == "repost/source").count()
    }

    #[test]
    fn a_source_is_held_against_the_list() {
        assert_eq!(found("转载自乙晚报", &[]), 1);
        assert_eq!(found("转载自甲日报", &[]), 0);
        assert_eq!(found("来源：办公室", &[]), 0);
        assert_eq!(found("正文。", &[("来源", "丙新闻网")]), 1, "a medium");
        assert_eq!(found("正文。", &[("来源", "丙公司"), ("发布方式", "转载")]), 1);
        assert_eq!(found("正文。", &[("来源", "本局"), ("发布方式", "转载")]), 0);
    }
}
