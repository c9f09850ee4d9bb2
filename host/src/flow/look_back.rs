//! Sixth stage: after the release. Taking down is never blocked (clause 16); what is due is read over all items; what an edit has changed.

use super::{
    Asker, Flow,
    error::FlowError,
    history::{History, Taken},
    redaction::quotes_removed,
};
use crate::{
    component::{
        Reviewer,
        bindings::{Change, Context, Task},
    },
    storage::{
        audit::{AuditEntry, EMERGENCY},
        events::ChainedEvent,
        live::LiveChange,
    },
};

/// What stands in the record in place of a reason that carries a state-secret mark.
const UNKEPT_REASON: &str = "理由文字带有国家秘密标志，没有保存，请转线下报告";
/// What stands in the record in place of a reason that quotes what was taken out of an original (clause 9).
const UNQUOTED_REASON: &str = "理由文字引用了已经遮盖的内容，没有保存";
/// What stands in the record of a withdrawal that the host made while the component gave no answer.
const EMERGENCY_REASON: &str = "审查引擎无法作答时紧急撤下";
/// How often a withdrawal is decided again when somebody else was faster.
const ATTEMPTS: usize = 8;

/// What a withdrawal did.
#[derive(Debug, Clone)]
pub enum TakenDown {
    /// It is decided and recorded.
    Recorded(Taken),
    /// The component gave no answer: the text is gone, and the withdrawal is recorded as soon as there is one.
    Emergency,
}

impl Flow {
    /// Takes everything of the item down. No sequence is asked for: whatever has happened since the page was loaded, it comes down.
    ///
    /// # Errors
    /// [`FlowError::Refused`] for who has no part in the item and for an item that is not live, [`FlowError::Storage`].
    pub async fn withdraw(&self, asker: &Asker, reason: String) -> Result<TakenDown, FlowError> {
        let result = self.try_withdraw(asker, reason).await;
        self.recorded(asker, result).await
    }

    async fn try_withdraw(&self, asker: &Asker, mut reason: String) -> Result<TakenDown, FlowError> {
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            match self.decide_withdrawal(asker, &reason).await {
                Err(FlowError::Stale { .. }) if attempts > 0 => {}
                // The words are not kept, and the text comes down all the same.
                Err(stop @ FlowError::SecrecyStop { .. }) if reason != UNKEPT_REASON => {
                    drop(self.recorded::<()>(asker, Err(stop)).await);
                    UNKEPT_REASON.clone_into(&mut reason);
                }
                Err(refused) if reason != UNQUOTED_REASON && quotes_removed(&refused) => {
                    drop(self.recorded::<()>(asker, Err(refused)).await);
                    UNQUOTED_REASON.clone_into(&mut reason);
                }
                Err(error) if is_no_answer(&error) => return self.take_down_first(asker, error).await,
                result => return result.map(TakenDown::Recorded),
            }
        }
    }

    /// Decided before the words are looked at: who may not take it down gets no further, whatever the words do to the component.
    async fn decide_withdrawal(&self, asker: &Asker, reason: &str) -> Result<Taken, FlowError> {
        let (history, now) = (self.history(asker).await?, self.now());
        let (sequence, context) = (history.sequence(), self.context(asker, now).await?);
        let given = reason.to_owned();
        let events = self.engine(move |reviewer| decide(reviewer, &history, &context, &given)).await?;
        self.guard_words(now, vec![reason.to_owned()]).await?;
        self.check_quotes(asker, vec![reason.to_owned()]).await?;
        self.commit(asker, sequence, events, Vec::new(), Some(LiveChange::TakeDown)).await
    }

    /// Without an answer of the component the text goes first, by whoever is signed in: that it was up too long cannot be mended, and who took it
    /// down stands in the host's own record.
    async fn take_down_first(&self, asker: &Asker, error: FlowError) -> Result<TakenDown, FlowError> {
        if self.store.live(&self.agency.site, &asker.item).await?.is_empty() {
            return Err(error);
        }
        let entry = AuditEntry {
            at: self.now(),
            site: self.agency.site.clone(),
            item: asker.item.clone(),
            person: asker.person.id.clone(),
            code: EMERGENCY.to_owned(),
            clause: "16".to_owned(),
            rule: String::new(),
            digest: String::new(),
        };
        self.store.take_down(&entry).await?;
        tracing::warn!(item = asker.item, person = asker.person.id, "taken down without the component");
        Ok(TakenDown::Emergency)
    }

    /// Records a withdrawal that the host made alone, now that the component answers again. The history stays as it is while it does not.
    pub(super) async fn settle_emergency(&self, asker: &Asker, history: History) -> Result<History, FlowError> {
        let site = &self.agency.site;
        let Some((person, at)) = self.store.emergency(site, &asker.item).await? else { return Ok(history) };
        if history.events.iter().any(|event| event.kind == "withdrawn" && event.at >= at) {
            return Ok(history);
        }
        let person = self.store.load_person(site, &person).await?;
        let by = Asker { person: person.unwrap_or_else(|| asker.person.clone()), ..asker.clone() };
        let (sequence, context, events) = (history.sequence(), self.context(&by, at).await?, history.clone());
        let decided = self.engine(move |reviewer| decide(reviewer, &events, &context, EMERGENCY_REASON)).await;
        match decided {
            Ok(events) => {
                self.commit(&by, sequence, events, Vec::new(), Some(LiveChange::TakeDown)).await?;
                self.history_of(&asker.item).await
            }
            Err(_) => Ok(history),
        }
    }

    /// What is due over all items of the site that were ever published, as this person sees it, by time. An item whose record cannot be read is
    /// left to `verify-log`.
    ///
    /// # Errors
    /// [`FlowError::Storage`], [`FlowError::Engine`].
    pub(super) async fn tasks(&self, asker: &Asker) -> Result<Vec<(String, Task)>, FlowError> {
        let context = self.context(asker, self.now()).await?;
        let mut histories = Vec::new();
        for item in self.store.published_items(&self.agency.site).await? {
            let history = self.history(&Asker { item: item.clone(), ..asker.clone() }).await?;
            histories.push((item, history.events));
        }
        self.engine(move |reviewer| {
            let mut due = Vec::new();
            for (item, events) in histories {
                let Ok(view) = reviewer.follow_up(&events, &context)? else { continue };
                due.extend(view.tasks.into_iter().map(|task| (item.clone(), task)));
            }
            due.sort_by_key(|(_, task)| task.due);
            Ok(due)
        })
        .await
    }

    /// What has changed from one stored document of the item to another; none when one of them is not there.
    ///
    /// # Errors
    /// [`FlowError::Storage`], [`FlowError::Engine`].
    pub async fn compare(&self, asker: &Asker, from: &str, to: &str) -> Result<Option<Vec<Change>>, FlowError> {
        let before = self.found_document(&asker.item, from).await?;
        let after = self.found_document(&asker.item, to).await?;
        let Some((before, after)) = before.zip(after) else { return Ok(None) };
        self.engine(move |reviewer| Ok(Some(reviewer.compare(&before, &after)?))).await
    }
}

/// No verdict: the component failed, or the record it would judge by does not hold. A text that is too large is the asker's own doing.
fn is_no_answer(error: &FlowError) -> bool {
    match error {
        FlowError::Engine(_) => !error.too_large(),
        FlowError::Refused { refusals, .. } => refusals.iter().any(|refusal| refusal.code == "history-invalid"),
        _ => false,
    }
}

fn decide(
    reviewer: &Reviewer,
    history: &History,
    context: &Context,
    reason: &str,
) -> Result<Vec<ChainedEvent>, FlowError> {
    let events = reviewer.withdraw(&history.events, context, reason)?.map_err(FlowError::refused)?;
    history.chain(reviewer, events)
}
