//! Where things are, and how cargo is called.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use serde_json::Value;

use crate::process;

/// The folders of one checkout.
pub(crate) struct Workspace {
    /// The folder with the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder (`CARGO_TARGET_DIR` and configuration are honoured).
    pub(crate) target: PathBuf,
    /// Whether this is a CI run (`CI=true`): nothing may be skipped there.
    pub(crate) ci: bool,
    cargo: PathBuf,
}

impl Workspace {
    /// Finds the checkout this program belongs to.
    pub(crate) fn find() -> Result<Self> {
        let cargo = PathBuf::from(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Read when it runs, not when it is compiled: a moved checkout keeps working.
        let member = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().context("读取当前目录失败")?,
        };
        let mut command = Command::new(&cargo);
        command.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(member);
        let metadata: Value = serde_json::from_str(&process::capture(&mut command)?)?;
        let folder = |key: &str| {
            metadata
                .get(key)
                .and_then(Value::as_str)
                .map(PathBuf::from)
                .ok_or_else(|| anyhow!("cargo metadata 缺少 {key}"))
        };
        let ci = std::env::var("CI").is_ok_and(|value| value == "true");
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, ci, cargo })
    }

    /// The same tools for another checkout.
    pub(crate) fn elsewhere(&self, root: PathBuf, target: PathBuf) -> Self {
        Self { root, target, ci: self.ci, cargo: self.cargo.clone() }
    }

    /// `cargo <subcommand>` in the root, with the target folder of this workspace.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.cargo);
        command.arg(subcommand).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Like [`Self::cargo`], for subcommands that resolve dependencies; in CI the lock file must already fit.
    pub(crate) fn cargo_locked(&self, subcommand: &str) -> Command {
        let mut command = self.cargo(subcommand);
        if self.ci {
            command.arg("--locked");
        }
        command
    }

    /// The folder of what `build` makes besides the host.
    pub(crate) fn dist(&self) -> PathBuf {
        self.target.join("xianshen")
    }

    /// The host program.
    pub(crate) fn host(&self) -> PathBuf {
        self.target.join("release").join("xianshen").with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// A path as messages show it: relative to the root where it lies inside.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
