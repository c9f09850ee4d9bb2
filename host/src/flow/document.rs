//! First stage: a document comes in as JSON. The same form is stored, so that what was signed can be shown again.

use serde::{Deserialize, Serialize};

use super::error::FlowError;
use crate::component::{
    bindings::{Attachment, BodyFormat, Document},
    digest::is_sm3,
};

/// The largest document in all its parts, in bytes of UTF-8 (16 MiB).
pub const DOCUMENT_BYTES: usize = 16 * 1024 * 1024;

/// How many renditions one submission may have: one a channel.
pub const RENDITIONS: usize = 16;

/// How many attachments, and how many metadata entries, one document may have.
pub const PARTS: usize = 1_000;

/// How the body is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// HTML.
    Html,
}

/// A document as JSON; unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentJson {
    /// The channel.
    pub channel: String,
    /// The title.
    pub title: String,
    /// The summary.
    #[serde(default)]
    pub summary: String,
    /// How the body is written.
    #[serde(default)]
    pub body_format: Format,
    /// The body.
    pub body: String,
    /// Files published with it.
    #[serde(default)]
    pub attachments: Vec<AttachmentJson>,
    /// What is shown or decided beside the text.
    #[serde(default)]
    pub metadata: Vec<(String, String)>,
}

/// A file that is published with the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentJson {
    /// The file name.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// SM3 of the file's bytes.
    pub digest: String,
    /// The extracted text; null when it could not be read.
    pub text: Option<String>,
}

impl From<DocumentJson> for Document {
    fn from(json: DocumentJson) -> Self {
        Self {
            channel: json.channel,
            title: json.title,
            summary: json.summary,
            body_format: match json.body_format {
                Format::Text => BodyFormat::Text,
                Format::Html => BodyFormat::Html,
            },
            body: json.body,
            attachments: json
                .attachments
                .into_iter()
                .map(|a| Attachment { name: a.name, media_type: a.media_type, digest: a.digest, text: a.text })
                .collect(),
            metadata: json.metadata,
        }
    }
}

impl DocumentJson {
    /// The size of all parts, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let attachments = self
            .attachments
            .iter()
            .map(|a| a.name.len() + a.media_type.len() + a.digest.len() + a.text.as_ref().map_or(0, String::len));
        let metadata = self.metadata.iter().map(|(name, value)| name.len() + value.len());
        let parts = [self.channel.len(), self.title.len(), self.summary.len(), self.body.len()];
        parts.into_iter().chain(attachments).chain(metadata).sum()
    }

    /// The document for the component.
    ///
    /// # Errors
    /// `document-too-large` past [`DOCUMENT_BYTES`]; `too-many-parts` past [`PARTS`]; `bad-attachment`,
    /// `duplicate-metadata`. Messages name a place, never text: nothing of it was screened yet.
    pub fn accept(self) -> Result<Document, FlowError> {
        let bytes = self.bytes();
        if bytes > DOCUMENT_BYTES {
            let message = format!("稿件共 {bytes} 字节，超过 16 MiB 的上限，请拆分后再提交。");
            return Err(FlowError::Malformed { code: "document-too-large", message });
        }
        if self.attachments.len() > PARTS || self.metadata.len() > PARTS {
            let message = format!("附件和元数据各不得超过 {PARTS} 项，请精简后再提交。");
            return Err(FlowError::Malformed { code: "too-many-parts", message });
        }
        let mut files = (1_usize..).zip(&self.attachments);
        if let Some((place, _)) = files.find(|(_, file)| !is_media_type(&file.media_type) || !is_sm3(&file.digest)) {
            let message = format!("附件第 {place} 个的媒体类型或 SM3 摘要格式不对。");
            return Err(FlowError::Malformed { code: "bad-attachment", message });
        }
        if let Some(place) = self.repeated_name() {
            let message = format!("元数据第 {place} 项与前面的一项同名，每项只能有一个值。");
            return Err(FlowError::Malformed { code: "duplicate-metadata", message });
        }
        Ok(self.into())
    }

    /// The place, from 1, of a metadata name that stood before: a finding in it could not say which one it means.
    fn repeated_name(&self) -> Option<usize> {
        let mut seen = std::collections::BTreeSet::new();
        let mut names = (1..).zip(&self.metadata);
        names.find(|(_, (name, _))| !seen.insert(name)).map(|(place, _)| place)
    }

    /// The stored form of a document.
    ///
    /// # Errors
    /// None in practice: every document can be written as JSON.
    pub fn store(document: &Document) -> Result<String, FlowError> {
        let json = Self {
            channel: document.channel.clone(),
            title: document.title.clone(),
            summary: document.summary.clone(),
            body_format: match document.body_format {
                BodyFormat::Text => Format::Text,
                BodyFormat::Html => Format::Html,
            },
            body: document.body.clone(),
            attachments: document
                .attachments
                .iter()
                .map(|a| AttachmentJson {
                    name: a.name.clone(),
                    media_type: a.media_type.clone(),
                    digest: a.digest.clone(),
                    text: a.text.clone(),
                })
                .collect(),
            metadata: document.metadata.clone(),
        };
        serde_json::to_string(&json)
            .map_err(|_| FlowError::Malformed {
                code: "malformed-request", message: "稿件无法写成 JSON。".to_owned()
            })
    }
}

/// `type/subtype` in visible ASCII, without parameters: a name of a format, which can carry no text.
fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| {
        (1..=127).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.split_once('/').is_some_and(|(kind, format)| is_token(kind) && is_token(format))
}

/// An item id: 1 to 64 ASCII letters, digits, `-`, `_` or `.`, beginning with a letter or digit. It stands in addresses and
/// records, so it can carry no text.
///
/// # Errors
/// `bad-item-id`.
pub fn check_item_id(id: &str) -> Result<(), FlowError> {
    let fits = id.len() <= 64
        && id.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if fits {
        return Ok(());
    }
    let message = "稿件编号须为 1 至 64 个英文字母、数字或 - _ .，并以字母或数字开头。".to_owned();
    Err(FlowError::Malformed { code: "bad-item-id", message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_defaults_and_refuses_unknown_fields() {
        let json: DocumentJson = serde_json::from_str(r#"{"channel":"portal","title":"题","body":"文"}"#).unwrap();
        assert_eq!((json.body_format, json.bytes()), (Format::Text, 12));
        let stored = DocumentJson::store(&json.clone().accept().unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<DocumentJson>(&stored).unwrap(), json);
        let unknown = r#"{"channel":"portal","title":"","body":"","approved":true}"#;
        assert!(serde_json::from_str::<DocumentJson>(unknown).is_err());
    }

    #[test]
    fn a_document_above_the_limit_is_refused() {
        let json = |body| DocumentJson {
            channel: String::new(),
            title: String::new(),
            summary: String::new(),
            body_format: Format::Text,
            body,
            attachments: Vec::new(),
            metadata: Vec::new(),
        };
        assert!(json("x".repeat(DOCUMENT_BYTES)).accept().is_ok());
        let refused = json("x".repeat(DOCUMENT_BYTES + 1)).accept();
        assert!(matches!(refused, Err(FlowError::Malformed { code: "document-too-large", .. })));
    }

    #[test]
    fn item_ids_carry_no_text() {
        for good in ["1", "2025-001", "a.b_c"] {
            assert!(check_item_id(good).is_ok(), "{good}");
        }
        for bad in ["", "机密", "-1", "a/b", "a b", &"x".repeat(65)] {
            assert!(check_item_id(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_of_formats_and_digests_carry_no_text() {
        let document = |media_type: &str, digest: &str, metadata: &str| {
            let text = format!(
                r#"{{"channel":"portal","title":"","body":"","metadata":{metadata},
                "attachments":[{{"name":"a","media_type":"{media_type}","digest":"{digest}","text":null}}]}}"#
            );
            serde_json::from_str::<DocumentJson>(&text).unwrap().accept()
        };
        let digest = format!("sm3:{}", "0".repeat(64));
        let code = |answer: Result<Document, FlowError>| match answer.unwrap_err() {
            FlowError::Malformed { code, .. } => code,
            other => panic!("{other}"),
        };
        assert!(document("application/pdf", &digest, "[]").is_ok());
        for media_type in ["", "pdf", "text/", "text/plain; charset=机密", "文本/普通", "a/b/c"] {
            assert_eq!(code(document(media_type, &digest, "[]")), "bad-attachment", "{media_type}");
        }
        assert_eq!(code(document("text/plain", "sm3:机密", "[]")), "bad-attachment");
        assert_eq!(code(document("text/plain", &digest, r#"[["来源","甲"],["来源","乙"]]"#)), "duplicate-metadata");
    }

    fn empty() -> DocumentJson {
        serde_json::from_str(r#"{"channel":"portal","title":"","body":""}"#).unwrap()
    }

    fn file(name: &str, digest: String) -> AttachmentJson {
        AttachmentJson { name: name.to_owned(), media_type: "text/plain".to_owned(), digest, text: None }
    }

    #[test]
    fn messages_name_the_place_and_never_the_text() {
        let refused = |json: DocumentJson| json.accept().unwrap_err().to_string();
        let mut json = empty();
        json.attachments = vec![file("一", format!("sm3:{}", "0".repeat(64))), file("机密★10年", String::new())];
        let message = refused(json);
        assert!(message.contains("附件第 2 个") && !message.contains("机密"), "{message}");
        let mut json = empty();
        json.metadata = ["来源", "机密★5年", "机密★5年"].map(|name| (name.to_owned(), String::new())).to_vec();
        let message = refused(json);
        assert!(message.contains("元数据第 3 项") && !message.contains("机密"), "{message}");
    }

    #[test]
    fn parts_have_a_limit() {
        let with = |files: usize, entries: usize| {
            let mut json = empty();
            json.attachments = (0..files).map(|_| file("一", format!("sm3:{}", "0".repeat(64)))).collect();
            json.metadata = (0..entries).map(|at| (at.to_string(), String::new())).collect();
            json.accept()
        };
        assert!(with(PARTS, PARTS).is_ok());
        for (files, entries) in [(PARTS + 1, 0), (0, PARTS + 1)] {
            assert!(matches!(with(files, entries), Err(FlowError::Malformed { code: "too-many-parts", .. })));
        }
    }
}
