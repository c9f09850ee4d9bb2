//! Tables `sessions` and `session_people`: browsers in which people signed in, and who those are.

use sqlx::Row;

use super::{StorageError, Store, from_sql, to_sql};

/// A browser's session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Internal number.
    pub id: i64,
    /// The person who acts now.
    pub active: String,
    /// Everybody who signed in in this browser, by id, and whether they must set a new password before anything else.
    pub people: Vec<(String, bool)>,
    /// Until when it holds, milliseconds UTC.
    pub expires: u64,
}

/// Somebody coming into a session.
#[derive(Debug, Clone, Copy)]
pub struct SessionEntry<'a> {
    /// The browser's session, when it has one.
    pub known: Option<i64>,
    /// Who.
    pub person: &'a str,
    /// Hash of the new cookie.
    pub token_hash: &'a str,
    /// Until when the session holds, milliseconds UTC.
    pub expires: u64,
    /// Where it is used from.
    pub address: &'a str,
    /// The name of that network; empty when it has none.
    pub place: &'a str,
    /// Whether the person must set a new password before anything else.
    pub must_change: bool,
    /// Sessions to end.
    pub end: &'a [i64],
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
        let sql = "SELECT person, must_change <> 0 FROM session_people WHERE session = ? ORDER BY person";
        let people = sqlx::query_as(sql).bind(id).fetch_all(&self.pool).await?;
        Ok(Some(SessionRow { id, active: row.try_get(1)?, people, expires: from_sql(row.try_get(2)?)? }))
    }

    /// The sessions of a person that hold, as number, address and name of the network.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn live_sessions(
        &self,
        site: &str,
        person: &str,
        now: u64,
    ) -> Result<Vec<(i64, String, String)>, StorageError> {
        let sql = "SELECT id, address, place FROM sessions WHERE site = ? AND expires > ? \
                   AND EXISTS (SELECT 1 FROM session_people WHERE session = sessions.id AND person = ?) ORDER BY id";
        Ok(sqlx::query_as(sql).bind(site).bind(to_sql(now)?).bind(person).fetch_all(&self.pool).await?)
    }

    /// Adds a person to a session, or to a new one, makes them the active one and gives the session a new cookie hash: a cookie from before a
    /// sign-in is worth nothing after it. Sessions in `end` are gone for everybody in them. The number of the session.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn sign_in(&self, site: &str, entry: &SessionEntry<'_>, now: u64) -> Result<i64, StorageError> {
        let mut transaction = self.begin_write().await?;
        sqlx::query("DELETE FROM sessions WHERE expires <= ?").bind(to_sql(now)?).execute(&mut *transaction).await?;
        for session in entry.end {
            let sql = "DELETE FROM sessions WHERE site = ? AND id = ?";
            sqlx::query(sql).bind(site).bind(session).execute(&mut *transaction).await?;
        }
        let known = match entry.known {
            Some(id) => {
                let sql = "UPDATE sessions SET token_hash = ?, active = ?, expires = ?, address = ?, place = ? \
                           WHERE site = ? AND id = ? RETURNING id";
                let update = sqlx::query_scalar(sql).bind(entry.token_hash).bind(entry.person);
                let update = update.bind(to_sql(entry.expires)?).bind(entry.address).bind(entry.place);
                update.bind(site).bind(id).fetch_optional(&mut *transaction).await?
            }
            None => None,
        };
        let id: i64 = match known {
            Some(id) => id,
            None => {
                let sql = "INSERT INTO sessions (token_hash, site, active, expires, address, place) \
                           VALUES (?, ?, ?, ?, ?, ?) RETURNING id";
                let insert = sqlx::query_scalar(sql).bind(entry.token_hash).bind(site).bind(entry.person);
                let insert = insert.bind(to_sql(entry.expires)?).bind(entry.address).bind(entry.place);
                insert.fetch_one(&mut *transaction).await?
            }
        };
        sqlx::query(
            "INSERT INTO session_people (session, person, must_change) VALUES (?, ?, ?) \
             ON CONFLICT DO UPDATE SET must_change = excluded.must_change",
        )
        .bind(id)
        .bind(entry.person)
        .bind(i64::from(entry.must_change))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Makes another person of the same session the active one; false when they have not signed in in it.
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
