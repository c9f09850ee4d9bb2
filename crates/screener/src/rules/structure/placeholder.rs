//! What was left over from a model or a broken export.

use crate::hit::{Hit, Hits};
use crate::reading::scope::{around, following, preceding};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
模板和导出残留：空着的日期（2024年 月 日）、××年××月、XX局、【此处填写】、待补充、{{变量}}、“错误！未找到引用源”、#REF!、undefined、Lorem ipsum。样表、格式文本、征求意见的协议范本里的空白不算。

## 依据
政府网站与政府系统政务新媒体检查指标：页面不得有空白、模板、测试内容。读网抽查把占位文字和乱码列为严重差错。

## 命中
```text
会议定于××年××月××日召开。
会议定于XX年XX月召开。
请于XX月XX日前报送。
由XX局负责落实。
由××局负责落实。
关于20XX年度工作安排的通知
20××年重点任务安排如下。
现将XX工作有关情况通报如下。
联系人：XXX，电话：0414-2222222
地点：XX会议室。
现将《关于XXXX工作的通知》印发给你们。
请联系【此处填写联系人】。
参加人员：（此处填写）
具体安排待补充。
错误！未找到引用源。
详见表 错误!未定义书签。
合计\t#REF!
合计\t#DIV/0!
增长率为NaN%
尊敬的{{姓名}}：
尊敬的${userName}：
标题：undefined
Lorem ipsum dolor sit amet
这是一条测试信息，请忽略。
会议由【】主持。
甲市乙局⏎2024年 月 日
甲市乙局⏎2024年5月  日
```

## 不报
```text
张××，男，某公司职员。
甲市××小区××号楼住户投诉
驾驶辽A××××号车
申请表（样表）：本人于××年××月××日出生。
格式：××年××月××日
本人于____年__月__日出生，签字：____
年 月 日
2024 年 5 月 6 日
【发布日期】
案情：2024年某月，某县某局
公司XX型设备
输出值为null的字段
开展测试工作
测试数据表明，性能良好。
待补充资料后受理。
微信号XX123
当事人：××，男
关于XX型号设备
第XX届运动会的命名规则
某某局负责的工作
当事人李某于20××年入职。
曾在XX工作单位任职
型号A20XX年款
```

## 词语来源
办公软件域代码出错文字、表格软件错误值、网页模板记号，均为软件的固定输出。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/placeholder",
    title: "模板残留",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::PolicyDocument,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: CUES,
    summarise: true,
    check,
};

const CUES: &[&str] = &[
    // Printed by software, whole.
    "错误！未找到引用源",
    "错误!未找到引用源",
    "错误！未定义书签",
    "错误!未定义书签",
    "Error! Reference source not found",
    "#REF!",
    "#DIV/0!",
    "#NAME?",
    "#VALUE!",
    "Lorem ipsum",
    "lorem ipsum",
    "[object Object]",
    // Instructions to the writer.
    "此处填写",
    "此处填",
    "此处输入",
    "此处插入",
    "请在此",
    "待补充",
    "单击此处",
    "点击此处输入",
    "测试信息",
    "测试标题",
    "测试文章",
    "测试内容",
    // Marks of templates.
    "{{",
    "${",
    "undefined",
    "NaN",
    "【】",
    "［］",
    // Dates and names left open.
    "×年",
    "×月",
    "X年",
    "x年",
    "X月",
    "x月",
    "XX局",
    "XX市",
    "XX县",
    "XX区",
    "XX镇",
    "XX单位",
    "××单位",
    "××局",
    "XX会议室",
    "XX办公室",
    "XX同志",
    "XX部门",
    "XX工作",
    "××工作",
    "：XX",
    "：××",
    "关于XX",
    "关于××",
    "月 ",
    "月_",
];

/// What the rest of the neighbourhood says when blanks belong there.
const MODELS: [&str; 15] = [
    "样表",
    "格式",
    "模板",
    "样式",
    "范本",
    "示例",
    "样本",
    "示范",
    "填写说明",
    "例如",
    "如：",
    "写作",
    "统称",
    "代替",
    "申请书",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut end = 0;
    let mut model: Option<bool> = None;
    for cue in target.cues {
        if cue.range.start < end {
            continue;
        }
        let word = target.slice(cue.range.clone());
        let Some((range, message, certain)) = judge(text, word, cue.range.clone()) else { continue };
        if !certain {
            let whole = *model.get_or_insert_with(|| is_model(target));
            let (_, near) = around(text, range.start, 40);
            if whole || MODELS.iter().any(|model| near.contains(model)) {
                continue;
            }
        }
        end = range.end;
        let permille = if certain { 990 } else { 900 };
        let source = "《政府网站与政务新媒体检查指标》";
        hits.push(Hit::new(range, Level::Confirm, message).confidence(permille).source(Tier::PolicyDocument, source));
    }
}

/// Whether the document as a whole is a form to be filled in.
fn is_model(target: &Target<'_>) -> bool {
    // Crosses all over stand for what a published model or a decision leaves out.
    let crossed = target.as_str().matches('×').nth(12).is_some() || target.as_str().matches("XX").nth(8).is_some();
    crossed
        || ["样表", "格式", "模板", "范本", "示范文本", "合同文本", "文书"].iter().any(|word| {
            target.document.title.contains(word) || following(target.as_str().trim_start(), 40).contains(word)
        })
}

/// The range of what was left over, the message, and whether it is certain whatever stands around.
fn judge(text: &str, word: &str, cue: Range<usize>) -> Option<(Range<usize>, String, bool)> {
    let before = text.get(..cue.start)?;
    let after = text.get(cue.end..)?;
    let shown = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    let left = |range: Range<usize>, certain| {
        let message = format!("“{}”是模板或导出残留，应补全或删除。", shown(&range));
        Some((range, message, certain))
    };
    match word {
        "undefined" | "NaN" => {
            let joined = |next: Option<char>| next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_');
            (!joined(before.chars().next_back()) && !joined(after.chars().next())).then(|| left(cue, true))?
        }
        "{{" => closed(after, "}}").and_then(|length| left(cue.start..cue.end + length, true)),
        "${" => closed(after, "}").and_then(|length| left(cue.start..cue.end + length, true)),
        "待补充" => {
            let ends = after.is_empty() || after.starts_with(['。', '\n', '\t', '）', ')', '】', '，', '；']);
            ends.then(|| left(cue, false))?
        }
        "测试信息" | "测试标题" | "测试文章" | "测试内容" => {
            let whole = before.ends_with("一条") || before.ends_with("一篇") || before.is_empty() && after.len() < 12;
            whole.then(|| left(cue, true))?
        }
        "此处填" if after.starts_with('写') => None,
        "此处填写" | "此处填" | "此处输入" | "此处插入" | "请在此" => {
            let open = before.ends_with(['【', '（', '(', '[', '〔', '{', '<', '＜']);
            let length = following(after, 20).find(['】', '）', ')', ']', '〕', '}', '>', '＞'])?;
            let close = after.get(length..)?.chars().next()?.len_utf8();
            let start = before.char_indices().next_back()?.0;
            open.then(|| left(start..cue.end + length + close, true))?
        }
        "月 " | "月_" => empty_date(text, cue.start).map(|range| {
            let message = format!("日期“{}”没有填完整，应补上空着的月、日。", shown(&range));
            (range, message, false)
        }),
        "【】" | "［］" => left(cue, false),
        "：XX" | "：××" | "关于XX" | "关于××" => {
            let range = blank(text, word, cue)?;
            let message = format!("“{}”是未填写的占位符，应补上实际内容。", shown(&range));
            Some((range, message, false))
        }
        _ if word.starts_with(['×', 'X', 'x']) => crossed(text, word, cue).map(|range| {
            let message = format!("“{}”是未填写的占位符，应补上实际内容。", shown(&range));
            (range, message, false)
        }),
        _ => left(cue, true),
    }
}

/// The length up to and with a closing mark on the same line, nearby.
fn closed(after: &str, mark: &str) -> Option<usize> {
    let near = following(after, 40);
    near.find(mark).filter(|length| *length > 0).map(|length| length + mark.len())
}

/// Crosses after 联系人： and the like, or after 关于 in a title.
fn blank(text: &str, word: &str, cue: Range<usize>) -> Option<Range<usize>> {
    const LABELS: [&str; 9] = ["联系人", "联系电话", "电话", "地址", "时间", "地点", "邮箱", "主持人", "责任单位"];
    let cross = word.chars().next_back()?;
    let rest = text.get(cue.end..)?;
    let tail = rest.trim_start_matches(cross);
    let start = cue.start + word.find(cross)?;
    let before = text.get(..cue.start)?;
    let joined = tail.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '型');
    let fits = if word.starts_with('关') {
        before.ends_with('《')
    } else {
        LABELS.iter().any(|label| before.ends_with(label))
    };
    (fits && !joined).then(|| start..text.len() - tail.len())
}

/// ××年××月××日 from its first cross on; one or two crosses before each unit, and no name before them.
fn crossed(text: &str, word: &str, cue: Range<usize>) -> Option<Range<usize>> {
    let cross = word.chars().next()?;
    let is_cross = |character: char| character == cross;
    let before = text.get(..cue.start)?;
    let head = before.trim_end_matches(is_cross);
    let crosses = before.len() - head.len();
    let width = cross.len_utf8();
    if crosses > 3 * width {
        return None;
    }
    let unit = word.chars().next_back()?;
    if unit == '作' {
        let noun = text.get(cue.end..)?.starts_with(['单', '人', '者', '组', '室', '地', '证', '牌']);
        return (!noun && crosses == 0).then_some(cue);
    }
    if let Some(range) = century(text, head, crosses, width, &cue) {
        return Some(range);
    }
    if matches!(unit, '年' | '月') {
        let rest = text.get(cue.end..)?;
        let mut end = cue.end;
        let mut more = 0;
        let mut tail = rest;
        for next in ['月', '日'] {
            let trimmed = tail.trim_start_matches(is_cross);
            if trimmed.len() < tail.len()
                && tail.len() - trimmed.len() <= 3 * width
                && let Some(rest) = trimmed.strip_prefix(next)
            {
                more += 1;
                end = text.len() - rest.len();
                tail = rest;
            }
        }
        // ×年 alone may be a count in a sentence that is no date.
        return (more > 0).then_some(head.len()..end);
    }
    // XX型 and the middle of codes: no letter or figure may precede.
    let joined = head.chars().next_back().is_some_and(|last| last.is_ascii_alphanumeric() || last == '-');
    (!joined).then_some(head.len()..cue.end)
}

/// 20××年: the century is written and the year left open. Decisions leave out a party's year on purpose.
fn century(text: &str, head: &str, crosses: usize, width: usize, cue: &Range<usize>) -> Option<Range<usize>> {
    const PARTIES: [&str; 7] = ["当事人", "被告", "原告", "某", "入职", "出生", "案"];
    let before = head.strip_suffix("20")?;
    let fits = crosses + width == 2 * width && text.get(cue.start..cue.end)?.ends_with('年');
    let joined = before.chars().next_back().is_some_and(|last| last.is_ascii_alphanumeric() || last == '-');
    let (_, near) = around(text, cue.start, 40);
    (fits && !joined && !PARTIES.iter().any(|word| near.contains(word))).then_some(before.len()..cue.end)
}

/// 2024年 月 日 and 2024年5月 日: nothing but spaces for the day. `at` is where 月 stands.
fn empty_date(text: &str, at: usize) -> Option<Range<usize>> {
    let is_blank = |character: char| matches!(character, ' ' | '_');
    let rest = following(text.get(at + '月'.len_utf8()..)?, 12);
    let day = rest.trim_start_matches(is_blank);
    let after = day.strip_prefix('日')?;
    let end = at + '月'.len_utf8() + (rest.len() - day.len()) + '日'.len_utf8();
    let near = preceding(text.get(..at)?, 16);
    let month = near.trim_end_matches(is_blank);
    let head = month.trim_end_matches(|character: char| character.is_ascii_digit()).trim_end_matches(is_blank);
    let year = head.strip_suffix('年')?.trim_end_matches(' ');
    let digits = year.bytes().rev().take_while(u8::is_ascii_digit).count();
    let alone = after.is_empty()
        && text.get(end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\n', '\t']))
        || after.starts_with(['。', '，', ' ']);
    (digits == 4 && alone).then(|| at - near.len() + year.len() - digits..end)
}
