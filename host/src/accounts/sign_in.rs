//! Signing in with a one-time link, and the session it opens.

use super::{
    Person,
    token::{self, NoRandomness},
};
use crate::storage::{StorageError, Store, sessions::SessionRow};

/// How long an unused link can be used, in milliseconds: twelve hours.
pub const LINK_MS: u64 = 12 * 60 * 60 * 1000;
/// How long a session holds after the last link was used in it, in milliseconds: twelve hours.
pub const SESSION_MS: u64 = 12 * 60 * 60 * 1000;

/// Why signing in failed.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The link was used, has expired or never was one; which of these is not told.
    #[error("链接无效、已使用或已过期")]
    Link,
    /// There is no such person on the site.
    #[error("没有这个人员：{0}")]
    UnknownPerson(String),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// A signed-in browser: who acts, and who else may.
#[derive(Debug, Clone)]
pub struct Session {
    /// Internal number.
    pub id: i64,
    /// The person who acts now.
    pub active: Person,
    /// Everybody whose own link was used in this browser, the active one included.
    pub people: Vec<Person>,
}

/// Makes a one-time link for a person and returns its token.
///
/// # Errors
/// [`SignInError::UnknownPerson`], [`SignInError::Random`] or [`SignInError::Storage`].
pub async fn create_link(store: &Store, site: &str, person: &str, now: u64) -> Result<String, SignInError> {
    if store.load_person(site, person).await?.is_none() {
        return Err(SignInError::UnknownPerson(person.to_owned()));
    }
    let secret = token::random_hex()?;
    store.put_link(&token::hash(&secret), site, person, now, now.saturating_add(LINK_MS)).await?;
    Ok(secret)
}

/// Whose link this is, without using it: programs that open links ahead of the person must not burn them.
///
/// # Errors
/// [`SignInError::Link`] when it cannot be used.
pub async fn peek(store: &Store, site: &str, link: &str, now: u64) -> Result<Person, SignInError> {
    let id = store.peek_link(site, &token::hash(link), now).await?.ok_or(SignInError::Link)?;
    store.load_person(site, &id).await?.ok_or(SignInError::Link)
}

/// Uses the link and returns the new cookie value; `cookie` is the one the browser has, if any.
///
/// # Errors
/// [`SignInError::Link`] when it cannot be used.
pub async fn use_link(
    store: &Store,
    site: &str,
    link: &str,
    cookie: Option<&str>,
    now: u64,
) -> Result<String, SignInError> {
    let person = store.use_link(site, &token::hash(link), now).await?.ok_or(SignInError::Link)?;
    let known = match cookie {
        Some(cookie) => store.load_session(site, &token::hash(cookie), now).await?.map(|session| session.id),
        None => None,
    };
    let secret = token::random_hex()?;
    let expires = now.saturating_add(SESSION_MS);
    store.sign_in(site, known, &person, &token::hash(&secret), now, expires).await?;
    Ok(secret)
}

/// The session of a cookie, with section and roles as they are now; none when it does not hold.
///
/// # Errors
/// [`SignInError::Storage`].
pub async fn session(store: &Store, site: &str, cookie: &str, now: u64) -> Result<Option<Session>, SignInError> {
    let Some(row) = store.load_session(site, &token::hash(cookie), now).await? else { return Ok(None) };
    let SessionRow { id, active, people: ids, .. } = row;
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(store.load_person(site, &id).await?);
    }
    let active = people.iter().find(|person| person.id == active).cloned();
    Ok(active.map(|active| Session { id, active, people }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::demo, storage::tests::scratch};

    #[tokio::test]
    async fn a_link_works_once_and_only_in_time() {
        let (store, directory) = scratch().await;
        for person in demo::people() {
            store.put_person("demo", &person).await.unwrap();
        }
        let link = create_link(&store, "demo", "lin-xiao", 1_000).await.unwrap();
        assert_eq!(peek(&store, "demo", &link, 2_000).await.unwrap().name, "林晓");
        assert!(peek(&store, "demo", &link, 1_000 + LINK_MS).await.is_err());
        assert!(peek(&store, "other", &link, 2_000).await.is_err());
        let cookie = use_link(&store, "demo", &link, None, 2_000).await.unwrap();
        assert!(matches!(use_link(&store, "demo", &link, None, 2_000).await, Err(SignInError::Link)));
        let found = session(&store, "demo", &cookie, 3_000).await.unwrap().unwrap();
        assert_eq!((found.active.id.as_str(), found.people.len()), ("lin-xiao", 1));
        assert!(session(&store, "demo", &cookie, 2_000 + SESSION_MS).await.unwrap().is_none());
        assert!(matches!(create_link(&store, "demo", "nobody", 1).await, Err(SignInError::UnknownPerson(_))));
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn a_second_link_joins_the_session_and_changes_the_cookie() {
        let (store, directory) = scratch().await;
        for person in demo::people() {
            store.put_person("demo", &person).await.unwrap();
        }
        let first = create_link(&store, "demo", "lin-xiao", 1).await.unwrap();
        let second = create_link(&store, "demo", "zhou-min", 1).await.unwrap();
        let old = use_link(&store, "demo", &first, None, 2).await.unwrap();
        let new = use_link(&store, "demo", &second, Some(&old), 3).await.unwrap();
        assert!(session(&store, "demo", &old, 4).await.unwrap().is_none());
        let found = session(&store, "demo", &new, 4).await.unwrap().unwrap();
        assert_eq!(found.active.id, "zhou-min");
        assert!(store.switch_person(found.id, "lin-xiao").await.unwrap());
        assert!(!store.switch_person(found.id, "chen-yuan").await.unwrap());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
