//! All items of the site at once: what reports are counted from, and where keywords are looked up.

use super::{Flow, error::FlowError, registers::broken};
use crate::component::bindings::{Attempt, CaseSummary, Document, ItemFact, KeywordMatch, MatchStage, ReportFacts};

/// The register of errors that people have confirmed (clause 17).
const ERRORS: &str = "error";

impl Flow {
    /// The drafts and published items that show one of these words (clause 18). An item that is live with one counts as published.
    pub(super) async fn keyword_matches(&self, words: Vec<String>) -> Result<Vec<KeywordMatch>, FlowError> {
        let mut matches = Vec::new();
        for (item, summary) in self.summaries().await? {
            let stages = [(MatchStage::Published, &summary.live), (MatchStage::Draft, &summary.drafts)];
            for (stage, digests) in stages {
                let documents = self.stored_documents(&item, digests).await?;
                let words = words.clone();
                let holds = self
                    .engine(move |reviewer| {
                        documents.iter().try_fold(false, |holds, one| Ok(holds || reviewer.contains(one, &words)?))
                    })
                    .await?;
                if holds {
                    let (section, person) = (summary.section.clone(), summary.editor.clone());
                    matches.push(KeywordMatch { item: item.clone(), stage, section, person });
                    break;
                }
            }
        }
        Ok(matches)
    }

    /// Counts a report over days, both included, and gives the component's JSON.
    ///
    /// # Errors
    /// [`FlowError::Malformed`] with `unknown-report` or `bad-date`, [`FlowError::Refused`] for a period that is none,
    /// [`FlowError::BrokenLog`] when the record of an item does not hold: a report over half of the records would be wrong.
    pub async fn report(&self, kind: &str, first: &str, last: &str) -> Result<String, FlowError> {
        // What the component would repeat in its answer has been screened by nobody.
        let is_day = |text: &str| text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !is_day(first) || !is_day(last) {
            let message = "统计时段的起止日期须写成“2026-11-25”的形式。".to_owned();
            return Err(FlowError::Malformed { code: "bad-date", message });
        }
        let kinds = self.engine(|reviewer| Ok(reviewer.reports()?)).await?;
        if !kinds.iter().any(|one| one.id == kind) {
            return Err(FlowError::Malformed { code: "unknown-report", message: "没有这种报表。".to_owned() });
        }
        let (facts, profile) = (self.report_facts().await?, self.agency.profile.clone());
        let (kind, first, last) = (kind.to_owned(), first.to_owned(), last.to_owned());
        self.engine(move |reviewer| {
            reviewer.report(&kind, (&first, &last), &profile, &facts)?.map_err(FlowError::refused)
        })
        .await
    }

    async fn report_facts(&self) -> Result<ReportFacts, FlowError> {
        self.facts_of(&self.summaries().await?).await
    }

    /// What reports count of these items, and of the host's log and the register of errors.
    pub(super) async fn facts_of(&self, summaries: &[(String, CaseSummary)]) -> Result<ReportFacts, FlowError> {
        let mut items = Vec::new();
        for (item, summary) in summaries {
            items.push(self.item_fact(item.clone(), summary).await?);
        }
        let people = self.store.list_people(&self.agency.site).await?;
        let section = |person: &str| people.iter().find(|one| one.id == person).map(|one| one.section.clone());
        let log = self.store.load_audit().await?.into_iter().map(|row| row.entry);
        let attempts = log.filter(|entry| entry.site == self.agency.site).map(|entry| Attempt {
            at: entry.at,
            section: section(&entry.person).unwrap_or_default(),
            person: entry.person,
            item: entry.item,
            code: entry.code,
            clause: entry.clause,
        });
        Ok(ReportFacts { items, attempts: attempts.collect(), errors: self.plain_entries(ERRORS).await? })
    }

    async fn item_fact(&self, item: String, summary: &CaseSummary) -> Result<ItemFact, FlowError> {
        let live = self.store.live(&self.agency.site, &item).await?;
        // What is live without a step of the record has gone around the gate: nobody screened it.
        let bypassed = live.iter().find(|row| !summary.live.contains(&row.digest)).map(|row| row.at);
        Ok(ItemFact {
            section: summary.section.clone(),
            handed_in_at: summary.handed_in_at,
            characters: if summary.handed_in_at.is_some() { self.characters(&item, summary).await? } else { 0 },
            published_at: summary.published_at.or(bypassed),
            screened: summary.screened && bypassed.is_none(),
            returned: summary.returned,
            overdue: summary.overdue,
            out_of_hours: summary.out_of_hours,
            withdrawn_at: summary.withdrawn_at,
            look_backs: summary.look_backs.clone(),
            item,
        })
    }

    /// The characters of the longest rendition: the same text on two channels is handed in once.
    async fn characters(&self, item: &str, summary: &CaseSummary) -> Result<u64, FlowError> {
        let mut documents = self.stored_documents(item, &summary.drafts).await?;
        documents.extend(self.stored_documents(item, &summary.live).await?);
        self.engine(move |reviewer| {
            documents.iter().try_fold(0, |most: u64, document| Ok(most.max(reviewer.characters(document)?)))
        })
        .await
    }

    /// All items of the site with what their records say.
    pub(super) async fn summaries(&self) -> Result<Vec<(String, CaseSummary)>, FlowError> {
        let (cases, now) = (self.store.all_cases().await?.into_iter(), self.now());
        let mut summaries = Vec::new();
        for (site, item) in cases.filter(|(site, _)| *site == self.agency.site) {
            let rows = self.store.load_events(&site, &item).await?;
            let events: Vec<_> = rows.into_iter().map(|row| row.event).collect();
            let calendar = self.calendar.clone();
            let summary =
                self.engine(move |reviewer| reviewer.summarise(&events, &calendar, now)?.map_err(broken)).await?;
            summaries.push((item, summary));
        }
        Ok(summaries)
    }

    pub(super) async fn stored_documents(&self, item: &str, digests: &[String]) -> Result<Vec<Document>, FlowError> {
        let mut documents = Vec::with_capacity(digests.len());
        for digest in digests {
            documents.push(self.stored_document(item, digest).await?);
        }
        Ok(documents)
    }
}
