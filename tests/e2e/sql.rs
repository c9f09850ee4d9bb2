//! Direct access to a database file, as somebody with the disk in hands would have.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};
use std::path::Path;
use xianshen_host::storage::DATABASE_FILE;

/// Runs statements with the triggers that guard the tables removed.
pub fn tamper(data: &Path, statements: &str) {
    run(data, async |connection| {
        let triggers =
            sqlx::query("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetch_all(&mut *connection).await?;
        for trigger in triggers {
            let name: String = trigger.try_get(0)?;
            sqlx::raw_sql(AssertSqlSafe(format!("DROP TRIGGER {name}"))).execute(&mut *connection).await?;
        }
        sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut *connection).await.map(|_| ())
    });
}

/// The rows of a query, every column as text.
pub fn rows(data: &Path, query: &str) -> Vec<Vec<String>> {
    run(data, async |connection| {
        let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(connection).await?;
        let text =
            |row: &SqliteRow| (0..row.len()).map(|column| row.try_get::<String, _>(column)).collect::<Result<_, _>>();
        rows.iter().map(text).collect()
    })
}

fn run<T>(data: &Path, work: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, sqlx::Error>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let options = SqliteConnectOptions::new().filename(data.join(DATABASE_FILE)).foreign_keys(false);
    let answer = runtime.block_on(async {
        let mut connection = options.connect().await?;
        let answer = work(&mut connection).await?;
        connection.close().await?;
        Ok::<T, sqlx::Error>(answer)
    });
    answer.expect("the statements run")
}
