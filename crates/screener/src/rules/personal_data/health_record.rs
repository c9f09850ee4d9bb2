//! Disease and disability beside a person's name.

use crate::hit::{Hit, Hits};
use crate::personal::columns;
use crate::personal::context::{holds, is_lawful_disclosure};
use crate::rule::Rule;
use crate::target::{Target, sentences};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写出姓名的人的疾病、残疾、精神状况：名单中的残疾类别、残疾等级、残疾人证号、病种、诊断一列合为一条；正文中“某某，男，……患有……”一类的句子。隐去姓名的、泛指的不报。依法公示的最低生活保障等名单，姓名和金额不报。

## 依据
《中华人民共和国个人信息保护法》第二十八条：医疗健康、特定身份属于敏感个人信息。

## 命中
```text
张三，男，1970年生，患有尿毒症，每月救助800元。
救助对象李小四（女，45岁）系精神障碍患者。
王五，女，肢体残疾二级，补贴100元。
```

## 不报
```text
张某某，男，患有尿毒症，每月救助800元。
为患有尿毒症的困难群众提供救助。
王五，女，县残疾人联合会副理事长。
张三，男，癌症防治专家。
严重精神障碍患者管理率达到95%。
```

## 词语来源
残疾类别为 GB/T 26341 的分类；病名为常见重大疾病，写在规则里。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/health_record",
    title: "个人疾病、残疾信息",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["残疾", "患", "诊断", "病种", "疾病", "精神", "吸毒", "艾滋"],
    summarise: true,
    check,
};

const HEADERS: [&str; 12] = [
    "残疾类别",
    "残疾等级",
    "残疾类型",
    "残疾证",
    "残疾人证",
    "病种",
    "病名",
    "疾病",
    "诊断",
    "患病",
    "致贫原因",
    "病情",
];
/// What a sentence says of a person's health.
const CONDITIONS: [&str; 22] = [
    "患有",
    "身患",
    "确诊",
    "罹患",
    "艾滋病",
    "精神障碍患者",
    "精神病",
    "精神分裂",
    "尿毒症患者",
    "肢体残疾",
    "视力残疾",
    "听力残疾",
    "言语残疾",
    "智力残疾",
    "精神残疾",
    "多重残疾",
    "一级残疾",
    "二级残疾",
    "三级残疾",
    "吸毒",
    "因病致贫",
    "患尿毒症",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for table in target.tables() {
        let headers = columns::headers(target, table);
        let Some(names) = headers.iter().position(|header| header.contains("姓名") || header.contains("户主"))
        else {
            continue;
        };
        let named = table.column(names).any(|(_, cell)| columns::is_full_name(target.slice(cell.range.clone())));
        if !named {
            continue;
        }
        let Some(column) = headers.iter().position(|header| holds(header, &HEADERS)) else { continue };
        let values: Vec<_> =
            table.column(column).map(|(_, cell)| cell.range.clone()).filter(|range| says(target, range)).collect();
        let column = columns::Column { table, header: headers.get(column).cloned().unwrap_or_default(), values };
        let hit = column.hit(target, Level::Confirm, "人的疾病或残疾情况", |_| String::new());
        hit.into_iter().for_each(|mut hit| {
            hit.edits.clear();
            hits.push(hit.confidence(900));
        });
    }
    if is_lawful_disclosure(target) {
        return;
    }
    let mut cues = target.cues.iter().map(|cue| cue.range.start).peekable();
    for (start, block) in target.blocks() {
        let mut found = false;
        while cues.next_if(|at| *at < start + block.len()).is_some() {
            found = true;
        }
        if found && !block.contains('\t') {
            in_sentences(start, block, hits);
        }
    }
}

/// Whether a cell holds a word or the number of a disability card, which is an identity number with category and degree behind it; no other
/// number and no dash.
fn says(target: &Target<'_>, range: &Range<usize>) -> bool {
    let text = target.slice(range.clone());
    let card = text.get(..17).is_some_and(|head| head.bytes().all(|byte| byte.is_ascii_digit()));
    if card && matches!(text.len(), 18 | 20) {
        return true;
    }
    text.chars().any(|character| matches!(character, '\u{4E00}'..='\u{9FFF}'))
        && !matches!(text, "无" | "否" | "健康" | "不详")
}

fn in_sentences(start: usize, block: &str, hits: &mut Hits) {
    for (at, sentence) in sentences(block) {
        let Some(name) = person(sentence) else { continue };
        let rest = sentence.get(name.end..).unwrap_or_default();
        let Some(end) = CONDITIONS.iter().filter_map(|word| Some(rest.find(word)? + word.len())).min() else {
            continue;
        };
        let range = start + at + name.start..start + at + name.end + end;
        let message = "姓名与疾病、残疾情况一起公开，属于敏感个人信息：请隐去姓名，或删去健康情况。";
        // A portrait of somebody may tell of an illness; a list of those who are helped may not.
        let helped =
            holds(sentence, &["救助", "补贴", "低保", "困难", "患者", "障碍", "吸毒", "艾滋", "残疾", "申请", "元"]);
        let (level, confidence) = if helped { (Level::Confirm, 850) } else { (Level::Advise, 600) };
        let hit = Hit::new(range, level, message)
            .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十八条")
            .confidence(confidence);
        hits.push(hit);
    }
}

/// A name with the sex behind it: 「张三，男，」, 「李小四（女，」.
pub(crate) fn person(sentence: &str) -> Option<Range<usize>> {
    let sexes = ["，男", "，女", "（男", "（女", "(男", "(女", ",男", ",女"];
    let at = sexes.iter().filter_map(|sex| sentence.find(sex)).min()?;
    let after = sentence.get(at..)?.chars().nth(2)?;
    let before = sentence.get(..at)?;
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, character)| matches!(character, '\u{4E00}'..='\u{9FFF}'))
        .take(12)
        .last()
        .map(|(start, _)| start)?;
    let run = before.get(start..)?;
    let titles =
        ["救助对象", "被害人", "受害人", "申请人", "当事人", "患者", "被救助人", "村民", "户主", "学生", "居民"];
    let name = titles.iter().find_map(|title| run.rsplit_once(title)).map_or(run, |(_, name)| name);
    let separated = matches!(after, '，' | ',' | '）' | ')' | '、' | '。');
    (separated && columns::is_full_name(name)).then(|| at - name.len()..at)
}
