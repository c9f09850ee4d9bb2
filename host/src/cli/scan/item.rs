//! One article of a bulk run: what identifies it, and the document that is screened.

use serde::Serialize;

use crate::component::bindings::{BodyFormat, Document};
use crate::component::digest::sm3;

/// What people find the article by.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct About {
    /// The file as it was named.
    pub(super) file: String,
    /// The line of a table or a JSONL file where it begins, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u64>,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) section: String,
    pub(super) date: String,
    pub(super) url: String,
}

/// An article that waits to be screened.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) about: About,
    pub(super) body: String,
    pub(super) html: bool,
}

impl About {
    /// Only where it lies: all that may be said of an article with a mark of state secrets, whose title may carry the mark.
    pub(super) fn place_only(self) -> Self {
        About { file: self.file, line: self.line, ..About::default() }
    }

    /// File and line.
    pub(super) fn place(&self) -> String {
        self.line.map_or_else(|| self.file.clone(), |line| format!("{} 第 {line} 行", self.file))
    }
}

impl Item {
    /// The document for the component. The section is shown beside the article, so it is screened too.
    pub(super) fn document(&self) -> Document {
        let metadata = [("栏目", &self.about.section), ("日期", &self.about.date)];
        let metadata = metadata.iter().filter(|(_, value)| !value.is_empty());
        Document {
            channel: String::new(),
            title: self.about.title.clone(),
            summary: String::new(),
            body_format: if self.html { BodyFormat::Html } else { BodyFormat::Text },
            body: self.body.clone(),
            attachments: Vec::new(),
            metadata: metadata.map(|(name, value)| ((*name).to_owned(), (*value).clone())).collect(),
        }
    }

    /// Same content, same key: what a resumed run need not screen again.
    pub(super) fn key(&self) -> String {
        let mut content = String::with_capacity(self.body.len() + 256);
        let format = if self.html { "html" } else { "text" };
        for field in [format, &self.about.title, &self.about.section, &self.about.date, &self.body] {
            content.push_str(&field.len().to_string());
            content.push(':');
            content.push_str(field);
        }
        sm3(content.as_bytes())
    }
}

/// HTML without a page around it, as tables export it.
pub(super) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 10] = ["p", "br", "div", "span", "table", "section", "strong", "h1", "h2", "a"];
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name = rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        let ends = rest.get(name.len()..).is_some_and(|after| after.starts_with(['>', ' ', '/', '\n', '\r']));
        ends && TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_tables_is_recognised() {
        for html in ["<p>正文</p>", "正文<br/>正文", "<DIV class=x>文</DIV>", "正文</p>"] {
            assert!(looks_like_html(html), "{html}");
        }
        for text in ["正文", "甲<乙", "若 a<b，则", "<附件>", "<pq>"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let item = |title: &str, body: &str| Item {
            about: About { title: title.into(), ..About::default() },
            body: body.into(),
            html: false,
        };
        assert_ne!(item("甲", "乙").key(), item("甲乙", "").key());
        assert_eq!(item("甲", "乙").key(), item("甲", "乙").key());
    }
}
