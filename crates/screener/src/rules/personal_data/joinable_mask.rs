//! Masks that hide too little, or that can be joined.

use crate::hit::{Hit, Hits};
use crate::personal::columns::{self, is_full_name};
use crate::personal::context::before;
use crate::personal::masks::{Kind, Masked, masked};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::collections::BTreeMap;
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
遮盖了一部分却能还原的身份证、手机号码：只遮少数几位；同一人的号码在两处遮盖的位置不同，合起来就是全号；号码只遮了生日，同一行又写明出生日期。

## 依据
《中华人民共和国个人信息保护法》第七十三条：去标识化，指在不借助额外信息的情况下无法识别特定自然人。

## 命中
```text
张三，身份证号11010519491231002*，已核。
公民身份号码110105194912****2X
李四，1949年12月31日出生，身份证号110105********002X
张三110105********002X\t张三11010519491231****
电话1380000**34
```

## 不报
```text
张三，身份证号110105********002X
张三110105********002X\t李四1101051949********
电话138****1234
公民身份号码110105************
李四，1949年12月31日出生，身份证号110105************
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/joinable_mask",
    title: "遮盖不足",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["*", "×", "＊", "●", "•", "■", "█"],
    summarise: true,
    check,
};

/// With fewer hidden characters a number can be tried out.
const LEAST_IDENTITY: usize = 6;
const LEAST_MOBILE: usize = 4;
/// So few hidden characters are left when two masks of a number are joined.
const JOINED: usize = 3;
/// Birthday in an identity number.
const BIRTHDAY: Range<usize> = 6..14;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let masks = masked(target.as_str());
    // In a table the word for birth stands in the header.
    let births = |table| columns::headers(target, table).iter().any(|header| header.contains("出生"));
    let in_header = !masks.is_empty() && target.tables().iter().any(births);
    let mut earlier: BTreeMap<String, Vec<&Masked>> = BTreeMap::new();
    for mask in &masks {
        let least = if mask.kind == Kind::Identity { LEAST_IDENTITY } else { LEAST_MOBILE };
        let message = if mask.hidden() < least {
            Some("号码遮盖的位数太少，可以逐个试出：请按规定位数遮盖。")
        } else if mask.kind == Kind::Identity
            && only_birthday_is_hidden(mask)
            && tells_birthday(target, mask, in_header)
        {
            Some("号码只遮了出生日期，同一行又写明出生日期，可以拼出全号：请遮去末四位或删去出生日期。")
        } else {
            None
        };
        let joined = name_before(target, mask.range.start).is_some_and(|name| {
            let others = earlier.entry(name).or_default();
            let joins = others.iter().any(|other| other.hidden_with(mask).is_some_and(|hidden| hidden <= JOINED));
            // A few are enough to compare with: a list of one name only is no list of people.
            if others.len() < 8 {
                others.push(mask);
            }
            joins
        });
        let joined = joined.then_some("同一人的号码在两处遮盖的位置不同，合起来可以还原：请按同一办法遮盖。");
        if let Some(message) = message.or(joined) {
            hits.push(hit(target, mask, message));
        }
    }
}

fn hit(target: &Target<'_>, mask: &Masked, message: &str) -> Hit {
    let settings = &target.settings.masking;
    let kept = if mask.kind == Kind::Identity { settings.identity_number } else { settings.phone_number };
    let shown: String = mask.characters.iter().map(|it| it.unwrap_or('*')).collect();
    Hit::new(mask.range.clone(), Level::Confirm, message)
        .source(Tier::Law, "《中华人民共和国个人信息保护法》第七十三条")
        .replace(kept.mask(&shown))
        .confidence(900)
}

fn only_birthday_is_hidden(mask: &Masked) -> bool {
    let outside = |at: usize| !BIRTHDAY.contains(&at);
    mask.characters.iter().enumerate().all(|(at, character)| character.is_some() == outside(at))
}

/// Whether a whole date and a word for birth stand in the same line, near the number.
fn tells_birthday(target: &Target<'_>, mask: &Masked, in_header: bool) -> bool {
    let row = before(target, mask.range.start);
    if in_header && row.contains('\t') && has_date(row) {
        return true;
    }
    let around = [before(target, mask.range.start), crate::personal::context::after(target, mask.range.end)];
    around.iter().any(|text| (text.contains("出生") || text.contains('生')) && has_date(text))
}

/// 1949年12月31日, 1949-12-31, 1949.12.31 or 19491231.
fn has_date(text: &str) -> bool {
    text.split(|character: char| {
        !(character.is_ascii_digit() || matches!(character, '年' | '月' | '日' | '-' | '.' | '/'))
    })
    .any(|piece| {
        let numbers: Vec<&str> = piece.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
        let year = numbers.first().is_some_and(|year| year.starts_with("19") || year.starts_with("20"));
        year && match numbers.as_slice() {
            [year, _, _] => year.len() == 4,
            [whole] => whole.len() == 8,
            _ => false,
        }
    })
}

/// The name right before a number, with labels between them left out.
fn name_before(target: &Target<'_>, at: usize) -> Option<String> {
    let text = before(target, at);
    let mut pieces =
        text.rsplit(|character: char| !matches!(character, '\u{4E00}'..='\u{9FFF}')).filter(|it| !it.is_empty());
    let name = pieces.find(|piece| {
        !["身份", "号码", "证", "电话", "手机", "男", "女", "汉族"].iter().any(|word| piece.contains(word))
    })?;
    is_full_name(name).then(|| name.to_owned())
}
