//! A space inside a Chinese sentence.

use crate::characters::{is_han, line_after, line_before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
成句的正文里两个汉字之间多出的一个空格（复制、识别、换行留下的）。只看句子中间：前后都有成串汉字、后面有标点收住。标题、条目、署名、引号和括号里的空格不报。

## 依据
GB/T 15834—2011 不以空格代替标点；正文字间不空格（GB/T 9704—2012）。《规范》第八条。

## 命中
```text
申请人对结论不服的，应当自收到复核 申请之日起三十日内提出。
我局认真组织开展政务服务工 作，全面落实各项便民措施。
```

## 不报
```text
张　三　　局　长
第三条 政府信息公开应当坚持公正、公平、公开的原则。
甲日报记者 张某某 李某某摄影报道，全文如下。
打响“好客某地 好品某地”品牌，深化文旅融合。
某某市人民政府 关于印发《某某办法》的通知
（特约评论员 某某某）
政 府 工 作 报 告
会议强调，要抓好落实 会议还研究了其他事项
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/space",
    title: "句中多余空格",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[" "],
    summarise: true,
    check,
};

/// So many characters around a space are looked at.
const NEAR: usize = 24;
/// A person follows these, or a heading is set off.
const BEFORE: [&str; 20] = [
    "记者",
    "作者",
    "编辑",
    "摄",
    "审核",
    "通讯员",
    "评论员",
    "主任",
    "书记",
    "主席",
    "省长",
    "市长",
    "县长",
    "区长",
    "局长",
    "处长",
    "教授",
    "研究员",
    "院长",
    "条",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for cue in target.cues {
        let (before, after) = (line_before(text, cue.range.start, NEAR), line_after(text, cue.range.end, NEAR));
        if is_in_sentence(before, after) && is_typed(target, cue.range.start) {
            hits.push(
                Hit::new(cue.range.clone(), Level::Advise, "句子中间多了空格，应删去。")
                    .source(Tier::Practice, "GB/T 9704—2012《党政机关公文格式》正文排版")
                    .edit(cue.range.clone(), "")
                    .confidence(700),
            );
        }
    }
}

/// A line end of HTML is white space too, but nobody typed it.
fn is_typed(target: &Target<'_>, at: usize) -> bool {
    let source = target.text.source_range(at..at + 1);
    target.text.source().get(source).is_some_and(|it| !it.contains(['\n', '\r']))
}

/// Whether a space stands in the middle of a phrase: Chinese runs to both sides, in a sentence that has marks before and after.
fn is_in_sentence(before: &str, after: &str) -> bool {
    let left = before.chars().rev().take_while(|it| is_han(*it)).count();
    let right = after.chars().take_while(|it| is_han(*it)).count();
    if left < 2 || right < 1 || left + right < 6 || BEFORE.iter().any(|word| before.ends_with(word)) {
        return false;
    }
    let sentence_before = left >= 10 || before.contains(['，', '。', '；', '、', '：']);
    let stop =
        after.get(after.chars().take(right).map(char::len_utf8).sum::<usize>()..).and_then(|it| it.chars().next());
    let ends = stop.is_some_and(|it| matches!(it, '，' | '。' | '；' | '、'));
    let close = |it: char| matches!(it, '”' | '》' | '）' | '〉' | '’' | '】' | ')' | '"' | '|');
    let open = |it: char| matches!(it, '“' | '《' | '（' | '〈' | '‘' | '【' | '(' | '"' | '|' | ':');
    // Inside quotation marks and brackets a space parts two items.
    let inside = before.chars().rev().find(|it| open(*it) || close(*it)).is_some_and(open)
        || after.chars().find(|it| open(*it) || close(*it)).is_some_and(close);
    sentence_before && ends && !inside && !before.contains(' ') && !after.contains(' ') && !after.starts_with('第')
}
