//! Public versions (clause 9), through the component.

use super::{ComponentDriver, plain};
use crate::case::{Removed, Text};
use serde_json::{Map, Value};
use xianshen_host::component::bindings::{
    Card, Context, Document, OffsetEncoding, RedactionRequest, Refusal, Removal, SealedOriginal, Span,
};

impl ComponentDriver {
    pub(super) fn redact(
        &mut self,
        context: &Context,
        text: &Text,
        remove: &[Removed],
        classification: &str,
    ) -> Result<Vec<String>, Refusal> {
        let removal = |it: &Removed| {
            let (start, end) = it.range(&text.body);
            let place = Span { part: "body".into(), start, end };
            Removal { place, basis: it.basis.clone(), note: it.note.clone() }
        };
        let request = RedactionRequest {
            classification: classification.to_owned(),
            encoding: OffsetEncoding::Utf8,
            removals: remove.iter().map(removal).collect(),
            attachments: Vec::new(),
        };
        let (editor, section) = (context.actor.person.clone(), context.actor.section.clone());
        let sealed = SealedOriginal { editor, section, salt: "0123456789".repeat(4), original: plain(text), request };
        let holder = self.sealed.as_ref().map_or("", |(sealed, _)| &sealed.editor);
        let made = self.reviewer.redact(&self.history, context, &sealed, holder, &self.documents);
        let made = made.expect("the engine answers")?;
        self.sealed = Some((sealed, made));
        Ok(Vec::new())
    }

    pub(super) fn submit_public_version(
        &mut self,
        context: &Context,
        adds: &str,
        differs: &Map<String, Value>,
    ) -> Result<Vec<String>, Refusal> {
        let (_, made) = self.sealed.as_ref().expect("a public version was made");
        let card = xianshen_tests::public_version_card(&made.version, differs);
        let mut document = made.document.clone();
        document.body.push_str(adds);
        self.hand_in(context, vec![document], card, true)
    }

    pub(super) fn check_submission(
        &self,
        context: &Context,
        card: &Card,
        documents: &[Document],
    ) -> Result<(), Refusal> {
        let Some((sealed, _)) = &self.sealed else { return Ok(()) };
        let checked = self.reviewer.check_submission(&self.history, context, sealed, card, documents);
        checked.expect("the engine answers")
    }

    pub(super) fn read_original(&self, context: &Context) -> Result<Vec<String>, Refusal> {
        let (sealed, _) = self.sealed.as_ref().expect("an original was sealed");
        let may = self.reviewer.may_read(&self.history, context, &sealed.editor, &sealed.section);
        may.expect("the engine answers").map(|()| Vec::new())
    }
}
