//! Interface `redaction`: the salt or the editor says what to do; what it gives is no public version.

use crate::bindings::api::redaction::{
    Card, Context, Document, Event, Guest, PublicVersion, Redacted, RedactionBasis, Refusal, SealedOriginal,
};
use crate::case::refusal;
use crate::{Component, digest, misbehave};

impl Guest for Component {
    fn bases() -> Vec<RedactionBasis> {
        Vec::new()
    }

    fn redact(
        _: Vec<Event>,
        _: Context,
        sealed: SealedOriginal,
        _: String,
        _: Vec<Document>,
    ) -> Result<Redacted, Refusal> {
        misbehave::obey(&sealed.salt);
        let version = |original: &str, list: &[&str]| PublicVersion {
            original: original.to_owned(),
            redactions: list.iter().map(|&entry| entry.to_owned()).collect(),
        };
        let (original, seal) = (sealed.original, digest("seal"));
        let public = Document { title: "公开版本".to_owned(), ..original.clone() };
        let made = |document, version| Redacted { document, digest: digest("another"), version };
        match sealed.salt.as_str() {
            "no-list" => Ok(made(public, version(&seal, &[]))),
            "no-seal" => Ok(made(public, version("original", &["一"]))),
            "the-original" => Ok(made(original, version(&seal, &["一"]))),
            "other-digest" => Ok(made(public, version(&seal, &["一"]))),
            _ => Err(refusal()),
        }
    }

    fn may_read(_: Vec<Event>, _: Context, editor: String, _: String) -> Result<(), Refusal> {
        misbehave::obey(&editor);
        if editor == "nameless-refusal" { Err(Refusal { code: String::new(), ..refusal() }) } else { Ok(()) }
    }

    fn check_submission(
        _: Vec<Event>,
        _: Context,
        _: SealedOriginal,
        _: Card,
        _: Vec<Document>,
    ) -> Result<(), Refusal> {
        Err(refusal())
    }

    fn check_texts(_: SealedOriginal, _: Vec<String>) -> Result<(), Refusal> {
        Err(refusal())
    }
}
