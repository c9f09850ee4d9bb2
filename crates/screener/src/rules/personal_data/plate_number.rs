//! Plates of private vehicles.

use crate::hit::{Hit, Hits};
use crate::personal::context::{after, before, holds, is_lawful_disclosure};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
与车主、驾驶人姓名同现的机动车号牌号码，作提示。处罚公示、违法曝光、车辆处置一类依法公开号牌的不报。

## 依据
《中华人民共和国个人信息保护法》第四条、第二十五条。

## 命中
```text
车主张某的小型汽车（辽A12B34）停放在院内。
救助对象驾驶人李某，车牌号辽E·D12345。
```

## 不报
```text
驾驶人李某驾驶辽A12B34超速，罚款200元。
注销下列车辆号牌：辽A12B34
公务用车辽A12B34公开拍卖
辽A12B34
途经京A12345路段
车主可登录系统查询。
```

## 词语来源
号牌结构为 GA 36 的规定，写在规则里。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/plate_number",
    title: "私人机动车号牌",
    level: Level::Advise,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["车主", "驾驶人", "驾驶员", "机动车所有人"],
    summarise: true,
    check,
};

/// What a plate begins with.
const REGIONS: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Near these law orders the plate published, or it is nobody's secret.
const LAWFUL: [&str; 18] = [
    "处罚", "罚款", "违法", "违章", "违停", "超速", "超限", "超载", "曝光", "事故", "注销", "报废", "拍卖", "扣留",
    "吊销", "酒", "逃逸", "处置",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    if is_lawful_disclosure(target) {
        return;
    }
    let mut end = 0;
    for cue in target.cues {
        let text = after(target, cue.range.end);
        let Some(plate) = plate(text) else { continue };
        let range = cue.range.end + plate.start..cue.range.end + plate.end;
        if range.start < end || holds(before(target, cue.range.start), &LAWFUL) || holds(text, &LAWFUL) {
            continue;
        }
        end = range.end;
        let message = "车主或驾驶人与号牌一起公开，可以识别到个人：没有公开依据的请删去号牌。";
        let source = "《中华人民共和国个人信息保护法》第二十五条";
        hits.push(Hit::new(range, Level::Advise, message).source(Tier::Law, source).confidence(700));
    }
}

/// The first plate in a text: region, letter, perhaps a dot, and five or six letters or digits with a digit among them.
fn plate(text: &str) -> Option<Range<usize>> {
    text.char_indices().filter(|(_, region)| REGIONS.contains(*region)).find_map(|(at, region)| {
        let rest = text.get(at + region.len_utf8()..)?;
        let serial = rest.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
        let serial = serial.strip_prefix(['·', '•', ' ', '-']).unwrap_or(serial);
        let length = serial.bytes().take_while(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()).count();
        let digits = serial.bytes().take(length).any(|byte| byte.is_ascii_digit());
        ((5..=6).contains(&length) && digits).then(|| at..text.len() - serial.len() + length)
    })
}
