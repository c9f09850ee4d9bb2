//! Text on pages: escaping, and a body in HTML reduced to what cannot do anything and what the screener has read.
//!
//! The screener reads the same source with the same tokenizer, hides the same elements and ends lines at the same tags. Two
//! readings that differ would let a word through that only readers see, such as one that the screener found in two halves.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements that are kept, always without attributes.
const KEPT: [&str; 31] = [
    "p",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "sub",
    "sup",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
];
/// Of these, the ones without content.
const VOID: [&str; 2] = ["br", "hr"];
/// Elements whose content browsers do not show, the same as the screener's; it is left out with them.
const UNSEEN: [&str; 7] = ["script", "style", "template", "iframe", "noembed", "noframes", "noscript"];
/// Elements that stand within a line, the same as the screener's. The tags of all others end the line, kept or not.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];
/// Parts of a table that hold no text themselves: browsers move text found there in front of the table, out of the order
/// in which it was screened.
const FRAME: [&str; 4] = ["table", "thead", "tbody", "tr"];
/// Elements open at once; deeper ones are not kept. Browsers have such a limit too.
const DEPTH: usize = 256;

/// Escapes text for HTML content and quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Plain text as paragraphs, one a line.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("<p>{}</p>\n", escape(line)))
        .collect()
}

/// An HTML body with harmless elements only: no attribute, address or script survives, and no tag stays open that could
/// swallow the page around it.
#[must_use]
pub fn reduce(html: &str) -> String {
    let mut reducer = Reducer::default();
    let mut emitter = DefaultEmitter::default();
    // `<style>` and its like switch to raw text up to their end tag, `<style/>` too.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        // Reading from a string cannot fail.
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reducer.open(&String::from_utf8_lossy(&tag.name)),
            Token::EndTag(tag) => reducer.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reducer.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reducer.finish()
}

#[derive(Default)]
struct Reducer {
    out: String,
    open: Vec<&'static str>,
    /// The unseen element we are in. Its first end tag ends it, as in the screener.
    unseen: Option<&'static str>,
    /// Text stands on this line.
    line: bool,
    /// The line has ended and text may follow.
    ended: bool,
}

impl Reducer {
    fn open(&mut self, name: &str) {
        if self.unseen.is_some() {
            return;
        }
        if let Some(element) = find(&UNSEEN, name) {
            self.unseen = Some(element);
        } else if let Some(element) = find(&KEPT, name)
            && self.open.len() < DEPTH
            && self.make_room(element)
        {
            self.keep(element);
            return;
        }
        self.separate(name);
    }

    fn keep(&mut self, element: &'static str) {
        self.out.push_str(&format!("<{element}>"));
        self.edge(element);
        if !VOID.contains(&element) {
            self.open.push(element);
        }
    }

    /// Closes what cannot contain `element`; false when it has no place here, as a cell outside a table.
    fn make_room(&mut self, element: &str) -> bool {
        let parents = match element {
            "td" | "th" => FRAME.as_slice(),
            "tr" => &["table", "thead", "tbody"],
            "thead" | "tbody" | "caption" => &["table"],
            _ => {
                self.leave_frame();
                return true;
            }
        };
        let in_table = self.open.contains(&"table");
        while in_table && self.open.last().is_some_and(|last| !parents.contains(last)) {
            self.close_last();
        }
        in_table
    }

    /// Ends a table in which something stands outside the cells.
    fn leave_frame(&mut self) {
        while self.open.last().is_some_and(|last| FRAME.contains(last)) {
            self.close_last();
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(element) = self.unseen {
            if element == name {
                self.unseen = None;
            }
        } else if let Some(place) = self.open.iter().rposition(|open| *open == name) {
            while self.open.len() > place {
                self.close_last();
            }
        } else {
            self.separate(name);
        }
    }

    fn close_last(&mut self) {
        if let Some(element) = self.open.pop() {
            self.out.push_str(&format!("</{element}>"));
            self.edge(element);
        }
    }

    /// A kept tag was written: a block is an end of a line by itself.
    fn edge(&mut self, element: &str) {
        if !INLINE.contains(&element) {
            (self.line, self.ended) = (false, false);
        }
    }

    /// A tag that is not written: what follows must not join the text before it when the screener read two lines.
    fn separate(&mut self, name: &str) {
        if self.line && !INLINE.contains(&name) {
            (self.line, self.ended) = (false, true);
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if !text.trim_ascii().is_empty() {
            self.leave_frame();
            if self.ended {
                self.out.push_str("<br>");
            }
            (self.line, self.ended) = (true, false);
        }
        self.out.push_str(&escape(text));
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close_last();
        }
        self.out
    }
}

fn find(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().find(|element| **element == name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_elements_stay_without_attributes() {
        assert_eq!(reduce("<p class=x onclick=y>准<b>确</b>定</p>"), "<p>准<b>确</b>定</p>");
        assert_eq!(reduce("<P>a &lt;b&gt; &amp; c"), "<p>a &lt;b&gt; &amp; c</p>");
        assert_eq!(reduce("a<br/>b<a href='javascript:x()'>c</a>"), "a<br>bc");
    }

    #[test]
    fn nothing_that_runs_survives() {
        for hostile in [
            "<script>alert(1)</script>",
            "<SCRIPT\n>alert(1)</SCRIPT >",
            "<svg><script>alert(1)</script></svg>",
            "<svg onload=alert(1)>",
            "<img src=x onerror=alert(1)>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<style>@import 'x'</style>",
            "<math><mtext><script>alert(1)</script></mtext></math>",
            "<!--<script>alert(1)</script>-->",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<textarea></textarea><script>alert(1)</script>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<plaintext><script>alert(1)",
        ] {
            let out = reduce(hostile).to_ascii_lowercase();
            assert!(!out.contains("<s") && !out.contains("<i") && !out.contains("<plain"), "{hostile} → {out}");
            assert!(!out.contains("onerror=") || !out.contains('<'), "{hostile} → {out}");
        }
    }

    #[test]
    fn tags_cannot_break_out_of_the_page() {
        assert_eq!(reduce("</article></main><p>a</p></body>"), "<p>a</p>");
        assert_eq!(reduce("<ul><li>a<li>b"), "<ul><li>a<li>b</li></li></ul>");
        assert_eq!(reduce("<p><b>a</p>b</b>"), "<p><b>a</b></p>b");
    }

    /// The words a reader of the reduced page sees, line ends as `|`.
    fn seen(html: &str) -> String {
        let mut lines = String::new();
        for token in Tokenizer::new(&reduce(html)) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if INLINE.contains(&&*String::from_utf8_lossy(&tag.name)) => {}
                Token::EndTag(tag) if INLINE.contains(&&*String::from_utf8_lossy(&tag.name)) => {}
                Token::StartTag(_) | Token::EndTag(_) => lines.push('|'),
                Token::String(text) => lines.push_str(&String::from_utf8_lossy(&text.value)),
                _ => panic!("{html} → {token:?}"),
            }
        }
        lines.split('|').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn unseen_content_never_appears() {
        for (html, shown) in [
            ("<style/>机密★10年", ""),
            ("甲<style>机密</style>乙", "甲|乙"),
            ("<STYLE a=b />机密</style >乙", "乙"),
            ("<script/>机密</script>乙", "乙"),
            ("<script>机密<!--</script>乙", "乙"),
            ("<svg><style/></svg><p>机密", ""),
            ("<svg><script/>机密</svg>机密</script>乙", "乙"),
            ("<math><style>机密</math></style>乙", "乙"),
            ("<noscript>机密</noscript>乙", "乙"),
            ("<noscript><noscript>机密</noscript>乙", "乙"),
            ("<template/>机密", ""),
            ("<template><p>机密</template>乙", "乙"),
            ("<template><template>机密</template>乙</template>丙", "乙|丙"),
            ("<template></template><noframes></template>机密", ""),
            ("<template><template></template><noframes></template>机密</noframes>乙", "乙"),
            ("<iframe/>机密", ""),
            ("<iframe><p>机密</iframe>乙", "乙"),
            ("<noembed>机密</noembed>乙", "乙"),
            ("<noframes>机密<b>机密</b></noframes>乙", "乙"),
            ("<p><noframes/>机密</p>", ""),
            ("<!-- 机密 -->乙<!-- 机密", "乙"),
            ("乙<p title='机密", "乙"),
        ] {
            let text = seen(html);
            assert!(!text.contains("机密"), "{html} → {text}");
            assert_eq!(text, shown, "{html} → {}", reduce(html));
        }
    }

    #[test]
    fn what_was_screened_as_text_is_shown_as_text() {
        for (html, shown) in [
            ("<xmp>甲<b></xmp>", "甲<b>"),
            ("<plaintext>甲</plaintext>", "甲</plaintext>"),
            ("<textarea>甲<p></textarea>", "甲<p>"),
            ("<title>甲</title>乙", "甲|乙"),
            ("<svg><text>甲</text></svg><object>乙</object>", "甲|乙"),
        ] {
            assert_eq!(seen(html), shown, "{html} → {}", reduce(html));
        }
    }

    #[test]
    fn nothing_joins_what_was_screened_apart() {
        for html in [
            "机<x>密",
            "机</x>密",
            "机</p>密",
            "机<td>密",
            "机<section>密",
            "机<script></script>密",
            "机<object></object>密",
            "<b>机<x> </b><i>密</i>",
            "<table>机<tr>密",
            "<table><tr><td><tr></tr>机</table>密",
        ] {
            assert_eq!(seen(html), "机|密", "{html} → {}", reduce(html));
        }
        assert_eq!(seen("机<span>密</span><!-- --><a>★</a>"), "机密★");
    }

    #[test]
    fn tables_keep_the_order_of_the_source() {
        // A browser would move the second half in front of the table, behind the first.
        let html = "机<table><tr><td>一</td></tr>密<tr><td>二</td></tr></table>";
        assert_eq!(reduce(html), "机<table><tr><td>一</td></tr></table>密<br>二");
        let nested = "<table><tr><td><tr></tr>密</table>";
        assert_eq!(reduce(nested), "<table><tr><td></td></tr><tr></tr></table>密");
        let plain = "<table><caption>甲</caption><thead><tr><th>乙</th></tr></thead><tbody> <tr><td>丙</td></tr></tbody></table>";
        assert_eq!(reduce(plain), plain);
    }

    #[test]
    fn a_hundred_thousand_open_elements() {
        let html = format!("{}深{}", "<b>".repeat(100_000), "</p>".repeat(100_000));
        assert_eq!(seen(&html), "深");
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(paragraphs("一\r\n\n  <二>"), "<p>一</p>\n<p>&lt;二&gt;</p>\n");
    }
}
