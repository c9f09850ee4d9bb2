//! What a site shows beside what was cleared (clause 8): who went around the gate. The host walks the site and brings the facts; what they mean
//! is decided here.

use document::{Change, ChangeKind, Document, shown_changes, shown_digest};

/// Characters of each piece that differs, and of all of them together: a person on duty needs the place, not the text.
const PIECE: usize = 40;
const PIECES: usize = 500;

/// Where an item stands at the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of it was ever cleared.
    Never,
    /// Something of it is live.
    Live,
    /// It was live and was taken down.
    Withdrawn,
}

/// One item, as the site shows it and as the gate knows it.
#[derive(Clone, Debug)]
pub struct ShownItem {
    /// Where it stands.
    pub standing: Standing,
    /// The cleared contents that are live; any of them may be shown.
    pub cleared: Vec<Document>,
    /// What readers get, as HTML; none when the site does not show the item.
    pub shown: Option<Document>,
    /// The digest under which it was listed as older than the gate; none when it is not on that list.
    pub before: Option<String>,
    /// Whether the list of what is older than the gate is being made: no walk has ended yet.
    pub first_walk: bool,
    /// Since when it is shown, as the site says, milliseconds UTC.
    pub published_at: u64,
    /// When the connector was added, milliseconds UTC.
    pub gate_since: u64,
}

/// What that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// `as-cleared`, `from-before`, `changed`, `changed-from-before`, `never-cleared`, `still-shown` or `gone`.
    pub code: &'static str,
    /// Whether it is an incident.
    pub incident: bool,
    /// The digest of what is shown; none when nothing is.
    pub digest: Option<String>,
    /// One Chinese sentence without a word of the text.
    pub summary: String,
    /// What differs, with short pieces of the text; empty when nothing does.
    pub details: String,
}

/// Judge one item.
#[must_use]
pub fn observe(item: &ShownItem) -> Observation {
    let Some(shown) = &item.shown else { return gone() };
    let digest = shown_digest(shown);
    let told = |code, incident, summary: &str, details| Observation {
        code,
        incident,
        digest: Some(digest.clone()),
        summary: summary.to_owned(),
        details,
    };
    match item.standing {
        Standing::Live => match nearest(&item.cleared, shown) {
            Some(changes) if changes.is_empty() => told("as-cleared", false, "与审查通过的内容一致。", String::new()),
            Some(changes) => {
                told("changed", true, "公开的内容与审查通过的不一致，改动没有经过闸门。", described(&changes))
            }
            None => told("never-cleared", true, "公开的内容没有对应的审查通过的内容。", String::new()),
        },
        Standing::Withdrawn => told("still-shown", true, "已经撤下的信息仍然公开。", String::new()),
        Standing::Never => match &item.before {
            Some(known) if *known == digest => told("from-before", false, FROM_BEFORE, String::new()),
            Some(_) => {
                told("changed-from-before", true, "启用闸门以前公开的信息被改动，改动没有经过闸门。", String::new())
            }
            None if item.first_walk && item.published_at < item.gate_since => {
                told("from-before", false, FROM_BEFORE, String::new())
            }
            None => told("never-cleared", true, "信息没有经过审查就公开了。", String::new()),
        },
    }
}

const FROM_BEFORE: &str = "启用闸门以前就公开，没有审查过；下一次改动时须送审。";

fn gone() -> Observation {
    Observation {
        code: "gone",
        incident: false,
        digest: None,
        summary: "审查通过、回报已公开的信息现在读不到，也没有撤下的记录。".to_owned(),
        details: String::new(),
    }
}

/// The changes to the cleared content that is most like what is shown.
fn nearest(cleared: &[Document], shown: &Document) -> Option<Vec<Change>> {
    let size = |changes: &Vec<Change>| -> usize {
        changes.iter().filter(|it| it.kind != ChangeKind::Kept).map(|it| it.text.len() + 1).sum()
    };
    cleared.iter().map(|one| shown_changes(one, shown)).min_by_key(size)
}

/// The pieces that differ, in words.
fn described(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut part = "";
    for change in changes.iter().filter(|change| change.kind != ChangeKind::Kept) {
        let verb = match change.kind {
            ChangeKind::Deleted => "少了",
            _ => "多了",
        };
        let comma = if text.is_empty() {
            ""
        } else if part == change.part {
            "，"
        } else {
            "；"
        };
        let place = if part == change.part { String::new() } else { format!("{}：", place(&change.part)) };
        let piece = format!("{comma}{place}{verb}“{}”", shortened(&change.text));
        if text.chars().count() + piece.chars().count() > PIECES {
            text.push_str("，等等");
            break;
        }
        text.push_str(&piece);
        part = &change.part;
    }
    text
}

fn place(part: &str) -> &str {
    match part {
        "title" => "标题",
        "summary" => "摘要",
        "body" => "正文",
        "address" => "链接、图片、脚本等的地址",
        other => other.strip_prefix("metadata/").unwrap_or(other),
    }
}

fn shortened(text: &str) -> String {
    let mut characters = text.chars().filter(|character| !character.is_control());
    let mut short: String = characters.by_ref().take(PIECE).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(standing: Standing, shown: &str) -> ShownItem {
        ShownItem {
            standing,
            cleared: if standing == Standing::Live { vec![Document::html("请于九月报送")] } else { Vec::new() },
            shown: Some(Document::html(shown)),
            before: None,
            first_walk: false,
            published_at: 5,
            gate_since: 10,
        }
    }

    fn code(item: &ShownItem) -> (&'static str, bool) {
        let seen = observe(item);
        (seen.code, seen.incident)
    }

    #[test]
    fn what_was_cleared_is_fine_and_what_was_changed_is_told() {
        assert_eq!(code(&item(Standing::Live, "<p>请于九月报送</p>")), ("as-cleared", false));
        let seen = observe(&item(Standing::Live, "<p>请于十月报送</p>"));
        assert_eq!((seen.code, seen.incident), ("changed", true));
        assert_eq!(seen.details, "正文：少了“九”，多了“十”");
        assert!(!seen.summary.contains('十'), "a summary has no word of the text");
    }

    #[test]
    fn any_cleared_rendition_may_be_shown() {
        let mut shown = item(Standing::Live, "<p>请于十月报送</p>");
        shown.cleared.push(Document::html("请于十月报送"));
        assert_eq!(code(&shown), ("as-cleared", false));
        shown.cleared.clear();
        assert_eq!(code(&shown), ("never-cleared", true));
    }

    #[test]
    fn what_was_taken_down_and_what_is_gone() {
        assert_eq!(code(&item(Standing::Withdrawn, "<p>请于九月报送</p>")), ("still-shown", true));
        let mut gone = item(Standing::Live, "");
        gone.shown = None;
        assert_eq!(code(&gone), ("gone", false));
    }

    #[test]
    fn what_is_older_than_the_gate_is_listed_once_and_watched_from_then_on() {
        let never = item(Standing::Never, "旧稿");
        assert_eq!(code(&never), ("never-cleared", true));
        let first = ShownItem { first_walk: true, ..never.clone() };
        assert_eq!(code(&first), ("from-before", false));
        let digest = observe(&first).digest;
        assert_eq!(code(&ShownItem { published_at: 10, ..first }), ("never-cleared", true), "not older than the gate");
        assert_eq!(code(&ShownItem { before: digest, ..never.clone() }), ("from-before", false));
        let changed = ShownItem { before: Some("sm3:0".into()), ..never };
        assert_eq!(code(&changed), ("changed-from-before", true));
    }

    #[test]
    fn a_hostile_text_is_told_in_a_few_words() {
        let seen = observe(&item(Standing::Live, &"赌\u{7}场".repeat(200_000)));
        assert!(seen.details.chars().count() < 600 && !seen.details.contains('\u{7}'), "{}", seen.details);
    }
}
