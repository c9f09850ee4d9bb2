//! The words around a finding, as a reader sees them.

use std::borrow::Cow;

/// So many characters are shown on either side.
const SHOWN: usize = 24;
/// Tags take room; more bytes than this are not looked at.
const LOOKED_AT: usize = 600;

/// Up to [`SHOWN`] characters before `start` and after `end`, within the paragraph.
pub(super) fn around(text: &str, start: usize, end: usize, html: bool) -> (String, String) {
    let from = (start.saturating_sub(LOOKED_AT)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let to = (end..=end.saturating_add(LOOKED_AT).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let raw_before = text.get(from..start).unwrap_or_default();
    let raw_after = text.get(end..to.unwrap_or(end)).unwrap_or_default();
    // A cut in the middle of a tag leaves its end.
    let raw_before = match (html, raw_before.find('>'), raw_before.find('<')) {
        (true, Some(end), begin) if begin.is_none_or(|begin| end < begin) => {
            raw_before.get(end + 1..).unwrap_or_default()
        }
        _ => raw_before,
    };
    let (before, after) = (visible(raw_before, html), visible(raw_after, html));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let skip = before.chars().count().saturating_sub(SHOWN);
    let cut = |longer: bool| if longer { "…" } else { "" };
    let shown_after: String = after.chars().take(SHOWN).collect();
    let longer = after.chars().nth(SHOWN).is_some();
    (
        format!("{}{}", cut(skip > 0), before.chars().skip(skip).collect::<String>()),
        format!("{shown_after}{}", cut(longer)),
    )
}

/// The text without tags; ends of blocks are line breaks.
pub(super) fn visible(text: &str, html: bool) -> Cow<'_, str> {
    if !html {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() / 2);
    let mut parts = text.split('<');
    shown.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next();
        let block = ["p", "br", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "table", "section"];
        if name.is_some_and(|name| block.iter().any(|block| name.eq_ignore_ascii_case(block))) {
            shown.push('\n');
        }
        shown.push_str(after);
    }
    const ENTITIES: [(&str, &str); 5] =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let shown = ENTITIES.iter().fold(shown, |shown, (entity, plain)| shown.replace(entity, plain));
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_place() {
        let text = "第一段。\n会议作出布署，各单位执行。\n第三段。";
        let start = text.find("布署").unwrap();
        assert_eq!(around(text, start, start + 6, false), ("会议作出".into(), "，各单位执行。".into()));
        let long = format!("{}错{}", "前".repeat(100), "后".repeat(100));
        let (before, after) = around(&long, 300, 303, false);
        assert_eq!((before.chars().count(), after.chars().count()), (SHOWN + 1, SHOWN + 1));
    }

    #[test]
    fn tags_are_not_shown() {
        let html = "<p class=\"x\">上段</p><p>会议<b>作出</b>布署&nbsp;<span>执行</span></p>";
        let start = html.find("布署").unwrap();
        assert_eq!(around(html, start, start + 6, true), ("会议作出".into(), " 执行".into()));
        assert_eq!(visible("<p>a</p>b", true).trim(), "a\nb");
    }
}
