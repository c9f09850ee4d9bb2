//! Every function of the contract as a typed call: a fresh instance each, the answer checked before it is returned.
//!
//! `Err` is an [`EngineFailure`] and always means *refused*. A refusal by a rule is inside `Ok`.

use super::bindings::{
    CaseView, ClauseInfo, Context, DeterminationView, Digest, Document, DutyInfo, EngineInfo, Event, Issued, Options,
    PermitStanding, ProfileError, ProfileSummary, Publication, PublishRequest, Refusal, ReplayFailure, ReplaySummary,
    Report, RuleInfo, ScreeningError, Submission, Verdict,
};
use super::failure::{EngineFailure, FailureKind};
use super::{Reviewer, instance, size, verify};

/// What a command gives: events to append, or the rule's refusal.
pub type Decision = Result<Vec<Event>, Refusal>;

/// Calls `$function` of `$interface` with a budget for `$input` bytes.
macro_rules! call {
    ($self:ident, $input:expr, $interface:ident . $function:ident ( $($argument:expr),* $(,)? )) => {
        instance::run(&$self.runtime, &$self.pre, $input, |store, exports| {
            exports.$interface().$function(store, $($argument),*)
        })
    };
}

pub(super) use call;

impl Reviewer {
    /// Screen a document (clause 8).
    ///
    /// # Errors
    /// [`EngineFailure`]; a document over the limit is refused here, before the component sees it.
    pub fn screen(
        &self,
        document: &Document,
        options: &Options,
    ) -> Result<Result<Report, ScreeningError>, EngineFailure> {
        self.check_size(document)?;
        let input = size::document(document) + size::options(options);
        let answer = call!(self, input, xianshen_review_screening.call_screen(document, options))?;
        if let Ok(report) = &answer {
            verify::report(report, document)?;
            verify::answers(report, options, &self.identity().pack)?;
        }
        Ok(answer)
    }

    /// Digest of one rendition (clause 4).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn digest(&self, document: &Document) -> Result<String, EngineFailure> {
        self.check_size(document)?;
        let answer = call!(self, size::document(document), xianshen_review_document.call_digest(document))?;
        verify::digest(&answer)?;
        Ok(answer)
    }

    /// Digest that signatures are given for, over the digests of all renditions and of the card (clause 4).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn case_digest(&self, renditions: &[String], card: &Digest) -> Result<String, EngineFailure> {
        let input = renditions.iter().map(String::len).sum::<usize>() + card.len();
        let answer = call!(self, input, xianshen_review_document.call_case_digest(renditions, card))?;
        verify::digest(&answer)?;
        Ok(answer)
    }

    /// Hand in content (6.1).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn submit(
        &self,
        history: &[Event],
        context: &Context,
        submission: &Submission,
    ) -> Result<Decision, EngineFailure> {
        submission.documents.iter().try_for_each(|document| self.check_size(document))?;
        let input = size::case(history, context) + size::submission(submission);
        let answer = call!(self, input, xianshen_review_review.call_submit(history, context, submission))?;
        decision(answer, history, context)
    }

    /// Screen a rendition inside the component and record report digest and finding keys (clause 8).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn record_screening(
        &self,
        history: &[Event],
        context: &Context,
        document: &Document,
    ) -> Result<Decision, EngineFailure> {
        self.check_size(document)?;
        let input = size::case(history, context) + size::document(document);
        let answer = call!(self, input, xianshen_review_review.call_record_screening(history, context, document))?;
        decision(answer, history, context)
    }

    /// The state of a case as the context's actor sees it.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn view(&self, history: &[Event], context: &Context) -> Result<Result<CaseView, Refusal>, EngineFailure> {
        let input = size::case(history, context);
        let answer = call!(self, input, xianshen_review_review.call_view(history, context))?;
        told(answer, |view| verify::case_view(view, history))
    }

    /// How clause 10 stands for a case.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn determination(
        &self,
        history: &[Event],
        context: &Context,
    ) -> Result<Result<DeterminationView, Refusal>, EngineFailure> {
        let input = size::case(history, context);
        let answer = call!(self, input, xianshen_review_determination.call_determination(history, context))?;
        told(answer, verify::determination)
    }

    /// Decide every step again from what it recorded.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn replay(&self, history: &[Event]) -> Result<Result<ReplaySummary, ReplayFailure>, EngineFailure> {
        let answer = call!(self, size::history(history), xianshen_review_review.call_replay(history))?;
        verify::replay(&answer, history)?;
        Ok(answer)
    }

    /// What is live after this history, one entry a channel.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn live(&self, history: &[Event]) -> Result<Result<Vec<Publication>, ReplayFailure>, EngineFailure> {
        let answer = call!(self, size::history(history), xianshen_review_review.call_live(history))?;
        verify::live(&answer, history)?;
        Ok(answer)
    }

    /// The hash that chains `event` to the one before it (`previous`, empty for the first).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn link(&self, previous: &str, event: &Event) -> Result<String, EngineFailure> {
        let input = size::event(event) + previous.len();
        let answer = call!(self, input, xianshen_review_review.call_link(previous, event))?;
        verify::digest(&answer)?;
        Ok(answer)
    }

    /// Would publishing this document be allowed now (clauses 4, 6 and 15)?
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check(
        &self,
        history: &[Event],
        document: &Document,
        request: &PublishRequest,
        context: &Context,
    ) -> Result<Verdict, EngineFailure> {
        self.check_size(document)?;
        let input = size::case(history, context) + size::document(document);
        let answer = call!(self, input, xianshen_review_permit.call_check(history, document, request, context))?;
        verify::verdict(&answer)?;
        Ok(answer)
    }

    /// Issue a single-use permit for the cleared content.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn issue(
        &self,
        history: &[Event],
        context: &Context,
        request: &PublishRequest,
        not_before: Option<u64>,
    ) -> Result<Result<Issued, Refusal>, EngineFailure> {
        let input = size::case(history, context);
        let answer = call!(self, input, xianshen_review_permit.call_issue(history, context, request, not_before))?;
        told(answer, |issued| verify::issued(issued, history, context))
    }

    /// The permit that an event has issued, as it stands at `at`, milliseconds.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn standing(
        &self,
        history: &[Event],
        permit: u64,
        at: u64,
    ) -> Result<Result<PermitStanding, Refusal>, EngineFailure> {
        // The history is replayed twice: as a whole, and up to the permit.
        let input = size::history(history).saturating_mul(2);
        let answer = call!(self, input, xianshen_review_permit.call_standing(history, permit, at))?;
        told(answer, verify::standing)
    }

    /// Use the permit on exactly this document.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn publish(
        &self,
        history: &[Event],
        context: &Context,
        request: &PublishRequest,
        document: &Document,
    ) -> Result<Decision, EngineFailure> {
        self.check_size(document)?;
        let input = size::case(history, context) + size::document(document);
        let answer = call!(self, input, xianshen_review_permit.call_publish(history, context, request, document))?;
        decision(answer, history, context)
    }

    /// What the component says of itself.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn engine_info(&self) -> Result<EngineInfo, EngineFailure> {
        call!(self, 0, xianshen_review_describe.call_engine())
    }

    /// All screening rules, by code.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn rules(&self) -> Result<Vec<RuleInfo>, EngineFailure> {
        call!(self, 0, xianshen_review_describe.call_rules())
    }

    /// All clauses of the regulation, in order.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn clauses(&self) -> Result<Vec<ClauseInfo>, EngineFailure> {
        call!(self, 0, xianshen_review_describe.call_clauses())
    }

    /// Check a working calendar; every error is named.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn validate_calendar(&self, calendar: &str) -> Result<Result<(), Vec<ProfileError>>, EngineFailure> {
        call!(self, calendar.len(), xianshen_review_describe.call_validate_calendar(calendar))
    }

    /// What the signer of each level confirms (clause 6).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn duties(&self) -> Result<Vec<DutyInfo>, EngineFailure> {
        call!(self, 0, xianshen_review_describe.call_duties())
    }

    /// Check a profile; every error is named.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn validate_profile(&self, profile: &str) -> Result<Result<ProfileSummary, Vec<ProfileError>>, EngineFailure> {
        call!(self, profile.len(), xianshen_review_describe.call_validate_profile(profile))
    }

    pub(super) fn check_size(&self, document: &Document) -> Result<(), EngineFailure> {
        let bytes = size::document(document);
        if bytes <= self.runtime.limits().document_bytes {
            return Ok(());
        }
        Err(EngineFailure::new(FailureKind::DocumentTooLarge(bytes as u64)))
    }
}

/// Check an answer: what the component gives, or its refusal.
pub(super) fn told<T>(
    answer: Result<T, Refusal>,
    verify: impl FnOnce(&T) -> Result<(), EngineFailure>,
) -> Result<Result<T, Refusal>, EngineFailure> {
    match &answer {
        Ok(given) => verify(given)?,
        Err(refusal) => verify::refusal(refusal)?,
    }
    Ok(answer)
}

/// Check the answer of a command.
pub(super) fn decision(answer: Decision, history: &[Event], context: &Context) -> Result<Decision, EngineFailure> {
    told(answer, |events| verify::events(events, history, context))
}
