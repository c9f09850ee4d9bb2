//! Attachments named in the text against the list of attachments and the files.

use crate::hit::{Hit, Hits};
use crate::reading::numeral::run_after;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
正文提到的附件序号（见附件3）超出附件说明所列的件数；附件说明断号或重号；附件名称后面加了标点；随稿提交的附件少于附件说明所列。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.4：附件说明编“附件”二字，后标全角冒号和附件名称；多个附件用阿拉伯数字标注顺序号；附件名称后不加标点。政府网站检查指标：附件应当能够打开下载。

## 命中
```text
请填写报名表（见附件3）。⏎附件：1.报名表⏎2.承诺书
详见附件4⏎附件：1.报名表⏎2.承诺书
附件：1.报名表⏎3.承诺书
附件：1.报名表；⏎2.承诺书
附件：报名表。
```

## 不报
```text
请填写报名表（见附件2）。⏎附件：1.报名表⏎2.承诺书
请填写报名表（见附件3）。
附件：报名表
附件1⏎报名表⏎附件2⏎承诺书
详见附件。
《甲办法》附件3所列项目⏎附件：1.项目表⏎2.承诺书
附件：1.报名表⏎2.承诺书⏎2024年5月6日
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/attachment",
    title: "附件说明与附件",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["附件"],
    summarise: false,
    check,
};

const SOURCE: &str = "《党政机关公文格式》（GB/T 9704—2012）7.3.4";

/// One line of a list of attachments.
struct Entry {
    number: Option<u64>,
    range: Range<usize>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.is_body() {
        return;
    }
    let mut lists = target.cues.iter().filter_map(|cue| list(target, cue.range.clone()));
    // Two lists belong to two documents, of which one forwards the other.
    let (Some(entries), None) = (lists.next(), lists.next()) else { return };
    names(target, &entries, hits);
    if !order(&entries, hits) {
        return;
    }
    let count = entries.len() as u64;
    references(target, &entries, count, hits);
    let files = &target.document.attachments;
    // An archive, or one file for all, holds more than its number says.
    let bundled = files.iter().any(|file| {
        let name = file.name.to_ascii_lowercase();
        [".zip", ".rar", ".7z"].iter().any(|ending| name.ends_with(ending)) || name.starts_with("附件.")
    });
    let files = if bundled { 0 } else { files.len() as u64 };
    if let (true, Some(first)) = (files > 0 && files < count, entries.first()) {
        let message = format!("附件说明列出{count}件，随稿提交的附件只有{files}件，请核对是否漏传。");
        hits.push(
            Hit::new(first.range.clone(), Level::Advise, message)
                .confidence(850)
                .source(Tier::NationalStandard, SOURCE),
        );
    }
}

/// The list that begins at a cue: a paragraph 附件：名称 or 附件：1.名称, with the paragraphs numbered on after it.
fn list(target: &Target<'_>, cue: Range<usize>) -> Option<Vec<Entry>> {
    let before = target.before(cue.start).trim_end_matches([' ', '\t']);
    let rest = target.after(cue.end).trim_start_matches(' ').strip_prefix(['：', ':'])?;
    if !(before.is_empty() || before.ends_with('\n')) {
        return None;
    }
    let text = target.as_str();
    let mut entries = Vec::new();
    let mut next = text.len() - rest.len();
    for line in rest.split_inclusive('\n').take(100) {
        let name = line.trim();
        let start = next + (line.len() - line.trim_start().len());
        next += line.len();
        if name.is_empty() {
            continue;
        }
        let number = numbered(name);
        if !entries.is_empty() && number.is_none() {
            break;
        }
        entries.push(Entry { number, range: start..start + name.len() });
        if number.is_none() {
            break;
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// The number before the name of an attachment: 1. or 1、.
fn numbered(name: &str) -> Option<u64> {
    let digits = run_after(name, 2, |character| character.is_ascii_digit()).filter(|run| !run.is_empty())?;
    let rest = name.get(digits.len()..)?.strip_prefix(['.', '．', '、'])?;
    (!rest.starts_with(|next: char| next.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn names(target: &Target<'_>, entries: &[Entry], hits: &mut Hits) {
    for entry in entries {
        let name = target.slice(entry.range.clone());
        let Some(mark) = name.chars().next_back().filter(|mark| matches!(mark, '。' | '；' | '，' | ';' | ','))
        else {
            continue;
        };
        // A sentence after 附件： is no name.
        if name.trim_end_matches(mark).contains(['。', '，', '；']) {
            continue;
        }
        let range = entry.range.end - mark.len_utf8()..entry.range.end;
        let message = format!("附件名称后不加标点，应删去“{mark}”。");
        hits.push(
            Hit::new(range, Level::Advise, message).replace("").confidence(950).source(Tier::NationalStandard, SOURCE),
        );
    }
}

/// Whether the list is numbered from 1 without a break; a break is reported.
fn order(entries: &[Entry], hits: &mut Hits) -> bool {
    if entries.len() == 1 {
        return entries.first().is_some_and(|entry| entry.number.is_none_or(|number| number == 1));
    }
    for (place, entry) in (1..).zip(entries) {
        if entry.number != Some(place) {
            let message = format!("附件说明的序号不连续：第{place}件编成了{}，请核对。", entry.number.unwrap_or(0));
            hits.push(
                Hit::new(entry.range.clone(), Level::Confirm, message)
                    .confidence(950)
                    .source(Tier::NationalStandard, SOURCE),
            );
            return false;
        }
    }
    true
}

/// 见附件3 where the list has two.
fn references(target: &Target<'_>, entries: &[Entry], count: u64, hits: &mut Hits) {
    let Some(first) = entries.first() else { return };
    for cue in target.cues {
        // Behind the list the attachments themselves follow.
        if cue.range.start >= first.range.start {
            break;
        }
        let rest = target.after(cue.range.end);
        let digits = run_after(rest, 2, |character| character.is_ascii_digit()).unwrap_or_default();
        let after = rest.get(digits.len()..).unwrap_or_default();
        let before = target.before(cue.range.start);
        // 附件3 on a line of its own is a heading; 《甲办法》附件3 belongs to another document.
        let line = before.trim_end_matches(' ');
        let heading = line.is_empty() || line.ends_with(['\n', '\t']);
        let other = heading || before.ends_with(['》', '号', '的', '中']) || after.starts_with(['-', '—', '.', '－']);
        let Some(number) = digits.parse::<u64>().ok().filter(|number| *number > count && !other) else { continue };
        let range = cue.range.start..cue.range.end + digits.len();
        let message = format!("正文提到附件{number}，附件说明只列出{count}件，请核对。");
        hits.push(Hit::new(range, Level::Confirm, message).confidence(950).source(Tier::NationalStandard, SOURCE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, screen};
    use document::{Attachment, Document};
    use lexicon::Lexicon;

    #[test]
    fn files_are_counted() {
        let file = |name: &str| Attachment {
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            digest: String::new(),
            text: None,
        };
        for (files, expected) in [
            (vec!["甲.pdf"], 1),
            (vec!["全部.zip"], 0),
            (vec!["附件.docx"], 0),
            (vec!["甲.pdf", "乙.pdf"], 0),
            (vec![], 0),
        ] {
            let attachments = files.into_iter().map(file).collect();
            let document = Document {
                attachments,
                ..Document::plain("特此通知。\n附件：1.报名表\n2.承诺书\n甲市乙局")
            };
            let report = screen(&document, &Lexicon::empty(), &Options::default()).unwrap();
            let found = report.findings.iter().filter(|finding| finding.rule == RULE.code).count();
            assert_eq!(found, expected);
        }
    }
}
