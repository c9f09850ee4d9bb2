//! A leader's name with a slip in it, beside a title of theirs.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Leader, Level, Mentioned, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
名录中领导的职务后面，姓名与名录只差一个字（错、漏、多、颠倒）。须单位装入领导名录；名录中其他人的姓名、时任和原任职务不报。

## 依据
《规范》第七条：涉及领导的信息须反复核校姓名、职务和排序。

## 命中
```text
局长孟庆堂主持会议。
党组书记、局长孟庆主持会议。
局长孟棠庆主持会议。
党组副书记陆知知行出席。
```

## 不报
```text
局长孟庆棠主持会议。
原局长孟庆堂出席座谈会。
副局长许砚、陆知行参加。
孟庆堂同志是一名志愿者。
局长孟先生接受采访。
副局长主持会议。
```

## 词语来源
单位的领导名录；产品不带任何人名，示例均为虚构。
";

pub(crate) static RULE: Rule = Rule {
    code: "leader_mention/name_variant",
    title: "领导姓名有误",
    level: Level::Confirm,
    clause: "7",
    tier: Tier::Agency,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let leaders = target.lexicon.leaders();
    for mention in super::mentions(target).into_iter().flatten() {
        let Mentioned::Title(title) = mention.what else { continue };
        if !super::is_plain_title(target, mention.range.start) {
            continue;
        }
        let rest: String = target.after(mention.range.end).chars().take(LONGEST).take_while(|it| is_han(*it)).collect();
        if leaders.all().iter().any(|leader| rest.starts_with(leader.name.as_str())) {
            continue;
        }
        let holders = leaders.all().iter().filter(|it| it.titles.contains(&title) && it.serves(target.as_of));
        let mut slips = holders.filter_map(|leader| Some((leader, variant(&leader.name, &rest)?)));
        // Close to two of them: nobody can tell who was meant.
        if let (Some((leader, length)), None) = (slips.next(), slips.next()) {
            hits.push(hit(target, mention.range.end..mention.range.end + length, leader));
        }
    }
}

/// Characters of the longest name that is compared, and two for what follows it.
const LONGEST: usize = 8;

/// The bytes of a slip of the name that the text begins with. A name of two characters is compared only where the first is right.
fn variant(name: &str, text: &str) -> Option<usize> {
    let (name, text): (Vec<char>, Vec<char>) = (name.chars().collect(), text.chars().collect());
    let length = name.len();
    let same = |with: &[char]| text.starts_with(with);
    let (first, rest) = name.split_first()?;
    let ends = |characters: usize| {
        let after: String = text.iter().skip(characters).take(2).collect();
        after.is_empty() || AFTER.iter().any(|word| after.starts_with(word))
    };
    let bytes = |characters: usize| text.iter().take(characters).map(|it| it.len_utf8()).sum();
    let different = name.iter().zip(&text).filter(|(one, other)| one != other).count();
    if text.len() >= length && different == 1 && text.first() == Some(first) && ends(length) {
        return Some(bytes(length));
    }
    let mut swapped = name.clone();
    swapped.get_mut(1..)?.reverse();
    if length == 3 && same(&swapped) && ends(length) {
        return Some(bytes(length));
    }
    let missing = |skip: usize| -> Vec<char> {
        let rest = rest.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, it)| *it);
        std::iter::once(*first).chain(rest).collect()
    };
    if length > 2 && (0..rest.len()).any(|skip| same(&missing(skip))) && ends(length - 1) {
        return Some(bytes(length - 1));
    }
    let doubled = |at: usize| -> Vec<char> {
        name.iter()
            .enumerate()
            .flat_map(|(place, it)| std::iter::repeat_n(*it, if place == at { 2 } else { 1 }))
            .collect()
    };
    ((0..length).any(|at| same(&doubled(at))) && ends(length + 1)).then(|| bytes(length + 1))
}

/// What stands after a name: without one of these, two or three characters after a title are no name.
const AFTER: [&str; 32] = [
    "同志", "主持", "出席", "参加", "陪同", "讲话", "强调", "指出", "表示", "介绍", "带队", "调研", "检查", "走访",
    "慰问", "会见", "作", "在", "到", "率", "一行", "、", "等", "及", "和", "与", "要求", "宣读", "致辞", "传达",
    "签署", "赴",
];

fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '·')
}

fn hit(target: &Target<'_>, range: Range<usize>, leader: &Leader) -> Hit {
    let message = format!("“{}”与领导名录中的姓名“{}”差一字，请核对姓名。", target.slice(range.clone()), leader.name);
    Hit::new(range, leader.level, message).source(Tier::Agency, &*leader.source).replace(&*leader.name).confidence(900)
}
