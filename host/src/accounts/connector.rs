//! Connectors prove themselves with a token that is shown once and stored as its hash. A connector is no person: it names one of the site's
//! people with every step, and the rules judge that person.

use super::token::{self, NoRandomness};
use crate::storage::{StorageError, Store};

/// Why a connector was not added.
#[derive(Debug, thiserror::Error)]
pub enum ConnectorError {
    /// The name cannot begin the numbers of items.
    #[error("连接器名称须为 1 至 16 个小写英文字母或数字，并以字母开头")]
    Name,
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Adds a connector, or gives a known one a new token, and returns the token: two secrets long, because it holds for years.
///
/// # Errors
/// [`ConnectorError`].
pub async fn add(store: &Store, site: &str, name: &str, now: u64) -> Result<String, ConnectorError> {
    if !is_name(name) {
        return Err(ConnectorError::Name);
    }
    let secret = format!("xsc_{}{}", token::random_hex()?, token::random_hex()?);
    store.put_connector(site, name, &token::hash(&secret), now).await?;
    Ok(secret)
}

/// The name of the connector that this token belongs to, while it holds.
///
/// # Errors
/// [`StorageError::Database`].
pub async fn find(store: &Store, site: &str, secret: &str) -> Result<Option<String>, StorageError> {
    store.connector_by_token(site, &token::hash(secret)).await
}

/// No `-` in it: the number of an item is the connector's name, `-` and the number in the other system, so that no connector can name another
/// one's item.
fn is_name(name: &str) -> bool {
    name.len() <= 16
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::tests::scratch;

    #[tokio::test]
    async fn the_token_is_not_what_is_stored() {
        let (store, directory) = scratch().await;
        let secret = add(&store, "s", "wordpress", 1).await.unwrap();
        assert_eq!(secret.len(), 68);
        assert_eq!(find(&store, "s", &secret).await.unwrap().as_deref(), Some("wordpress"));
        assert_eq!(find(&store, "s", &token::hash(&secret)).await.unwrap(), None);
        for name in ["", "Wp", "wp-2", "2wp", "连接器", "abcdefghijklmnopq"] {
            assert!(matches!(add(&store, "s", name, 1).await, Err(ConnectorError::Name)), "{name}");
        }
        std::fs::remove_dir_all(directory).unwrap();
    }
}
