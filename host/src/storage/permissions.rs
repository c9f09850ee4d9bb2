//! Table `permissions`: temporary permissions (临时开通, clause 15) and written delegations (代X, clause 6) as the contract's JSON.

use serde::{Serialize, de::DeserializeOwned};
use sqlx::Row;

use super::{StorageError, Store, to_sql};

/// What kind of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A temporary permission to work out of hours or outside the office.
    Grant,
    /// One person stands for another.
    Delegation,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Delegation => "delegation",
        }
    }
}

impl Store {
    /// Files a permission and returns its number.
    ///
    /// # Errors
    /// [`StorageError::Database`], also when the giver is nobody of the site.
    pub async fn put_permission<T: Serialize>(
        &self,
        site: &str,
        kind: Kind,
        record: &T,
        by: &str,
        now: u64,
    ) -> Result<i64, StorageError> {
        let json = serde_json::to_string(record).map_err(|_| StorageError::Corrupt("临时权限或委托"))?;
        let sql = "INSERT INTO permissions (site, kind, json, given, by) VALUES (?, ?, ?, ?, ?) RETURNING id";
        let row = sqlx::query(sql).bind(site).bind(kind.name()).bind(json).bind(to_sql(now)?).bind(by);
        Ok(row.fetch_one(&self.pool).await?.try_get(0)?)
    }

    /// The permissions of a kind that are not taken back, with their numbers.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for one that cannot be read: nothing is let through on half a list.
    pub async fn permissions<T: DeserializeOwned>(
        &self,
        site: &str,
        kind: Kind,
    ) -> Result<Vec<(i64, T)>, StorageError> {
        let sql = "SELECT id, json FROM permissions WHERE site = ? AND kind = ? AND revoked IS NULL ORDER BY id";
        let rows = sqlx::query(sql).bind(site).bind(kind.name()).fetch_all(&self.pool).await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let (id, json): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
            let record = serde_json::from_str(&json).map_err(|_| StorageError::Corrupt("临时权限或委托"))?;
            Ok((id, record))
        };
        rows.iter().map(read).collect()
    }

    /// Takes a permission back; only who gave it can. False when there is none of that number by that person.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn revoke_permission(&self, site: &str, id: i64, by: &str, now: u64) -> Result<bool, StorageError> {
        let sql = "UPDATE permissions SET revoked = ? WHERE site = ? AND id = ? AND by = ? AND revoked IS NULL";
        let done = sqlx::query(sql).bind(to_sql(now)?).bind(site).bind(id).bind(by).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::demo, storage::tests::scratch};

    #[tokio::test]
    async fn a_permission_is_taken_back_by_its_giver_and_never_changed() {
        let (store, directory) = scratch().await;
        for person in demo::people() {
            store.put_person("demo", &person).await.unwrap();
        }
        let id = store.put_permission("demo", Kind::Grant, &serde_json::json!({"a": 1}), "lin-xiao", 5).await.unwrap();
        assert!(store.put_permission("demo", Kind::Grant, &serde_json::json!({}), "nobody", 5).await.is_err());
        let found: Vec<(i64, serde_json::Value)> = store.permissions("demo", Kind::Grant).await.unwrap();
        assert_eq!(found, [(id, serde_json::json!({"a": 1}))]);
        assert!(store.permissions::<serde_json::Value>("other", Kind::Grant).await.unwrap().is_empty());
        assert!(sqlx::query("UPDATE permissions SET json = '{}'").execute(&store.pool).await.is_err());
        assert!(!store.revoke_permission("demo", id, "zhou-min", 6).await.unwrap());
        assert!(store.revoke_permission("demo", id, "lin-xiao", 6).await.unwrap());
        assert!(store.permissions::<serde_json::Value>("demo", Kind::Grant).await.unwrap().is_empty());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
