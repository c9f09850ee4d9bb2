//! Table `account_alerts`: what people must hear about their own accounts (clause 14).

use sqlx::Row;

use super::{StorageError, Store, from_sql, to_sql};

/// An alert as it was raised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AlertRow {
    /// Whose account.
    pub person: String,
    /// When, milliseconds UTC.
    pub at: u64,
    /// Stable code, for example `two-addresses`.
    pub code: String,
    /// One Chinese sentence.
    pub message: String,
}

impl Store {
    /// Keeps an alert.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_alert(&self, site: &str, alert: &AlertRow) -> Result<(), StorageError> {
        sqlx::query("INSERT INTO account_alerts (site, person, at, code, message) VALUES (?, ?, ?, ?, ?)")
            .bind(site)
            .bind(&alert.person)
            .bind(to_sql(alert.at)?)
            .bind(&alert.code)
            .bind(&alert.message)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Alerts of a site since a moment, newest first, at most a hundred: of one person, or of everybody.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn alerts(&self, site: &str, person: Option<&str>, since: u64) -> Result<Vec<AlertRow>, StorageError> {
        let sql = "SELECT person, at, code, message FROM account_alerts WHERE site = ? AND at >= ? \
                   AND (? IS NULL OR person = ?) ORDER BY id DESC LIMIT 100";
        let query = sqlx::query(sql).bind(site).bind(to_sql(since)?).bind(person).bind(person);
        let read = |row: &sqlx::sqlite::SqliteRow| {
            Ok(AlertRow {
                person: row.try_get(0)?,
                at: from_sql(row.try_get(1)?)?,
                code: row.try_get(2)?,
                message: row.try_get(3)?,
            })
        };
        query.fetch_all(&self.pool).await?.iter().map(read).collect()
    }
}
