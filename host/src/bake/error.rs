//! Why nothing was baked.

/// Something wrong in the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Line of the rows text, from 1.
    pub line: u32,
    /// One Chinese sentence: what is wrong and what is accepted.
    pub message: String,
}

/// Baking stopped; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum BakeError {
    /// The file is not a builder component; why.
    #[error("不是先审的构建组件：{0}")]
    NotABuilder(String),
    /// The rows have errors: all of them, by line.
    #[error("词表有 {} 处错误", .0.len())]
    Rows(Vec<RowError>),
    /// The builder did not accept the pack that it had compiled itself.
    #[error("构建组件拒绝了编译出的词库（代码 {0}）")]
    PackRefused(u8),
    /// The builder trapped or exceeded its limits.
    #[error("构建组件运行失败：{0}")]
    Builder(String),
    /// The loaded memory could not be taken over.
    #[error("无法生成预装词库的模块：{0}")]
    Snapshot(String),
    /// The module could not be made a component again.
    #[error("无法封装审查组件：{0}")]
    Encode(String),
}

impl BakeError {
    /// Stable machine-readable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            BakeError::NotABuilder(_) => "not-a-builder",
            BakeError::Rows(_) => "invalid-rows",
            BakeError::PackRefused(_) => "pack-refused",
            BakeError::Builder(_) => "builder-failed",
            BakeError::Snapshot(_) => "snapshot-failed",
            BakeError::Encode(_) => "encode-failed",
        }
    }
}
