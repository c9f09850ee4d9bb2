//! One walk through one site.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Fault, Reader, Shown, wordpress::WordPress};
use crate::{
    component::bindings::{Document, Observation, Standing},
    flow::{Flow, error::FlowError, watch::Seen},
    storage::{
        watch_findings::WatchFinding,
        watches::{WalkEnd, Watch},
    },
};

/// How long what has just passed the gate may take to be shown, in milliseconds.
pub const SETTLE: u64 = 60_000;
/// How long a walk may be silent before another one may begin: longer than all requests for a page.
const LEASE: u64 = 10 * 60_000;
/// The longest walk.
const LONGEST: u64 = 6 * 60 * 60_000;
/// The most items of a site.
const ITEMS: usize = 500_000;

/// What a walk found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The connector.
    pub connector: String,
    /// How many items the site shows.
    pub shown: u64,
    /// How many of them as they were cleared.
    pub as_cleared: u64,
    /// How many are older than the gate and unchanged.
    pub from_before: u64,
    /// How many ask for a password, so that nothing could be compared.
    pub protected: u64,
    /// How many have just passed the gate and are looked at next time.
    pub unsettled: u64,
    /// Findings that are new.
    pub opened: Vec<WatchFinding>,
    /// Findings that are mended.
    pub mended: Vec<WatchFinding>,
    /// What stopped the walk, as a code and in Chinese; null when it is whole.
    pub fault: Option<(String, String)>,
}

/// Why there was no walk.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// Another one is going on.
    #[error("另一次比对正在进行，请稍后再试")]
    Busy,
    /// The host cannot.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

/// Walks a site once. What stops it stands in the report: what was seen until then counts.
///
/// # Errors
/// [`WalkError`].
pub async fn walk(flow: &Flow, watch: &Watch, settle: u64) -> Result<Report, WalkError> {
    let (site, now) = (flow.agency().site.clone(), flow.now());
    let store = flow.store().clone();
    let mut lease = now.saturating_add(LEASE);
    if !store.lease_watch(&site, &watch.connector, 0, now, lease).await.map_err(FlowError::from)? {
        return Err(WalkError::Busy);
    }
    let mut walk = Walk::new(flow, watch, settle).await?;
    let ended = walk.run(&mut lease).await;
    if let Err(Stop::Fault(fault)) = &ended {
        walk.report.fault = Some((fault.code.to_owned(), fault.message.clone()));
    }
    let settled = walk.settle().await;
    let end = WalkEnd {
        at: flow.now(),
        fault: match (&walk.report.fault, &ended, &settled) {
            (Some(fault), ..) => fault.clone(),
            (None, Err(_), _) | (None, _, Err(_)) => ("internal".to_owned(), "平台内部出错，没有比对完。".to_owned()),
            (None, Ok(()), Ok(())) => Default::default(),
        },
        shown: walk.report.shown,
    };
    store.end_watch(&site, &watch.connector, &end).await.map_err(FlowError::from)?;
    if let Err(Stop::Flow(error)) = ended {
        return Err(error.into());
    }
    settled?;
    Ok(walk.report)
}

/// Why a walk does not go on.
enum Stop {
    Fault(Fault),
    Flow(FlowError),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<FlowError> for Stop {
    fn from(error: FlowError) -> Self {
        Self::Flow(error)
    }
}

struct Walk<'w> {
    flow: &'w Flow,
    watch: &'w Watch,
    settle: u64,
    gate_since: u64,
    begun: u64,
    /// Everything that is shown.
    seen: BTreeSet<String>,
    /// What was judged, and as what: none when it is fine.
    judged: BTreeMap<String, Option<(String, String)>>,
    report: Report,
}

impl<'w> Walk<'w> {
    async fn new(flow: &'w Flow, watch: &'w Watch, settle: u64) -> Result<Self, FlowError> {
        let connectors = flow.store().list_connectors(&flow.agency().site).await?;
        let since = connectors.into_iter().find(|it| it.name == watch.connector).map(|it| it.created);
        Ok(Self {
            flow,
            watch,
            settle,
            gate_since: since.unwrap_or_default(),
            begun: flow.now(),
            seen: BTreeSet::new(),
            judged: BTreeMap::new(),
            report: Report { connector: watch.connector.clone(), ..Default::default() },
        })
    }

    async fn run(&mut self, lease: &mut u64) -> Result<(), Stop> {
        let mut reader: Box<dyn Reader> = Box::new(WordPress::new(&self.watch.address)?);
        loop {
            let (back, page) = blocking(reader, |reader| reader.next()).await?;
            reader = back;
            let Some(shown) = page? else { break };
            self.hold(lease).await?;
            for one in shown {
                reader = self.look(reader, one).await?;
            }
        }
        self.look_for_gone().await?;
        Ok(())
    }

    /// Goes on holding the lease; an endless site ends here.
    async fn hold(&self, lease: &mut u64) -> Result<(), Stop> {
        let now = self.flow.now();
        if self.seen.len() > ITEMS || now.saturating_sub(self.begun) > LONGEST {
            let message = format!("网站的信息超过 {ITEMS} 条，或者六小时没有读完，已停止。");
            return Err(Fault::new("too-many-items", message).into());
        }
        let until = now.saturating_add(LEASE);
        let (site, connector) = (&self.flow.agency().site, &self.watch.connector);
        let held = self.flow.store().lease_watch(site, connector, *lease, now, until).await.map_err(FlowError::from)?;
        if !held {
            return Err(Fault::new("lease-lost", "另一次比对已经开始，本次停止。").into());
        }
        *lease = until;
        Ok(())
    }

    /// Looks at an item; what is wrong is looked at twice, because gate and site do not change in the same moment.
    async fn look(&mut self, reader: Box<dyn Reader>, shown: Shown) -> Result<Box<dyn Reader>, Stop> {
        let item = format!("{}-{}", self.watch.connector, shown.item);
        self.report.shown += 1;
        self.seen.insert(item.clone());
        if !shown.readable {
            self.report.protected += 1;
            return Ok(reader);
        }
        let Some(judged) = self.judge(&item, Some(&shown)).await? else { return Ok(reader) };
        if !judged.incident {
            self.note(&item, &shown.address, &judged, Some(&shown.document)).await?;
            return Ok(reader);
        }
        let (reader, again) = blocking(reader, move |reader| reader.again(&shown)).await?;
        match again? {
            Some(again) if again.readable => {
                if let Some(judged) = self.judge(&item, Some(&again)).await? {
                    self.note(&item, &again.address, &judged, Some(&again.document)).await?;
                }
            }
            _ => self.report.unsettled += 1,
        }
        Ok(reader)
    }

    /// Items that were reported as published and that nobody can read: told, not an incident.
    async fn look_for_gone(&mut self) -> Result<(), Stop> {
        let (site, connector) = (&self.flow.agency().site, &self.watch.connector);
        let published = self.flow.store().published_by(site, connector).await.map_err(FlowError::from)?;
        for (item, address) in published {
            if self.seen.contains(&item) {
                continue;
            }
            if let Some(judged) = self.judge(&item, None).await? {
                self.note(&item, &address, &judged, None).await?;
            }
        }
        Ok(())
    }

    /// What the component says; none when the gate has let something of the item pass a moment ago.
    async fn judge(&mut self, item: &str, shown: Option<&Shown>) -> Result<Option<Observation>, FlowError> {
        let seen = Seen {
            item,
            watch: self.watch,
            gate_since: self.gate_since,
            shown: shown.map(|it| (&it.document, it.published_at)),
            settled_before: self.flow.now().saturating_sub(self.settle),
        };
        match self.flow.observe(&seen).await {
            Ok(None) => {
                self.report.unsettled += 1;
                Ok(None)
            }
            // One text that the component cannot take does not hide the others.
            Err(FlowError::Engine(failure)) => {
                self.report.fault = Some((failure.code().to_owned(), failure.message()));
                Ok(None)
            }
            other => other,
        }
    }

    async fn note(
        &mut self,
        item: &str,
        address: &str,
        judged: &Observation,
        shown: Option<&Document>,
    ) -> Result<(), FlowError> {
        let digest = judged.digest.clone().unwrap_or_default();
        let finding = WatchFinding {
            connector: self.watch.connector.clone(),
            item: item.to_owned(),
            code: judged.code.clone(),
            digest: digest.clone(),
            address: plain_address(address),
            what: judged.summary.clone(),
            incident: if judged.incident { None } else { Some(0) },
            found: self.flow.now(),
        };
        let site = &self.flow.agency().site;
        match judged.code.as_str() {
            "as-cleared" => self.report.as_cleared += 1,
            "from-before" => {
                self.report.from_before += 1;
                self.flow.store().put_watched_before(site, &finding).await?;
            }
            code => {
                self.judged.insert(item.to_owned(), Some((code.to_owned(), digest)));
                self.report.opened.extend(self.flow.open_finding(finding, &judged.details, shown).await?);
                return Ok(());
            }
        }
        self.judged.insert(item.to_owned(), None);
        Ok(())
    }

    /// Findings that are no longer so. After half a walk only of what was looked at.
    async fn settle(&mut self) -> Result<(), FlowError> {
        let whole = self.report.fault.is_none();
        let site = &self.flow.agency().site;
        let open = self.flow.store().open_watch_findings(site).await?;
        for finding in open.into_iter().filter(|it| it.connector == self.watch.connector) {
            let now = match self.judged.get(&finding.item) {
                Some(Some((code, digest))) if (code, digest) == (&finding.code, &finding.digest) => continue,
                Some(Some(_)) => Standing::Never,
                Some(None) => Standing::Live,
                None if whole && !self.seen.contains(&finding.item) => Standing::Withdrawn,
                None => continue,
            };
            self.flow.close_finding(&finding, now).await?;
            self.report.mended.push(finding);
        }
        Ok(())
    }
}

/// An address of ASCII characters, as it is kept and shown; anything else could be any text.
fn plain_address(address: &str) -> String {
    let plain = address.len() <= 500 && address.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { address.to_owned() } else { String::new() }
}

/// Lends the reader to a thread that may wait.
async fn blocking<T: Send + 'static>(
    mut reader: Box<dyn Reader>,
    work: impl FnOnce(&mut dyn Reader) -> T + Send + 'static,
) -> Result<(Box<dyn Reader>, T), Stop> {
    let lent = tokio::task::spawn_blocking(move || {
        let done = work(reader.as_mut());
        (reader, done)
    });
    lent.await.map_err(|_| Stop::Fault(Fault::new("internal", "平台内部出错，没有比对完。")))
}
