//! Table `passwords`: Argon2id hashes of people's own passwords (clause 14).

use sqlx::Row;

use super::{StorageError, Store, from_sql, to_sql};

/// What is on file of a person's password. `Debug` shows no hash.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PasswordRow {
    /// The hash in PHC form; none when there is no password.
    pub hash: Option<String>,
    /// When it was set, milliseconds UTC.
    pub set_at: Option<u64>,
    /// Whether a new one must be set before anything else.
    pub must_change: bool,
}

impl std::fmt::Debug for PasswordRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (set_at, must_change) = (self.set_at, self.must_change);
        formatter.debug_struct("PasswordRow").field("set_at", &set_at).field("must_change", &must_change).finish()
    }
}

impl Store {
    /// What is on file; nothing set when there is no row.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn password(&self, site: &str, person: &str) -> Result<PasswordRow, StorageError> {
        let sql = "SELECT hash, set_at, must_change FROM passwords WHERE site = ? AND person = ?";
        let row = sqlx::query(sql).bind(site).bind(person).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(PasswordRow::default()) };
        let set_at: Option<i64> = row.try_get(1)?;
        Ok(PasswordRow {
            hash: row.try_get(0)?,
            set_at: set_at.map(from_sql).transpose()?,
            must_change: row.try_get::<i64, _>(2)? != 0,
        })
    }

    /// Puts a new hash in the place of `known`, and ends every session of the person but `keep`: of two changes at the same time one counts.
    /// False when the password is no longer the known one.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn change_password(
        &self,
        site: &str,
        person: &str,
        known: Option<&str>,
        hash: &str,
        now: u64,
        keep: i64,
    ) -> Result<bool, StorageError> {
        let mut transaction = self.begin_write().await?;
        let changed = sqlx::query(
            "INSERT INTO passwords (site, person, hash, set_at) VALUES (?, ?, ?, ?) ON CONFLICT (site, person) DO UPDATE \
             SET hash = excluded.hash, set_at = excluded.set_at, must_change = 0 WHERE passwords.hash IS ?",
        )
        .bind(site)
        .bind(person)
        .bind(hash)
        .bind(to_sql(now)?)
        .bind(known)
        .execute(&mut *transaction)
        .await?;
        if changed.rows_affected() != 1 {
            return Ok(false);
        }
        sqlx::query(
            "DELETE FROM sessions WHERE site = ? AND id <> ? \
             AND EXISTS (SELECT 1 FROM session_people WHERE session = sessions.id AND person = ?)",
        )
        .bind(site)
        .bind(keep)
        .bind(person)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("UPDATE session_people SET must_change = 0 WHERE session = ? AND person = ?")
            .bind(keep)
            .bind(person)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Voids a person's password, links and sessions: only a link that is issued afterwards lets them in, to set a new password.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn void_password(&self, site: &str, person: &str) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        for sql in [
            "INSERT INTO passwords (site, person, must_change) VALUES (?, ?, 1) ON CONFLICT (site, person) DO UPDATE \
             SET hash = NULL, set_at = NULL, must_change = 1",
            "DELETE FROM links WHERE site = ? AND person = ? AND used IS NULL",
            "DELETE FROM sessions WHERE site = ? \
             AND EXISTS (SELECT 1 FROM session_people WHERE session = sessions.id AND person = ?)",
        ] {
            sqlx::query(sql).bind(site).bind(person).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::demo, storage::tests::scratch};

    #[tokio::test]
    async fn of_two_changes_at_once_one_counts_and_a_void_one_is_gone() {
        let (store, directory) = scratch().await;
        for person in demo::people() {
            store.put_person("demo", &person).await.unwrap();
        }
        assert_eq!(store.password("demo", "lin-xiao").await.unwrap(), PasswordRow::default());
        assert!(store.change_password("demo", "lin-xiao", None, "one", 5, 0).await.unwrap());
        assert!(!store.change_password("demo", "lin-xiao", None, "two", 6, 0).await.unwrap());
        assert!(store.change_password("demo", "lin-xiao", Some("one"), "three", 7, 0).await.unwrap());
        let row = store.password("demo", "lin-xiao").await.unwrap();
        assert_eq!((row.hash.as_deref(), row.set_at, row.must_change), (Some("three"), Some(7), false));
        assert!(!format!("{row:?}").contains("three"));
        store.void_password("demo", "lin-xiao").await.unwrap();
        let row = store.password("demo", "lin-xiao").await.unwrap();
        assert_eq!((row.hash, row.set_at, row.must_change), (None, None, true));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
