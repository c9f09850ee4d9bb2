//! Table `documents`: content that was handed in, stored once for each digest.

use sqlx::{Sqlite, Transaction};

use super::{StorageError, Store, events::Appendix};

impl Store {
    /// The document JSON with this digest, if this item ever had it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn load_document(&self, site: &str, item: &str, digest: &str) -> Result<Option<String>, StorageError> {
        let sql = "SELECT json FROM documents WHERE site = ? AND item = ? AND digest = ?";
        Ok(sqlx::query_scalar(sql).bind(site).bind(item).bind(digest).fetch_optional(&self.pool).await?)
    }

    /// All contents of an item as (digest, document JSON), for checking the log.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn item_documents(&self, site: &str, item: &str) -> Result<Vec<(String, String)>, StorageError> {
        let sql = "SELECT digest, json FROM documents WHERE site = ? AND item = ? ORDER BY digest";
        Ok(sqlx::query_as(sql).bind(site).bind(item).fetch_all(&self.pool).await?)
    }
}

/// Stores content; the same content again is the same row.
pub(super) async fn insert(
    transaction: &mut Transaction<'static, Sqlite>,
    appendix: &Appendix,
    digest: &str,
    json: &str,
) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO documents (site, item, digest, json) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(&appendix.site)
        .bind(&appendix.item)
        .bind(digest)
        .bind(json)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
