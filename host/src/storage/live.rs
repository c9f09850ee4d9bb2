//! Table `live`: what the public sees now, one row a channel.

use sqlx::{Row, Sqlite, Transaction};

use super::{StorageError, Store, events::Appendix, from_sql, to_sql};

/// A change of what the public sees, written with the event that decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveChange {
    /// A document is shown on a channel.
    Show {
        /// The channel.
        channel: String,
        /// The digest of the document.
        digest: String,
    },
    /// Everything of the item is gone.
    TakeDown,
}

/// One live rendition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveRow {
    /// The channel.
    pub channel: String,
    /// The digest of the document shown.
    pub digest: String,
    /// Since when, milliseconds UTC.
    pub at: u64,
}

impl Store {
    /// What is live of an item, by channel.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn live(&self, site: &str, item: &str) -> Result<Vec<LiveRow>, StorageError> {
        let sql = "SELECT channel, digest, at FROM live WHERE site = ? AND item = ? ORDER BY channel";
        let rows = sqlx::query(sql).bind(site).bind(item).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(LiveRow { channel: row.try_get(0)?, digest: row.try_get(1)?, at: from_sql(row.try_get(2)?)? })
            })
            .collect()
    }
}

/// Takes everything of an item down.
pub(super) async fn clear(
    transaction: &mut Transaction<'static, Sqlite>,
    site: &str,
    item: &str,
) -> Result<(), StorageError> {
    let sql = "DELETE FROM live WHERE site = ? AND item = ?";
    sqlx::query(sql).bind(site).bind(item).execute(&mut **transaction).await?;
    Ok(())
}

/// Puts a document live in the transaction of its `published` event.
pub(super) async fn set(
    transaction: &mut Transaction<'static, Sqlite>,
    appendix: &Appendix,
    channel: &str,
    digest: &str,
    at: u64,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO live (site, item, channel, digest, at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (site, item, channel) DO UPDATE SET digest = excluded.digest, at = excluded.at",
    )
    .bind(&appendix.site)
    .bind(&appendix.item)
    .bind(channel)
    .bind(digest)
    .bind(to_sql(at)?)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
