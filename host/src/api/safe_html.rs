//! Text on pages: escaping, and a body in HTML reduced to what cannot do anything.

use html5gum::{Token, Tokenizer};

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
/// Elements whose content is not text for readers; it is left out with them.
const DROPPED: [&str; 11] =
    ["script", "style", "template", "iframe", "object", "embed", "noscript", "noembed", "noframes", "svg", "math"];
/// Elements that end a line; they become paragraphs' edges when they are not kept themselves.
const BLOCKS: [&str; 6] = ["div", "section", "article", "header", "footer", "main"];

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
    for token in Tokenizer::new(html) {
        // Reading from a string cannot fail.
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reducer.open(&String::from_utf8_lossy(&tag.name), tag.self_closing),
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
    /// The element that is being left out, and how many of it are open.
    dropped: Option<(&'static str, usize)>,
}

impl Reducer {
    fn open(&mut self, name: &str, self_closing: bool) {
        if let Some((element, depth)) = &mut self.dropped {
            if *element == name && !self_closing {
                *depth += 1;
            }
        } else if let Some(element) = find(&DROPPED, name) {
            if !self_closing && element != "embed" {
                self.dropped = Some((element, 1));
            }
        } else if let Some(element) = find(&KEPT, name) {
            self.out.push_str(&format!("<{element}>"));
            if !VOID.contains(&element) {
                self.open.push(element);
            }
        } else if BLOCKS.contains(&name) {
            self.out.push_str("<br>");
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((element, depth)) = &mut self.dropped {
            if *element == name {
                *depth -= 1;
                if *depth == 0 {
                    self.dropped = None;
                }
            }
        } else if let Some(place) = self.open.iter().rposition(|open| *open == name) {
            while self.open.len() > place {
                self.close_last();
            }
        }
    }

    fn close_last(&mut self) {
        if let Some(element) = self.open.pop() {
            self.out.push_str(&format!("</{element}>"));
        }
    }

    fn text(&mut self, text: &str) {
        if self.dropped.is_none() {
            self.out.push_str(&escape(text));
        }
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

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(paragraphs("一\r\n\n  <二>"), "<p>一</p>\n<p>&lt;二&gt;</p>\n");
    }
}
