//! Table `password_attempts`: wrong passwords of the last day, by person and by address, and those that are being tried (clause 14).

use super::{StorageError, Store, from_sql, to_sql};

/// How long an attempt is kept, milliseconds: the component counts those of the last day.
const KEPT_MS: u64 = 24 * 60 * 60 * 1000;

impl Store {
    /// The moments of a key's attempts.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn attempts(&self, site: &str, key: &str) -> Result<Vec<u64>, StorageError> {
        let sql = "SELECT at FROM password_attempts WHERE site = ? AND key = ? ORDER BY at";
        let moments: Vec<i64> = sqlx::query_scalar(sql).bind(site).bind(key).fetch_all(&self.pool).await?;
        moments.into_iter().map(from_sql).collect()
    }

    /// Records an attempt under each of `keys`, before it is judged, and returns the numbers of its rows.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn record_attempt(&self, site: &str, keys: [&str; 2], now: u64) -> Result<[i64; 2], StorageError> {
        let mut transaction = self.begin_write().await?;
        sqlx::query("DELETE FROM password_attempts WHERE at < ?")
            .bind(to_sql(now.saturating_sub(KEPT_MS))?)
            .execute(&mut *transaction)
            .await?;
        let mut ids = [0; 2];
        for (id, key) in ids.iter_mut().zip(keys) {
            let sql = "INSERT INTO password_attempts (site, key, at) VALUES (?, ?, ?) RETURNING id";
            let insert = sqlx::query_scalar(sql).bind(site).bind(key).bind(to_sql(now)?);
            *id = insert.fetch_one(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Takes an attempt back whose password was right, and with it the wrong ones of that person; those of the address stay, or one good account
    /// would let its owner guess at all others.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn forget_attempts(&self, site: &str, person_key: &str, attempt: [i64; 2]) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        for id in attempt {
            sqlx::query("DELETE FROM password_attempts WHERE id = ?").bind(id).execute(&mut *transaction).await?;
        }
        sqlx::query("DELETE FROM password_attempts WHERE site = ? AND key = ?")
            .bind(site)
            .bind(person_key)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn a_right_password_forgives_the_person_and_not_the_address() {
        let (store, directory) = scratch().await;
        for at in [10, 20] {
            store.record_attempt("demo", ["a", "10.0.0.1"], at).await.unwrap();
        }
        let right = store.record_attempt("demo", ["a", "10.0.0.1"], 30).await.unwrap();
        store.forget_attempts("demo", "a", right).await.unwrap();
        assert_eq!(store.attempts("demo", "a").await.unwrap(), [0_u64; 0]);
        assert_eq!(store.attempts("demo", "10.0.0.1").await.unwrap(), [10, 20]);
        store.record_attempt("demo", ["b", "10.0.0.2"], 15 + KEPT_MS).await.unwrap();
        assert_eq!(store.attempts("demo", "10.0.0.1").await.unwrap(), [20]);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
