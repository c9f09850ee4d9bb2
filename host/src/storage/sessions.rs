//! Tables `sessions` and `session_people`: browsers that used a link, and whose links those were.

use sqlx::Row;

use super::{StorageError, Store, from_sql, to_sql};

/// A browser's session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Internal number.
    pub id: i64,
    /// The person who acts now.
    pub active: String,
    /// Everybody whose own link was used in this browser, by id.
    pub people: Vec<String>,
    /// Until when it holds, milliseconds UTC.
    pub expires: u64,
}

impl Store {
    /// The session with this cookie hash, when it still holds.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn load_session(
        &self,
        site: &str,
        token_hash: &str,
        now: u64,
    ) -> Result<Option<SessionRow>, StorageError> {
        let sql = "SELECT id, active, expires FROM sessions WHERE site = ? AND token_hash = ? AND expires > ?";
        let row = sqlx::query(sql).bind(site).bind(token_hash).bind(to_sql(now)?).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let id: i64 = row.try_get(0)?;
        let people = sqlx::query_scalar("SELECT person FROM session_people WHERE session = ? ORDER BY person")
            .bind(id)
            .fetch_all(&self.pool)
            .await?;
        Ok(Some(SessionRow { id, active: row.try_get(1)?, people, expires: from_sql(row.try_get(2)?)? }))
    }

    /// Adds a person to the session `known`, or to a new one, makes them the active one and gives the session a new
    /// cookie hash: a cookie from before a sign-in is worth nothing after it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn sign_in(
        &self,
        site: &str,
        known: Option<i64>,
        person: &str,
        token_hash: &str,
        now: u64,
        expires: u64,
    ) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        sqlx::query("DELETE FROM sessions WHERE expires <= ?").bind(to_sql(now)?).execute(&mut *transaction).await?;
        let id: i64 = match known {
            Some(id) => {
                sqlx::query("UPDATE sessions SET token_hash = ?, active = ?, expires = ? WHERE id = ?")
                    .bind(token_hash)
                    .bind(person)
                    .bind(to_sql(expires)?)
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
                id
            }
            None => {
                let sql = "INSERT INTO sessions (token_hash, site, active, expires) VALUES (?, ?, ?, ?) RETURNING id";
                sqlx::query_scalar(sql)
                    .bind(token_hash)
                    .bind(site)
                    .bind(person)
                    .bind(to_sql(expires)?)
                    .fetch_one(&mut *transaction)
                    .await?
            }
        };
        sqlx::query("INSERT INTO session_people (session, person) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(person)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Makes another person of the same session the active one; false when their link was not used in it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn switch_person(&self, session: i64, person: &str) -> Result<bool, StorageError> {
        let sql = "UPDATE sessions SET active = ? WHERE id = ? \
                   AND EXISTS (SELECT 1 FROM session_people WHERE session = ? AND person = ?)";
        let done = sqlx::query(sql).bind(person).bind(session).bind(session).bind(person).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends a session for everybody in it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn end_session(&self, session: i64) -> Result<(), StorageError> {
        sqlx::query("DELETE FROM sessions WHERE id = ?").bind(session).execute(&self.pool).await?;
        Ok(())
    }
}
