//! `xianshen export-case`: one case as an archive that proves itself without the platform.

use std::path::PathBuf;

use super::exit::Exit;
use super::failure::Failure;
use super::output::{Output, printable};
use super::settings_file;
use super::site;
use crate::archive::{
    container,
    export::{ExportError, Source, export},
};
use crate::component::{Limits, Reviewer, digest::sm3, locate};
use crate::storage::Store;

/// Arguments of `export-case`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 稿件编号
    item: String,
    /// 导出到这个文件（名称以 .zip 结尾）或目录；已有的不覆盖
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 站点；只有一个站点时可以省略
    #[arg(long)]
    site: Option<String>,
    /// 步骤判定时的单位配置；数据目录中没有保存时才需要（可多次给出）
    #[arg(long, value_name = "FILE")]
    profile: Vec<PathBuf>,
    /// 步骤判定时的工作日历；数据目录中没有保存时才需要（可多次给出）
    #[arg(long, value_name = "FILE")]
    calendar: Vec<PathBuf>,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        let message = error.to_string();
        match error {
            ExportError::UnknownItem(..) => Failure::input("unknown-item", message),
            ExportError::Broken(_) => Self { code: "log-broken", message, exit: Exit::Blocked },
            ExportError::MissingContent(_) => Self { code: "content-missing", message, exit: Exit::Blocked },
            ExportError::MissingSettings(..) => Failure::input("settings-missing", message),
            ExportError::Engine(failure) => Self { code: failure.code(), message, exit: Exit::Engine },
            ExportError::Storage(_) => Failure::input("data", message),
        }
    }
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let made = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::engine("runtime", error))
        .and_then(|runtime| runtime.block_on(work(args)));
    match made {
        Ok(said) => {
            let mut out = Output::new();
            let written = out.line(&printable(&said)).and_then(|()| out.flush());
            written.map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err(failure) => failure.tell(),
    }
}

async fn work(args: &Args) -> Result<String, Failure> {
    let path = locate::component(args.component.as_deref());
    let reviewer = Reviewer::load(&path, Limits::default()).map_err(|error| Failure::engine(error.code(), error))?;
    let given = args.profile.iter().chain(&args.calendar).map(|file| settings_file::read(file));
    let given = given.collect::<Result<Vec<_>, _>>()?;
    let store = Store::open_existing(&args.data).await.map_err(|error| Failure::input("data", error))?;
    let sites = store.sites().await.map_err(|error| Failure::input("data", error))?;
    let site = site::choose(args.site.as_deref(), &sites).map_err(|(code, message)| Failure::input(code, message))?;
    let source = Source { store: &store, data: &args.data, given: &given, reviewer: &reviewer };
    let exported = export(&source, &site, &args.item).await;
    store.close().await;
    let exported = exported?;
    container::write(&args.output, &exported.files)
        .map_err(|error| Failure::input("output-failed", format!("{}：无法写出（{error}）", args.output.display())))?;
    let digest = match std::fs::read(&args.output) {
        Ok(bytes) => format!("，文件摘要 {}", sm3(&bytes)),
        // A folder has none.
        Err(_) => String::new(),
    };
    let (path, count, head) = (args.output.display(), exported.files.len(), exported.head);
    Ok(format!("已导出 {path}：{count} 个文件{digest}\n记录链末端 {head}"))
}
