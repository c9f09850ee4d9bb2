//! A short form that is announced and not kept to.

use crate::characters::{line_after, line_before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::collections::BTreeMap;
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
“（以下简称…）”的用法：同一简称在一篇里宣布两次；文件名宣布简称后又写全称。每个简称最多提示一次。

## 依据
《党政机关公文处理工作条例》第十九条：文种正确、文字精练，使用非规范化简称应先用全称并注明简称。《规范》第八条。

## 命中
```text
依据《某某市信息管理办法》（以下简称《办法》）制定。⏎依据《某某市信息管理办法》（以下简称《办法》）执行。
依据《某某市信息管理办法》（以下简称《办法》）制定。⏎各单位要认真贯彻《某某市信息管理办法》。
市数据局（以下简称“市局”）负责。⏎市数据局（以下简称“市局”）协调。
```

## 不报
```text
依据《某某市信息管理办法》（以下简称《办法》）制定。⏎各单位要认真贯彻《办法》。
市数据局（以下简称“市局”）负责。⏎市局协调。
依据《甲办法》（以下简称《办法》）和《乙规定》（以下简称《规定》）。
《某某市信息管理办法》已印发。依据《某某市信息管理办法》（以下简称《办法》），制定本细则。
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/short_form",
    title: "简称前后不一",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["以下简称"],
    summarise: false,
    check,
};

/// So many announcements of a document are looked at, each with one search for its full form.
const MOST: usize = 20;

/// So many characters before the bracket are compared.
const HEAD: usize = 4;

/// An announcement.
struct Announced<'t> {
    range: Range<usize>,
    /// What stands before the bracket: without a title it tells two announcers of the same short form apart.
    head: &'t str,
    full: Option<&'t str>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut announced: BTreeMap<&str, Announced<'_>> = BTreeMap::new();
    for cue in target.cues.iter().take(MOST) {
        let Some((short, range)) = short_form(text, cue.range.end) else { continue };
        let full = full_title(text, cue.range.start);
        let before = text.get(..cue.range.start).unwrap_or_default().trim_end_matches(['（', '(', ' ']);
        let head = line_before(text, before.len(), HEAD);
        if let Some(first) = announced.get(short) {
            // A second text in the same document, an annex say, may announce its own.
            let same = first.full == full && first.head == head;
            if same {
                let message = format!("简称“{short}”已经宣布过，后面直接用简称，不必再次注明。");
                hits.push(hit(range.clone(), message).places(vec![first.range.clone()]));
            }
        } else {
            announced.insert(short, Announced { range, head, full });
        }
    }
    for (short, Announced { range, full, .. }) in announced {
        let Some(full) = full.filter(|full| full.chars().count() > short.chars().count() + 2) else { continue };
        let rest = text.get(range.end..).unwrap_or_default();
        let Some(at) = rest.find(full) else { continue };
        let again = range.end + at..range.end + at + full.len();
        // In a second announcement, which is reported by itself, the full form belongs; so it does in a list of documents.
        let next = line_after(text, again.end, 8);
        if next.contains("以下") || line_before(text, again.start, 1).ends_with(['《', '〈', '1', '2', '3']) {
            continue;
        }
        let message = format!("前面已宣布简称“{short}”，后文应用简称，全称与简称不要混用。");
        hits.push(hit(again, message).places(vec![range]).replace(short));
    }
}

fn hit(range: Range<usize>, message: String) -> Hit {
    Hit::new(range, Level::Advise, message)
        .source(Tier::Practice, "《党政机关公文处理工作条例》第十九条")
        .confidence(700)
}

/// The short form after 以下简称, with its place.
fn short_form(text: &str, at: usize) -> Option<(&str, Range<usize>)> {
    let rest = line_after(text, at, 24);
    let close = rest.find(['）', ')'])?;
    let inside = rest.get(..close)?;
    let trimmed = inside.trim_start_matches([' ', '：', ':', '为', '“', '"', '「']);
    let start = at + inside.len() - trimmed.len();
    let short = trimmed.trim_end_matches([' ', '”', '"', '」']);
    (!short.is_empty() && !short.contains(['，', '、', '；', '。', '”'])).then(|| (short, start..start + short.len()))
}

/// The title in 《》 directly before the bracket of an announcement.
fn full_title(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?.trim_end_matches(['（', '(', ' ']);
    if !before.ends_with('》') {
        return None;
    }
    let line = line_before(text, before.len(), 60);
    let open = line.rfind('《')?;
    text.get(before.len() - (line.len() - open)..before.len())
}
