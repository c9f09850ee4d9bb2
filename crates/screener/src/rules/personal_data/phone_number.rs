//! Telephone numbers of people.

use crate::hit::{Hit, Hits};
use crate::personal::codes::is_mobile;
use crate::personal::context::{after, before, ends_near, heading, holds, is_lawful_disclosure, stands_alone};
use crate::personal::{codes, columns};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
个人的手机号码和住宅电话：名单、花名册的手机一列合为一条；与姓名、户主、家长、身份证、住址同现的请删去或遮盖；没有前后文的单个手机号码只作提示。

## 依据
《中华人民共和国个人信息保护法》第二十五条：不得公开其处理的个人信息。《规范》第六条：切实做好公民个人信息保护。

## 命中
```text
户主：张某某，手机13800001234
学生家长电话：138-0000-1234
张三 13900001234
贫困户王五，联系电话：13800001234
姓名：李四，身份证已核，电话13700001234
住宅电话：024-43801234
```

## 不报
```text
联系电话：13800001234
采购代理机构联系人：王工，电话：13800001234
咨询电话：024-43801234
举报请拨打13800001234或12345。
订单号13800001234567
联系人姓名：张三，联系电话：13800001234
型号138-0000-1234
姓名：李四，电话138****1234
流水13800001234.5元
服务热线13800001234，传真024-43801234
请联系张老师（13800001234）报名。
```

## 词语来源
号段为工业和信息化部公布的公众移动通信网网号；不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/phone_number",
    title: "个人电话号码",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

/// Beside these a number is somebody's own.
const PRIVATE: [&str; 19] = [
    "户主",
    "家长",
    "监护人",
    "身份证",
    "家庭住址",
    "家住",
    "住宅电话",
    "家庭电话",
    "宅电",
    "本人电话",
    "本人手机",
    "学生姓名",
    "患者",
    "贫困户",
    "低保户",
    "五保户",
    "救助对象",
    "考生姓名",
    "受助",
];
/// Beside these a number is there to be called.
const OFFICIAL: [&str; 33] = [
    "联系",
    "咨询",
    "监督",
    "举报",
    "投诉",
    "办公",
    "采购",
    "代理",
    "受理",
    "服务",
    "热线",
    "值班",
    "报名",
    "客服",
    "经办",
    "负责人",
    "传真",
    "拨打",
    "致电",
    "来电",
    "窗口",
    "公司",
    "招标",
    "项目",
    "预约",
    "报警",
    "求助",
    "救援",
    "反映",
    "邮箱",
    "网址",
    "地址",
    "业务",
];
/// Headings under which numbers are published to be called.
const CONTACTS: [&str; 12] = [
    "联系方式",
    "通讯录",
    "联系表",
    "值班表",
    "联系人",
    "公示牌",
    "热线",
    "联系电话",
    "服务电话",
    "责任人",
    "网格",
    "咨询",
];
const HEADERS: [&str; 6] = ["手机", "联系电话", "联系方式", "电话", "移动电话", "联系号码"];
const HOME: [&str; 3] = ["住宅电话", "家庭电话", "宅电"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let form = |cell: &str| columns::value(cell, codes::is_mobile);
    let columns = columns::columns(target, |header| holds(header, &HEADERS), form);
    let mask = |number: &str| target.settings.masking.phone_number.mask(number);
    let contacts = holds(heading(target), &CONTACTS);
    for column in &columns {
        let headers = columns::headers(target, column.table);
        if !contacts && columns::lists_people(&headers) {
            let hit = column.hit(target, Level::Confirm, "个手机号码", mask);
            hit.into_iter().for_each(|hit| hits.push(hit.confidence(900)));
        }
    }
    let claimed = columns::claimed(&columns);
    let lawful = contacts || is_lawful_disclosure(target);
    for range in numbers(target) {
        let free = !columns::is_claimed(&claimed, range.start) && stands_alone(target, &range);
        let Some(context) = (if free { context(target, &range) } else { None }) else { continue };
        if context == Context::Private || !lawful {
            let digits: String = target.slice(range.clone()).chars().filter(char::is_ascii_digit).collect();
            hits.push(context.hit(range).replace(mask(&digits)));
        }
    }
}

/// Whose a number is.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    Private,
    Unknown,
}

impl Context {
    fn hit(self, range: Range<usize>) -> Hit {
        let (level, confidence, message) = match self {
            Self::Private => {
                (Level::Confirm, 900, "公开了个人电话号码：请删去或遮盖，确需公开的由审核员说明依据或本人同意。")
            }
            Self::Unknown => (Level::Advise, 500, "出现手机号码，看不出是公务联系电话：属于个人号码的请删去或遮盖。"),
        };
        Hit::new(range, level, message)
            .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条")
            .confidence(confidence)
    }
}

/// None for a number that is there to be called, and for a land line that is nobody's home.
fn context(target: &Target<'_>, range: &Range<usize>) -> Option<Context> {
    let (before, after) = (before(target, range.start), after(target, range.end));
    let digits: String = target.slice(range.clone()).chars().filter(char::is_ascii_digit).collect();
    if !is_mobile(&digits) {
        return ends_near(before, &HOME, 4).then_some(Context::Private);
    }
    // The nearer word decides: 「户主…，如有异议请拨打…」 is there to be called. 「联系电话」 is said of anybody's.
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let label = before.trim_end_matches(['：', ':', ' ', '\t', '（', '(']);
    let called = label.strip_suffix("联系电话").or_else(|| label.strip_suffix("联系方式")).unwrap_or(label);
    let called_by = OFFICIAL.iter().filter_map(|word| called.rfind(word)).max();
    let alone = target.slice(range.clone()).len() == digits.len();
    match (last(&PRIVATE), called_by) {
        (Some(private), Some(official)) if private > official => Some(Context::Private),
        (Some(_), None) => Some(Context::Private),
        (None, None) if before.contains("姓名") && called.len() == label.len() => Some(Context::Private),
        (None, None)
            if alone && !holds(after, &OFFICIAL) && !before.contains("电话：") && called.len() == label.len() =>
        {
            Some(Context::Unknown)
        }
        _ => None,
    }
}

/// Eleven digits, also written 3 4 4 or 3 8; area code and seven or eight digits.
fn numbers(target: &Target<'_>) -> Vec<Range<usize>> {
    let digits: Vec<&Range<usize>> =
        target.tokens.iter().filter(|token| token.kind == TokenKind::Digits).map(|token| &token.range).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(run) = digits.get(at) {
        let mut taken = 1;
        let mut end = run.end;
        let mut length = run.len();
        while let Some(next) = digits.get(at + taken).filter(|_| taken < 3 && length < 11) {
            let joined = matches!(target.slice(end..next.start), " " | "-" | "\u{2014}" | "\u{2013}");
            if !joined || length + next.len() > 12 {
                break;
            }
            length += next.len();
            end = next.end;
            taken += 1;
        }
        let number = target.slice(run.start..end);
        let mobile = length == 11 && number.starts_with('1') && (taken == 1 || run.len() == 3);
        let land = (10..=12).contains(&length) && number.starts_with('0');
        if mobile || land || taken == 1 && (7..=8).contains(&length) {
            found.push(run.start..end);
            at += taken;
        } else {
            at += 1;
        }
    }
    found
}
