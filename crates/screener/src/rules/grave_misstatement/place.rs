//! Places with a parent that is not theirs, and slips of their names.

use crate::divisions::{self, Division};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::Cue;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
省、市、县名称紧接着写而隶属不符的，如把外省的市写在本省之后；以及省级、市级名称之后的地名与辖内地名只差一字的。开发区等功能区、泛称的城区和已撤销的旧地名不报。

## 依据
民政部《中华人民共和国行政区划代码》（GB/T 2260）。

## 命中
```text
会议在辽宁省长春市召开。
本溪市甘井子区政务服务中心
广西壮族自治区遵义市
黑龙江省齐齐哈儿市
沈阳市苏家囤区
```

## 不报
```text
会议在吉林省长春市召开。
吉林省吉林市
沈阳市和平区、天津市和平区
辽宁省、长春市共同举办。
本溪市新城区建设
漯河市西城区管委会
辽宁省海城市
河南省济源市
本溪市和县级市
北京市朝阳区域
```

## 词语来源
`crates/screener/data/divisions.tsv`（GB/T 2260 县级以上行政区划）。
";

pub(crate) static RULE: Rule = Rule {
    code: "grave_misstatement/place",
    title: "地名隶属有误",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[
        "河北省",
        "山西省",
        "内蒙古自治区",
        "辽宁省",
        "吉林省",
        "黑龙江省",
        "江苏省",
        "浙江省",
        "安徽省",
        "福建省",
        "江西省",
        "山东省",
        "河南省",
        "湖北省",
        "湖南省",
        "广东省",
        "广西壮族自治区",
        "海南省",
        "四川省",
        "贵州省",
        "云南省",
        "西藏自治区",
        "陕西省",
        "甘肃省",
        "青海省",
        "宁夏回族自治区",
        "新疆维吾尔自治区",
        "市",
    ],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let Some((start, parent)) = parent_at(target, cue) else { continue };
        let rest: String = target.after(cue.range.end).chars().take(LONGEST).collect();
        hits_after(target, start, cue.range.end, parent, &rest).into_iter().for_each(|hit| hits.push(hit));
    }
}

/// Characters of the longest name in the table.
const LONGEST: usize = 15;
/// Names that are also words for a part of any town.
const WORDS: [&str; 26] = [
    "新城区",
    "城中区",
    "城东区",
    "城西区",
    "城北区",
    "城南区",
    "城关区",
    "东城区",
    "西城区",
    "南城区",
    "北城区",
    "老城区",
    "江北区",
    "江东区",
    "江南区",
    "河东区",
    "河西区",
    "河北区",
    "市中区",
    "港口区",
    "桥东区",
    "桥西区",
    "中原区",
    "海港区",
    "郊区",
    "城区",
];
/// Characters after a name that make it the beginning of a word.
const GO_ON: [char; 9] = ['域', '间', '位', '划', '块', '别', '级', '场', '面'];

/// The division whose name ends with the cue, and where the name begins.
fn parent_at(target: &Target<'_>, cue: &Cue) -> Option<(usize, Division)> {
    let text = target.slice(cue.range.clone());
    if text != "市" {
        return Some((cue.range.start, *divisions::named(text).first()?));
    }
    let before = target.before(cue.range.start);
    let starts = before.char_indices().rev().take(6).map(|(at, _)| at).skip(1);
    let at = |start: usize| {
        let named = divisions::named(target.slice(start..cue.range.end)).iter();
        named.copied().find(|it| it.is_prefecture() || it.is_province()).map(|it| (start, it))
    };
    starts.filter_map(at).last()
}

fn hits_after(target: &Target<'_>, start: usize, end: usize, parent: Division, rest: &str) -> Option<Hit> {
    let mut stranger = None;
    for (at, character) in rest.char_indices().skip(2) {
        let name = rest.get(..at + character.len_utf8())?;
        let found = divisions::named(name);
        if found.iter().any(|it| parent.holds(*it)) {
            return None;
        }
        let counts =
            |it: &&Division| parent.is_province() && !it.is_province() || !it.is_prefecture() && !it.is_province();
        if let Some(division) = found.iter().find(counts).filter(|it| !WORDS.contains(&it.name) && !goes_on(rest, name))
        {
            stranger = Some(*division);
        }
    }
    match stranger {
        Some(division) => Some(contradiction(target, start..end + division.name.len(), parent, division)),
        None => slip(target, end, parent, rest),
    }
}

fn goes_on(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(GO_ON))
}

fn contradiction(target: &Target<'_>, range: Range<usize>, parent: Division, division: Division) -> Hit {
    let owners = divisions::named(division.name).iter().filter_map(|it| divisions::parent(*it));
    let owners: Vec<&str> = owners.map(|it| it.name).take(MOST_OWNERS).collect();
    let message = format!(
        "“{}”隶属有误，{}不辖{}（{}有{}），请核对。",
        target.slice(range.clone()),
        parent.name,
        division.name,
        owners.join("、"),
        division.name
    );
    Hit::new(range, Level::Confirm, message).source(Tier::NationalStandard, SOURCE).confidence(930)
}

/// So many places of one name the message tells the parents of.
const MOST_OWNERS: usize = 3;
const SOURCE: &str = "GB/T 2260《中华人民共和国行政区划代码》";

/// A name of the parent's with one character wrong. Names of three characters are too close to older names.
fn slip(target: &Target<'_>, end: usize, parent: Division, rest: &str) -> Option<Hit> {
    let level = |it: &Division| !parent.is_province() || it.is_prefecture();
    let mut close = divisions::within(parent).filter(level).filter(|it| is_slip(it.name, rest));
    let division = close.next().filter(|_| close.next().is_none())?;
    let length: usize = rest.chars().take(division.name.chars().count()).map(char::len_utf8).sum();
    let range = end..end + length;
    let found = target.slice(range.clone());
    if goes_on(rest, found) {
        return None;
    }
    let message = format!("“{found}”疑为{}“{}”之误，请核对地名。", parent.name, division.name);
    let hit = Hit::new(range, Level::Confirm, message).source(Tier::NationalStandard, SOURCE).confidence(900);
    Some(hit.replace(division.name))
}

/// Whether the text begins as the name does, but for one character that is not the last.
fn is_slip(name: &str, text: &str) -> bool {
    let mut different = 0;
    let mut count = 0;
    let mut same_end = false;
    let mut found = text.chars();
    for one in name.chars() {
        let Some(other) = found.next().filter(|other| other.is_alphabetic()) else { return false };
        same_end = one == other;
        different += usize::from(!same_end);
        count += 1;
        if different > 1 {
            return false;
        }
    }
    let found = text.get(..text.len() - found.as_str().len()).unwrap_or_default();
    count >= SHORTEST && different == 1 && same_end && divisions::named(found).is_empty()
}

const SHORTEST: usize = 4;
