//! The keys of permits: two files in the data directory, never a row of the database, which is copied and exported.
//!
//! `permit.key` is the secret key, readable by its owner alone. `permit-keys.json` lists the public keys, also those that were replaced: what
//! they have signed can still be verified. Both are read whenever they are needed, so that a rotation works without a restart.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use permit_token::{BadKey, PublicKey, SecretKey};
use serde::{Deserialize, Serialize};

use crate::private_file;

/// File of the secret key in the data directory.
pub const SECRET_FILE: &str = "permit.key";
/// File with the public keys.
pub const PUBLIC_FILE: &str = "permit-keys.json";

/// Why the keys cannot be used: nothing is signed then. No message has a word of the secret key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file cannot be read or written.
    #[error("许可密钥文件无法使用：{path}：{source}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not what this program writes.
    #[error("许可密钥文件的内容无法识别：{}（请恢复备份，或者运行 xianshen keys rotate 更换密钥）", .0.display())]
    Content(PathBuf),
    /// Others than its owner can read the secret key.
    #[error("许可密钥文件的权限过宽：{}（请改为只有所有者可读写：chmod 600；可能已经泄露时请更换密钥）", .0.display())]
    Permissions(PathBuf),
    /// The secret key is not the one that the list has in use.
    #[error("许可密钥与公钥列表不一致（请运行 xianshen keys rotate 更换密钥）")]
    Mismatch,
    /// The operating system gave no random numbers.
    #[error("操作系统未能提供随机数")]
    Randomness,
}

/// A public key of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownKey {
    /// Its id, as tokens name it.
    pub id: String,
    /// The key (SPKI, PEM).
    pub pem: String,
    /// Since when it signs, milliseconds UTC.
    pub since: u64,
    /// When it was replaced, milliseconds UTC; none for the key in use.
    pub retired: Option<u64>,
}

/// The keys in a data directory.
#[derive(Clone, Debug)]
pub struct PermitKeys {
    directory: PathBuf,
}

impl PermitKeys {
    /// The keys in `directory`; the first ones are made when there are none.
    ///
    /// # Errors
    /// [`KeyError`], also when the keys that are there cannot be used: a host that cannot sign does not start.
    pub fn open(directory: &Path, now: u64) -> Result<Self, KeyError> {
        let keys = Self::existing(directory);
        if keys.secret_file().try_exists().map_err(|source| keys.secret_error(source))? {
            keys.current()?;
        } else {
            keys.rotate(now)?;
        }
        Ok(keys)
    }

    /// The keys of a directory in which a host has run.
    #[must_use]
    pub fn existing(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// The key that signs now.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn current(&self) -> Result<SecretKey, KeyError> {
        let path = self.secret_file();
        let pem = fs::read_to_string(&path).map_err(|source| self.secret_error(source))?;
        if !is_private(&path).map_err(|source| self.secret_error(source))? {
            return Err(KeyError::Permissions(path));
        }
        let key = SecretKey::from_pem(&pem).map_err(|BadKey| KeyError::Content(path))?;
        let in_use = |known: &KnownKey| known.retired.is_none() && known.id == key.public().id();
        if self.all()?.iter().any(in_use) { Ok(key) } else { Err(KeyError::Mismatch) }
    }

    /// All public keys, newest first.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn all(&self) -> Result<Vec<KnownKey>, KeyError> {
        let path = self.directory.join(PUBLIC_FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(KeyError::File { path, source }),
        };
        serde_json::from_str(&text).map_err(|_| KeyError::Content(path))
    }

    /// The public key with this id; none when the site never had it.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn find(&self, id: &str) -> Result<Option<PublicKey>, KeyError> {
        let found = self.all()?.into_iter().find(|known| known.id == id);
        let read = |known: KnownKey| PublicKey::from_pem(&known.pem);
        found.map(read).transpose().map_err(|BadKey| KeyError::Content(self.directory.join(PUBLIC_FILE)))
    }

    /// Makes a new key and retires the one in use. What was signed before stays verifiable.
    ///
    /// # Errors
    /// [`KeyError`]; between the two files written, nothing can be signed.
    pub fn rotate(&self, now: u64) -> Result<KnownKey, KeyError> {
        let secret = SecretKey::generate().map_err(|BadKey| KeyError::Randomness)?;
        let pem = secret.to_pem().map_err(|BadKey| KeyError::Randomness)?;
        let (id, public) = (secret.public().id().to_owned(), secret.public().to_pem().to_owned());
        let new = KnownKey { id, pem: public, since: now, retired: None };
        let mut all = vec![new.clone()];
        all.extend(self.all()?.into_iter().map(|old| KnownKey { retired: old.retired.or(Some(now)), ..old }));
        let text = serde_json::to_string_pretty(&all).unwrap_or_default();
        self.replace(PUBLIC_FILE, &text)?;
        self.replace(SECRET_FILE, &pem)?;
        Ok(new)
    }

    /// Replaces a file as a whole: who reads meanwhile sees the old or the new one.
    fn replace(&self, name: &str, text: &str) -> Result<(), KeyError> {
        let (path, new) = (self.directory.join(name), self.directory.join(format!("{name}.new")));
        let written = remove_leftover(&new)
            .and_then(|()| private_file::write(&new, text.as_bytes()))
            .and_then(|()| fs::rename(&new, &path));
        written.map_err(|source| KeyError::File { path, source })
    }

    fn secret_file(&self) -> PathBuf {
        self.directory.join(SECRET_FILE)
    }

    fn secret_error(&self, source: io::Error) -> KeyError {
        KeyError::File { path: self.secret_file(), source }
    }
}

/// What an interrupted rotation left.
fn remove_leftover(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn is_private(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 == 0)
}

/// Elsewhere the rights of the data directory decide.
#[cfg(not(unix))]
fn is_private(_: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use permit_token::Token;

    use super::*;

    fn scratch() -> PathBuf {
        let name = format!("xianshen-keys-{}", crate::accounts::token::random_hex().unwrap());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir_all(&directory).unwrap();
        directory
    }

    #[test]
    fn a_replaced_key_still_verifies_what_it_has_signed() {
        let directory = scratch();
        let keys = PermitKeys::open(&directory, 10).unwrap();
        let token = Token::sign(&keys.current().unwrap(), b"{}").unwrap();
        let (old, new) = (keys.current().unwrap(), keys.rotate(20).unwrap());
        assert_ne!(old.public().id(), new.id);
        assert_eq!(keys.current().unwrap().public().id(), new.id);
        let all = PermitKeys::open(&directory, 30).unwrap().all().unwrap();
        assert_eq!(all.iter().map(|key| (key.since, key.retired)).collect::<Vec<_>>(), [(20, None), (10, Some(20))]);
        assert!(keys.find(Token::read(&token).unwrap().key()).unwrap().is_some());
        assert!(keys.find("0123456789abcdef").unwrap().is_none());
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn keys_that_do_not_fit_sign_nothing() {
        let directory = scratch();
        let keys = PermitKeys::open(&directory, 10).unwrap();
        let secret = directory.join(SECRET_FILE);
        let before = fs::read_to_string(&secret).unwrap();
        keys.rotate(20).unwrap();
        fs::write(&secret, &before).unwrap();
        assert!(matches!(PermitKeys::open(&directory, 30), Err(KeyError::Mismatch)));
        fs::write(&secret, "-----BEGIN PRIVATE KEY-----\n").unwrap();
        let error = PermitKeys::open(&directory, 30).unwrap_err();
        assert!(matches!(error, KeyError::Content(_)) && error.to_string().contains("keys rotate"));
        keys.rotate(40).unwrap();
        assert!(keys.current().is_ok(), "a rotation mends it");
        fs::write(directory.join(PUBLIC_FILE), "{}").unwrap();
        assert!(matches!(keys.current(), Err(KeyError::Content(_))));
        fs::remove_dir_all(directory).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_key_that_others_can_read_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = scratch();
        let keys = PermitKeys::open(&directory, 10).unwrap();
        let secret = directory.join(SECRET_FILE);
        assert_eq!(fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(keys.current(), Err(KeyError::Permissions(_))));
        fs::remove_dir_all(directory).unwrap();
    }
}
