//! What the platform keeps: an embedded SQLite database in the data directory, one module a table.
//!
//! The write-ahead log with `synchronous = FULL` makes a commit durable before the request is answered, so a killed
//! process loses no acknowledged event; a transaction shows either all of its events or none.

pub mod alerts;
pub mod attempts;
pub mod audit;
pub mod cases;
pub mod connector_items;
pub mod connectors;
pub mod documents;
pub mod events;
pub mod links;
pub mod live;
pub mod originals;
pub mod passwords;
pub mod people;
pub mod permissions;
pub mod registers;
pub mod sessions;
pub mod settings;
pub mod watch_findings;
pub mod watches;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    ConnectOptions, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

/// Name of the database file in the data directory.
pub const DATABASE_FILE: &str = "xianshen.db";

/// Why something could not be stored or read. Messages are for the operator; no text of a document is in them.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The data directory cannot be made or opened.
    #[error("数据目录无法使用：{path}：{source}", path = .path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no database where one is expected.
    #[error("数据目录中没有数据库：{}（请先运行 xianshen serve，或用 --data 指明目录）", .0.display())]
    Missing(PathBuf),
    /// The database was written by a newer version, or a migration failed.
    #[error("数据库结构与本程序不符：{0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// SQLite refused.
    #[error("数据库操作失败：{0}")]
    Database(#[from] sqlx::Error),
    /// Somebody else appended to the case or register since it was read.
    #[error("记录已被他人更新：预期序号 {expected}，实际序号 {actual}")]
    Stale {
        /// The sequence the request was decided on.
        expected: u64,
        /// The sequence now stored.
        actual: u64,
    },
    /// A stored value is not what this program writes.
    #[error("数据库中的内容无法识别：{0}")]
    Corrupt(&'static str),
}

/// The database of one host.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
}

impl Store {
    /// Opens the database in `directory`, makes both when missing and brings the tables up to date.
    ///
    /// # Errors
    /// [`StorageError::Directory`], [`StorageError::Migration`] or [`StorageError::Database`].
    pub async fn open(directory: &Path) -> Result<Self, StorageError> {
        make_private(directory)?;
        let store = Self::connect(&directory.join(DATABASE_FILE), true).await?;
        sqlx::migrate!("./migrations").run(&store.pool).await?;
        Ok(store)
    }

    /// Opens a database that must be there, as the commands beside a running server do.
    ///
    /// # Errors
    /// [`StorageError::Missing`] when there is none; else as [`Store::open`].
    pub async fn open_existing(directory: &Path) -> Result<Self, StorageError> {
        let file = directory.join(DATABASE_FILE);
        if !file.is_file() {
            return Err(StorageError::Missing(directory.to_owned()));
        }
        Self::connect(&file, false).await
    }

    async fn connect(file: &Path, create: bool) -> Result<Self, StorageError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(create)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // Sorting and temporary tables stay in memory: nothing is spilled beside the database.
            .pragma("temp_store", "memory")
            .busy_timeout(Duration::from_secs(5))
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
        Ok(Self { pool })
    }

    /// Waits for running work and closes the database.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that takes the write lock at once: what it reads stays true until it commits.
    async fn begin_write(&self) -> Result<Transaction<'static, Sqlite>, StorageError> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Makes the directory readable by its owner alone: drafts are not public.
fn make_private(directory: &Path) -> Result<(), StorageError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|source| StorageError::Directory { path: directory.to_owned(), source })
}

/// SQLite's integers are signed; times and sequence numbers stay far below the limit.
fn to_sql(value: u64) -> Result<i64, StorageError> {
    i64::try_from(value).map_err(|_| StorageError::Corrupt("数值过大"))
}

/// Back from SQLite; a negative number was not written by this program.
fn from_sql(value: i64) -> Result<u64, StorageError> {
    u64::try_from(value).map_err(|_| StorageError::Corrupt("数值为负"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A database in a fresh directory under the system's temporary folder.
    pub(crate) async fn scratch() -> (Store, PathBuf) {
        let directory =
            std::env::temp_dir().join(format!("xianshen-store-{}", crate::accounts::token::random_hex().unwrap()));
        (Store::open(&directory).await.unwrap(), directory)
    }

    #[tokio::test]
    async fn opens_twice_and_reports_a_missing_database() {
        let (store, directory) = scratch().await;
        store.close().await;
        Store::open(&directory).await.unwrap().close().await;
        let missing = Store::open_existing(&directory.join("none")).await;
        assert!(matches!(missing, Err(StorageError::Missing(_))));
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn a_file_that_is_no_database_is_named() {
        let directory =
            std::env::temp_dir().join(format!("xianshen-store-{}", crate::accounts::token::random_hex().unwrap()));
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join(DATABASE_FILE), vec![b'x'; 5000]).unwrap();
        assert!(Store::open(&directory).await.is_err());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
