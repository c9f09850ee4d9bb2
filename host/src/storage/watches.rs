//! Tables `watches` and `watch_before`: sites that are walked, and what was public before the gate.

use serde::Serialize;
use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, to_sql, watch_findings::WatchFinding};

/// A site that is walked, and how the last walk ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Watch {
    /// The connector whose items they are.
    pub connector: String,
    /// The address of the site.
    pub address: String,
    /// The channel whose cleared contents may be shown there; empty when any.
    pub channel: String,
    /// Minutes from one walk to the next.
    pub minutes: u64,
    /// When the last walk began, milliseconds UTC.
    pub begun: Option<u64>,
    /// When it ended.
    pub ended: Option<u64>,
    /// Whether a walk was ever whole: from then on nothing counts as older than the gate.
    pub walked: bool,
    /// What stopped the last walk, as a code; empty when nothing did.
    pub fault: String,
    /// The same in Chinese.
    pub message: String,
    /// How many items the last walk saw.
    pub shown: u64,
}

/// How a walk ended.
#[derive(Debug, Clone, Default)]
pub struct WalkEnd {
    /// When, milliseconds UTC.
    pub at: u64,
    /// What stopped it, as a code and in Chinese; empty when nothing did.
    pub fault: (String, String),
    /// How many items it saw.
    pub shown: u64,
}

impl Store {
    /// Sets the address of a connector's site; the rest of a known one stays.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_watch(&self, site: &str, watch: &Watch) -> Result<(), StorageError> {
        sqlx::query(
            "INSERT INTO watches (site, connector, address, channel, minutes) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (site, connector) DO UPDATE SET address = excluded.address, channel = excluded.channel, \
             minutes = excluded.minutes",
        )
        .bind(site)
        .bind(&watch.connector)
        .bind(&watch.address)
        .bind(&watch.channel)
        .bind(to_sql(watch.minutes)?)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Walks a site no longer. What was found and what was older than the gate stays.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn stop_watch(&self, site: &str, connector: &str) -> Result<bool, StorageError> {
        let sql = "UPDATE watches SET address = '' WHERE site = ? AND connector = ? AND address <> ''";
        let done = sqlx::query(sql).bind(site).bind(connector).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }

    /// The sites that are walked, by connector.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn watches(&self, site: &str) -> Result<Vec<Watch>, StorageError> {
        let sql = "SELECT connector, address, channel, minutes, begun, ended, walked, fault, message, shown FROM watches \
                   WHERE site = ? AND address <> '' ORDER BY connector";
        sqlx::query(sql).bind(site).fetch_all(&self.pool).await?.iter().map(read_watch).collect()
    }

    /// Begins a walk unless another one has the lease until after `now`; also prolongs the lease of the one that says `held`.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn lease_watch(
        &self,
        site: &str,
        connector: &str,
        held: u64,
        now: u64,
        until: u64,
    ) -> Result<bool, StorageError> {
        let sql = "UPDATE watches SET lease = ?, begun = CASE ? WHEN 0 THEN ? ELSE begun END \
                   WHERE site = ? AND connector = ? AND (lease = ? OR lease <= ?)";
        let done = sqlx::query(sql)
            .bind(to_sql(until)?)
            .bind(to_sql(held)?)
            .bind(to_sql(now)?)
            .bind(site)
            .bind(connector)
            .bind(to_sql(held)?)
            .bind(to_sql(now)?)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Notes how a walk ended and gives its lease back.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn end_watch(&self, site: &str, connector: &str, end: &WalkEnd) -> Result<(), StorageError> {
        let sql = "UPDATE watches SET lease = 0, ended = ?, fault = ?, message = ?, shown = ?, \
                   walked = CASE ? WHEN '' THEN 1 ELSE walked END WHERE site = ? AND connector = ?";
        sqlx::query(sql)
            .bind(to_sql(end.at)?)
            .bind(&end.fault.0)
            .bind(&end.fault.1)
            .bind(to_sql(end.shown)?)
            .bind(&end.fault.0)
            .bind(site)
            .bind(connector)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The digest under which an item is listed as older than the gate.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn watched_before(
        &self,
        site: &str,
        connector: &str,
        item: &str,
    ) -> Result<Option<String>, StorageError> {
        let sql = "SELECT digest FROM watch_before WHERE site = ? AND connector = ? AND item = ?";
        Ok(sqlx::query_scalar(sql).bind(site).bind(connector).bind(item).fetch_optional(&self.pool).await?)
    }

    /// Lists an item as older than the gate; one that is listed stays as it is.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_watched_before(&self, site: &str, seen: &WatchFinding) -> Result<(), StorageError> {
        sqlx::query(
            "INSERT INTO watch_before (site, connector, item, digest, address, at) VALUES (?, ?, ?, ?, ?, ?) \
             ON CONFLICT DO NOTHING",
        )
        .bind(site)
        .bind(&seen.connector)
        .bind(&seen.item)
        .bind(&seen.digest)
        .bind(&seen.address)
        .bind(to_sql(seen.found)?)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Items that are older than the gate, as (item, address), at most `most`, and how many there are.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn list_watched_before(
        &self,
        site: &str,
        most: u32,
    ) -> Result<(Vec<(String, String)>, u64), StorageError> {
        let sql = "SELECT item, address FROM watch_before WHERE site = ? ORDER BY connector, item LIMIT ?";
        let rows = sqlx::query_as(sql).bind(site).bind(most).fetch_all(&self.pool).await?;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM watch_before WHERE site = ?")
            .bind(site)
            .fetch_one(&self.pool)
            .await?;
        Ok((rows, from_sql(count)?))
    }

    /// The items of a connector that are live here and reported as published.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn published_by(&self, site: &str, connector: &str) -> Result<Vec<(String, String)>, StorageError> {
        let sql = "SELECT item, address FROM connector_items r WHERE site = ? AND connector = ? AND state = 'published' \
                   AND EXISTS (SELECT 1 FROM live l WHERE l.site = r.site AND l.item = r.item) ORDER BY item";
        Ok(sqlx::query_as(sql).bind(site).bind(connector).fetch_all(&self.pool).await?)
    }
}

fn read_watch(row: &SqliteRow) -> Result<Watch, StorageError> {
    let time = |column: usize| -> Result<Option<u64>, StorageError> {
        row.try_get::<Option<i64>, _>(column)?.map(from_sql).transpose()
    };
    Ok(Watch {
        connector: row.try_get(0)?,
        address: row.try_get(1)?,
        channel: row.try_get(2)?,
        minutes: from_sql(row.try_get(3)?)?,
        begun: time(4)?,
        ended: time(5)?,
        walked: row.try_get::<i64, _>(6)? == 1,
        fault: row.try_get(7)?,
        message: row.try_get(8)?,
        shown: from_sql(row.try_get(9)?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    fn watch() -> Watch {
        Watch { connector: "wp".into(), address: "http://a.example".into(), minutes: 60, ..Default::default() }
    }

    #[tokio::test]
    async fn two_walks_do_not_meet_and_a_dead_one_does_not_stay_in_the_way() {
        let (store, directory) = scratch().await;
        store.put_connector("s", "wp", "h", 1).await.unwrap();
        store.put_watch("s", &watch()).await.unwrap();
        assert!(store.lease_watch("s", "wp", 0, 10, 20).await.unwrap());
        assert!(!store.lease_watch("s", "wp", 0, 11, 21).await.unwrap(), "somebody walks");
        assert!(store.lease_watch("s", "wp", 20, 12, 30).await.unwrap(), "who walks goes on");
        assert!(store.lease_watch("s", "wp", 0, 30, 40).await.unwrap(), "who is dead does not");
        let fault = ("broken-answer".to_owned(), "坏".to_owned());
        store.end_watch("s", "wp", &WalkEnd { at: 31, fault, shown: 2 }).await.unwrap();
        assert!(!store.watches("s").await.unwrap()[0].walked, "half a walk is none");
        store.end_watch("s", "wp", &WalkEnd { at: 32, ..Default::default() }).await.unwrap();
        let kept = store.watches("s").await.unwrap().remove(0);
        assert_eq!((kept.walked, kept.begun, kept.ended, kept.fault.as_str()), (true, Some(30), Some(32), ""));
        assert!(store.stop_watch("s", "wp").await.unwrap());
        assert!(store.watches("s").await.unwrap().is_empty());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
