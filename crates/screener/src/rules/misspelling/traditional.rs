//! Traditional and variant characters in simplified text.

use crate::characters::is_han;
use crate::generated::traditional::TRADITIONAL;
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;
use std::sync::LazyLock;

const DOCUMENTATION: &str = "\
## 检查什么
简体稿件中夹杂的繁体字、异体字，并给出规范字。整段都是繁体的，或者全文夹杂很多的，只提示一条。书名号、引号里的内容是繁体的不报。

## 依据
《中华人民共和国国家通用语言文字法》第九条：国家机关以普通话和规范汉字为公务用语用字。《规范》第八条。

## 命中
```text
为促進经济社会发展，制定本办法。
各単位、各部門要认真落实。
我们要維護市场秩序。
當前形勢依然嚴峻，各級政府應當採取有效措施，維護市場秩序，確保經濟發展。
```

## 不报
```text
为促进经济社会发展，制定本办法。
不得妨碍行车瞭望，未按规定开展二噁英监测。
乾隆年间重修，著名学者撰文，藉此纪念。
展出书法作品《觀滄海》等三十件。
落款为“嶽麓書院”的匾额保存完好。
于成龙、於某某、锺某某出席。
```

## 词语来源
繁简对照表由 fast2s（MIT，源自 OpenCC，Apache-2.0）生成；GB 2312 收录的字和人名、专名常用字除外。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/traditional",
    title: "繁体字、异体字",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

const SOURCE: &str = "《中华人民共和国国家通用语言文字法》第九条";
/// So many, and one in so many, traditional characters make a paragraph traditional.
const MANY: usize = 4;
const ONE_IN: usize = 8;
/// So many words apart are named one by one.
const MOST_APART: usize = 12;
/// So many further places one finding lists.
const MOST_PLACES: usize = 199;

/// The simplified form of a character that official text does not use.
pub(crate) fn simplified(character: char) -> Option<char> {
    if !MAP.contains(character) {
        return None;
    }
    let place = TRADITIONAL.binary_search_by_key(&character, |(from, _)| *from).ok()?;
    TRADITIONAL.get(place).map(|(_, to)| *to)
}

/// Whether a character is one that this rule may report.
pub(crate) fn is_traditional(character: char) -> bool {
    MAP.contains(character)
}

/// Build the table of bits, so that the first document does not pay for it.
pub(crate) fn prepare() {
    LazyLock::force(&MAP);
}

/// One bit for each character of the main block: nearly every character is asked for, and nearly none is traditional.
struct Bits([u64; 328]);

static MAP: LazyLock<Bits> = LazyLock::new(|| {
    let mut bits = Bits([0; 328]);
    for (from, _) in TRADITIONAL {
        if let Some((word, bit)) = Bits::place(*from)
            && let Some(word) = bits.0.get_mut(word)
        {
            *word |= bit;
        }
    }
    bits
});

impl Bits {
    const fn place(character: char) -> Option<(usize, u64)> {
        match (character as usize).checked_sub(0x4E00) {
            Some(place) => Some((place / 64, 1 << (place % 64))),
            None => None,
        }
    }

    fn contains(&self, character: char) -> bool {
        Self::place(character).is_some_and(|(word, bit)| self.0.get(word).is_some_and(|word| word & bit != 0))
    }
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.traditional {
        return;
    }
    let (mut whole, mut apart) = (Vec::new(), Vec::new());
    for (start, block) in target.blocks() {
        let strays = strays(target, start, block);
        let chinese = || block.chars().filter(|character| is_han(*character)).count();
        if strays.len() >= MANY && strays.len() * ONE_IN >= chinese() {
            whole.push(start..start + block.len());
        } else {
            apart.extend(words(&strays));
        }
    }
    // A text half converted, an old one say, is one slip.
    if apart.len() > MOST_APART {
        whole.extend(apart.drain(..).map(|(range, _)| range));
        whole.sort_by_key(|range| range.start);
    }
    for (range, right) in apart {
        let found = target.slice(range.clone());
        hits.push(stray(range, found, &right));
    }
    let mut whole = whole.into_iter();
    if let Some(first) = whole.next() {
        let places = whole.take(MOST_PLACES).collect();
        let message = "成段使用繁体字：公文和网站用规范汉字，确需使用的请核对。";
        hits.push(Hit::new(first, Level::Advise, message).source(Tier::Law, SOURCE).places(places).confidence(800));
    }
}

/// The traditional characters of a paragraph outside quotations: where, and what they are simplified to.
fn strays(target: &Target<'_>, start: usize, block: &str) -> Vec<(usize, char, char)> {
    let stray = |(at, character): (usize, char)| {
        let place = start + at..start + at + character.len_utf8();
        let simple = simplified(character).filter(|_| !is_quoted(target.as_str(), &place))?;
        Some((place.start, character, simple))
    };
    block.char_indices().filter_map(stray).collect()
}

/// Neighbouring characters as one word.
fn words(strays: &[(usize, char, char)]) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, character, simple) in strays {
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some((range, right)) if range.end == *at => {
                range.end = end;
                right.push(*simple);
            }
            _ => words.push((*at..end, simple.to_string())),
        }
    }
    words
}

fn stray(range: Range<usize>, found: &str, right: &str) -> Hit {
    Hit::new(range, Level::Confirm, format!("“{found}”是繁体字或异体字，应用规范字“{right}”。"))
        .source(Tier::Law, SOURCE)
        .replace(right)
        .confidence(900)
}

/// Whether a place stands in quotation or title marks that open and close nearby: an inscription or the name of a work.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const NEAR: usize = 20;
    let open = |it: &char| matches!(it, '《' | '〈' | '“' | '‘' | '「' | '『');
    let close = |it: &char| matches!(it, '》' | '〉' | '”' | '’' | '」' | '』');
    let before = text.get(..range.start).unwrap_or_default().chars().rev().take(NEAR);
    let after = text.get(range.end..).unwrap_or_default().chars().take(NEAR);
    before.into_iter().find(|it| open(it) || close(it) || *it == '\n').is_some_and(|it| open(&it))
        && after.into_iter().find(|it| open(it) || close(it) || *it == '\n').is_some_and(|it| close(&it))
}
