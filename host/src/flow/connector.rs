//! What a content management system's connector needs beside the stages: publication in one request, and reports of what it did. The person is
//! named by the connector and judged by the rules like everybody else.

use serde_json::json;

use super::{Asker, Flow, arguments::Arguments, error::FlowError, history::Taken};
use crate::{
    component::bindings::Document,
    storage::{audit::AuditEntry, connector_items::ConnectorItem},
};

/// The host record of a text that a connector took down.
pub const WITHDRAWN: &str = "connector-withdrawn";

impl Flow {
    /// What a channel needs next: `update` when something of the item is live there, else `publish`.
    ///
    /// # Errors
    /// [`FlowError::Storage`].
    pub async fn due_action(&self, item: &str, channel: &str) -> Result<String, FlowError> {
        let live = self.store.live(&self.agency.site, item).await?;
        let is_live = live.iter().any(|row| row.channel == channel);
        Ok(if is_live { "update" } else { "publish" }.to_owned())
    }

    /// Publishes exactly this document by an open permit; where there is none, one is issued first on behalf of the same person, who must be
    /// allowed to do both.
    ///
    /// # Errors
    /// As [`Flow::issue`] and [`Flow::publish`].
    pub async fn consume(
        &self,
        asker: &Asker,
        action: String,
        channel: String,
        document: Document,
    ) -> Result<Taken, FlowError> {
        let (view, _) = self.view(asker).await?;
        let allowed = self.check(asker, action.clone(), channel.clone(), document.clone(), true).await?;
        let sequence = match allowed.permit {
            Some(_) => view.sequence,
            None => self.issue(asker, view.sequence, action.clone(), channel.clone(), None).await?.taken.sequence,
        };
        self.publish(asker, sequence, action, channel, document).await
    }

    /// Notes where readers find an item.
    ///
    /// # Errors
    /// [`FlowError::SecrecyStop`] for a mark in the address, [`FlowError::Storage`].
    pub async fn report_published(&self, report: ConnectorItem) -> Result<(), FlowError> {
        self.guard_words(self.now(), vec![report.address.clone()]).await?;
        Ok(self.store.put_connector_item(&self.agency.site, &report).await?)
    }

    /// Notes that an item was taken down: a record of the host first, then open permits are taken back where that is possible. No rule can
    /// stand against it.
    ///
    /// # Errors
    /// [`FlowError::Storage`] alone; the connector keeps the report and sends it again.
    pub async fn report_withdrawn(&self, report: &ConnectorItem, asker: Option<&Asker>) -> Result<(), FlowError> {
        let live = self.store.live(&self.agency.site, &report.item).await?;
        let entry = AuditEntry {
            at: report.at,
            site: self.agency.site.clone(),
            item: report.item.clone(),
            person: report.person.clone(),
            code: WITHDRAWN.to_owned(),
            clause: "16".to_owned(),
            rule: String::new(),
            digest: live.into_iter().next().map(|row| row.digest).unwrap_or_default(),
        };
        self.store.append_audit(&entry).await?;
        self.store.put_connector_item(&self.agency.site, report).await?;
        if let Some(asker) = asker {
            self.take_permits_back(asker).await;
        }
        Ok(())
    }

    /// Nothing depends on it: a permit that stays open still names one content, and expires.
    async fn take_permits_back(&self, asker: &Asker) {
        let Ok((view, _)) = self.view(asker).await else { return };
        if view.permit.is_some() {
            let reason = Arguments::from_iter([("reason".to_owned(), json!("内容管理系统已将该稿件下线"))]);
            // A refusal leaves its own record.
            let _ = self.step(asker, view.sequence, "revoke", reason).await;
        }
    }
}
