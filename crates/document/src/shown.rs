//! Whether what a site shows is what was cleared (clause 8). A content management system renders a text before it shows it: it sets curly
//! quotes and dashes, wraps paragraphs and drops its own marks. That is let pass, in this direction only; any other character that differs is told.

use crate::tokenize::tokenize;
use crate::{BodyFormat, Change, ChangeKind, Document, Sm3, Text, compare};
use html5gum::emitters::callback::CallbackEvent;
use std::borrow::Cow;

/// What systems write for what an editor typed, longest first.
const RENDERED: [(&str, &[char]); 11] = [
    (" (tm)", &['™']),
    ("---", &['—']),
    ("...", &['…']),
    ("``", &['“']),
    ("''", &['”']),
    ("--", &['–', '—']),
    ("\"", &['“', '”', '″']),
    ("'", &['‘', '’', '′']),
    ("-", &['–', '—']),
    ("x", &['×']),
    ("p", &['P']),
];

/// Marks that classic editors keep around a picture with its caption; readers see the caption alone.
const CAPTIONS: [&str; 4] = ["[caption", "[/caption", "[wp_caption", "[/wp_caption"];

/// What differs between a cleared document and what readers get of it: title, summary (when one was cleared), body, addresses of links, pictures,
/// frames and scripts in the body, and the metadata that both have. Empty when nothing does. What is shown is HTML.
///
/// ```
/// use document::{Document, shown_changes};
/// let cleared = Document::html("他说:\"好\"");
/// assert!(shown_changes(&cleared, &Document::html("<p>他说:“好”</p>\n")).is_empty());
/// assert!(!shown_changes(&cleared, &Document::html("<p>他说:“坏”</p>\n")).is_empty());
/// ```
#[must_use]
pub fn shown_changes(cleared: &Document, shown: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    line("title", &cleared.title, &shown.title, &mut changes);
    if !cleared.summary.trim().is_empty() {
        line("summary", &cleared.summary, &shown.summary, &mut changes);
    }
    let (body, seen) = (without_captions(&cleared.body), read(&shown.body, BodyFormat::Html));
    let text = read(&body, cleared.body_format);
    if !is_rendering(&text, &seen) {
        tell("body", &text, &seen, &mut changes);
    }
    let had = if cleared.body_format == BodyFormat::Html { addresses(&cleared.body) } else { Vec::new() };
    tell_addresses(had, addresses(&shown.body), &mut changes);
    for (name, value) in &cleared.metadata {
        let found = shown.metadata.iter().find(|(other, _)| other == name).map(|(_, shown)| shown);
        if let Some(found) = found.filter(|found| found.trim() != value.trim()) {
            tell(&format!("metadata/{name}"), value, found, &mut changes);
        }
    }
    changes
}

/// Names what a site shows of an item: the same words and addresses give the same digest, however they are wrapped.
#[must_use]
pub fn shown_digest(shown: &Document) -> String {
    let mut hash = Sm3::new("xianshen:shown:1");
    for text in [&shown.title, &shown.body] {
        hash = hash.field(&read(text, BodyFormat::Html));
    }
    addresses(&shown.body).iter().fold(hash, |hash, address| hash.field(address)).finish()
}

/// A field of one line, which systems keep as text or as HTML.
fn line(part: &str, cleared: &str, shown: &str, changes: &mut Vec<Change>) {
    let seen = read(shown, BodyFormat::Html);
    let readings = [read(cleared, BodyFormat::Html), read(cleared, BodyFormat::Text)];
    if !readings.iter().any(|text| is_rendering(text, &seen)) {
        let [text, _] = readings;
        tell(part, &text, &seen, changes);
    }
}

/// The visible text, every run of white space one space.
fn read(source: &str, format: BodyFormat) -> String {
    let text = Text::new(source, format);
    let mut words = text.as_str().split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

fn without_captions(source: &str) -> Cow<'_, str> {
    if !source.contains("caption") {
        return Cow::Borrowed(source);
    }
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let mark =
            CAPTIONS.iter().any(|mark| from.strip_prefix(mark).is_some_and(|after| after.starts_with([' ', ']'])));
        let end = if mark { from.find(']').map(|end| end + 1) } else { None };
        let (dropped, after) = from.split_at(end.unwrap_or(1));
        if end.is_none() {
            kept.push_str(dropped);
        }
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Whether `shown` is what a system makes of `cleared`. One pass, without going back.
fn is_rendering(cleared: &str, shown: &str) -> bool {
    let (mut cleared, mut shown, mut before) = (cleared, shown, '\0');
    while let Some(seen) = shown.chars().next() {
        let taken = if cleared.starts_with(seen) { seen.len_utf8() } else { rendered(cleared, shown, before) };
        let (Some(left), Some(rest)) = (cleared.get(taken..), shown.get(seen.len_utf8()..)) else { return false };
        if taken == 0 && !is_space_before_mark(cleared, shown) {
            return false;
        }
        if taken > 0 {
            cleared = left;
        }
        (shown, before) = (rest, seen);
    }
    cleared.is_empty()
}

/// ` (tm)` takes its space along; where it was typed without one the system adds it.
fn is_space_before_mark(cleared: &str, shown: &str) -> bool {
    shown.starts_with(" ™") && cleared.starts_with("(tm)")
}

/// How many bytes of `cleared` the next character of `shown` stands for; 0 when it stands for none. `before` is the character shown before.
fn rendered(cleared: &str, shown: &str, before: char) -> usize {
    let mut characters = shown.chars();
    let (seen, next) = (characters.next().unwrap_or_default(), characters.next());
    let stands = RENDERED.iter().filter(|(typed, marks)| marks.contains(&seen) && cleared.starts_with(typed));
    let stands = stands.map(|(typed, _)| *typed).find(|typed| match *typed {
        "x" => before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
        "p" => cleared.starts_with("press") && before == 'd',
        // One hyphen becomes a dash between spaces only.
        "-" => before == ' ' && next == Some(' '),
        _ => true,
    });
    match stands {
        Some(typed) => typed.len(),
        None if seen == '™' && cleared.starts_with("(tm)") => "(tm)".len(),
        None => 0,
    }
}

fn tell(part: &str, cleared: &str, shown: &str, changes: &mut Vec<Change>) {
    // Sentences are lines, so that a long text is compared where it differs.
    let lines = |text: &str| text.replace('。', "。\n");
    let told = compare(&Document::plain(lines(cleared)), &Document::plain(lines(shown)));
    changes.extend(told.into_iter().map(|change| Change { part: part.to_owned(), ..change }));
}

fn tell_addresses(mut had: Vec<String>, mut shows: Vec<String>, changes: &mut Vec<Change>) {
    had.sort();
    shows.sort();
    let mut push = |kind, text: &str| changes.push(Change { part: "address".to_owned(), kind, text: text.to_owned() });
    let mut left = had.iter().peekable();
    for address in &shows {
        while let Some(gone) = left.next_if(|it| *it < address) {
            push(ChangeKind::Deleted, gone);
        }
        if left.next_if_eq(&address).is_none() {
            push(ChangeKind::Inserted, address);
        }
    }
    left.for_each(|gone| push(ChangeKind::Deleted, gone));
}

/// Where links, pictures, frames and forms lead, and the scripts: what takes readers elsewhere without a visible character.
fn addresses(source: &str) -> Vec<String> {
    let mut reading = Addresses::default();
    tokenize(source, &mut |event, _| reading.take(event));
    reading.found
}

#[derive(Default)]
struct Addresses {
    tag: Vec<u8>,
    attribute: Vec<u8>,
    found: Vec<String>,
}

impl Addresses {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.attribute.clear();
            }
            CallbackEvent::AttributeName { name } => self.attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } if self.leads() => self.push(value),
            CallbackEvent::String { value } if self.tag == b"script" && !value.trim_ascii().is_empty() => {
                self.push(value);
            }
            CallbackEvent::EndTag { .. } => self.tag.clear(),
            _ => {}
        }
    }

    fn leads(&self) -> bool {
        let named = [&b"href"[..], b"src", b"data", b"action", b"formaction", b"srcdoc", b"poster"];
        named.contains(&self.attribute.as_slice()) || self.attribute.starts_with(b"on")
    }

    /// Systems move links between the two schemes when the site does.
    fn push(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value.trim_ascii());
        let address = value.strip_prefix("http:").or_else(|| value.strip_prefix("https:")).unwrap_or(&value);
        let tag = String::from_utf8_lossy(&self.tag);
        self.found.push(format!("{tag} {address}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(cleared: &str, shown: &str) -> bool {
        shown_changes(&Document::html(cleared), &Document::html(shown)).is_empty()
    }

    #[test]
    fn what_a_system_renders_passes() {
        for (cleared, shown) in [
            ("第一行\n第二行\n\n第二段", "<p>第一行<br />\n第二行</p>\n<p>第二段</p>\n"),
            ("<!-- wp:paragraph -->\n<p>正文</p>\n<!-- /wp:paragraph -->", "\n<p>正文</p>\n"),
            ("\"好\" 'a' ...", "&#8220;好&#8221; &#8216;a&#8217; &#8230;"),
            ("一 - 二 -- 三---四", "一 &#8211; 二 &#8212; 三&#8212;四"),
            ("宽3x4米", "宽3&#215;4米"),
            ("甲 (tm) 乙(tm)", "甲 &#8482; 乙 &#8482;"),
            ("Wordpress", "WordPress"),
            ("a &amp; b &lt;c&gt;", "a &#038; b &lt;c&gt;"),
            (
                "[caption id=\"a\" width=\"3\"]<img src=\"/a.png\" /> 说明[/caption]",
                "<figure><img src=\"/a.png\"> <figcaption>说明</figcaption></figure>",
            ),
            ("<a href=\"http://a.example/\">甲</a>", "<p><a href=\"https://a.example/\" rel=\"noopener\">甲</a></p>"),
        ] {
            assert!(same(cleared, shown), "{cleared} {shown}");
        }
    }

    #[test]
    fn one_changed_character_does_not() {
        for (cleared, shown) in [
            ("请于九月报送", "<p>请于十月报送</p>"),
            ("请于九月报送", "<p>请于九月报送。</p>"),
            ("请于九月报送。", "<p>请于九月报送</p>"),
            ("“好”", "\"好\""),
            ("a-b", "a–b"),
            ("x光", "×光"),
            ("1 000", "1000"),
            ("press", "Press"),
            ("[gallery]", ""),
            ("<a href=\"/a\">甲</a>", "<a href=\"/b\">甲</a>"),
            ("甲", "甲<script>alert(1)</script>"),
            ("甲", "<p onclick=\"go()\">甲</p>"),
            ("<img src=\"/a.png\">", "<img src=\"/b.png\">"),
            ("", "<p>多出来的</p>"),
        ] {
            assert!(!same(cleared, shown), "{cleared} {shown}");
        }
    }

    #[test]
    fn the_difference_is_told_where_it_is() {
        let (cleared, shown) =
            (Document::html("第一句。请于九月报送。"), Document::html("<p>第一句。请于十月报送。</p>"));
        let changes = shown_changes(&cleared, &shown);
        let told: Vec<_> = changes.iter().filter(|it| it.kind != ChangeKind::Kept).map(|it| it.text.as_str()).collect();
        assert_eq!(told, ["九", "十"]);
    }

    #[test]
    fn title_and_metadata_and_a_summary_that_was_cleared() {
        let cleared = Document {
            title: "关于A & B的通知".into(),
            metadata: vec![("网址别名".into(), "a".into()), ("署名".into(), "王".into())],
            ..Document::html("文")
        };
        let shown = |title: &str, slug: &str| Document {
            title: title.into(),
            summary: "由系统截取".into(),
            metadata: vec![("网址别名".into(), slug.into())],
            ..Document::html("文")
        };
        assert!(shown_changes(&cleared, &shown("关于A &amp; B的通知", "a")).is_empty());
        assert_eq!(shown_changes(&cleared, &shown("关于A &amp; B的通知", "b"))[0].part, "metadata/网址别名");
        assert_eq!(shown_changes(&cleared, &shown("关于A和B的通知", "a"))[0].part, "title");
        let with_summary = Document { summary: "人写的".into(), ..cleared };
        assert_eq!(shown_changes(&with_summary, &shown("关于A &amp; B的通知", "a"))[0].part, "summary");
    }

    #[test]
    fn a_digest_names_words_and_addresses() {
        let digest = |body: &str| shown_digest(&Document::html(body));
        assert_eq!(digest("<p>甲  乙</p>"), digest("<div>甲 乙</div>\n"));
        assert_ne!(digest("甲"), digest("乙"));
        assert_ne!(digest("<a href=/a>甲</a>"), digest("<a href=/b>甲</a>"));
    }

    #[test]
    fn a_long_text_costs_one_pass() {
        let long = "他说\"好\"，请于九月报送。\n".repeat(100_000);
        assert!(same(&long, &long.replacen('"', "“", 1)));
        assert!(!same(&long, &long.replacen('九', "十", 1)));
    }
}
