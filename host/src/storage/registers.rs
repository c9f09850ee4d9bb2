//! Table `registers`: what was entered into the registers of oversight; append-only, chained, numbered from 1 without gaps.

use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, to_sql};
use crate::component::bindings::Entry;

/// An entry with the hash that chains it to the one before it.
#[derive(Debug, Clone)]
pub struct ChainedEntry {
    /// The entry as the component returned it.
    pub entry: Entry,
    /// `oversight.link` of the hash before and this entry.
    pub hash: String,
}

impl Store {
    /// The entries of a register, oldest first.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn load_entries(&self, site: &str, register: &str) -> Result<Vec<ChainedEntry>, StorageError> {
        let sql = "SELECT seq, kind, version, at, actor, clause, body, hash FROM registers \
                   WHERE site = ? AND register = ? ORDER BY seq";
        sqlx::query(sql).bind(site).bind(register).fetch_all(&self.pool).await?.iter().map(read_row).collect()
    }

    /// Appends entries in one transaction, durable when this returns.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the register has moved on since `expected`; nothing is written then.
    pub async fn append_entries(
        &self,
        site: &str,
        register: &str,
        expected: u64,
        entries: &[ChainedEntry],
    ) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        let last = "SELECT coalesce(max(seq), 0) FROM registers WHERE site = ? AND register = ?";
        let last = sqlx::query(last).bind(site).bind(register).fetch_one(&mut *transaction).await?;
        let actual = from_sql(last.try_get(0)?)?;
        if actual != expected {
            return Err(StorageError::Stale { expected, actual });
        }
        for (place, ChainedEntry { entry, hash }) in (expected + 1..).zip(entries) {
            if entry.id != place {
                return Err(StorageError::Corrupt("登记的序号不连续"));
            }
            sqlx::query(
                "INSERT INTO registers (site, register, seq, kind, version, at, actor, clause, body, hash) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(site)
            .bind(register)
            .bind(to_sql(entry.id)?)
            .bind(&entry.kind)
            .bind(entry.version)
            .bind(to_sql(entry.at)?)
            .bind(&entry.actor)
            .bind(&entry.clause)
            .bind(&entry.body)
            .bind(hash)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Every register of every site that has entries, for checking them, as (site, register).
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn all_registers(&self) -> Result<Vec<(String, String)>, StorageError> {
        let sql = "SELECT DISTINCT site, register FROM registers ORDER BY site, register";
        Ok(sqlx::query_as(sql).fetch_all(&self.pool).await?)
    }
}

fn read_row(row: &SqliteRow) -> Result<ChainedEntry, StorageError> {
    Ok(ChainedEntry {
        entry: Entry {
            id: from_sql(row.try_get(0)?)?,
            kind: row.try_get(1)?,
            version: row.try_get(2)?,
            at: from_sql(row.try_get(3)?)?,
            actor: row.try_get(4)?,
            clause: row.try_get(5)?,
            body: row.try_get(6)?,
        },
        hash: row.try_get(7)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    fn entry(id: u64) -> ChainedEntry {
        let entry = Entry {
            id,
            kind: "training-session".into(),
            version: 1,
            at: 1_000 + id,
            actor: "lin-xiao".into(),
            clause: "12".into(),
            body: "{}".into(),
        };
        ChainedEntry { entry, hash: format!("sm3:{id}") }
    }

    #[tokio::test]
    async fn entries_are_appended_in_order_and_never_changed() {
        let (store, directory) = scratch().await;
        store.append_entries("demo", "training", 0, &[entry(1), entry(2)]).await.unwrap();
        let stale = store.append_entries("demo", "training", 1, &[entry(2)]).await;
        assert!(matches!(stale, Err(StorageError::Stale { expected: 1, actual: 2 })), "{stale:?}");
        assert!(store.append_entries("demo", "training", 2, &[entry(3), entry(5)]).await.is_err(), "no gap");
        store.append_entries("demo", "duty", 0, &[entry(1)]).await.unwrap();
        let entries = store.load_entries("demo", "training").await.unwrap();
        assert_eq!(entries.iter().map(|one| one.entry.id).collect::<Vec<_>>(), [1, 2], "all or nothing");
        assert!(store.load_entries("other", "training").await.unwrap().is_empty());
        assert_eq!(store.all_registers().await.unwrap().len(), 2);
        for sql in ["UPDATE registers SET actor = 'x'", "DELETE FROM registers"] {
            assert!(sqlx::query(sql).execute(&store.pool).await.is_err(), "{sql}");
        }
        std::fs::remove_dir_all(directory).unwrap();
    }
}
