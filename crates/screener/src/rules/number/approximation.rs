//! Two words that make one number approximate twice, or contradict each other.

use crate::hit::{Hit, Hits};
use crate::reading::numeral::{is_numeral, run_after};
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
概数词重复（约300人左右、近300余人、大约五成上下）和界限词重复或矛盾（不超过5日以内、超过100家以上、至少3份以上、最多5人以上）。

## 依据
《现代汉语词典》对“约”“近”“左右”“以上”的释义；概数重复、矛盾是公文常见语病。

## 命中
```text
参加培训的约300人左右。
惠及群众近300余人。
大约100家上下的企业参加。
收到材料超过100份以上。
每人至少提交3份以上材料。
每组最多5人以上。
工期不超过30天以内。
近2000多名学生参加。
全区共有企业120余家左右。
投资500多万元左右。
```

## 不报
```text
参加培训的约300人。
惠及群众300余人。
近十多年来
三十多名学生左右两侧站立。
120余家企业左右为难。
近20余年来，
每人至少提交3份，其中论文1份以上。
年龄不超过35周岁，具有3年以上工作经历。
超过100家，比上年增加三成以上。
约定3日左右
距离约3公里，高约5米左右摇摆
节约300度左右
预约100人以上
超过法定期限30日以上的
靠近30多栋楼
不超过5人，10日以内办结
至少有一名具有5年以上经验的人员
超过500平方米以上部分
```

## 词语来源
概数词和界限词为通用语词。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/approximation",
    title: "概数重复或矛盾",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["约", "近", "超过", "至少", "最多", "不超过", "最少", "不少于", "不低于", "左右"],
    summarise: true,
    check,
};

/// What may precede 约 and 近 inside a word.
const WORDS_BEFORE: &str = "节预制合契条公特签履附邀解立新赴集违缩简俭失靠附将最临邻相接远亲浅";
/// The longest measure word between a number and what follows.
const LONGEST_UNIT: usize = 4;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for cue in target.cues {
        let word = target.slice(cue.range.clone());
        if word == "左右" {
            about_more(target, &cue.range, hits);
            continue;
        }
        let before = target.before(cue.range.start);
        if word == "超过" && before.ends_with('不')
            || matches!(word, "约" | "近") && before.ends_with(|last| WORDS_BEFORE.contains(last))
        {
            continue;
        }
        let Some((end, second)) = second_word(text, cue.range.end, word) else { continue };
        // 大约 is one word.
        let start = cue.range.start - if word == "约" && before.ends_with('大') { '大'.len_utf8() } else { 0 };
        let range = start..end;
        let message = match (word, second) {
            ("最多" | "不超过", "以上") => format!("“{word}”与“以上”矛盾，请改用其中一个。"),
            ("至少" | "最少" | "不少于" | "不低于" | "超过", "以内" | "以下") => {
                format!("“{word}”与“{second}”矛盾，请改用其中一个。")
            }
            _ => format!("“{word}”与“{second}”意思重复，应去掉一个。"),
        };
        let source = "《现代汉语词典》（第7版）";
        hits.push(Hit::new(range, Level::Advise, message).confidence(930).source(Tier::Practice, source));
    }
}

/// 120余家左右: a number with 余 or 多 and a measure word before 左右.
fn about_more(target: &Target<'_>, range: &Range<usize>, hits: &mut Hits) {
    let head = preceding(target.before(range.start), LONGEST_UNIT + 2);
    let Some((at, more)) = head.char_indices().rfind(|(_, character)| matches!(character, '余' | '多')) else {
        return;
    };
    let number = head.get(..at).unwrap_or_default();
    let unit = head.get(at + more.len_utf8()..).unwrap_or_default();
    let counted = number.ends_with(|last: char| last.is_ascii_digit() || is_numeral(last));
    let measures = [
        "家", "人", "名", "个", "元", "万元", "亿元", "公里", "米", "吨", "亩", "户", "次", "件", "万人", "年", "天",
        "%",
    ];
    let ends =
        target.after(range.end).starts_with(['，', '。', '；', '、', '\n', '的']) || target.after(range.end).is_empty();
    if counted && ends && measures.contains(&unit) {
        let start = range.start - unit.len() - more.len_utf8();
        let message = format!("“{more}”与“左右”意思重复，应去掉一个。");
        let hit = Hit::new(start..range.end, Level::Advise, message).confidence(930);
        hits.push(hit.source(Tier::Practice, "《现代汉语词典》（第7版）"));
    }
}

/// The second word after a number with its measure word, and where it ends.
fn second_word(text: &str, at: usize, first: &str) -> Option<(usize, &'static str)> {
    let rest = following(text.get(at..)?, 24);
    let place = |rest: &str| at + (following(text.get(at..).unwrap_or_default(), 24).len() - rest.len());
    let verb = if matches!(first, "至少" | "最少" | "最多") {
        ["提交", "提供", "需要", "安排", "推荐", "申报", "有", "为"]
            .into_iter()
            .find_map(|verb| rest.strip_prefix(verb))
    } else {
        None
    };
    let number_text = verb.or_else(|| rest.strip_prefix("有")).or_else(|| rest.strip_prefix("为")).unwrap_or(rest);
    let digits = run_after(number_text, 12, |it| it.is_ascii_digit() || matches!(it, '.' | ',') || is_numeral(it))
        .filter(|run| !run.is_empty())?;
    let after = number_text.get(digits.len()..)?;
    if first == "近" {
        // 近十余年 looks back and does not approximate.
        let word = ["余", "多"].into_iter().find(|word| after.starts_with(word))?;
        let unit = after.get(word.len()..)?;
        let arabic = digits.bytes().any(|byte| byte.is_ascii_digit());
        let time = unit
            .trim_start_matches(['万', '个', ' '])
            .starts_with(['年', '月', '天', '日', '周', '小', '届', '次', '载']);
        return (arabic && !time).then(|| (place(unit), word));
    }
    let seconds: &[&'static str] = match first {
        "约" => &["左右", "上下"],
        "超过" | "至少" | "最少" | "不少于" | "不低于" | "最多" => &["以上"],
        _ => &["以内", "以下", "以上"],
    };
    let unit = run_after(after, LONGEST_UNIT, |it| matches!(it, '\u{4E00}'..='\u{9FFF}' | '%'))
        .unwrap_or_else(|| following(after, LONGEST_UNIT + 4));
    let (offset, second) =
        seconds.iter().filter_map(|second| unit.find(second).map(|offset| (offset, *second))).min()?;
    let measure = after.get(..offset)?;
    let rest = after.get(offset + second.len()..)?;
    // 超过500平方米以上部分 and 30日以上的 speak of what lies beyond; 左右摇摆 is a movement.
    let beyond = second == "以上" && rest.starts_with(['的', '部']);
    let goes_on = beyond || rest.starts_with(['摇', '两', '各']) || measure.contains(['，', '、', '。']);
    (!goes_on && measure.chars().count() <= LONGEST_UNIT && !measure.contains(['高', '比', '者']))
        .then(|| (place(rest), second))
}
