//! HTML to text: what a reader sees, block by block.

use crate::text::{Loss, Text};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};
use std::convert::Infallible;

/// Elements whose content is not read by people. `noscript` is: it is what readers without scripts see, but browsers with
/// scripts treat it as raw text, and so does the tokenizer.
const UNSEEN: [&[u8]; 8] = [b"script", b"style", b"template", b"iframe", b"noembed", b"noframes", b"noscript", b"xmp"];

/// Elements that stand within a line. All others end the block: an element we do not know must not glue two paragraphs together.
const INLINE: [&[u8]; 33] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"data", b"del", b"dfn", b"em", b"font", b"i",
    b"img", b"ins", b"kbd", b"label", b"mark", b"q", b"ruby", b"s", b"samp", b"small", b"span", b"strike", b"strong",
    b"sub", b"sup", b"time", b"tt", b"u", b"var",
];

/// Read HTML into `text`. Never fails; broken markup is read as browsers read it.
pub(crate) fn read(source: &str, text: &mut Text<'_>) {
    let mut unseen: Option<Vec<u8>> = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                separate(name, span.start, text);
                if unseen.is_none() && UNSEEN.contains(&name) {
                    unseen = Some(name.to_vec());
                }
            }
            CallbackEvent::EndTag { name } => {
                if unseen.as_deref() == Some(name) {
                    unseen = None;
                }
                separate(name, span.start, text);
            }
            CallbackEvent::String { value } if unseen.is_none() => {
                text.push_decoded(&String::from_utf8_lossy(value), span.start..span.end);
            }
            CallbackEvent::String { value } if !value.trim_ascii().is_empty() => text.lose(Loss::Scripts),
            CallbackEvent::Comment { .. } => text.lose(Loss::Comments),
            CallbackEvent::Error(Error::EofInTag | Error::EofInComment | Error::EofInDoctype | Error::EofInCdata) => {
                text.lose(Loss::Unclosed);
            }
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    // The callback yields no tokens: asking for the first reads the whole source.
    let _ = Tokenizer::new_with_emitter(source, emitter).next();
}

fn separate(name: &[u8], at: usize, text: &mut Text<'_>) {
    match name {
        b"td" | b"th" => text.push_cell(at),
        inline if INLINE.contains(&inline) => {}
        _ => text.push_break(at),
    }
}

/// Escape a text for use in HTML content or a quoted attribute.
///
/// ```
/// assert_eq!(document::escape("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use crate::{BodyFormat, Loss, Text};

    fn html(source: &str) -> Text<'_> {
        Text::new(source, BodyFormat::Html)
    }

    #[test]
    fn blocks_and_cells() {
        let text = html("<p>一<br>二</p><table><tr><th>姓名</th><td>张三</td></tr><tr><td>李四</td></tr></table>");
        assert_eq!(text.as_str(), "一\n二\n姓名\t张三\t\n李四\t\n");
    }

    #[test]
    fn inline_elements_do_not_split_words() {
        assert_eq!(html("部<span style='color:red'>署</span>工作").as_str(), "部署工作");
    }

    #[test]
    fn a_line_end_in_the_source_is_white_space() {
        assert_eq!(html("<p>一\n二</p>").as_str(), "一 二\n");
    }

    #[test]
    fn scripts_and_comments_are_not_text() {
        let text = html("a<script>if (1 < 2) x('机密★')</script><!-- 草稿 --><style>b{}</style>c");
        assert_eq!(text.as_str(), "a\nc");
        assert_eq!(text.losses(), [Loss::Scripts, Loss::Comments]);
    }

    #[test]
    fn unclosed_markup_is_noted() {
        assert_eq!(html("<p>正文<b").losses(), [Loss::Unclosed]);
        assert_eq!(html("<p>正文<b").as_str(), "正文");
        assert_eq!(html("<div><p>正文").losses(), [] as [Loss; 0]);
    }

    #[test]
    fn every_character_maps_to_its_source() {
        let source = "<p>甲&nbsp;乙&amp;丙 &lt;丁&gt;&#x4E2D;\r\n戊</p>文<em>己</em>&unknown;庚&";
        let text = html(source);
        for (at, character) in text.as_str().char_indices() {
            let range = text.source_range(at..at + character.len_utf8());
            let slice = source.get(range).unwrap();
            let plausible = slice.starts_with(character) || slice.starts_with(['&', '\r', '\n']) || slice.is_empty();
            assert!(plausible, "{character:?} came from {slice:?}");
        }
        assert!(text.as_str().ends_with("己&unknown;庚&"));
    }

    #[test]
    fn ten_thousand_nested_tags() {
        let source = format!("{}深{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(html(&source).as_str().trim(), "深");
    }
}
