//! Table `connectors`: programs that ask the gate on behalf of people, each with one token, kept as its hash.

use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, to_sql};

/// A connector as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectorRow {
    /// Its name; the items it may name begin with it.
    pub name: String,
    /// When it was added, milliseconds UTC.
    pub created: u64,
    /// When its token was taken back; none while it holds.
    pub revoked: Option<u64>,
}

impl Store {
    /// Adds a connector, or gives a known one a new token; the one before is worth nothing then.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_connector(&self, site: &str, name: &str, token_hash: &str, now: u64) -> Result<(), StorageError> {
        sqlx::query(
            "INSERT INTO connectors (site, name, token_hash, created) VALUES (?, ?, ?, ?) ON CONFLICT (site, name) \
             DO UPDATE SET token_hash = excluded.token_hash, created = excluded.created, revoked = NULL",
        )
        .bind(site)
        .bind(name)
        .bind(token_hash)
        .bind(to_sql(now)?)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The name of the site's connector with this token, when the token holds.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn connector_by_token(&self, site: &str, token_hash: &str) -> Result<Option<String>, StorageError> {
        let sql = "SELECT name FROM connectors WHERE site = ? AND token_hash = ? AND revoked IS NULL";
        Ok(sqlx::query_scalar(sql).bind(site).bind(token_hash).fetch_optional(&self.pool).await?)
    }

    /// The site's connectors by name, revoked ones included.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn list_connectors(&self, site: &str) -> Result<Vec<ConnectorRow>, StorageError> {
        let sql = "SELECT name, created, revoked FROM connectors WHERE site = ? ORDER BY name";
        sqlx::query(sql).bind(site).fetch_all(&self.pool).await?.iter().map(read_row).collect()
    }

    /// Takes a connector's token back; false when there is none that holds.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn revoke_connector(&self, site: &str, name: &str, now: u64) -> Result<bool, StorageError> {
        let sql = "UPDATE connectors SET revoked = ? WHERE site = ? AND name = ? AND revoked IS NULL";
        let done = sqlx::query(sql).bind(to_sql(now)?).bind(site).bind(name).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }
}

fn read_row(row: &SqliteRow) -> Result<ConnectorRow, StorageError> {
    let revoked: Option<i64> = row.try_get(2)?;
    Ok(ConnectorRow {
        name: row.try_get(0)?,
        created: from_sql(row.try_get(1)?)?,
        revoked: revoked.map(from_sql).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn a_token_holds_for_its_site_until_it_is_revoked_or_replaced() {
        let (store, directory) = scratch().await;
        store.put_connector("s", "wp", "h1", 1).await.unwrap();
        assert_eq!(store.connector_by_token("s", "h1").await.unwrap().as_deref(), Some("wp"));
        assert_eq!(store.connector_by_token("other", "h1").await.unwrap(), None);
        store.put_connector("s", "wp", "h2", 2).await.unwrap();
        assert_eq!(store.connector_by_token("s", "h1").await.unwrap(), None);
        assert!(store.revoke_connector("s", "wp", 3).await.unwrap());
        assert!(!store.revoke_connector("s", "wp", 3).await.unwrap());
        assert_eq!(store.connector_by_token("s", "h2").await.unwrap(), None);
        assert_eq!(store.list_connectors("s").await.unwrap()[0].revoked, Some(3));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
