//! What a site shows beside what was cleared: the facts for the component, and the incident that follows (clauses 8 and 19).

use serde_json::json;

use super::{Asker, Flow, arguments::Arguments, error::FlowError, registers::broken, screening::screen_one};
use crate::{
    accounts::Person,
    component::bindings::{Document, NetworkZone, Observation, ShownItem, Standing},
    storage::{watch_findings::WatchFinding, watches::Watch},
};

/// The register of incidents.
const INCIDENT: &str = "incident";
/// Who reports: no person, and no id that a person can have.
const DETECTOR: &str = "监测程序";
/// How often an entry is made again when somebody else was faster.
const ATTEMPTS: usize = 8;
/// What stands in the register when the text that is public carries a state-secret mark.
const UNTOLD: &str = "公开的文字带有国家秘密标志，不在此抄录；请立即下架，并按规定报告。";

/// One item of a site, as a walk came by.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'s> {
    /// The item, by the host's number.
    pub item: &'s str,
    /// The site.
    pub watch: &'s Watch,
    /// When the connector was added, milliseconds UTC.
    pub gate_since: u64,
    /// What readers get, and since when as the site says; none when nothing.
    pub shown: Option<(&'s Document, u64)>,
    /// What passed the gate after this moment may not be shown yet, milliseconds UTC.
    pub settled_before: u64,
}

impl Flow {
    /// What the component says of an item; none when something of it has just passed the gate.
    ///
    /// # Errors
    /// [`FlowError::Engine`], [`FlowError::Storage`], [`FlowError::BrokenLog`].
    pub async fn observe(&self, seen: &Seen<'_>) -> Result<Option<Observation>, FlowError> {
        let site = &self.agency.site;
        let live = self.store.live(site, seen.item).await?;
        let report = self.store.connector_item(site, seen.item).await?;
        let last = live.iter().map(|row| row.at).chain(report.iter().map(|it| it.at)).max().unwrap_or_default();
        if last > seen.settled_before {
            return Ok(None);
        }
        let shown_here = live.iter().filter(|row| seen.watch.channel.is_empty() || row.channel == seen.watch.channel);
        let mut cleared = Vec::new();
        for row in shown_here {
            cleared.extend(self.found_document(seen.item, &row.digest).await?);
        }
        let released = live.iter().map(|row| row.at).max();
        let taken_down = report.as_ref().filter(|it| it.state == "withdrawn").map(|it| it.at);
        let standing = match released {
            // The connector's report of a withdrawal is later than the last release.
            Some(at) if taken_down.is_some_and(|down| down >= at) => Standing::Withdrawn,
            Some(_) => Standing::Live,
            None if self.was_live(seen.item).await? => Standing::Withdrawn,
            None => Standing::Never,
        };
        let item = ShownItem {
            standing,
            cleared,
            shown: seen.shown.map(|(document, _)| document.clone()),
            before: self.store.watched_before(site, &seen.watch.connector, seen.item).await?,
            first_walk: !seen.watch.walked,
            published_at: seen.shown.map_or(0, |(_, at)| at),
            gate_since: seen.gate_since,
        };
        self.engine(move |reviewer| Ok(Some(reviewer.observe(&item)?))).await
    }

    async fn was_live(&self, item: &str) -> Result<bool, FlowError> {
        let events = self.history_of(item).await?.events;
        if events.is_empty() {
            return Ok(false);
        }
        let (calendar, now) = (self.calendar.clone(), self.now());
        let summary = self.engine(move |reviewer| reviewer.summarise(&events, &calendar, now)?.map_err(broken)).await?;
        Ok(summary.published_at.is_some())
    }

    /// Keeps a finding, and enters an incident for it once; given back when it is new. `details` are screened before they are written.
    ///
    /// # Errors
    /// [`FlowError::Storage`], [`FlowError::Engine`], [`FlowError::Refused`].
    pub async fn open_finding(
        &self,
        mut finding: WatchFinding,
        details: &str,
        shown: Option<&Document>,
    ) -> Result<Option<WatchFinding>, FlowError> {
        let site = &self.agency.site;
        let known = self.store.open_watch_findings(site).await?.into_iter().find(|it| is_same(it, &finding));
        if known.as_ref().is_some_and(|it| it.incident.is_some()) {
            return Ok(None);
        }
        let told = if details.is_empty() { finding.what.clone() } else { format!("{}{details}。", finding.what) };
        let asker = Self::detector(&finding.item);
        let words = vec![told.clone(), finding.address.clone()];
        let mut screened = self.guard_words(self.now(), words).await;
        if screened.is_ok() {
            screened = self.guard_shown(shown).await;
        }
        let grave = match self.recorded(&asker, screened).await {
            Ok(()) => {
                finding.what = told;
                false
            }
            Err(FlowError::SecrecyStop { .. }) => {
                finding.what = format!("{}{UNTOLD}", finding.what);
                finding.address.clear();
                true
            }
            Err(error) => return Err(error),
        };
        if self.store.put_watch_finding(site, &finding).await? {
            let place = if finding.address.is_empty() { &finding.item } else { &finding.address };
            let report = json!({
                "noticed_at": finding.found, "source": "monitoring", "item": finding.item, "place": place,
                "what": finding.what, "grave": grave,
            });
            let incident = self.enter_incident(&asker, "report", &report).await?;
            self.store.settle_watch_finding(site, &finding, Some(incident), None).await?;
            finding.incident = Some(incident);
        }
        tracing::warn!(item = finding.item, code = finding.code, incident = finding.incident, "went around the gate");
        Ok(Some(finding))
    }

    /// The whole of what is shown: a mark in quotation marks, as a finding tells it, would be an explanation of one.
    async fn guard_shown(&self, shown: Option<&Document>) -> Result<(), FlowError> {
        let Some(document) = shown.cloned() else { return Ok(()) };
        let options = self.gate_options(self.now());
        self.engine(move |reviewer| screen_one(reviewer, &document, &options).map(drop)).await
    }

    /// Closes a finding. Where the site is as it was cleared, or shows the item no longer, the register of incidents is told; people conclude.
    ///
    /// # Errors
    /// [`FlowError::Storage`], [`FlowError::Engine`].
    pub async fn close_finding(&self, finding: &WatchFinding, now: Standing) -> Result<(), FlowError> {
        let what = match now {
            Standing::Live => "公开的内容已与审查通过的一致。",
            Standing::Withdrawn => "该信息已不再公开。",
            // It is wrong in another way by now, which has an incident of its own.
            Standing::Never => "",
        };
        if let Some(incident) = finding.incident.filter(|it| *it > 0 && !what.is_empty()) {
            let mended = json!({"incident": incident, "at": self.now(), "what": what});
            match self.enter_incident(&Self::detector(&finding.item), "mended", &mended).await {
                // People were faster: recovered or closed already.
                Ok(_) | Err(FlowError::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let at = Some(self.now());
        Ok(self.store.settle_watch_finding(&self.agency.site, finding, None, at).await?)
    }

    /// The number of the entry.
    async fn enter_incident(&self, asker: &Asker, step: &str, items: &serde_json::Value) -> Result<u64, FlowError> {
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            let sequence = self.register(INCIDENT).await?.sequence();
            let command = Arguments::from_iter([(step.to_owned(), items.clone())]);
            match self.enter(asker, INCIDENT, sequence, vec![command]).await {
                Err(FlowError::Stale { .. }) if attempts > 0 => {}
                result => return result.map(|taken| taken.sequence),
            }
        }
    }

    fn detector(item: &str) -> Asker {
        let (id, name) = (DETECTOR.to_owned(), DETECTOR.to_owned());
        let person = Person { id, name, section: String::new(), roles: Vec::new() };
        Asker { person, network: NetworkZone::Office, item: item.to_owned() }
    }
}

fn is_same(one: &WatchFinding, other: &WatchFinding) -> bool {
    (&one.connector, &one.item, &one.code, &one.digest) == (&other.connector, &other.item, &other.code, &other.digest)
}
