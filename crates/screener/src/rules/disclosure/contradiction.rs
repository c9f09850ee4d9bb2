//! Notes on disclosure that contradict the publication.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::secrecy;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
正文或附件注明“（此件依申请公开）”“（此件不公开）”“（此件不予公开）”，稿件却要主动公开。

## 依据
《中华人民共和国政府信息公开条例》第十九条、第二十条、第二十七条；《国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知》（国办发〔2016〕80号）：拟制公文时明确主动公开、依申请公开、不予公开等属性。《规范》第九条。

## 命中
```text
（此件依申请公开）
(此件不予公开)
此件不公开
（不予公开）
公开属性：依申请公开
信息公开选项：不予公开
（此件依申请公开，不得转载）
```

## 不报
```text
（此件公开发布）
（此件主动公开）
公民、法人或者其他组织可以依申请公开方式获取。
属于依法不予公开的政府信息，不予公开。
标注“此件依申请公开”的文件不上网。
（一）不予公开
公开方式：主动公开、依申请公开
此件不公开的理由应当说明。
```

## 词语来源
公文附注的通行写法，写在规则里。
";

pub(crate) static RULE: Rule = Rule {
    code: "disclosure/contradiction",
    title: "公开属性与注明不符",
    level: Level::Confirm,
    clause: "9",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["依申请公开", "不予公开", "不公开", "删减后公开"],
    summarise: false,
    check,
};

/// Under these names systems keep how an item is disclosed.
const OPENNESS: [&str; 10] = [
    "公开属性",
    "公开方式",
    "公开形式",
    "信息公开属性",
    "公开类别",
    "公开选项",
    "主动公开",
    "openness",
    "disclosure",
    "publicity",
];
const LABELS: [&str; 7] = ["公开属性", "公开方式", "公开选项", "公开类型", "公开类别", "公开形式", "是否公开"];
const CLOSED: [&str; 4] = ["依申请公开", "不予公开", "不公开", "删减后公开"];
/// No note is longer, in bytes.
const LONGEST: usize = 90;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let openness = target.metadata(&OPENNESS);
    // What is not published openly does not contradict its note.
    if openness.is_some_and(|value| CLOSED.iter().any(|word| value.contains(word)))
        || target.part.starts_with("metadata")
    {
        return;
    }
    let mut cues = target.cues.iter().map(|cue| cue.range.start).peekable();
    for (start, block) in target.blocks() {
        let mut found = false;
        while cues.next_if(|at| *at < start + block.len()).is_some() {
            found = true;
        }
        let line = block.trim();
        if found && let Some(note) = note(line) {
            let begin = start + secrecy::place_in(block, line).start;
            hits.push(hit(target, openness, begin..begin + line.len(), note));
        }
    }
}

/// What a line says about the disclosure of its document, when it is a note and nothing else.
fn note(line: &str) -> Option<&'static str> {
    if line.len() > LONGEST {
        return None;
    }
    let bracketed = secrecy::in_brackets(line);
    let inside = bracketed.unwrap_or(line).trim();
    let said =
        inside.strip_prefix("此件").or_else(|| inside.strip_prefix("本件")).or_else(|| inside.strip_prefix("本文件"));
    let labelled = inside.split_once(['：', ':']).filter(|(label, _)| LABELS.iter().any(|word| label.ends_with(word)));
    let value = said.or_else(|| labelled.map(|(_, value)| value)).or(bracketed)?.trim();
    let closed = CLOSED.iter().find(|word| value.strip_prefix("属于").unwrap_or(value).starts_with(**word))?;
    let rest = value.strip_prefix("属于").unwrap_or(value).strip_prefix(closed)?;
    (rest.is_empty() || said.is_some() && rest.starts_with(['，', ',', '。', '；', ' '])).then_some(*closed)
}

fn hit(target: &Target<'_>, openness: Option<&str>, range: Range<usize>, closed: &str) -> Hit {
    let open = ["此件公开发布", "此件主动公开"].into_iter().find(|open| target.document.body.contains(open));
    let message = match (open, openness) {
        (Some(open), _) => {
            format!("既注明“{closed}”，又注明“{open}”，前后矛盾：请核定公开属性，只留一个。")
        }
        (None, Some(openness)) => {
            format!("注明“{closed}”，与稿件的公开属性“{openness}”矛盾：请先核定公开属性，不属于主动公开的不得发布。")
        }
        (None, None) => format!("注明“{closed}”，不属于主动公开的文件：请核定公开属性，未经批准改变的不得发布。"),
    };
    Hit::new(range, Level::Confirm, message).source(Tier::Law, "《中华人民共和国政府信息公开条例》第十九条、第二十七条")
}

#[cfg(test)]
mod tests {
    use crate::{Options, screen};
    use document::{Attachment, Document};
    use lexicon::Lexicon;

    fn messages(document: &Document) -> Vec<String> {
        let report = screen(document, &Lexicon::empty(), &Options::default()).unwrap();
        let found = report.findings.into_iter().filter(|finding| finding.rule == super::RULE.code);
        found.map(|finding| format!("{} {}", finding.span.part, finding.message)).collect()
    }

    fn with(openness: &str, body: &str) -> Document {
        let metadata = vec![("公开属性".to_owned(), openness.to_owned())];
        Document { metadata, ..Document::plain(body) }
    }

    #[test]
    fn the_column_decides() {
        assert!(messages(&with("主动公开", "（此件依申请公开）"))[0].contains("与稿件的公开属性“主动公开”矛盾"));
        assert!(messages(&with("依申请公开", "（此件依申请公开）")).is_empty());
        assert!(messages(&with("主动公开", "（此件公开发布）")).is_empty());
    }

    #[test]
    fn two_notes_and_an_attachments_note() {
        assert!(messages(&Document::plain("（此件公开发布）\n（此件不公开）"))[0].contains("前后矛盾"));
        let attachment = Attachment {
            name: "附件.docx".to_owned(),
            media_type: "application/octet-stream".to_owned(),
            digest: document::sm3_text(b""),
            text: Some("关于有关事项的函\n（此件不予公开）".to_owned()),
        };
        let found = messages(&Document { attachments: vec![attachment], ..with("主动公开", "正文") });
        assert!(found[0].starts_with("attachment/0 "), "{found:?}");
    }
}
