//! Compiled components on disk.
//!
//! A compiled file is machine code that the host will run. It is used only when its name carries the digest of
//! exactly this component and of exactly this engine's settings, and when nobody but the current user could have written it.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use wasmtime::Engine;
use wasmtime::component::Component;

/// Where a component with this digest is kept when compiled by this engine; none when the digest is malformed.
fn entry(directory: &Path, engine: &Engine, digest: &str) -> Option<PathBuf> {
    let hex = digest.strip_prefix("sm3:")?;
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    Some(directory.join(format!("xianshen-{hex}-{:016x}.cwasm", hasher.finish())))
}

/// The compiled component from the cache, or none when there is no file that may be trusted.
pub(crate) fn load(directory: &Path, engine: &Engine, digest: &str) -> Option<Component> {
    let path = entry(directory, engine, digest)?;
    if !is_private(directory, true) || !is_private(&path, false) {
        return None;
    }
    #[expect(
        unsafe_code,
        reason = "the file was compiled by this engine for this component and only this user can write it"
    )]
    // SAFETY: `deserialize_file` runs what the file contains. Directory and file belong to the current user and are
    // writable by nobody else (checked above), and `store` is the only writer of this name.
    let component = unsafe { Component::deserialize_file(engine, &path) };
    component.inspect_err(|error| tracing::info!(%error, "compiled component not usable, compiling again")).ok()
}

/// Keep the compiled component. A cache that cannot be written only costs time, so errors are logged and not returned.
pub(crate) fn store(directory: &Path, engine: &Engine, digest: &str, component: &Component) {
    let Some(path) = entry(directory, engine, digest) else { return };
    let written = component.serialize().map_err(|error| error.to_string()).and_then(|bytes| {
        create_directory(directory).and_then(|()| write_atomically(&path, &bytes)).map_err(|error| error.to_string())
    });
    match written {
        Ok(()) => forget_oldest(directory),
        Err(error) => tracing::debug!(%error, "compiled component not cached"),
    }
}

/// Compiled files that stay: the current component, the previous one, and both for a second version of this program.
const KEPT: usize = 4;

/// Remove all but the newest compiled files, so that replacing components does not fill the disk.
fn forget_oldest(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut files: Vec<_> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("xianshen-") && name.ends_with(".cwasm")
        })
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort();
    for (_, path) in files.iter().rev().skip(KEPT) {
        // A file that cannot be removed only takes space; a running host keeps its mapping of a removed one.
        let _ = fs::remove_file(path);
    }
}

/// Write beside `path` and rename, so that a reader never sees half a file. Only the current user may read or write it.
fn write_atomically(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = crate::private_file::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&temporary, path));
    if renamed.is_err() {
        // What is left over is of no use; the first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    renamed
}

#[cfg(unix)]
fn create_directory(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create_directory(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}

/// True when `path` is a plain file (or directory) of the current user that nobody else can write. Links do not count.
#[cfg(unix)]
fn is_private(path: &Path, directory: bool) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    metadata.is_dir() == directory
        && !metadata.is_symlink()
        && metadata.uid() == rustix::process::geteuid().as_raw()
        && metadata.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn is_private(path: &Path, directory: bool) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir() == directory && !metadata.is_symlink())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn directory(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("xianshen-cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        path
    }

    #[test]
    fn a_file_others_can_write_is_ignored() {
        let directory = directory("mode");
        let engine = Engine::default();
        let bytes = wasm_encoder::Component::new().finish();
        let component = Component::from_binary(&engine, &bytes).unwrap();
        let digest = crate::component::digest::sm3(&bytes);
        store(&directory, &engine, &digest, &component);
        assert!(load(&directory, &engine, &digest).is_some());
        assert!(load(&directory, &engine, &crate::component::digest::sm3(b"other")).is_none());

        let path = entry(&directory, &engine, &digest).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o622)).unwrap();
        assert!(load(&directory, &engine, &digest).is_none());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(load(&directory, &engine, &digest).is_none());
        fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn a_damaged_file_is_compiled_again() {
        let directory = directory("damage");
        let engine = Engine::default();
        let bytes = wasm_encoder::Component::new().finish();
        let digest = crate::component::digest::sm3(&bytes);
        create_directory(&directory).unwrap();
        write_atomically(&entry(&directory, &engine, &digest).unwrap(), b"not code").unwrap();
        assert!(load(&directory, &engine, &digest).is_none());
        fs::remove_dir_all(&directory).unwrap();
    }
}
