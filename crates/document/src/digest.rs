//! Digests (clause 4): the only definition of which bytes a signature covers.

use crate::{BodyFormat, Document};
use sm3::Digest as _;

/// SM3 over length-prefixed fields: each field is its length in bytes as eight big-endian bytes, then its UTF-8 bytes. The prefix keeps
/// ("ab", "c") and ("a", "bc") apart.
pub struct Sm3(sm3::Sm3);

impl Sm3 {
    /// Begin with the name of what is hashed, so that digests of different things never coincide.
    #[must_use]
    pub fn new(domain: &str) -> Self {
        Self(sm3::Sm3::new()).field(domain)
    }

    /// Add one field.
    #[must_use]
    pub fn field(mut self, value: &str) -> Self {
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value.as_bytes());
        self
    }

    /// The digest as `sm3:` and 64 hexadecimal digits.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// SM3 of bytes as they are, without a length prefix: for texts and files that others hash too.
///
/// ```
/// // The example of GB/T 32905—2016, A.1.
/// assert_eq!(document::sm3_text(b"abc"), "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
/// ```
#[must_use]
pub fn sm3_text(bytes: &[u8]) -> String {
    hex(&sm3::Sm3::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    // Formatting each byte would take as long as hashing a short text.
    let digit = |value: u8| char::from(value + if value < 10 { b'0' } else { b'a' - 10 });
    let mut text = String::with_capacity("sm3:".len() + digest.len() * 2);
    text.push_str("sm3:");
    text.extend(digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    text
}

/// The digest of one rendition; the order of fields is documented at `document.digest` in the WIT.
#[must_use]
pub fn digest(document: &Document) -> String {
    let format = match document.body_format {
        BodyFormat::Text => "text",
        BodyFormat::Html => "html",
    };
    let mut hash = Sm3::new("xianshen:document:1")
        .field(&document.channel)
        .field(&document.title)
        .field(&document.summary)
        .field(format)
        .field(&document.body)
        .field(&document.attachments.len().to_string());
    for file in &document.attachments {
        hash = hash.field(&file.name).field(&file.media_type).field(&file.digest);
    }
    let mut metadata: Vec<_> = document.metadata.iter().collect();
    metadata.sort();
    hash = hash.field(&metadata.len().to_string());
    for (name, value) in metadata {
        hash = hash.field(name).field(value);
    }
    hash.finish()
}

/// The digest of the texts that were extracted from the attachments. The content's digest covers the files; this one what screening could read
/// of them, so that a screening cannot rest on another reading than the one that was handed in.
#[must_use]
pub fn texts_digest(document: &Document) -> String {
    let mut hash = Sm3::new("xianshen:attachment-texts:1");
    for file in &document.attachments {
        hash = match &file.text {
            Some(text) => hash.field("text").field(text),
            None => hash.field("unreadable"),
        };
    }
    hash.finish()
}

/// What stands for an original in the card of its public version: SM3 over `xianshen:original:1`, a salt that stays with the original, and its
/// digest. Without the salt nobody can try out what was taken away.
#[must_use]
pub fn seal(content: &str, salt: &str) -> String {
    Sm3::new("xianshen:original:1").field(salt).field(content).finish()
}

/// The digest that signatures are given for: `xianshen:case:2`, the digests of all renditions sorted by bytes, then the digest of the card
/// (what is decided beside the text: openness attribute, route, source …). Whoever signs, signs for the card too.
#[must_use]
pub fn case_digest<S: AsRef<str>>(renditions: &[S], card: &str) -> String {
    let mut sorted: Vec<&str> = renditions.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    sorted.into_iter().fold(Sm3::new("xianshen:case:2"), Sm3::field).field(card).finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Attachment;

    fn sample() -> Document {
        Document {
            channel: "portal".into(),
            title: "关于放假的通知".into(),
            body: "正文".into(),
            attachments: vec![Attachment {
                name: "附件1.pdf".into(),
                media_type: "application/pdf".into(),
                digest: sm3_text(b"x"),
                text: None,
            }],
            metadata: vec![("来源".into(), "本局".into()), ("栏目".into(), "公告".into())],
            ..Document::default()
        }
    }

    #[test]
    fn every_field_counts() {
        let base = digest(&sample());
        let changes: [fn(&mut Document); 8] = [
            |it| it.channel.push('x'),
            |it| it.title.push(' '),
            |it| it.summary.push('x'),
            |it| it.body_format = BodyFormat::Html,
            |it| it.body.push('\n'),
            |it| it.attachments[0].name.push('x'),
            |it| it.attachments[0].digest.push('x'),
            |it| it.metadata[0].1.push('x'),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let mut changed = sample();
            change(&mut changed);
            assert_ne!(digest(&changed), base, "change {number}");
        }
    }

    #[test]
    fn order_of_metadata_and_renditions_does_not_count() {
        let mut turned = sample();
        turned.metadata.reverse();
        assert_eq!(digest(&turned), digest(&sample()));
        assert_eq!(case_digest(&["a", "b"], "c"), case_digest(&["b", "a"], "c"));
        assert_ne!(case_digest(&["a", "b"], "c"), case_digest(&["a", "c"], "b"), "the card is not a rendition");
    }

    #[test]
    fn fields_do_not_run_together() {
        let mut moved = sample();
        moved.title = "关于放假的通".into();
        moved.summary = "知".into();
        assert_ne!(digest(&moved), digest(&sample()));
    }
}
