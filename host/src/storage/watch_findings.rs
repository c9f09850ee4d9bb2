//! Table `watch_findings`: what went around the gate, and whether it was mended.

use serde::Serialize;
use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, to_sql};

/// Something that went around the gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WatchFinding {
    /// The connector.
    pub connector: String,
    /// The item.
    pub item: String,
    /// The component's code.
    pub code: String,
    /// The digest of what was shown; empty when nothing was.
    pub digest: String,
    /// Where readers find it.
    pub address: String,
    /// What, in Chinese.
    pub what: String,
    /// The entry in register `incident`; 0 for a notice, none while it was not made.
    pub incident: Option<u64>,
    /// When it was found, milliseconds UTC.
    pub found: u64,
}

impl Store {
    /// Notes a finding; one that is open stays as it is, one that was mended is open again. Whether an incident is still to be entered for it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_watch_finding(&self, site: &str, finding: &WatchFinding) -> Result<bool, StorageError> {
        sqlx::query(
            "INSERT INTO watch_findings (site, connector, item, code, digest, address, what, incident, found) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, connector, item, code, digest) DO UPDATE SET \
             incident = excluded.incident, found = excluded.found, what = excluded.what, mended = NULL \
             WHERE mended IS NOT NULL",
        )
        .bind(site)
        .bind(&finding.connector)
        .bind(&finding.item)
        .bind(&finding.code)
        .bind(&finding.digest)
        .bind(&finding.address)
        .bind(&finding.what)
        .bind(finding.incident.map(to_sql).transpose()?)
        .bind(to_sql(finding.found)?)
        .execute(&self.pool)
        .await?;
        let sql = "SELECT incident IS NULL FROM watch_findings WHERE site = ? AND connector = ? AND item = ? \
                   AND code = ? AND digest = ?";
        let row = sqlx::query_scalar(sql).bind(site).bind(&finding.connector).bind(&finding.item);
        Ok(row.bind(&finding.code).bind(&finding.digest).fetch_one(&self.pool).await?)
    }

    /// Notes the incident that was entered for a finding, or, without one, that it was mended.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn settle_watch_finding(
        &self,
        site: &str,
        finding: &WatchFinding,
        incident: Option<u64>,
        mended: Option<u64>,
    ) -> Result<(), StorageError> {
        let sql = "UPDATE watch_findings SET incident = coalesce(?, incident), mended = ? WHERE site = ? AND \
                   connector = ? AND item = ? AND code = ? AND digest = ?";
        sqlx::query(sql)
            .bind(incident.map(to_sql).transpose()?)
            .bind(mended.map(to_sql).transpose()?)
            .bind(site)
            .bind(&finding.connector)
            .bind(&finding.item)
            .bind(&finding.code)
            .bind(&finding.digest)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What is open, the newest first.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn open_watch_findings(&self, site: &str) -> Result<Vec<WatchFinding>, StorageError> {
        let sql = "SELECT connector, item, code, digest, address, what, incident, found FROM watch_findings \
                   WHERE site = ? AND mended IS NULL ORDER BY found DESC, connector, item, code, digest";
        sqlx::query(sql).bind(site).fetch_all(&self.pool).await?.iter().map(read_finding).collect()
    }
}

fn read_finding(row: &SqliteRow) -> Result<WatchFinding, StorageError> {
    Ok(WatchFinding {
        connector: row.try_get(0)?,
        item: row.try_get(1)?,
        code: row.try_get(2)?,
        digest: row.try_get(3)?,
        address: row.try_get(4)?,
        what: row.try_get(5)?,
        incident: row.try_get::<Option<i64>, _>(6)?.map(from_sql).transpose()?,
        found: from_sql(row.try_get(7)?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn a_finding_is_one_until_it_is_mended_and_comes_back() {
        let (store, directory) = scratch().await;
        let finding = WatchFinding {
            connector: "wp".into(),
            item: "wp-post-1".into(),
            code: "changed".into(),
            digest: "sm3:1".into(),
            address: String::new(),
            what: "改".into(),
            incident: None,
            found: 1,
        };
        assert!(store.put_watch_finding("s", &finding).await.unwrap());
        store.settle_watch_finding("s", &finding, Some(7), None).await.unwrap();
        assert!(!store.put_watch_finding("s", &finding).await.unwrap(), "the incident is there");
        assert_eq!(store.open_watch_findings("s").await.unwrap()[0].incident, Some(7));
        store.settle_watch_finding("s", &finding, None, Some(9)).await.unwrap();
        assert!(store.open_watch_findings("s").await.unwrap().is_empty());
        assert!(store.put_watch_finding("s", &finding).await.unwrap(), "it is a new incident");
        assert!(store.open_watch_findings("other").await.unwrap().is_empty());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
