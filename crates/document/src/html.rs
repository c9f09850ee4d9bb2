//! HTML to text: what a reader sees, block by block.

use crate::cells::CellReader;
use crate::outline::{Outline, Outliner};
use crate::text::{Loss, Text};
use crate::tokenize::tokenize;
use html5gum::Error;
use html5gum::emitters::callback::CallbackEvent;
use std::ops::Range;

/// Elements whose content browsers do not show. The host's public page drops the same ones: what readers see was screened. `noscript` is
/// not shown by a browser that runs scripts, and the tokenizer reads it as such a browser does.
pub(crate) const UNSEEN: [&[u8]; 7] =
    [b"script", b"style", b"template", b"iframe", b"noembed", b"noframes", b"noscript"];

/// Elements that stand within a line. All others end the block: an element we do not know must not glue two paragraphs together.
const INLINE: [&[u8]; 36] = [
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"cite", b"code", b"data", b"del", b"dfn", b"em", b"font",
    b"i", b"img", b"ins", b"kbd", b"label", b"mark", b"nobr", b"q", b"ruby", b"s", b"samp", b"small", b"span",
    b"strike", b"strong", b"sub", b"sup", b"time", b"tt", b"u", b"var", b"wbr",
];

/// Attributes that readers meet, as a hint or read aloud.
const SPOKEN: [&[u8]; 4] = [b"alt", b"title", b"placeholder", b"aria-label"];

/// Read HTML: what readers see into `text`, comments, attributes and unseen elements into `hidden`. Never fails; broken markup is read as
/// browsers read it. What the markup says beside the text is returned.
pub(crate) fn read<'s>(source: &'s str, text: &mut Text<'s>, hidden: &mut Text<'s>) -> Outline {
    let mut reading = Reading {
        text,
        hidden,
        unseen: None,
        spoken: false,
        cells: CellReader::default(),
        outliner: Outliner::default(),
    };
    tokenize(source, &mut |event, span| reading.take(event, span));
    let end = reading.text.as_str().len();
    let cells = reading.cells.finish(end);
    reading.text.set_cells(cells);
    reading.outliner.finish()
}

/// Where a source is being read.
struct Reading<'r, 's> {
    text: &'r mut Text<'s>,
    hidden: &'r mut Text<'s>,
    /// The unseen element we are in.
    unseen: Option<Vec<u8>>,
    /// The attribute whose value comes next is one that readers meet.
    spoken: bool,
    cells: CellReader,
    outliner: Outliner,
}

impl Reading<'_, '_> {
    fn take(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                separate(name, span.start, self.text);
                self.cells.open(name, self.text.as_str().len());
                if self.unseen.is_none() && UNSEEN.contains(name) {
                    self.unseen = Some(name.to_vec());
                }
                self.outliner.open(name, span.start);
            }
            CallbackEvent::CloseStartTag { .. } if self.unseen.is_none() => {
                self.outliner.start(span.end, self.text.as_str().len());
            }
            CallbackEvent::EndTag { name } => {
                if self.unseen.as_deref() == Some(*name) {
                    self.unseen = None;
                }
                self.cells.close(name, self.text.as_str().len());
                self.outliner.end(name, self.text.as_str().len());
                separate(name, span.start, self.text);
            }
            CallbackEvent::String { value } if self.unseen.is_none() => {
                self.text.push_decoded(&String::from_utf8_lossy(value), span);
            }
            CallbackEvent::String { value } => self.hide(value, span, Some(Loss::Scripts)),
            CallbackEvent::Comment { value } => self.hide(value, span, Some(Loss::Comments)),
            CallbackEvent::AttributeName { name } => {
                self.spoken = SPOKEN.contains(name);
                self.cells.attribute(name);
                self.outliner.attribute(name);
            }
            CallbackEvent::AttributeValue { value } => {
                self.cells.value(value);
                self.outliner.value(value);
                self.hide(value, span, self.spoken.then_some(Loss::Attributes));
            }
            CallbackEvent::Error(Error::EofInTag | Error::EofInComment | Error::EofInDoctype | Error::EofInCdata) => {
                self.text.lose(Loss::Unclosed);
            }
            _ => {}
        }
    }

    fn hide(&mut self, value: &[u8], span: Range<usize>, loss: Option<Loss>) {
        if value.trim_ascii().is_empty() {
            return;
        }
        if let Some(loss) = loss {
            self.text.lose(loss);
        }
        self.hidden.push_hidden(&String::from_utf8_lossy(value), span);
    }
}

fn separate(name: &[u8], at: usize, text: &mut Text<'_>) {
    match name {
        b"td" | b"th" => text.push_cell(at),
        // A name with a colon is of another vocabulary: word processors put their own inside words.
        inline if INLINE.contains(&inline) || inline.contains(&b':') => {}
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
        assert_eq!(text.hidden().unwrap().as_str(), "if (1 < 2) x('机密★')\n 草稿 \nb{}\n");
        assert_eq!(text.losses(), [Loss::Scripts, Loss::Comments]);
    }

    #[test]
    fn a_self_closing_slash_closes_no_raw_text() {
        let text = html("<p>一</p><style/>机密★10年</style><p>二</p>");
        assert_eq!(text.as_str(), "一\n二\n");
        assert_eq!(text.hidden().unwrap().as_str(), "机密★10年\n");
    }

    #[test]
    fn attributes_are_hidden_text() {
        let text = html("<p class=x onclick='机密★1年'>一<img alt=\"机密&#9733;10年\"></p>");
        assert_eq!(text.as_str(), "一\n");
        assert_eq!(text.hidden().unwrap().as_str(), "x\n机密★1年\n机密★10年\n");
        assert_eq!(text.losses(), [Loss::Attributes]);
    }

    #[test]
    fn a_word_goes_on_over_elements_of_other_vocabularies() {
        assert_eq!(html("部<o:p></o:p>署，准<wbr>确定").as_str(), "部署，准确定");
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
