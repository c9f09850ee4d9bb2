//! Why a component was not taken into use.

/// A component file that is refused. `Display` is one Chinese sentence.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read, or is not WebAssembly at all.
    #[error("无法读取审查组件 {path}：{reason}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// Why.
        reason: String,
    },
    /// WebAssembly, but not a component of this software.
    #[error("{path} 不是先审的审查组件：{reason}")]
    NotOurs {
        /// The path as given.
        path: String,
        /// What is missing or different.
        reason: String,
    },
    /// The component imports something; ours never does.
    #[error("审查组件 {path} 要求导入 {imports}；审查组件不得导入任何功能，已拒绝加载")]
    Imports {
        /// The path as given.
        path: String,
        /// The names asked for.
        imports: String,
    },
    /// Made for a newer interface than this host knows.
    #[error("审查组件 {path} 的接口版本为 {found}，本程序支持 {supported}；请先升级本程序")]
    Newer {
        /// The path as given.
        path: String,
        /// The interface version or section format found.
        found: String,
        /// What this host supports.
        supported: &'static str,
    },
    /// Made for an older interface that this host no longer knows.
    #[error("审查组件 {path} 的接口版本为 {found}，本程序支持 {supported}；请换用新版组件")]
    Older {
        /// The path as given.
        path: String,
        /// The interface version found.
        found: String,
        /// What this host supports.
        supported: &'static str,
    },
    /// It exports something else than exactly world `reviewer`.
    #[error("审查组件 {path} 的导出与约定不符：{reason}")]
    WrongExports {
        /// The path as given.
        path: String,
        /// What is missing, too much or of another type.
        reason: String,
    },
    /// What the identity section says is not what the component says of itself.
    #[error("审查组件 {path} 的标识与自述不一致：{field}")]
    IdentityMismatch {
        /// The path as given.
        path: String,
        /// The field that differs.
        field: &'static str,
    },
    /// It failed on the built-in samples.
    #[error("审查组件 {path} 未通过自检：{reason}")]
    SelfTest {
        /// The path as given.
        path: String,
        /// Which sample, and how.
        reason: String,
    },
    /// The engine itself could not be set up on this machine.
    #[error("无法启动审查引擎：{reason}")]
    Engine {
        /// Why.
        reason: String,
    },
}

impl LoadError {
    /// Stable machine-readable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            LoadError::Unreadable { .. } => "component-unreadable",
            LoadError::NotOurs { .. } => "component-not-ours",
            LoadError::Imports { .. } => "component-imports",
            LoadError::Newer { .. } => "component-newer",
            LoadError::Older { .. } => "component-older",
            LoadError::WrongExports { .. } => "component-wrong-exports",
            LoadError::IdentityMismatch { .. } => "component-identity-mismatch",
            LoadError::SelfTest { .. } => "component-self-test-failed",
            LoadError::Engine { .. } => "engine-unavailable",
        }
    }
}
