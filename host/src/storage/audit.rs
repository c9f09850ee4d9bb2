//! Table `audit`: what the host itself records, hash-chained: refusals, engine failures, secrecy stops.
//!
//! A row has time, account, code, clause, rule and digest; never a text or a fragment of one (invariant 8).

use sm3::{Digest, Sm3};
use sqlx::{Row, Sqlite, Transaction, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, live, to_sql};

/// The code of a takedown by the host alone.
pub const EMERGENCY: &str = "emergency-withdrawal";

/// What a host record says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditEntry {
    /// When, milliseconds UTC.
    pub at: u64,
    /// The site.
    pub site: String,
    /// The item; empty when none was named.
    pub item: String,
    /// The person's id; empty when nobody was signed in.
    pub person: String,
    /// Stable code, for example `secrecy-stop`.
    pub code: String,
    /// The clause; empty when none applies.
    pub clause: String,
    /// The screening rule or engine code that led to it; empty when none did.
    pub rule: String,
    /// The digest of the content concerned; empty when there was none.
    pub digest: String,
}

/// A stored record with its place and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Place in the log, from 1.
    pub seq: u64,
    /// What it says.
    pub entry: AuditEntry,
    /// Hash over the hash before and every field.
    pub hash: String,
}

impl AuditEntry {
    /// The hash that chains this record to the one before it: SM3 over `xianshen:audit:1`, the hash before (empty
    /// for the first), the place and every field in order, each as an 8-byte big-endian length and its UTF-8 bytes.
    #[must_use]
    pub fn link(&self, previous: &str, seq: u64) -> String {
        let (seq, at) = (seq.to_string(), self.at.to_string());
        let fields = ["xianshen:audit:1", previous, &seq, &at, &self.site, &self.item, &self.person, &self.code];
        let mut hasher = Sm3::new();
        for field in fields.into_iter().chain([&*self.clause, &self.rule, &self.digest]) {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
        format!("sm3:{}", crate::accounts::token::hex(&hasher.finalize()))
    }
}

impl Store {
    /// Appends a record to the chain, durable when this returns.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn append_audit(&self, entry: &AuditEntry) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes everything of an item down by the host alone, and records who did it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn take_down(&self, entry: &AuditEntry) -> Result<(), StorageError> {
        let mut transaction = self.begin_write().await?;
        live::clear(&mut transaction, &entry.site, &entry.item).await?;
        append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The last time the host took the item down alone: who and when.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn emergency(&self, site: &str, item: &str) -> Result<Option<(String, u64)>, StorageError> {
        // `EMERGENCY` itself: the index of these records is only used for a text that names it.
        let sql = "SELECT person, at FROM audit WHERE code = 'emergency-withdrawal' AND site = ? AND item = ? \
                   ORDER BY seq DESC LIMIT 1";
        let row = sqlx::query(sql).bind(site).bind(item).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((row.try_get(0)?, from_sql(row.try_get(1)?)?))).transpose()
    }

    /// The whole log in order.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn load_audit(&self) -> Result<Vec<AuditRow>, StorageError> {
        let sql = "SELECT seq, at, site, item, person, code, clause, rule, digest, hash FROM audit ORDER BY seq";
        sqlx::query(sql).fetch_all(&self.pool).await?.iter().map(read_row).collect()
    }
}

/// Appends a record to the chain.
pub(super) async fn append(
    transaction: &mut Transaction<'static, Sqlite>,
    entry: &AuditEntry,
) -> Result<(), StorageError> {
    let last =
        sqlx::query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetch_optional(&mut **transaction).await?;
    let (seq, previous) = match last {
        Some(row) => (from_sql(row.try_get(0)?)? + 1, row.try_get::<String, _>(1)?),
        None => (1, String::new()),
    };
    sqlx::query(
        "INSERT INTO audit (seq, at, site, item, person, code, clause, rule, digest, hash) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(to_sql(seq)?)
    .bind(to_sql(entry.at)?)
    .bind(&entry.site)
    .bind(&entry.item)
    .bind(&entry.person)
    .bind(&entry.code)
    .bind(&entry.clause)
    .bind(&entry.rule)
    .bind(&entry.digest)
    .bind(entry.link(&previous, seq))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn read_row(row: &SqliteRow) -> Result<AuditRow, StorageError> {
    Ok(AuditRow {
        seq: from_sql(row.try_get(0)?)?,
        entry: AuditEntry {
            at: from_sql(row.try_get(1)?)?,
            site: row.try_get(2)?,
            item: row.try_get(3)?,
            person: row.try_get(4)?,
            code: row.try_get(5)?,
            clause: row.try_get(6)?,
            rule: row.try_get(7)?,
            digest: row.try_get(8)?,
        },
        hash: row.try_get(9)?,
    })
}

/// The first record whose place or hash does not fit, if any.
#[must_use]
pub fn first_broken(rows: &[AuditRow]) -> Option<u64> {
    let mut previous = "";
    for (place, row) in (1..).zip(rows) {
        if row.seq != place || row.hash != row.entry.link(previous, place) {
            return Some(place);
        }
        previous = &row.hash;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn the_chain_holds_and_shows_a_changed_record() {
        let (store, directory) = scratch().await;
        for code in ["secrecy-stop", "engine-failure"] {
            store.append_audit(&AuditEntry { at: 5, code: code.into(), ..Default::default() }).await.unwrap();
        }
        let mut rows = store.load_audit().await.unwrap();
        assert_eq!(first_broken(&rows), None);
        rows[0].entry.person = "someone".into();
        assert_eq!(first_broken(&rows), Some(1));
        rows.remove(0);
        assert_eq!(first_broken(&rows), Some(1));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
