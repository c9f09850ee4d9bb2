//! Public versions by redaction (clause 9).

use super::bindings::{Card, Context, Document, Event, Redacted, RedactionBasis, Refusal, SealedOriginal};
use super::calls::{call, told};
use super::failure::EngineFailure;
use super::{Reviewer, instance, size, verify};

impl Reviewer {
    /// The lawful reasons for keeping words from the public.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn redaction_bases(&self) -> Result<Vec<RedactionBasis>, EngineFailure> {
        let bases = call!(self, 0, xianshen_review_redaction.call_bases())?;
        verify::redaction_bases(&bases)?;
        Ok(bases)
    }

    /// Make a public version; `submitted` is every content of the item that was handed in, `holder` who has made its public versions so far.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn redact(
        &self,
        history: &[Event],
        context: &Context,
        sealed: &SealedOriginal,
        holder: &str,
        submitted: &[Document],
    ) -> Result<Result<Redacted, Refusal>, EngineFailure> {
        self.check_size(&sealed.original)?;
        let submitted_bytes: usize = submitted.iter().map(size::document).sum();
        let input = size::case(history, context) + sealed_bytes(sealed) + submitted_bytes;
        let answer =
            call!(self, input, xianshen_review_redaction.call_redact(history, context, sealed, holder, submitted))?;
        let answer = told(answer, |redacted| verify::redacted(redacted, &sealed.request))?;
        if let Ok(redacted) = &answer {
            self.is_public_version(redacted, &sealed.original)?;
        }
        Ok(answer)
    }

    /// A content of its own, under its own digest: a faulty component must not hand the original on.
    fn is_public_version(&self, redacted: &Redacted, original: &Document) -> Result<(), EngineFailure> {
        if redacted.document == *original {
            return Err(EngineFailure::bad_result("公开版本与原件相同"));
        }
        if self.digest(&redacted.document)? != redacted.digest {
            return Err(EngineFailure::bad_result("公开版本的摘要与内容不符"));
        }
        Ok(())
    }

    /// May the context's actor read the original that this editor of this section has sealed?
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn may_read(
        &self,
        history: &[Event],
        context: &Context,
        editor: &str,
        section: &str,
    ) -> Result<Result<(), Refusal>, EngineFailure> {
        let input = size::case(history, context) + editor.len() + section.len();
        let answer = call!(self, input, xianshen_review_redaction.call_may_read(history, context, editor, section))?;
        told(answer, |()| Ok(()))
    }

    /// May this be handed in for an item with this sealed original?
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_submission(
        &self,
        history: &[Event],
        context: &Context,
        sealed: &SealedOriginal,
        card: &Card,
        documents: &[Document],
    ) -> Result<Result<(), Refusal>, EngineFailure> {
        documents.iter().try_for_each(|document| self.check_size(document))?;
        let bytes: usize = documents.iter().map(size::document).sum();
        let input = size::case(history, context) + sealed_bytes(sealed) + size::json(card) + bytes;
        let answer = call!(
            self,
            input,
            xianshen_review_redaction.call_check_submission(history, context, sealed, card, documents)
        )?;
        told(answer, |()| Ok(()))
    }

    /// Do these texts keep quiet about what was taken out?
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_texts(&self, sealed: &SealedOriginal, texts: &[String]) -> Result<Result<(), Refusal>, EngineFailure> {
        let input = sealed_bytes(sealed) + texts.iter().map(String::len).sum::<usize>();
        let answer = call!(self, input, xianshen_review_redaction.call_check_texts(sealed, texts))?;
        told(answer, |()| Ok(()))
    }
}

fn sealed_bytes(sealed: &SealedOriginal) -> usize {
    size::document(&sealed.original) + size::json(&sealed.request) + sealed.salt.len()
}
