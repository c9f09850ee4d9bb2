//! Beside the second stage: a public version is made of an original that is never handed in (clause 9). The original is sealed with the record of
//! it before the public version is given out; who may read it, and whether what people hand in or write quotes it, the component says.

use std::sync::Arc;

use super::{
    Asker, Flow, arguments::texts, document::DocumentJson, error::FlowError, history::History, screening::screen_one,
};
use crate::{
    accounts::token::random_hex,
    component::bindings::{Card, Document, Redacted, RedactionBasis, RedactionRequest, SealedOriginal},
    storage::{audit::AuditEntry, originals::OriginalRow},
};

/// The host record of an original that was sealed.
pub const SEALED: &str = "sealed-original";
/// The host record of an original that was read.
pub const READ: &str = "read-original";

/// The rule's answer for a text that quotes what was taken out.
const QUOTES: &str = "text-quotes-removed";

/// A public version that was made, its original sealed.
#[derive(Debug, Clone)]
pub struct Made {
    /// The original's number in the item.
    pub number: u64,
    /// The public version.
    pub redacted: Redacted,
}

impl Flow {
    /// The lawful reasons for keeping words from the public.
    ///
    /// # Errors
    /// [`FlowError::Engine`].
    pub async fn redaction_bases(&self) -> Result<Vec<RedactionBasis>, FlowError> {
        self.engine(|reviewer| Ok(reviewer.redaction_bases()?)).await
    }

    /// Makes a public version and seals its original.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] before the first write, [`FlowError::Stale`], [`FlowError::Refused`].
    pub async fn redact(
        &self,
        asker: &Asker,
        sequence: u64,
        original: Document,
        request: RedactionRequest,
    ) -> Result<Made, FlowError> {
        let result = self.try_redact(asker, sequence, original, request).await;
        self.recorded(asker, result).await
    }

    async fn try_redact(
        &self,
        asker: &Asker,
        sequence: u64,
        original: Document,
        request: RedactionRequest,
    ) -> Result<Made, FlowError> {
        let now = self.now();
        self.guard_words(now, texts(&request)?).await?;
        let options = self.gate_options(now);
        let original = self.engine(move |reviewer| screen_one(reviewer, &original, &options).map(|_| original)).await?;
        let history = self.history(asker).await?;
        history.expect(sequence)?;
        let known = self.store.originals(&self.agency.site, &asker.item).await?;
        let last = known.last().map_or(0, |row| row.number);
        let holder = known.into_iter().next_back().map(|row| row.editor).unwrap_or_default();
        let submitted = self.submitted(asker).await?;
        let (editor, section) = (asker.person.id.clone(), asker.person.section.clone());
        let sealed = Arc::new(SealedOriginal { editor, section, salt: random_hex()?, original, request });
        let (context, asked) = (self.context(asker, now).await?, Arc::clone(&sealed));
        let redacted = self
            .engine(move |reviewer| {
                reviewer.redact(&history.events, &context, &asked, &holder, &submitted)?.map_err(FlowError::refused)
            })
            .await?;
        let entry = self.entry(asker, SEALED, &redacted.version.original);
        let number = self.store.seal_original(&entry, &sealed, &redacted.version, (sequence, last)).await?;
        tracing::info!(item = asker.item, person = asker.person.id, number, "original sealed");
        Ok(Made { number, redacted })
    }

    /// Every content of the item that was handed in.
    async fn submitted(&self, asker: &Asker) -> Result<Vec<Document>, FlowError> {
        let rows = self.store.item_documents(&self.agency.site, &asker.item).await?;
        let read = |(_, json): (String, String)| serde_json::from_str::<DocumentJson>(&json).ok().map(Document::from);
        // One that cannot be read is missing from the list, and the component refuses.
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// The item's sealed originals without their texts, for those who may read them; none for others.
    ///
    /// # Errors
    /// [`FlowError::Engine`], [`FlowError::Storage`].
    pub async fn readable_originals(&self, asker: &Asker) -> Result<Vec<OriginalRow>, FlowError> {
        match self.try_originals(asker).await {
            Err(FlowError::Refused { .. }) => Ok(Vec::new()),
            result => result,
        }
    }

    /// The item's sealed originals without their texts.
    ///
    /// # Errors
    /// [`FlowError::Refused`] for who may not read them.
    pub async fn originals(&self, asker: &Asker) -> Result<Vec<OriginalRow>, FlowError> {
        let result = self.try_originals(asker).await;
        self.recorded(asker, result).await
    }

    async fn try_originals(&self, asker: &Asker) -> Result<Vec<OriginalRow>, FlowError> {
        let rows = self.store.originals(&self.agency.site, &asker.item).await?;
        if let Some(last) = rows.last() {
            self.may_read(asker, last).await?;
        }
        Ok(rows)
    }

    /// One original, with a record of who has read it.
    ///
    /// # Errors
    /// [`FlowError::Refused`] for who may not read it.
    pub async fn original(
        &self,
        asker: &Asker,
        number: u64,
    ) -> Result<Option<(OriginalRow, SealedOriginal)>, FlowError> {
        let result = self.try_original(asker, number).await;
        self.recorded(asker, result).await
    }

    async fn try_original(
        &self,
        asker: &Asker,
        number: u64,
    ) -> Result<Option<(OriginalRow, SealedOriginal)>, FlowError> {
        let rows = self.try_originals(asker).await?;
        let Some(row) = rows.into_iter().find(|row| row.number == number) else { return Ok(None) };
        self.may_read(asker, &row).await?;
        let Some(sealed) = self.store.load_original(&self.agency.site, &asker.item, number).await? else {
            return Ok(None);
        };
        self.store.append_audit(&self.entry(asker, READ, &row.version.original)).await?;
        Ok(Some((row, sealed)))
    }

    /// Refuses who may not know what was taken out of this item, where it has a sealed original: whoever passes documents on for others.
    ///
    /// # Errors
    /// [`FlowError::Refused`].
    pub async fn check_may_know(&self, asker: &Asker) -> Result<(), FlowError> {
        let result = self.try_originals(asker).await.map(drop);
        self.recorded(asker, result).await
    }

    async fn may_read(&self, asker: &Asker, row: &OriginalRow) -> Result<(), FlowError> {
        let history = self.history(asker).await?;
        let context = self.context(asker, self.now()).await?;
        let (editor, section) = (row.editor.clone(), row.section.clone());
        self.engine(move |reviewer| {
            reviewer.may_read(&history.events, &context, &editor, &section)?.map_err(FlowError::refused)
        })
        .await
    }

    /// What is handed in for an item with a sealed original is its public version; how many originals that was decided on.
    ///
    /// # Errors
    /// [`FlowError::Refused`].
    pub(super) async fn check_public_version(
        &self,
        asker: &Asker,
        history: &History,
        card: &Card,
        documents: &Arc<Vec<Document>>,
    ) -> Result<u64, FlowError> {
        let rows = self.store.originals(&self.agency.site, &asker.item).await?;
        let Some((number, sealed)) = self.unseal_last(asker, &rows).await? else { return Ok(0) };
        let (events, card, documents) = (history.events.clone(), card.clone(), Arc::clone(documents));
        let context = self.context(asker, self.now()).await?;
        self.engine(move |reviewer| {
            reviewer.check_submission(&events, &context, &sealed, &card, &documents)?.map_err(FlowError::refused)
        })
        .await?;
        Ok(number)
    }

    /// Texts that go into the record of an item with a sealed original do not quote what was taken out. Nobody is told so who may not read it.
    ///
    /// # Errors
    /// [`FlowError::Refused`].
    pub(super) async fn check_quotes(&self, asker: &Asker, words: Vec<String>) -> Result<(), FlowError> {
        let readable = self.readable_originals(asker).await?;
        let Some((_, sealed)) = self.unseal_last(asker, &readable).await? else { return Ok(()) };
        self.engine(move |reviewer| reviewer.check_texts(&sealed, &words)?.map_err(FlowError::refused)).await
    }

    /// The last of these originals, which is the one that counts, with its number.
    async fn unseal_last(
        &self,
        asker: &Asker,
        rows: &[OriginalRow],
    ) -> Result<Option<(u64, SealedOriginal)>, FlowError> {
        let Some(row) = rows.last() else { return Ok(None) };
        let sealed = self.store.load_original(&self.agency.site, &asker.item, row.number).await?;
        Ok(sealed.map(|sealed| (row.number, sealed)))
    }

    /// A host record of clause 9; the digest is the seal, never that of the original.
    fn entry(&self, asker: &Asker, code: &str, seal: &str) -> AuditEntry {
        AuditEntry {
            at: self.now(),
            site: self.agency.site.clone(),
            item: asker.item.clone(),
            person: asker.person.id.clone(),
            code: code.to_owned(),
            clause: "9".to_owned(),
            rule: String::new(),
            digest: seal.to_owned(),
        }
    }
}

/// Whether a text was refused because it quotes what was taken out.
pub(super) fn quotes_removed(error: &FlowError) -> bool {
    matches!(error, FlowError::Refused { refusals, .. } if refusals.iter().any(|refusal| refusal.code == QUOTES))
}
