//! Table `cases`: one row an item that was ever handed in.

use sqlx::{Row, Sqlite, Transaction};

use super::{StorageError, Store, from_sql, to_sql};

/// How many items a list shows; older ones are reached by their number.
const LISTED: i64 = 200;

/// One item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The item's id.
    pub item: String,
    /// When it was first handed in, milliseconds UTC.
    pub created: u64,
    /// How many events it has.
    pub events: u64,
    /// The kind of the last event.
    pub last_kind: String,
    /// When that was, milliseconds UTC.
    pub last_at: u64,
}

impl Store {
    /// The site's items, most recently touched first, at most 200.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn list_cases(&self, site: &str) -> Result<Vec<CaseRow>, StorageError> {
        let rows = sqlx::query(
            "SELECT c.item, c.created, e.seq, e.kind, e.at FROM cases c \
             JOIN events e ON e.site = c.site AND e.item = c.item \
             WHERE c.site = ? AND e.seq = (SELECT max(seq) FROM events WHERE site = c.site AND item = c.item) \
             ORDER BY e.at DESC, c.item LIMIT ?",
        )
        .bind(site)
        .bind(LISTED)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(CaseRow {
                    item: row.try_get(0)?,
                    created: from_sql(row.try_get(1)?)?,
                    events: from_sql(row.try_get(2)?)?,
                    last_kind: row.try_get(3)?,
                    last_at: from_sql(row.try_get(4)?)?,
                })
            })
            .collect()
    }

    /// Items of the site that were ever published, the oldest first.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn published_items(&self, site: &str) -> Result<Vec<String>, StorageError> {
        let sql = "SELECT item FROM events WHERE site = ? AND kind = 'published' GROUP BY item ORDER BY min(at), item";
        Ok(sqlx::query_scalar(sql).bind(site).fetch_all(&self.pool).await?)
    }

    /// Every case of every site, for checking the log, as (site, item).
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn all_cases(&self) -> Result<Vec<(String, String)>, StorageError> {
        // Also from `events`: a row deleted from `cases` must not hide a case from the check.
        let sql = "SELECT site, item FROM cases UNION SELECT site, item FROM events ORDER BY site, item";
        Ok(sqlx::query_as(sql).fetch_all(&self.pool).await?)
    }
}

/// Makes the case when this is its first event.
pub(super) async fn ensure(
    transaction: &mut Transaction<'static, Sqlite>,
    site: &str,
    item: &str,
    now: u64,
) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO cases (site, item, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(site)
        .bind(item)
        .bind(to_sql(now)?)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
