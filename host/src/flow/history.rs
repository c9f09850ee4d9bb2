//! The record of one case, as every stage reads and extends it.

use super::{Asker, Flow, chain::chain, error::FlowError};
use crate::{
    component::{Reviewer, bindings::Event},
    storage::{
        events::{Appendix, ChainedEvent},
        live::LiveChange,
    },
};

/// All events of a case with the hash of the last one.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The events, oldest first.
    pub events: Vec<Event>,
    /// The hash of each event, in the same order.
    pub hashes: Vec<String>,
}

impl History {
    /// The sequence number of the last event; 0 when there is none.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.events.last().map_or(0, |event| event.id)
    }

    /// The hash of the last event; empty when there is none.
    #[must_use]
    pub fn head(&self) -> &str {
        self.hashes.last().map_or("", String::as_str)
    }

    /// Refuses a request that was made on another state of the case.
    ///
    /// # Errors
    /// [`FlowError::Stale`].
    pub(super) fn expect(&self, expected: u64) -> Result<(), FlowError> {
        let actual = self.sequence();
        if expected == actual { Ok(()) } else { Err(FlowError::Stale { expected, actual }) }
    }

    /// Chains new events to the last one; the component defines the bytes.
    pub(super) fn chain(&self, reviewer: &Reviewer, events: Vec<Event>) -> Result<Vec<ChainedEvent>, FlowError> {
        let chained = chain(reviewer, self.head(), events)?;
        Ok(chained.into_iter().map(|(event, hash)| ChainedEvent { event, hash }).collect())
    }
}

/// What a taken step left.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The sequence of the case now.
    pub sequence: u64,
    /// The hash of the last event.
    pub head: String,
    /// The kinds of the new events, in order.
    pub kinds: Vec<String>,
}

impl Flow {
    /// The history of the asker's item; empty when it was never handed in.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub(super) async fn history(&self, asker: &Asker) -> Result<History, FlowError> {
        let history = self.history_of(&asker.item).await?;
        self.settle_emergency(asker, history).await
    }

    /// The history of an item, as it is stored.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub(super) async fn history_of(&self, item: &str) -> Result<History, FlowError> {
        let rows = self.store.load_events(&self.agency.site, item).await?;
        let (events, hashes) = rows.into_iter().map(|row| (row.event, row.hash)).unzip();
        Ok(History { events, hashes })
    }

    /// Writes a decision; when this returns it is durable.
    ///
    /// # Errors
    /// [`FlowError::Stale`] when somebody else was faster, [`FlowError::Storage`].
    pub(super) async fn commit(
        &self,
        asker: &Asker,
        expected: u64,
        events: Vec<ChainedEvent>,
        documents: Vec<(String, String)>,
        live: Option<LiveChange>,
    ) -> Result<Taken, FlowError> {
        let appendix = Appendix {
            site: self.agency.site.clone(),
            item: asker.item.clone(),
            expected,
            events,
            documents,
            live,
            originals: None,
        };
        self.commit_all(asker, appendix).await
    }

    /// The same for everything that a decision may write.
    ///
    /// # Errors
    /// As [`Flow::commit`].
    pub(super) async fn commit_all(&self, asker: &Asker, appendix: Appendix) -> Result<Taken, FlowError> {
        self.store.append(&appendix).await?;
        let last = appendix.events.last().map(|chained| (chained.event.id, chained.hash.clone()));
        let kinds: Vec<String> = appendix.events.into_iter().map(|chained| chained.event.kind).collect();
        let (sequence, head) = last.unwrap_or_default();
        tracing::info!(item = asker.item, person = asker.person.id, sequence, kinds = kinds.join(","), "recorded");
        Ok(Taken { sequence, head, kinds })
    }
}
