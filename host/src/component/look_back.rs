//! What follows a release, and what an edit has changed: the calls that are no command.

use super::bindings::{Change, Context, Document, Event, FollowUpView, Refusal};
use super::calls::{call, told};
use super::failure::EngineFailure;
use super::{Reviewer, instance, size, verify};

impl Reviewer {
    /// What is due after the releases of an item, as the context's actor sees it (clause 16).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn follow_up(
        &self,
        history: &[Event],
        context: &Context,
    ) -> Result<Result<FollowUpView, Refusal>, EngineFailure> {
        let input = size::case(history, context);
        let answer = call!(self, input, xianshen_review_look_back.call_follow_up(history, context))?;
        told(answer, verify::follow_up)
    }

    /// What an edit has changed, part by part.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn compare(&self, before: &Document, after: &Document) -> Result<Vec<Change>, EngineFailure> {
        self.check_size(before)?;
        self.check_size(after)?;
        let input = size::document(before) + size::document(after);
        let answer = call!(self, input, xianshen_review_document.call_compare(before, after))?;
        verify::changes(&answer)?;
        Ok(answer)
    }
}
