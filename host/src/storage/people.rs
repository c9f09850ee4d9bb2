//! Table `people`: who works on a site, with section and roles as they are now.

use sqlx::{Row, sqlite::SqliteRow};

use super::{StorageError, Store};
use crate::accounts::Person;

impl Store {
    /// Adds a person or brings section and roles up to date; what was recorded in events stays as it was.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn put_person(&self, site: &str, person: &Person) -> Result<(), StorageError> {
        let roles = serde_json::Value::from(person.roles.clone()).to_string();
        sqlx::query(
            "INSERT INTO people (site, id, name, section, roles) VALUES (?, ?, ?, ?, ?) ON CONFLICT (site, id) \
             DO UPDATE SET name = excluded.name, section = excluded.section, roles = excluded.roles",
        )
        .bind(site)
        .bind(&person.id)
        .bind(&person.name)
        .bind(&person.section)
        .bind(roles)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// One person of a site.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn load_person(&self, site: &str, id: &str) -> Result<Option<Person>, StorageError> {
        let sql = "SELECT id, name, section, roles FROM people WHERE site = ? AND id = ?";
        let row = sqlx::query(sql).bind(site).bind(id).fetch_optional(&self.pool).await?;
        row.as_ref().map(read_row).transpose()
    }

    /// Everybody of a site, by id.
    ///
    /// # Errors
    /// [`StorageError::Database`] or [`StorageError::Corrupt`].
    pub async fn list_people(&self, site: &str) -> Result<Vec<Person>, StorageError> {
        let sql = "SELECT id, name, section, roles FROM people WHERE site = ? ORDER BY id";
        sqlx::query(sql).bind(site).fetch_all(&self.pool).await?.iter().map(read_row).collect()
    }

    /// The sites that have people, for commands that are not told one.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub async fn sites(&self) -> Result<Vec<String>, StorageError> {
        let sql = "SELECT DISTINCT site FROM people ORDER BY site";
        Ok(sqlx::query_scalar(sql).fetch_all(&self.pool).await?)
    }
}

fn read_row(row: &SqliteRow) -> Result<Person, StorageError> {
    let roles: String = row.try_get(3)?;
    Ok(Person {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        section: row.try_get(2)?,
        roles: serde_json::from_str(&roles).map_err(|_| StorageError::Corrupt("人员角色"))?,
    })
}
