//! Third stage: from handing in to the last signature (clauses 4, 6 and 8).

use std::sync::Arc;

use super::{
    Asker, Flow,
    arguments::{Arguments, texts},
    commands::read_command,
    document::DocumentJson,
    error::FlowError,
    history::{History, Taken},
    screening::screen_one,
};
use crate::{
    component::{
        Reviewer,
        bindings::{Card, CaseView, Context, DeterminationView, Document, Event, FollowUpView, Refusal, Submission},
    },
    storage::events::{Appendix, ChainedEvent},
};

/// What a command of the component gives: events, or a refusal, or no answer.
pub(super) type Answer = Result<Result<Vec<Event>, Refusal>, crate::component::EngineFailure>;

/// What a page shows of an item.
#[derive(Debug, Clone)]
pub struct FullView {
    /// The state of the case.
    pub case: CaseView,
    /// How clause 10 stands.
    pub determination: DeterminationView,
    /// What follows the releases (clause 16).
    pub follow_up: FollowUpView,
    /// The record.
    pub history: History,
}

impl Flow {
    /// Hands in all renditions of the item and records their screening, in one step: nothing is ever submitted unscreened.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] before the first write, [`FlowError::Stale`], [`FlowError::Refused`].
    pub async fn submit(
        &self,
        asker: &Asker,
        sequence: u64,
        card: Card,
        documents: Vec<Document>,
    ) -> Result<Taken, FlowError> {
        let result = self.try_submit(asker, sequence, card, documents).await;
        self.recorded(asker, result).await
    }

    async fn try_submit(
        &self,
        asker: &Asker,
        sequence: u64,
        card: Card,
        documents: Vec<Document>,
    ) -> Result<Taken, FlowError> {
        let now = self.now();
        self.guard_words(now, texts(&card)?).await?;
        let options = self.gate_options(now);
        let documents = Arc::new(documents);
        let screened = Arc::clone(&documents);
        let digests = self
            .engine(move |reviewer| {
                screened.iter().map(|d| Ok(screen_one(reviewer, d, &options)?.document)).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        let originals = self.check_public_version(asker, &history, &card, &documents).await?;
        let stored = documents.iter().map(DocumentJson::store).collect::<Result<Vec<_>, _>>()?;
        let submission = Submission {
            site: self.agency.site.clone(),
            item: asker.item.clone(),
            card,
            documents: documents.to_vec(),
            attributes: Vec::new(),
        };
        let context = self.context(asker, now).await?;
        let events = self.engine(move |reviewer| decide_submit(reviewer, &history, &context, &submission)).await?;
        let appendix = Appendix {
            site: self.agency.site.clone(),
            item: asker.item.clone(),
            expected: sequence,
            events,
            documents: digests.into_iter().zip(stored).collect(),
            live: None,
            originals: Some(originals),
        };
        self.commit_all(asker, appendix).await
    }

    /// Takes a step that carries no document.
    ///
    /// # Errors
    /// [`FlowError::Malformed`] for an unknown command or argument, [`FlowError::Refused`], [`FlowError::Stale`],
    /// [`FlowError::SecrecyStop`] for a mark in any text of the arguments.
    pub async fn step(
        &self,
        asker: &Asker,
        sequence: u64,
        command: &str,
        arguments: Arguments,
    ) -> Result<Taken, FlowError> {
        let read = texts(&arguments).and_then(|words| Ok((words, read_command(command, arguments)?)));
        match read {
            Ok((words, decide)) => self.command(asker, sequence, words, decide).await,
            Err(error) => self.recorded(asker, Err(error)).await,
        }
    }

    /// The state of the case as this person sees it.
    ///
    /// # Errors
    /// [`FlowError::Refused`] when the history cannot be read, [`FlowError::Engine`].
    pub async fn view(&self, asker: &Asker) -> Result<(CaseView, History), FlowError> {
        let history = self.history(asker).await?;
        let context = self.context(asker, self.now()).await?;
        self.engine(move |reviewer| Ok((view(reviewer, &history, &context)?, history))).await
    }

    /// The same with clause 10 and what follows the releases: all that a page shows of an item, from one reading of its history.
    ///
    /// # Errors
    /// As [`Flow::view`].
    pub async fn full_view(&self, asker: &Asker) -> Result<FullView, FlowError> {
        let history = self.history(asker).await?;
        let context = self.context(asker, self.now()).await?;
        self.engine(move |reviewer| {
            let case = view(reviewer, &history, &context)?;
            let determination = reviewer.determination(&history.events, &context)?.map_err(FlowError::refused)?;
            let follow_up = reviewer.follow_up(&history.events, &context)?.map_err(FlowError::refused)?;
            Ok(FullView { case, determination, follow_up, history })
        })
        .await
    }

    /// A command that carries no content: load, decide, chain, append.
    pub(super) async fn command(
        &self,
        asker: &Asker,
        sequence: u64,
        words: Vec<String>,
        decide: impl FnOnce(&Reviewer, &[Event], &Context) -> Answer + Send + 'static,
    ) -> Result<Taken, FlowError> {
        let result = self.try_command(asker, sequence, words, decide).await;
        self.recorded(asker, result).await
    }

    async fn try_command(
        &self,
        asker: &Asker,
        sequence: u64,
        words: Vec<String>,
        decide: impl FnOnce(&Reviewer, &[Event], &Context) -> Answer + Send + 'static,
    ) -> Result<Taken, FlowError> {
        let now = self.now();
        self.guard_words(now, words.clone()).await?;
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        self.check_quotes(asker, words).await?;
        let context = self.context(asker, now).await?;
        let events = self
            .engine(move |reviewer| {
                let events = decide(reviewer, &history.events, &context)?.map_err(FlowError::refused)?;
                history.chain(reviewer, events)
            })
            .await?;
        self.commit(asker, sequence, events, Vec::new(), None).await
    }
}

/// The state of a case as the context's actor sees it.
fn view(reviewer: &Reviewer, history: &History, context: &Context) -> Result<CaseView, FlowError> {
    reviewer.view(&history.events, context)?.map_err(FlowError::refused)
}

/// `submitted`, then `screened` for each rendition.
fn decide_submit(
    reviewer: &Reviewer,
    history: &History,
    context: &Context,
    submission: &Submission,
) -> Result<Vec<ChainedEvent>, FlowError> {
    let known = history.events.len();
    let mut events = history.events.clone();
    events.extend(reviewer.submit(&events, context, submission)?.map_err(FlowError::refused)?);
    for document in &submission.documents {
        let screened = reviewer.record_screening(&events, context, document)?;
        events.extend(screened.map_err(|refusal| FlowError::refused_for(refusal, ""))?);
    }
    history.chain(reviewer, events.split_off(known))
}
