//! One-time links, and sessions. Whether somebody may sign in, and what follows, the component says ([`crate::flow::sign_in`]).

use super::{
    Person,
    token::{self, NoRandomness},
};
use crate::storage::{StorageError, Store, sessions::SessionRow};

/// How long an unused link can be used, in milliseconds: twelve hours.
pub const LINK_MS: u64 = 12 * 60 * 60 * 1000;
/// How long a session holds after the last sign-in in it, in milliseconds: twelve hours.
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
    /// Everybody who signed in in this browser, the active one included.
    pub people: Vec<Person>,
    /// Whether the active person must set a new password before anything else (clause 14).
    pub must_change: bool,
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

/// Uses the link up.
///
/// # Errors
/// [`SignInError::Link`] when it cannot be used.
pub async fn take(store: &Store, site: &str, link: &str, now: u64) -> Result<(), SignInError> {
    store.use_link(site, &token::hash(link), now).await?.map(drop).ok_or(SignInError::Link)
}

/// The session of a cookie, with section and roles as they are now; none when it does not hold.
///
/// # Errors
/// [`SignInError::Storage`].
pub async fn session(store: &Store, site: &str, cookie: &str, now: u64) -> Result<Option<Session>, SignInError> {
    let Some(row) = store.load_session(site, &token::hash(cookie), now).await? else { return Ok(None) };
    let SessionRow { id, active, people: ids, .. } = row;
    let must_change = ids.iter().any(|(person, must_change)| *person == active && *must_change);
    let mut people = Vec::with_capacity(ids.len());
    for (id, _) in ids {
        people.extend(store.load_person(site, &id).await?);
    }
    let active = people.iter().find(|person| person.id == active).cloned();
    Ok(active.map(|active| Session { id, active, people, must_change }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::demo, storage::sessions::SessionEntry, storage::tests::scratch};

    async fn site() -> (Store, std::path::PathBuf) {
        let (store, directory) = scratch().await;
        for person in demo::people() {
            store.put_person("demo", &person).await.unwrap();
        }
        (store, directory)
    }

    fn entry<'a>(person: &'a str, hash: &'a str, known: Option<i64>) -> SessionEntry<'a> {
        let (token_hash, address) = (hash, "10.1.0.2");
        SessionEntry { known, person, token_hash, expires: 1_000, address, place: "", must_change: false, end: &[] }
    }

    #[tokio::test]
    async fn a_link_works_once_and_only_in_time() {
        let (store, directory) = site().await;
        let link = create_link(&store, "demo", "lin-xiao", 1_000).await.unwrap();
        assert_eq!(peek(&store, "demo", &link, 2_000).await.unwrap().name, "林晓");
        assert!(peek(&store, "demo", &link, 1_000 + LINK_MS).await.is_err());
        assert!(peek(&store, "other", &link, 2_000).await.is_err());
        take(&store, "demo", &link, 2_000).await.unwrap();
        assert!(matches!(take(&store, "demo", &link, 2_000).await, Err(SignInError::Link)));
        assert!(matches!(create_link(&store, "demo", "nobody", 1).await, Err(SignInError::UnknownPerson(_))));
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn a_second_person_joins_the_session_and_changes_the_cookie() {
        let (store, directory) = site().await;
        let (old, new) = (token::hash("old"), token::hash("new"));
        let id = store.sign_in("demo", &entry("lin-xiao", &old, None), 2).await.unwrap();
        let must_change = SessionEntry { must_change: true, ..entry("zhou-min", &new, Some(id)) };
        assert_eq!(store.sign_in("demo", &must_change, 3).await.unwrap(), id);
        assert!(session(&store, "demo", "old", 4).await.unwrap().is_none());
        let found = session(&store, "demo", "new", 4).await.unwrap().unwrap();
        assert_eq!((found.active.id.as_str(), found.people.len(), found.must_change), ("zhou-min", 2, true));
        assert!(store.switch_person(found.id, "lin-xiao").await.unwrap());
        assert!(!session(&store, "demo", "new", 4).await.unwrap().unwrap().must_change);
        assert!(!store.switch_person(found.id, "chen-yuan").await.unwrap());
        assert!(session(&store, "demo", "new", 1_000).await.unwrap().is_none(), "expired");
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[tokio::test]
    async fn sessions_are_ended_by_number_and_by_a_change_of_password() {
        let (store, directory) = site().await;
        let hashes = ["a", "b", "c"].map(token::hash);
        let first = store.sign_in("demo", &entry("lin-xiao", &hashes[0], None), 2).await.unwrap();
        let second = store.sign_in("demo", &entry("lin-xiao", &hashes[1], None), 2).await.unwrap();
        assert_eq!(store.live_sessions("demo", "lin-xiao", 3).await.unwrap().len(), 2);
        let ends = [first];
        let third = SessionEntry { end: &ends, ..entry("lin-xiao", &hashes[2], None) };
        let third = store.sign_in("demo", &third, 3).await.unwrap();
        assert!(session(&store, "demo", "a", 4).await.unwrap().is_none());
        assert!(session(&store, "demo", "b", 4).await.unwrap().is_some());
        store.change_password("demo", "lin-xiao", None, "hash", 4, third).await.unwrap();
        assert!(session(&store, "demo", "b", 5).await.unwrap().is_none());
        assert!(session(&store, "demo", "c", 5).await.unwrap().is_some());
        assert_ne!(second, third);
        store.void_password("demo", "lin-xiao").await.unwrap();
        assert!(session(&store, "demo", "c", 5).await.unwrap().is_none());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
