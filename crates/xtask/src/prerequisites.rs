//! What must be on the machine. Each missing thing gives one line that says what it is and how to get it.

mod wordpress;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::output::{self, Outcome};
use crate::process;
use crate::workspace::Workspace;
pub(crate) use wordpress::wordpress;

/// The compilation target of the component and of the preview.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The oldest rustc, as `rust-version` in the root `Cargo.toml` says.
const RUSTC: &str = env!("CARGO_PKG_RUST_VERSION");
/// The oldest Node that has what the parity test uses; major version.
const NODE_MAJOR: u32 = 18;
/// The cargo-deny that CI installs.
const CARGO_DENY: &str = "0.20.2";

/// A tool that only tests need.
pub(crate) enum Tool {
    /// It is here.
    Found(PathBuf),
    /// It is not, and this line says how to get it.
    Missing(String),
}

/// Checks rustc and the C compiler.
pub(crate) fn compilers() -> Result<Outcome> {
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let release = field(&version, "release: ").unwrap_or_default();
    if version_of(release) < version_of(RUSTC) {
        bail!("rustc {release} 太旧，需要 {RUSTC} 或更新：运行 rustup update stable");
    }
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let found = Command::new(compiler.split(' ').next().unwrap_or("cc"))
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        bail!(
            "没有 C 编译器（{compiler}），SQLite 要用它：Debian 运行 apt-get install gcc libc6-dev，macOS 运行 xcode-select --install"
        );
    }
    Ok(Outcome::Done)
}

/// Adds the WebAssembly target when the toolchain lacks it.
pub(crate) fn wasm_target() -> Result<Outcome> {
    if PathBuf::from(sysroot()?).join("lib").join("rustlib").join(WASM_TARGET).is_dir() {
        return Ok(Outcome::Unchanged);
    }
    let added = process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]));
    if let Err(error) = added {
        bail!(
            "缺少编译目标 {WASM_TARGET}：请运行 rustup target add {WASM_TARGET}（rustup 见 https://rustup.rs）；{error:#}"
        );
    }
    Ok(Outcome::Done)
}

/// The folder of the Rust toolchain in use.
pub(crate) fn sysroot() -> Result<String> {
    Ok(process::capture(Command::new("rustc").args(["--print", "sysroot"]))?.trim_end().to_owned())
}

/// Chromium, with the driver that controls it, for the browser test; on Debian, as root, both are installed.
pub(crate) fn chromium() -> Tool {
    let find = || {
        let driver = std::env::var_os("XIANSHEN_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        process::find_program(driver)?;
        let named = std::env::var_os("XIANSHEN_CHROMIUM").and_then(process::find_program);
        named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(process::find_program))
    };
    debian_tool(find, &["chromium", "chromium-driver", "fonts-noto-cjk"], "Chromium 和 chromedriver（浏览器测试）")
}

/// Node for the parity test; on Debian, as root, it is installed.
pub(crate) fn node() -> Tool {
    let find = || {
        process::find_program("node").filter(|file| {
            process::capture(Command::new(file).arg("--version"))
                .is_ok_and(|version| node_major(&version) >= NODE_MAJOR)
        })
    };
    debian_tool(find, &["nodejs"], &format!("Node {NODE_MAJOR} 或更新（预览一致性测试）"))
}

/// cargo-deny; in CI it is compiled into a folder under the target folder.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<Tool> {
    let tools = workspace.target.join("tools");
    let own = tools.join("bin").join("cargo-deny");
    if let Some(found) = process::find_program("cargo-deny").or_else(|| process::find_program(&own)) {
        return Ok(Tool::Found(found));
    }
    if !workspace.ci {
        return Ok(Tool::Missing(format!(
            "没有 cargo-deny：运行 cargo install cargo-deny --locked --version {CARGO_DENY}"
        )));
    }
    let mut install = workspace.cargo("install");
    install.args(["cargo-deny", "--locked", "--version", CARGO_DENY, "--root"]).arg(&tools);
    // Its own folder: `cargo install` would otherwise build into the workspace's target folder with other features.
    install.env("CARGO_TARGET_DIR", tools.join("build"));
    process::run(&mut install)?;
    Ok(Tool::Found(own))
}

/// Finds a tool, or installs Debian packages and looks again.
fn debian_tool(find: impl Fn() -> Option<PathBuf>, packages: &[&str], what: &str) -> Tool {
    if let Some(found) = find() {
        return Tool::Found(found);
    }
    let packages_line = packages.join(" ");
    if is_root() && process::find_program("apt-get").is_some() {
        output::line(&format!("安装 {packages_line} …"));
        let apt = |arguments: &[&str]| {
            process::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        let install: Vec<&str> =
            ["install", "-y", "--no-install-recommends"].into_iter().chain(packages.iter().copied()).collect();
        if let Err(error) = apt(&["update"]).and_then(|()| apt(&install)) {
            return Tool::Missing(format!("安装 {what} 失败：{error:#}"));
        }
        if let Some(found) = find() {
            return Tool::Found(found);
        }
    }
    Tool::Missing(format!("没有 {what}：Debian 运行 apt-get install {packages_line}"))
}

/// Whether this process may install packages.
fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// What follows `name` on its line.
pub(crate) fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name))
}

/// Major and minor of `1.95.0` or `1.95.0-nightly`; 0 for what is not a number.
fn version_of(text: &str) -> (u32, u32) {
    let mut numbers = text.split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// The major version in what `node --version` prints: `v18.19.0`.
fn node_major(version: &str) -> u32 {
    version_of(version.trim().trim_start_matches('v')).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version_of("1.100.0") > version_of("1.95"));
        assert!(version_of("1.95.0-nightly") >= version_of("1.95"));
        assert!(version_of("1.94.9") < version_of("1.95"));
        assert!(version_of("2.0.0") > version_of("1.95"));
        assert_eq!(node_major("v18.19.0\n"), 18);
        assert_eq!(node_major("what"), 0);
    }

    #[test]
    fn fields_of_rustc() {
        let text = "rustc 1.95.0 (59807616e 2026-04-14)\ncommit-hash: 5980\nrelease: 1.95.0\n";
        assert_eq!(field(text, "release: "), Some("1.95.0"));
        assert_eq!(field(text, "LLVM version: "), None);
    }
}
