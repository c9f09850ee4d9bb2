//! Where lines begin, to turn byte offsets into line and column.

use crate::component::bindings::Span;

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Lines { text, starts }
    }

    /// `line:column`, both from 1, the column in characters; the part's name when it is not the body.
    pub(super) fn place(&self, span: &Span) -> String {
        if span.part == "body" { self.at(span.start as usize) } else { part(&span.part) }
    }

    /// `line:column` of a byte offset in the body.
    pub(super) fn at(&self, offset: usize) -> String {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        format!("{line}:{}", column + 1)
    }
}

/// A part of a document as people call it.
fn part(part: &str) -> String {
    match part.split_once('/') {
        None if part == "title" => "标题".to_owned(),
        None if part == "summary" => "摘要".to_owned(),
        Some(("metadata" | "metadata-name", name)) => format!("字段“{name}”"),
        _ => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("一二\n三四五\n");
        let place = |start: u32| lines.place(&Span { part: "body".into(), start, end: start });
        assert_eq!(place(0), "1:1");
        assert_eq!(place(3), "1:2");
        assert_eq!(place(7), "2:1");
        assert_eq!(place(10), "2:2");
        assert_eq!(place(17), "3:1");
        assert_eq!(lines.place(&Span { part: "metadata/栏目".into(), start: 0, end: 1 }), "字段“栏目”");
    }
}
