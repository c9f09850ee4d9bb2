//! `xianshen detect`: walks the sites of connectors once, or tells what is open.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::exit::Exit;
use super::failure::Failure;
use super::output::{self, Output, printable};
use super::settings_file;
use crate::accounts::demo;
use crate::component::{Limits, Reviewer, locate};
use crate::flow::{Flow, clock::Clock};
use crate::permit_keys::PermitKeys;
use crate::storage::{Store, watch_findings::WatchFinding};
use crate::watch::walk::{Report, SETTLE, walk};

/// Arguments of `detect`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只比对这些连接器的网站；不写则全部（地址用 xianshen connector watch 设定）
    connector: Vec<String>,
    /// 不访问网站，只列出还没有改正的
    #[arg(long)]
    list: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
    /// 本单位的配置文件（JSON），与 serve 所用的相同
    #[arg(long, value_name = "FILE", required_unless_present = "demo")]
    profile: Option<PathBuf>,
    /// 演示单位
    #[arg(long, conflicts_with = "profile")]
    demo: bool,
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 刚经过闸门的稿件，多少秒以内不比对：网站可能还没有显示
    #[arg(long, value_name = "SECONDS", default_value_t = SETTLE / 1000)]
    settle: u64,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

/// What was done, and what is open after it.
struct Outcome {
    reports: Vec<Report>,
    open: Vec<WatchFinding>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::engine("engine-failure", error))
        .and_then(|runtime| runtime.block_on(work(args)));
    match done {
        Ok(outcome) => show(args, &outcome),
        Err(failure) => failure.tell(),
    }
}

async fn work(args: &Args) -> Result<Outcome, Failure> {
    let profile = match &args.profile {
        Some(file) => settings_file::read(file)?,
        None => demo::PROFILE.to_owned(),
    };
    let path = locate::component(args.component.as_deref());
    let reviewer =
        Reviewer::load(&path, Limits::default()).map_err(|error| Failure::engine("engine-failure", error))?;
    let store = Store::open_existing(&args.data).await.map_err(|error| Failure::input("data", error))?;
    let keys = PermitKeys::open(&args.data, Clock::System.now())
        .map_err(|error| Failure::input("permit-key-unavailable", error))?;
    let flow = Flow::new(Arc::new(reviewer), store.clone(), keys, Clock::System, &profile)
        .map_err(|error| Failure::input("invalid-profile", error))?;
    let outcome = detect(args, &flow).await;
    store.close().await;
    outcome
}

async fn detect(args: &Args, flow: &Flow) -> Result<Outcome, Failure> {
    let site = &flow.agency().site;
    let watches = flow.store().watches(site).await.map_err(|error| Failure::engine("engine-failure", error))?;
    let unknown = args.connector.iter().find(|name| !watches.iter().any(|watch| watch.connector == **name));
    if let Some(name) = unknown {
        let message =
            format!("连接器“{name}”没有设定网站地址；请先运行 xianshen connector watch {name} --address 地址");
        return Err(Failure::input("not-watched", message));
    }
    if watches.is_empty() && !args.list {
        let message = "还没有要比对的网站；请先运行 xianshen connector watch 名称 --address 地址";
        return Err(Failure::input("not-watched", message));
    }
    let mut reports = Vec::new();
    let chosen = |name: &String| args.connector.is_empty() || args.connector.contains(name);
    for watch in watches.iter().filter(|watch| !args.list && chosen(&watch.connector)) {
        let walked = walk(flow, watch, args.settle.saturating_mul(1000)).await;
        reports.push(walked.map_err(|error| Failure::input("not-walked", error))?);
    }
    let open =
        flow.store().open_watch_findings(site).await.map_err(|error| Failure::engine("engine-failure", error))?;
    Ok(Outcome { reports, open: open.into_iter().filter(|it| chosen(&it.connector)).collect() })
}

fn show(args: &Args, outcome: &Outcome) -> Exit {
    let lines = if args.json {
        vec![json!({ "walks": outcome.reports, "open": outcome.open }).to_string()]
    } else {
        outcome.reports.iter().flat_map(report).chain(open(&outcome.open)).collect()
    };
    let mut exit = Exit::Good;
    if outcome.open.iter().any(|finding| finding.incident != Some(0)) {
        exit = Exit::Blocked;
    }
    for (code, message) in outcome.reports.iter().filter_map(|report| report.fault.as_ref()) {
        output::error(code, message);
        exit = exit.max(Exit::Input);
    }
    let mut out = Output::new();
    let written = lines.iter().try_for_each(|line| out.line(&printable(line))).and_then(|()| out.flush());
    written.map_or_else(|closed| closed.exit(exit), |()| exit)
}

fn report(report: &Report) -> Vec<String> {
    let Report { connector, shown, as_cleared, from_before, protected, unsettled, opened, mended, fault } = report;
    let whole = if fault.is_none() { "已比对完" } else { "没有比对完" };
    let mut lines = vec![format!(
        "{connector}：{whole}，公开 {shown} 条，与审查通过的一致 {as_cleared} 条；新发现 {} 条，已改正 {} 条。",
        opened.len(),
        mended.len()
    )];
    if *from_before > 0 {
        lines.push(format!("　启用闸门以前就公开、没有审查过的 {from_before} 条（没有改动）。"));
    }
    if *protected > 0 {
        lines.push(format!("　设有密码、不能比对的 {protected} 条。"));
    }
    if *unsettled > 0 {
        lines.push(format!("　刚经过闸门或正在变动、下次再比对的 {unsettled} 条。"));
    }
    lines
}

fn open(findings: &[WatchFinding]) -> Vec<String> {
    let line = |it: &WatchFinding| {
        let number = match it.incident {
            Some(0) => "提示".to_owned(),
            Some(number) => format!("事件第 {number} 号"),
            None => "事件待登记".to_owned(),
        };
        format!("{}　{number}　{}　{}　{}", it.item, it.code, it.what, it.address)
    };
    findings.iter().map(line).collect()
}
