//! `<!-- xianshen:ignore KEY reason=… until=2026-12-31 -->` in HTML.
//!
//! A finding's key covers its place, so the comment stands behind the text it speaks of, best at the end.

use super::Entry;

const MARK: &str = "xianshen:ignore";

/// Every such comment: the entry, or what is wrong with it.
pub(super) fn read(html: &str) -> Vec<Result<Entry, String>> {
    let comments =
        html.split("<!--").skip(1).filter_map(|rest| rest.split_once("-->")).map(|(inside, _)| inside.trim());
    comments.filter_map(|comment| comment.strip_prefix(MARK)).map(entry).collect()
}

/// The reason may have spaces; it ends where `until=` begins.
fn entry(text: &str) -> Result<Entry, String> {
    let text = text.trim();
    let (key, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (before, until) = rest.split_once("until=").unwrap_or((rest, ""));
    let (until, after) = until.split_once(char::is_whitespace).unwrap_or((until, ""));
    let reason = [before, after].iter().find_map(|part| part.trim().strip_prefix("reason=")).unwrap_or_default();
    let plain = |value: &str| value.trim().trim_matches(['"', '\'', '“', '”']).trim().to_owned();
    Entry::new(key, &plain(reason), &plain(until)).map_err(|problem| format!("页面注释 xianshen:ignore：{problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let html = "<p>文</p><!-- 说明 --><!-- xianshen:ignore 0123456789ABCDEF reason=固定 提法 until=1970-01-03 -->";
        let entries = read(html);
        let expected = Entry { key: "0123456789abcdef".into(), reason: "固定 提法".into(), until: Some(2) };
        assert_eq!(entries, [Ok(expected)]);
        let turned = read("<!--xianshen:ignore 0123456789abcdef until=1970-01-03 reason=\"固定提法\"-->");
        assert!(matches!(&turned[..], [Ok(entry)] if entry.reason == "固定提法" && entry.until == Some(2)));
        assert!(matches!(&read("<!--xianshen:ignore 0123456789abcdef-->")[..], [Err(_)]));
        assert!(read("<!-- xianshen:ignore 0123456789abcdef reason=没有关上").is_empty());
    }
}
