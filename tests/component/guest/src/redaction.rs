//! Interface `redaction`: the salt says what to do; what it gives is no public version.

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
        let version =
            |original: &str, redactions: Vec<String>| PublicVersion { original: original.to_owned(), redactions };
        let whole = digest("");
        let (document, seal) = (sealed.original, digest("seal"));
        match sealed.salt.as_str() {
            "no-list" => Ok(Redacted { document, digest: whole, version: version(&seal, Vec::new()) }),
            "no-seal" => Ok(Redacted { document, digest: whole, version: version("original", vec!["一".to_owned()]) }),
            "other-digest" => Ok(Redacted { document, digest: whole, version: version(&seal, vec!["一".to_owned()]) }),
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
