//! Markings of work secrets and of what is meant for internal use.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::secrecy;
use crate::target::{Target, sentences};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
工作秘密和内部资料的标志：“内部资料 注意保存”“内部事项 注意保管”“工作秘密”“严禁外传”等独占一行、在括号里、在标题首尾或页眉页脚；以及“本资料仅供内部参考，请勿外传”一类的声明。

## 依据
《中华人民共和国保守国家秘密法》第六十四条：机关、单位对工作秘密应当采取必要的保护措施。《工作秘密管理暂行办法》：标志可用“内部”“内部事项 注意保管”。《规范》第十条、第十一条。

## 命中
```text
内部资料　注意保存
【内部文件】
内部事项 注意保管 第1页
关于调整值班安排的通知（内部传阅）
【内部资料】全市营商环境工作简报
工作秘密★5年
本资料仅供内部参考，请勿外传。
此件不得外传，阅后退回。
内部文件，严禁外传
机关内部资料
```

## 不报
```text
坚持内部管理和外部监督相结合。
加强内部审计，保守国家秘密、工作秘密。
不得公开的情形包括下列各项。
内部控制
严禁外传考生个人信息。
标注“内部资料 注意保存”的文件按规定管理。
请注意保存发票。
本通知仅在内部使用的系统中发布。
（内部装修）
内部设施不得公开出售，内部使用面积为80平方米。
联系人身份证复印件交件后请勿外传。
```

## 词语来源
《工作秘密管理暂行办法》和保密检查中常见的标注用语，写在规则里：它们只作为标志出现时才算。
";

pub(crate) static RULE: Rule = Rule {
    code: "secrecy_mark/work_secret",
    title: "工作秘密、内部标志",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["内部", "工作秘密", "外传", "注意保", "不宜公开"],
    summarise: true,
    check,
};

/// What a marking is made of; longer ones first, so that none hides in another.
const WORDS: [&str; 26] = [
    "仅供内部参考",
    "仅供内部使用",
    "仅限内部使用",
    "仅限内部传阅",
    "供内部参考",
    "供内部使用",
    "工作秘密",
    "内部资料",
    "内部事项",
    "内部文件",
    "内部材料",
    "内部使用",
    "内部传阅",
    "内部刊物",
    "内部参考",
    "内部掌握",
    "内部信息",
    "注意保存",
    "注意保管",
    "注意保密",
    "妥善保管",
    "不得外传",
    "严禁外传",
    "请勿外传",
    "禁止外传",
    "不宜公开",
];
/// These alone say nothing: they need another word of the kind beside them.
const WEAK: [&str; 5] = ["注意保存", "注意保管", "妥善保管", "注意保密", "内部信息"];
/// How a sentence begins that speaks of the document itself.
const ITSELF: [&str; 18] = [
    "本资料",
    "本文件",
    "本材料",
    "本件",
    "本通知",
    "本名单",
    "本表",
    "本刊",
    "本简报",
    "此件",
    "此文件",
    "此资料",
    "此材料",
    "该资料仅",
    "该文件仅",
    "以上资料",
    "以上材料",
    "本手册",
];
/// What such a sentence says of it.
const KEEP: [&str; 9] =
    ["内部参考", "内部使用", "内部传阅", "内部掌握", "不得外传", "严禁外传", "请勿外传", "禁止外传", "注意保密"];
/// No marking is longer, in bytes.
const LONGEST: usize = 90;
/// No title is longer, in bytes.
const LONGEST_TITLE: usize = 240;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut cues = target.cues.iter().map(|cue| cue.range.start).peekable();
    for (start, block) in target.blocks() {
        let mut found = false;
        while cues.next_if(|at| *at < start + block.len()).is_some() {
            found = true;
        }
        let Some(mark) = (if found { marking(block) } else { None }) else { continue };
        hits.push(hit(start + mark.start..start + mark.end));
    }
}

fn hit(range: Range<usize>) -> Hit {
    let message = "带有工作秘密或内部资料的标志：请核对能否公开；不明确的书面报请确定，确可公开的删去标志并说明依据。";
    let source = "《中华人民共和国保守国家秘密法》第六十四条；《工作秘密管理暂行办法》";
    Hit::new(range, Level::Confirm, message).source(Tier::Law, source).confidence(950)
}

/// The marking that a paragraph is, carries at one of its ends, or declares.
fn marking(block: &str) -> Option<Range<usize>> {
    let line = block.trim();
    let piece = if line.len() <= LONGEST && is_marking(line) {
        Some(line)
    } else if line.len() <= LONGEST_TITLE {
        cell(line).or_else(|| in_title(line))
    } else {
        None
    };
    piece.map(|piece| secrecy::place_in(block, piece)).or_else(|| declaration(block))
}

/// A cell of the line that is a marking: page headers are often laid out as tables.
fn cell(line: &str) -> Option<&str> {
    let mut cells = line.split('\t').map(str::trim);
    line.contains('\t').then(|| cells.find(|cell| cell.len() <= LONGEST && is_marking(cell)))?
}

/// A marking in brackets before or behind a title.
fn in_title(line: &str) -> Option<&str> {
    let lead = secrecy::leading_brackets(line).map(|(inside, _)| inside);
    let tail = secrecy::trailing_brackets(line).map(|(_, inside)| inside);
    [lead, tail]
        .into_iter()
        .flatten()
        .find(|inside| inside.len() <= LONGEST && (is_marking(inside) || *inside == "内部"))
}

/// Nothing but the words of a marking, with marks and white space between them and perhaps a period or a page behind them.
fn is_marking(text: &str) -> bool {
    let letters: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    // A quoted marking is spoken of.
    if text.contains(['“', '”', '「', '"', '、', '：']) {
        return false;
    }
    let mut rest = letters.strip_prefix("机关").unwrap_or(&letters);
    let mut words = 0;
    let mut strong = false;
    while let Some((word, after)) = WORDS.iter().find_map(|word| Some((*word, rest.strip_prefix(word)?))) {
        strong |= !WEAK.contains(&word);
        words += 1;
        rest = after;
    }
    let tail = rest.trim_start_matches(['第', '共', '页']).trim_start_matches(|it: char| it.is_ascii_digit());
    let tail =
        tail.trim_start_matches(['页', '年', '第', '共']).trim_matches(|it: char| it.is_ascii_digit() || it == '页');
    words > 0 && (strong || words > 1) && (tail.is_empty() || tail == "长期")
}

/// A sentence by which the document says of itself that it is internal.
fn declaration(block: &str) -> Option<Range<usize>> {
    sentences(block).find_map(|(at, sentence)| {
        let bare = sentence.trim_start_matches(['（', '(', '【', '※', '*', ' ']);
        let begins = bare.strip_prefix("注：").or_else(|| bare.strip_prefix("说明：")).unwrap_or(bare);
        let itself = begins.len() <= LONGEST_TITLE && ITSELF.iter().any(|word| begins.starts_with(word));
        let kept = itself && KEEP.iter().any(|word| says(begins, word));
        kept.then(|| {
            let place = secrecy::place_in(sentence, begins.trim_end());
            at + place.start..at + place.end
        })
    })
}

/// Whether a text says this and the phrase ends there: 「仅在内部使用的系统」 says something else.
fn says(text: &str, word: &str) -> bool {
    text.split_once(word).is_some_and(|(_, rest)| !rest.starts_with(|next: char| next.is_alphanumeric()))
}
