//! Table `connector_items`: where a connector says an item can be read, or that it took it down.

use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store, from_sql, to_sql};

/// A connector's last report about an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectorItem {
    /// The item.
    pub item: String,
    /// The connector.
    pub connector: String,
    /// `published` or `withdrawn`.
    pub state: String,
    /// The address readers use; empty when none was reported.
    pub address: String,
    /// Who did it, as the connector says.
    pub person: String,
    /// When, milliseconds UTC by the host's clock.
    pub at: u64,
}

impl Store {
    /// Notes a report; an address stays when the next report has none.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_connector_item(&self, site: &str, report: &ConnectorItem) -> Result<(), StorageError> {
        sqlx::query(
            "INSERT INTO connector_items (site, item, connector, state, address, person, at) \
             VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, item) DO UPDATE SET connector = excluded.connector, \
             state = excluded.state, person = excluded.person, at = excluded.at, \
             address = CASE excluded.address WHEN '' THEN address ELSE excluded.address END",
        )
        .bind(site)
        .bind(&report.item)
        .bind(&report.connector)
        .bind(&report.state)
        .bind(&report.address)
        .bind(&report.person)
        .bind(to_sql(report.at)?)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// A connector's last report about an item.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn connector_item(&self, site: &str, item: &str) -> Result<Option<ConnectorItem>, StorageError> {
        let sql = "SELECT item, connector, state, address, person, at FROM connector_items WHERE site = ? AND item = ?";
        let row = sqlx::query(sql).bind(site).bind(item).fetch_optional(&self.pool).await?;
        row.as_ref().map(read_row).transpose()
    }
}

fn read_row(row: &SqliteRow) -> Result<ConnectorItem, StorageError> {
    Ok(ConnectorItem {
        item: row.try_get(0)?,
        connector: row.try_get(1)?,
        state: row.try_get(2)?,
        address: row.try_get(3)?,
        person: row.try_get(4)?,
        at: from_sql(row.try_get(5)?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn the_last_report_counts_and_the_address_stays() {
        let (store, directory) = scratch().await;
        store.put_connector("s", "wp", "h", 1).await.unwrap();
        let report = |state: &str, address: &str| ConnectorItem {
            item: "wp-post-1".into(),
            connector: "wp".into(),
            state: state.into(),
            address: address.into(),
            ..Default::default()
        };
        store.put_connector_item("s", &report("published", "https://a.example/1")).await.unwrap();
        store.put_connector_item("s", &report("withdrawn", "")).await.unwrap();
        let found = store.connector_item("s", "wp-post-1").await.unwrap().unwrap();
        assert_eq!((&*found.state, &*found.address), ("withdrawn", "https://a.example/1"));
        let kept: i64 =
            sqlx::query_scalar("SELECT count(*) FROM connector_items").fetch_one(&store.pool).await.unwrap();
        assert_eq!(kept, 1);
        assert!(store.connector_item("other", "wp-post-1").await.unwrap().is_none());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
