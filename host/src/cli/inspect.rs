//! `xianshen inspect`: what a component file is, and what it is not.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::exit::Exit;
use super::output::{self, Closed, Output, printable};
use crate::component::outline::{self, Outline};
use crate::component::{Identity, check_outline, digest, is_builder};

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 组件文件
    file: PathBuf,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// Everything that is said of a file.
#[derive(Serialize)]
struct About {
    file: String,
    /// `reviewer`, `builder`, `component` or `module`.
    kind: &'static str,
    size: usize,
    digest: String,
    identity: Option<Identity>,
    pack_bytes: Option<usize>,
    imports: Vec<String>,
    exports: Vec<String>,
    usable: bool,
    /// Why it cannot be taken into use; empty when it can.
    problem: String,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let name = args.file.display().to_string();
    let bytes = match fs::read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            output::error("component-unreadable", &format!("{name}：无法读取（{error}）"));
            return Exit::Input;
        }
    };
    let outline = match outline::read(&bytes) {
        Ok(outline) => outline,
        Err(_) => {
            output::error("component-unreadable", &format!("{name}：不是 WebAssembly 文件，也就不是先审的组件"));
            return Exit::Input;
        }
    };
    let about = describe(&outline, &bytes, name);
    let mut out = Output::new();
    let written = if args.json { write_json(&mut out, &about) } else { write_text(&mut out, &about) };
    written.and_then(|()| out.flush()).map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
}

fn describe(outline: &Outline<'_>, bytes: &[u8], file: String) -> About {
    let checked = check_outline(outline, &file);
    let kind = if !outline.component {
        "module"
    } else if is_builder(outline) {
        "builder"
    } else if outline.identity.is_some() {
        "reviewer"
    } else {
        "component"
    };
    About {
        kind,
        size: bytes.len(),
        digest: digest::sm3(bytes),
        identity: outline.identity.and_then(|section| serde_json::from_slice(section).ok()),
        pack_bytes: outline.pack.map(<[u8]>::len),
        imports: outline.imports.clone(),
        exports: outline.exports.clone(),
        usable: checked.is_ok(),
        problem: checked.err().map(|error| error.to_string()).unwrap_or_default(),
        file,
    }
}

fn write_json(out: &mut Output, about: &About) -> Result<(), Closed> {
    // Strings, numbers and lists of them always serialise.
    out.line(&serde_json::to_string_pretty(about).unwrap_or_default())
}

fn write_text(out: &mut Output, about: &About) -> Result<(), Closed> {
    let kind = match about.kind {
        "reviewer" => "审查组件",
        "builder" => "构建组件（只用于 xianshen bake，不能直接用于审查）",
        "component" => "其他组件（不是先审的审查组件）",
        _ => "核心模块（不是组件）",
    };
    let mut line = |label: &str, value: &str| out.line(&printable(&format!("{label}：{value}")));
    line("文件", &about.file)?;
    line("类型", kind)?;
    line("大小", &format!("{} 字节", about.size))?;
    line("摘要", &about.digest)?;
    match &about.identity {
        Some(identity) => {
            line("接口版本", &identity.api)?;
            line("引擎版本", &identity.engine)?;
            line("词库", &format!("{}（格式 {}，词条 {}）", identity.pack, identity.format, identity.terms))?;
            line("规则", &identity.rules.to_string())?;
        }
        None => line("标识", "无")?,
    }
    if let Some(bytes) = about.pack_bytes {
        line("内附词库", &format!("{bytes} 字节"))?;
    }
    line("导入", &list(&about.imports))?;
    line("导出", &list(&about.exports))?;
    line("可用于审查", if about.usable { "是（加载时还将自检）" } else { "否" })?;
    if !about.usable {
        line("原因", &about.problem)?;
    }
    Ok(())
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "无".to_owned() } else { names.join("、") }
}
