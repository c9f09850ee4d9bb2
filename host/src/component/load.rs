//! From a file to a [`Reviewer`]: every check that stands before the first call.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wasmtime::component::{Component, Linker};

use super::bindings::ReviewerPre;
use super::identity::{API, ApiMatch, FORMAT, Identity, compare_api};
use super::instance::Guard;
use super::outline::{self, Outline};
use super::{About, Limits, LoadError, Reviewer, Runtime, cache, digest, self_test};

/// The interfaces of world `reviewer`; a component that exports anything else, or not all of them, is refused.
const INTERFACES: [&str; 14] = [
    "accounts",
    "archive",
    "describe",
    "determination",
    "document",
    "filing",
    "forms",
    "look-back",
    "oversight",
    "permit",
    "redaction",
    "review",
    "screening",
    "types",
];

impl Reviewer {
    /// Load `path` with an engine of its own; compiled code is cached beside the file.
    ///
    /// # Errors
    /// [`LoadError`], naming the check that failed.
    pub fn load(path: &Path, limits: Limits) -> Result<Self, LoadError> {
        Self::load_in(&Runtime::new(limits)?, path, None)
    }

    /// Load `path` into an engine that already runs, as when a component is replaced. Compiled code is cached in
    /// `cache`, or beside the file.
    ///
    /// # Errors
    /// [`LoadError`], naming the check that failed.
    pub fn load_in(runtime: &Runtime, path: &Path, cache: Option<&Path>) -> Result<Self, LoadError> {
        let bytes = read(path, runtime.limits())?;
        let beside = path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        Self::from_bytes(runtime, &bytes, &path.display().to_string(), cache.or(beside))
    }

    /// Load a component from memory; `name` stands for the path in errors. Compiled code is cached in `cache` only.
    ///
    /// # Errors
    /// [`LoadError`], naming the check that failed.
    pub fn from_bytes(runtime: &Runtime, bytes: &[u8], name: &str, cache: Option<&Path>) -> Result<Self, LoadError> {
        let outline = outline::read(bytes).map_err(|_| LoadError::Unreadable {
            path: name.to_owned(),
            reason: "不是有效的 WebAssembly 文件".to_owned(),
        })?;
        let identity = check_outline(&outline, name)?;
        let digest = digest::sm3(bytes);
        let component = compile(runtime, bytes, name, &digest, cache)?;
        let wrong =
            |error: wasmtime::Error| LoadError::WrongExports { path: name.to_owned(), reason: format!("{error:#}") };
        let linked = Linker::<Guard>::new(runtime.engine()).instantiate_pre(&component).map_err(wrong)?;
        let pre = ReviewerPre::new(linked).map_err(wrong)?;
        let about = About { identity, digest, size: bytes.len() as u64, pack: outline.pack.map(<[u8]>::to_vec) };
        let reviewer = Reviewer { runtime: runtime.clone(), pre, about: Arc::new(about) };
        reviewer.check_identity(name)?;
        self_test::run(&reviewer).map_err(|reason| LoadError::SelfTest { path: name.to_owned(), reason })?;
        Ok(reviewer)
    }

    fn check_identity(&self, name: &str) -> Result<(), LoadError> {
        let info = self
            .engine_info()
            .map_err(|failure| LoadError::SelfTest { path: name.to_owned(), reason: failure.message() })?;
        match self.identity().difference(&info) {
            None => Ok(()),
            Some(field) => Err(LoadError::IdentityMismatch { path: name.to_owned(), field }),
        }
    }
}

fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, LoadError> {
    let unreadable = |reason: String| LoadError::Unreadable { path: path.display().to_string(), reason };
    let io = |error: std::io::Error| {
        unreadable(if error.kind() == std::io::ErrorKind::NotFound {
            "文件不存在".to_owned()
        } else {
            error.to_string()
        })
    };
    let file = fs::File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.is_dir() {
        return Err(unreadable("这是一个目录".to_owned()));
    }
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file at the limit from a larger one.
    file.take(limits.component_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > limits.component_bytes {
        return Err(unreadable(format!("文件超过 {} 字节", limits.component_bytes)));
    }
    Ok(bytes)
}

/// Everything that can be said of a file before it is compiled.
pub(crate) fn check_outline(outline: &Outline<'_>, name: &str) -> Result<Identity, LoadError> {
    let not_ours = |reason: &str| LoadError::NotOurs { path: name.to_owned(), reason: reason.to_owned() };
    if !outline.component {
        return Err(not_ours("这是核心模块，不是组件"));
    }
    if !outline.imports.is_empty() {
        return Err(LoadError::Imports { path: name.to_owned(), imports: outline.imports.join("、") });
    }
    if outline.identity.is_none() && is_builder(outline) {
        return Err(not_ours("这是构建组件，请先用 xianshen bake 装入词库"));
    }
    let section = outline.identity.ok_or_else(|| not_ours("缺少标识段 xianshen.identity"))?;
    let identity: Identity = serde_json::from_slice(section).map_err(|_| not_ours("标识段无法解析"))?;
    let newer = |found: String, supported| LoadError::Newer { path: name.to_owned(), found, supported };
    match compare_api(&identity.api) {
        ApiMatch::Understood => {}
        ApiMatch::Newer => return Err(newer(identity.api, API)),
        ApiMatch::Older => {
            return Err(LoadError::Older { path: name.to_owned(), found: identity.api, supported: API });
        }
        ApiMatch::Malformed => return Err(not_ours("标识段的接口版本格式不对")),
    }
    if identity.format > FORMAT {
        return Err(newer(format!("词库格式 {}", identity.format), "词库格式 1"));
    }
    check_exports(outline, name)?;
    Ok(identity)
}

fn check_exports(outline: &Outline<'_>, name: &str) -> Result<(), LoadError> {
    let wrong = |reason: String| LoadError::WrongExports { path: name.to_owned(), reason };
    let mut found: Vec<&str> = Vec::new();
    for export in &outline.exports {
        match interface(export) {
            Some(interface) if INTERFACES.contains(&interface) => found.push(interface),
            _ => return Err(wrong(format!("多出 {export}"))),
        }
    }
    match INTERFACES.iter().find(|interface| !found.contains(interface)) {
        Some(missing) => Err(wrong(format!("缺少 {missing}"))),
        None => Ok(()),
    }
}

/// True for a component that exports everything of world `builder`.
#[must_use]
pub(crate) fn is_builder(outline: &Outline<'_>) -> bool {
    let has = |wanted: &str| outline.exports.iter().any(|export| interface(export) == Some(wanted));
    has("packs") && INTERFACES.into_iter().all(has)
}

/// `screening` of `xianshen:review/screening@0.1.0`.
fn interface(export: &str) -> Option<&str> {
    let (interface, version) = export.strip_prefix("xianshen:review/")?.split_once('@')?;
    (compare_api(version) == ApiMatch::Understood).then_some(interface)
}

fn compile(
    runtime: &Runtime,
    bytes: &[u8],
    name: &str,
    digest: &str,
    cache: Option<&Path>,
) -> Result<Component, LoadError> {
    let directory: Option<PathBuf> = cache.map(Path::to_path_buf);
    if let Some(component) = directory.as_deref().and_then(|path| cache::load(path, runtime.engine(), digest)) {
        return Ok(component);
    }
    let component = Component::from_binary(runtime.engine(), bytes)
        .map_err(|error| LoadError::Unreadable {
            path: name.to_owned(), reason: format!("组件无效：{error:#}")
        })?;
    if let Some(path) = directory.as_deref() {
        cache::store(path, runtime.engine(), digest, &component);
    }
    Ok(component)
}
