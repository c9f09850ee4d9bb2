//! Walks every site whose turn it is, as long as the server runs.

use std::time::Duration;

use super::walk::{SETTLE, WalkError, walk};
use crate::{flow::Flow, storage::watches::Watch};

/// How often it is looked whose turn it is.
const TICK: Duration = Duration::from_secs(15);
const MINUTE: u64 = 60_000;

/// Never ends; whoever started it stops it.
pub async fn keep(flow: Flow) {
    loop {
        match flow.store().watches(&flow.agency().site).await {
            Ok(watches) => {
                for watch in watches.iter().filter(|watch| is_due(watch, flow.now())) {
                    once(&flow, watch).await;
                }
            }
            Err(error) => tracing::error!(%error, "detector"),
        }
        tokio::time::sleep(TICK).await;
    }
}

async fn once(flow: &Flow, watch: &Watch) {
    match walk(flow, watch, SETTLE).await {
        Ok(report) => {
            let fault = report.fault.map(|(code, _)| code).unwrap_or_default();
            let (opened, mended) = (report.opened.len(), report.mended.len());
            tracing::info!(connector = watch.connector, shown = report.shown, opened, mended, fault, "walked");
        }
        Err(WalkError::Busy) => {}
        Err(WalkError::Flow(error)) => tracing::error!(connector = watch.connector, %error, "detector"),
    }
}

/// Counted from the begin of the last walk, so that one that never ended does not stay the last.
fn is_due(watch: &Watch, now: u64) -> bool {
    watch.begun.is_none_or(|begun| begun.saturating_add(watch.minutes.saturating_mul(MINUTE)) <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_walked_at_once_and_then_after_its_minutes() {
        let mut watch = Watch { minutes: 60, ..Default::default() };
        assert!(is_due(&watch, 0));
        watch.begun = Some(10);
        assert!(!is_due(&watch, 60 * MINUTE));
        assert!(is_due(&watch, 60 * MINUTE + 10));
    }
}
