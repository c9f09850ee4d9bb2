//! Table `events`: append-only, chained, numbered from 1 without gaps.

use sqlx::{Row, Sqlite, Transaction, sqlite::SqliteRow};

use super::{
    StorageError, Store, cases, documents, from_sql,
    live::{self, LiveChange},
    originals, to_sql,
};
use crate::component::bindings::Event;

/// An event with the hash that chains it to the one before it.
#[derive(Debug, Clone)]
pub struct ChainedEvent {
    /// The event as the component returned it.
    pub event: Event,
    /// `review.link` of the hash before and this event.
    pub hash: String,
}

/// Everything one decision writes, in one transaction.
#[derive(Debug, Clone, Default)]
pub struct Appendix {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// The sequence the decision was made on; 0 for a new item.
    pub expected: u64,
    /// The new events in order, never empty.
    pub events: Vec<ChainedEvent>,
    /// Content that comes with them, as (digest, document JSON).
    pub documents: Vec<(String, String)>,
    /// What the public sees from then on; none when that stays as it is.
    pub live: Option<LiveChange>,
    /// How many originals of the item were sealed when the decision was made; none when it does not depend on them.
    pub originals: Option<u64>,
}

impl Store {
    /// The history of a case, oldest first; empty when there is none.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn load_events(&self, site: &str, item: &str) -> Result<Vec<ChainedEvent>, StorageError> {
        let sql = "SELECT seq, kind, version, at, actor, clause, digest, body, hash FROM events \
                   WHERE site = ? AND item = ? ORDER BY seq";
        let rows = sqlx::query(sql).bind(site).bind(item).fetch_all(&self.pool).await?;
        rows.iter().map(read_row).collect()
    }

    /// Appends events with their content in one transaction, durable when this returns.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the case has moved on since `expected`; nothing is written then.
    pub async fn append(&self, appendix: &Appendix) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        let actual = last_sequence(&mut transaction, &appendix.site, &appendix.item).await?;
        if actual != appendix.expected {
            return Err(StorageError::Stale { expected: appendix.expected, actual });
        }
        if let Some(known) = appendix.originals {
            originals::expect(&mut transaction, &appendix.site, &appendix.item, known).await?;
        }
        let Some(last) = appendix.events.last() else {
            return Err(StorageError::Corrupt("没有要写入的事件"));
        };
        cases::ensure(&mut transaction, &appendix.site, &appendix.item, last.event.at).await?;
        for (place, chained) in (appendix.expected + 1..).zip(&appendix.events) {
            if chained.event.id != place {
                return Err(StorageError::Corrupt("事件序号不连续"));
            }
            insert(&mut transaction, appendix, chained).await?;
        }
        for (digest, json) in &appendix.documents {
            documents::insert(&mut transaction, appendix, digest, json).await?;
        }
        match &appendix.live {
            Some(LiveChange::Show { channel, digest }) => {
                live::set(&mut transaction, appendix, channel, digest, last.event.at).await?;
            }
            Some(LiveChange::TakeDown) => live::clear(&mut transaction, &appendix.site, &appendix.item).await?,
            None => {}
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The number of the case's last event; 0 when there is none.
pub(super) async fn last_sequence(
    transaction: &mut Transaction<'static, Sqlite>,
    site: &str,
    item: &str,
) -> Result<u64, StorageError> {
    let row = sqlx::query("SELECT coalesce(max(seq), 0) FROM events WHERE site = ? AND item = ?")
        .bind(site)
        .bind(item)
        .fetch_one(&mut **transaction)
        .await?;
    from_sql(row.try_get(0)?)
}

async fn insert(
    transaction: &mut Transaction<'static, Sqlite>,
    appendix: &Appendix,
    chained: &ChainedEvent,
) -> Result<(), StorageError> {
    let event = &chained.event;
    sqlx::query(
        "INSERT INTO events (site, item, seq, kind, version, at, actor, clause, digest, body, hash) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&appendix.site)
    .bind(&appendix.item)
    .bind(to_sql(event.id)?)
    .bind(&event.kind)
    .bind(event.version)
    .bind(to_sql(event.at)?)
    .bind(&event.actor)
    .bind(&event.clause)
    .bind(&event.digest)
    .bind(&event.body)
    .bind(&chained.hash)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn read_row(row: &SqliteRow) -> Result<ChainedEvent, StorageError> {
    Ok(ChainedEvent {
        event: Event {
            id: from_sql(row.try_get(0)?)?,
            kind: row.try_get(1)?,
            version: row.try_get(2)?,
            at: from_sql(row.try_get(3)?)?,
            actor: row.try_get(4)?,
            clause: row.try_get(5)?,
            digest: row.try_get(6)?,
            body: row.try_get(7)?,
        },
        hash: row.try_get(8)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    fn appendix(expected: u64) -> Appendix {
        let event = Event {
            id: expected + 1,
            kind: "submitted".into(),
            version: 1,
            at: 1_000 + expected,
            actor: "lin-xiao".into(),
            clause: "4".into(),
            digest: "sm3:00".into(),
            body: "{}".into(),
        };
        Appendix {
            site: "demo".into(),
            item: "1".into(),
            expected,
            events: vec![ChainedEvent { event, hash: format!("sm3:{expected}") }],
            documents: vec![("sm3:d".into(), "{\"body\":\"一\"}".into())],
            live: None,
            originals: None,
        }
    }

    #[tokio::test]
    async fn appends_in_order_and_refuses_a_stale_sequence() {
        let (store, directory) = scratch().await;
        store.append(&appendix(0)).await.unwrap();
        store.append(&appendix(1)).await.unwrap();
        let stale = store.append(&appendix(1)).await;
        assert!(matches!(stale, Err(StorageError::Stale { expected: 1, actual: 2 })), "{stale:?}");
        let events = store.load_events("demo", "1").await.unwrap();
        assert_eq!(events.iter().map(|e| e.event.id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(store.list_cases("demo").await.unwrap()[0].events, 2);
        assert!(store.load_events("other", "1").await.unwrap().is_empty());
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn a_failed_transaction_leaves_nothing() {
        let (store, directory) = scratch().await;
        let mut bad = appendix(0);
        bad.live = Some(LiveChange::Show { channel: "portal".into(), digest: "sm3:unknown".into() });
        assert!(store.append(&bad).await.is_err());
        assert!(store.all_cases().await.unwrap().is_empty());
        assert!(store.load_document("demo", "1", "sm3:d").await.unwrap().is_none());
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn the_database_itself_refuses_change_and_removal() {
        let (store, directory) = scratch().await;
        store.append(&appendix(0)).await.unwrap();
        for sql in ["UPDATE events SET actor = 'x'", "DELETE FROM events", "UPDATE documents SET json = 'x'"] {
            assert!(sqlx::query(sql).execute(&store.pool).await.is_err(), "{sql}");
        }
        std::fs::remove_dir_all(directory).unwrap();
    }
}
