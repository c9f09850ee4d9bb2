//! `cargo xtask build`: everything that runs, from source to `<target>/xianshen` and `<target>/release/xianshen`.
//!
//! `plugin` → core module → builder component; word files → `base.rows`; host; builder + rows → `xianshen.wasm`;
//! `preview` → web package. Cargo decides what to compile again; what comes after is guarded by stamps, so a second
//! run with nothing changed writes nothing.

mod bake;
mod component;
mod flags;
mod preview;
mod rows;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::output::{self, Outcome, Progress};
use crate::prerequisites::{self, WASM_TARGET};
use crate::process;
use crate::workspace::Workspace;

/// Where the products lie, for the steps that read one another's.
pub(crate) struct Products {
    /// The component with `packs`, which baking starts from.
    pub(crate) builder: PathBuf,
    /// The base word rows.
    pub(crate) rows: PathBuf,
    /// The baked component of world `reviewer`.
    pub(crate) component: PathBuf,
    /// The folder of the web package.
    pub(crate) preview: PathBuf,
}

impl Products {
    /// The products of a workspace.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        let dist = workspace.dist();
        Self {
            builder: dist.join("xianshen-builder.wasm"),
            rows: dist.join("base.rows"),
            component: dist.join("xianshen.wasm"),
            preview: dist.join("preview"),
        }
    }
}

/// The subcommand.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    if let Some(argument) = arguments.first() {
        bail!("build 没有参数 {argument}");
    }
    build(workspace)?;
    let products = Products::of(workspace);
    output::line(&format!("完成：{}，{}", workspace.shown(&workspace.host()), workspace.shown(&products.component)));
    Ok(ExitCode::SUCCESS)
}

/// Builds what is not up to date.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let products = Products::of(workspace);
    let mut progress = Progress::new(9);
    progress.step("检查 rustc 和 C 编译器", prerequisites::compilers)?;
    progress.step("检查编译目标 wasm32-unknown-unknown", prerequisites::wasm_target)?;
    progress.step("编译组件（plugin）", || compile_plugin(workspace))?;
    progress.step("封装组件 xianshen-builder.wasm", || component::encode(workspace, &products))?;
    progress.step("汇总词库 base.rows", || rows::join(workspace, &products))?;
    progress.step("编译 xianshen（首次需要几分钟）", || host(workspace))?;
    progress.step("固化词库，得到 xianshen.wasm", || bake::bake(workspace, &products))?;
    progress.step("编译预览模块（preview）", || wasm(workspace, &PREVIEW))?;
    progress.step("生成网页预览包", || preview::package(workspace, &products))
}

/// Compiles the plugin to a core module.
pub(crate) fn compile_plugin(workspace: &Workspace) -> Result<Outcome> {
    wasm(workspace, &PLUGIN)
}

/// A member that is compiled to a core module.
pub(crate) struct WasmMember {
    package: &'static str,
    /// The cargo profile: what runs in the gate is built for speed, what is sent to browsers for size.
    profile: &'static str,
    /// Flags for the member's own crate.
    flags: &'static [&'static str],
}

/// The component's code.
pub(crate) const PLUGIN: WasmMember = WasmMember { package: "plugin", profile: "wasm", flags: &[] };
/// The browser's code.
pub(crate) const PREVIEW: WasmMember = WasmMember { package: "preview", profile: "preview", flags: preview::FLAGS };

/// Compiles a member to a core module.
fn wasm(workspace: &Workspace, member: &WasmMember) -> Result<Outcome> {
    let mut command = workspace.cargo_locked("rustc");
    command.args(["--package", member.package, "--lib", "--crate-type", "cdylib"]);
    command.args(["--profile", member.profile, "--target", WASM_TARGET]);
    // Other flags than native builds have: a folder of its own keeps both caches warm.
    command.env("CARGO_TARGET_DIR", wasm_target_dir(workspace));
    command.env("CARGO_ENCODED_RUSTFLAGS", flags::encoded(&workspace.root)?);
    // Incremental compilation splits code differently, and the bytes would depend on it.
    command.env("CARGO_INCREMENTAL", "0");
    process::run(command.arg("--").args(member.flags))?;
    Ok(Outcome::Done)
}

/// Cargo's target folder for core modules.
fn wasm_target_dir(workspace: &Workspace) -> PathBuf {
    workspace.target.join("wasm")
}

/// The core module of a member.
pub(crate) fn core_module(workspace: &Workspace, member: &WasmMember) -> PathBuf {
    wasm_target_dir(workspace).join(WASM_TARGET).join(member.profile).join(member.package).with_extension("wasm")
}

/// Compiles the host.
fn host(workspace: &Workspace) -> Result<Outcome> {
    let mut command = workspace.cargo_locked("build");
    command.args(["--release", "--package", "xianshen-host", "--bin", "xianshen"]);
    process::run(&mut command)?;
    Ok(Outcome::Done)
}
