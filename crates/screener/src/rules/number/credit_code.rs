//! Unified social credit codes with a wrong check character.

use crate::hit::{Hit, Hits};
use crate::personal::codes::is_valid_credit_code;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写明是统一社会信用代码的 18 位代码，校验码不符，或者位数、字符不对：多半是写错或识读错。少数在用的早期代码不合校验，所以只作提示。

## 依据
GB 32100—2015《法人和其他组织统一社会信用代码编码规则》：第 18 位为校验码；不使用字母 I、O、S、V、Z。

## 命中
```text
统一社会信用代码：91350100M000100Y44
统一社会信用代码为91350100M0001O0Y43，法定代表人张某。
统一社会信用代码（91350100M000100Y4）
```

## 不报
```text
统一社会信用代码：91350100M000100Y43
编号91350100M000100Y44
统一社会信用代码由18位数字或者大写英文字母组成。
统一社会信用代码：9135**********0Y43
统一社会信用代码：
```

## 词语来源
代码结构为国家标准，不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/credit_code",
    title: "统一社会信用代码有误",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["信用代码"],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let text = target.after(cue.range.end);
        let skipped: usize =
            text.chars().take(6).take_while(|it| "号：:为是 \t（(\n".contains(*it)).map(char::len_utf8).sum();
        let code = text.get(skipped..).unwrap_or_default();
        let length = code.bytes().take(24).take_while(u8::is_ascii_alphanumeric).count();
        let start = cue.range.end + skipped;
        let next = code.get(length..).and_then(|rest| rest.chars().next());
        let masked = next.is_some_and(|next| matches!(next, '*' | '＊' | '×' | '-' | '●' | '…'));
        // A shorter run is the old organisation code or no code at all.
        if (17..=19).contains(&length) && !masked {
            let found = code.get(..length).and_then(|code| hit(start..start + length, code));
            found.into_iter().for_each(|hit| hits.push(hit));
        }
    }
}

fn hit(range: Range<usize>, code: &str) -> Option<Hit> {
    let message = match is_valid_credit_code(code) {
        Some(true) => return None,
        Some(false) => "统一社会信用代码的校验码不符：请对照登记证书核对有没有写错。",
        None if code.len() == 18 => "统一社会信用代码里不会有字母 I、O、S、V、Z：请核对是不是 1、0、5、U、2。",
        None => "统一社会信用代码应为 18 位：请核对有没有漏写、多写。",
    };
    let source = "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》";
    Some(Hit::new(range, Level::Advise, message).source(Tier::NationalStandard, source).confidence(800))
}
