//! The document as a content management system hands it in.

use serde::{Deserialize, Serialize};

/// How the body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyFormat {
    /// Plain text; lines end with LF or CR LF.
    #[default]
    Text,
    /// HTML, a fragment or a whole page.
    Html,
}

/// A file that is published with the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The file name shown to readers.
    pub name: String,
    /// The media type, for example `application/pdf`.
    pub media_type: String,
    /// SM3 of the file's bytes, as `sm3:` and hexadecimal digits.
    pub digest: String,
    /// The text extracted by the host; none when the file could not be read.
    #[serde(default)]
    pub text: Option<String>,
}

/// One rendition of an item: what a reader of one channel will see (clause 4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The channel's id.
    pub channel: String,
    /// Plain text, one line.
    pub title: String,
    /// Plain text; empty when there is none.
    #[serde(default)]
    pub summary: String,
    /// How `body` is written.
    #[serde(default)]
    pub body_format: BodyFormat,
    /// The body.
    pub body: String,
    /// Files in the order shown.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Name and value of what is shown or decided beside the text.
    #[serde(default)]
    pub metadata: Vec<(String, String)>,
}

impl Document {
    /// A document of plain text without anything else, as tests and the command line use it.
    #[must_use]
    pub fn plain(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// A document whose body is HTML, without anything else.
    #[must_use]
    pub fn html(body: impl Into<String>) -> Self {
        Self { body: body.into(), body_format: BodyFormat::Html, ..Self::default() }
    }

    /// The size of everything that would be screened, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let attachments =
            self.attachments.iter().map(|file| file.name.len() + file.text.as_ref().map_or(0, String::len));
        let metadata = self.metadata.iter().map(|(name, value)| name.len() + value.len());
        let sum = self.title.len() + self.summary.len() + self.body.len();
        (sum + attachments.sum::<usize>() + metadata.sum::<usize>()) as u64
    }
}
