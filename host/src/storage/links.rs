//! Table `links`: one-time sign-in links, kept only as hashes of their tokens.

use super::{StorageError, Store, to_sql};

impl Store {
    /// Keeps a new link; expired ones are swept away on the way.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_link(
        &self,
        token_hash: &str,
        site: &str,
        person: &str,
        now: u64,
        expires: u64,
    ) -> Result<(), StorageError> {
        sqlx::query("DELETE FROM links WHERE expires <= ?").bind(to_sql(now)?).execute(&self.pool).await?;
        sqlx::query("INSERT INTO links (token_hash, site, person, expires) VALUES (?, ?, ?, ?)")
            .bind(token_hash)
            .bind(site)
            .bind(person)
            .bind(to_sql(expires)?)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Whose link this is, when it can still be used.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn peek_link(&self, site: &str, token_hash: &str, now: u64) -> Result<Option<String>, StorageError> {
        let sql = "SELECT person FROM links WHERE site = ? AND token_hash = ? AND used IS NULL AND expires > ?";
        Ok(sqlx::query_scalar(sql).bind(site).bind(token_hash).bind(to_sql(now)?).fetch_optional(&self.pool).await?)
    }

    /// Uses the link up: of two that try at once, one gets the person.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn use_link(&self, site: &str, token_hash: &str, now: u64) -> Result<Option<String>, StorageError> {
        let sql = "UPDATE links SET used = ? WHERE site = ? AND token_hash = ? AND used IS NULL AND expires > ? \
                   RETURNING person";
        Ok(sqlx::query_scalar(sql)
            .bind(to_sql(now)?)
            .bind(site)
            .bind(token_hash)
            .bind(to_sql(now)?)
            .fetch_optional(&self.pool)
            .await?)
    }
}
