//! Table `originals`: what public versions were made of (clause 9). Nothing else reads it.

use sqlx::{Row, Sqlite, Transaction, sqlite::SqliteRow};

use super::{
    StorageError, Store,
    audit::{self, AuditEntry},
    events::last_sequence,
    from_sql, to_sql,
};
use crate::component::bindings::{PublicVersion, SealedOriginal};

/// A sealed original without its text.
#[derive(Debug, Clone)]
pub struct OriginalRow {
    /// Its number in the item, from 1; the last one counts.
    pub number: u64,
    /// When it was sealed, milliseconds UTC.
    pub at: u64,
    /// Who made the public version.
    pub editor: String,
    /// That person's section then.
    pub section: String,
    /// What the card of the public version says.
    pub version: PublicVersion,
}

impl Store {
    /// Seals an original, with the record of it, when the case still stands at `expected` and no other one was sealed after `known`; its number.
    ///
    /// # Errors
    /// [`StorageError::Stale`], [`StorageError::Database`].
    pub async fn seal_original(
        &self,
        entry: &AuditEntry,
        sealed: &SealedOriginal,
        version: &PublicVersion,
        (expected, known): (u64, u64),
    ) -> Result<u64, StorageError> {
        let write = |_| StorageError::Corrupt("原件无法写成 JSON");
        let json = serde_json::to_string(sealed).map_err(write)?;
        let version = serde_json::to_string(version).map_err(write)?;
        let mut transaction = self.begin_write().await?;
        let actual = last_sequence(&mut transaction, &entry.site, &entry.item).await?;
        if actual != expected {
            return Err(StorageError::Stale { expected, actual });
        }
        expect(&mut transaction, &entry.site, &entry.item, known).await?;
        let number = known + 1;
        sqlx::query(
            "INSERT INTO originals (site, item, number, at, editor, section, version, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&entry.site)
        .bind(&entry.item)
        .bind(to_sql(number)?)
        .bind(to_sql(entry.at)?)
        .bind(&sealed.editor)
        .bind(&sealed.section)
        .bind(version)
        .bind(json)
        .execute(&mut *transaction)
        .await?;
        audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(number)
    }

    /// The sealed originals of an item, oldest first, without their texts.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn originals(&self, site: &str, item: &str) -> Result<Vec<OriginalRow>, StorageError> {
        let sql =
            "SELECT number, at, editor, section, version FROM originals WHERE site = ? AND item = ? ORDER BY number";
        sqlx::query(sql).bind(site).bind(item).fetch_all(&self.pool).await?.iter().map(read_row).collect()
    }

    /// One sealed original.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn load_original(
        &self,
        site: &str,
        item: &str,
        number: u64,
    ) -> Result<Option<SealedOriginal>, StorageError> {
        let sql = "SELECT json FROM originals WHERE site = ? AND item = ? AND number = ?";
        let found: Option<String> =
            sqlx::query_scalar(sql).bind(site).bind(item).bind(to_sql(number)?).fetch_optional(&self.pool).await?;
        found.map(|json| serde_json::from_str(&json).map_err(|_| StorageError::Corrupt("封存的原件"))).transpose()
    }
}

/// Refuses what was decided before the last original was sealed.
pub(super) async fn expect(
    transaction: &mut Transaction<'static, Sqlite>,
    site: &str,
    item: &str,
    expected: u64,
) -> Result<(), StorageError> {
    let sql = "SELECT coalesce(max(number), 0) FROM originals WHERE site = ? AND item = ?";
    let actual: i64 = sqlx::query_scalar(sql).bind(site).bind(item).fetch_one(&mut **transaction).await?;
    let actual = from_sql(actual)?;
    if actual == expected { Ok(()) } else { Err(StorageError::Stale { expected, actual }) }
}

fn read_row(row: &SqliteRow) -> Result<OriginalRow, StorageError> {
    let version: String = row.try_get(4)?;
    Ok(OriginalRow {
        number: from_sql(row.try_get(0)?)?,
        at: from_sql(row.try_get(1)?)?,
        editor: row.try_get(2)?,
        section: row.try_get(3)?,
        version: serde_json::from_str(&version).map_err(|_| StorageError::Corrupt("遮盖清单"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::bindings::{BodyFormat, Document, OffsetEncoding, RedactionRequest};
    use crate::storage::tests::scratch;

    fn sealed() -> SealedOriginal {
        let original = Document {
            channel: "portal".into(),
            title: "一".into(),
            summary: String::new(),
            body_format: BodyFormat::Text,
            body: "王某".into(),
            attachments: Vec::new(),
            metadata: Vec::new(),
        };
        let request = RedactionRequest {
            classification: "not_secret".into(),
            encoding: OffsetEncoding::Utf8,
            removals: Vec::new(),
            attachments: Vec::new(),
        };
        SealedOriginal { editor: "lin-xiao".into(), section: "a".into(), salt: "00".into(), original, request }
    }

    #[tokio::test]
    async fn numbers_follow_and_nothing_changes() {
        let (store, directory) = scratch().await;
        let entry =
            AuditEntry { site: "demo".into(), item: "1".into(), code: "sealed-original".into(), ..Default::default() };
        let version = PublicVersion { original: "sm3:00".into(), redactions: vec!["正文第 1 处".into()] };
        let (sealed, seal) = (sealed(), &store);
        let seal = async |known| seal.seal_original(&entry, &sealed, &version, (0, known)).await;
        assert_eq!(seal(0).await.unwrap(), 1);
        assert!(matches!(seal(0).await, Err(StorageError::Stale { expected: 0, actual: 1 })));
        assert_eq!(seal(1).await.unwrap(), 2);
        let moved = store.seal_original(&entry, &sealed, &version, (1, 2)).await;
        assert!(matches!(moved, Err(StorageError::Stale { expected: 1, actual: 0 })), "the case has not moved");
        assert_eq!(store.originals("demo", "1").await.unwrap().len(), 2);
        assert_eq!(store.load_original("demo", "1", 2).await.unwrap(), Some(sealed.clone()));
        assert_eq!(store.load_original("demo", "2", 1).await.unwrap(), None);
        assert!(store.originals("other", "1").await.unwrap().is_empty());
        assert_eq!(store.load_audit().await.unwrap().len(), 2, "only what was sealed is on record");
        for sql in ["UPDATE originals SET json = ''", "DELETE FROM originals"] {
            assert!(sqlx::query(sql).execute(&store.pool).await.is_err(), "{sql}");
        }
        std::fs::remove_dir_all(directory).unwrap();
    }
}
