//! `xianshen verify-log`: do the records hold? Chain, replay, stored content, and the host's own log.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::output::{self, Output, printable};
use crate::archive::{self, container};
use crate::component::bindings::{Document, Event};
use crate::component::{EngineFailure, Limits, Reviewer, locate};
use crate::flow::document::DocumentJson;
use crate::flow::verify::{verify_case, verify_register};
use crate::storage::{StorageError, Store, audit::first_broken};

/// Arguments of `verify-log`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 只查这个站点
    #[arg(long)]
    site: Option<String>,
    /// 只查这件稿件
    #[arg(long)]
    item: Option<String>,
    /// 核对这份审查档案（export-case 导出的文件或目录），不用数据目录
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "site", "item"])]
    archive: Option<PathBuf>,
    /// 打印的表单上的记录链末端：档案须与它一致
    #[arg(long, value_name = "HASH", requires = "archive")]
    head: Option<String>,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

/// Why the check could not be made.
enum Failure {
    Storage(StorageError),
    Engine(EngineFailure),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<EngineFailure> for Failure {
    fn from(error: EngineFailure) -> Self {
        Self::Engine(error)
    }
}

/// What was checked and what does not hold.
#[derive(Default)]
struct Outcome {
    cases: usize,
    events: usize,
    records: usize,
    entries: usize,
    faults: Vec<String>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let path = locate::component(args.component.as_deref());
    let reviewer = match Reviewer::load(&path, Limits::default()) {
        Ok(reviewer) => reviewer,
        Err(failure) => {
            output::error(failure.code(), &failure.to_string());
            return Exit::Engine;
        }
    };
    if let Some(path) = &args.archive {
        return verify_archive(&reviewer, path, args.head.as_deref());
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::error("runtime", &error.to_string());
            return Exit::Engine;
        }
    };
    match runtime.block_on(verify(args, &reviewer)) {
        Ok(outcome) => report(&outcome),
        Err(Failure::Storage(error)) => {
            output::error("data", &error.to_string());
            Exit::Input
        }
        Err(Failure::Engine(failure)) => {
            output::error(failure.code(), &failure.message());
            Exit::Engine
        }
    }
}

fn verify_archive(reviewer: &Reviewer, path: &Path, head: Option<&str>) -> Exit {
    let files = match container::read(path) {
        Ok(files) => files,
        Err(error) => {
            output::error("archive", &format!("{}：无法作为审查档案读取（{error}）", path.display()));
            return Exit::Input;
        }
    };
    match archive::verify::verify(reviewer, &files, head) {
        Ok(archive::verify::Outcome { events, files, faults, notes }) => {
            notes.iter().for_each(|note| output::note(&format!("说明：{note}")));
            print(&faults, &format!("已核对 1 份档案、{files} 个文件、{events} 个事件"))
        }
        Err(failure) => {
            output::error(failure.code(), &failure.message());
            Exit::Engine
        }
    }
}

async fn verify(args: &Args, reviewer: &Reviewer) -> Result<Outcome, Failure> {
    let store = Store::open_existing(&args.data).await?;
    let mut outcome = Outcome::default();
    let wanted = |given: &Option<String>, found: &str| given.as_deref().is_none_or(|given| given == found);
    for (site, item) in store.all_cases().await? {
        if wanted(&args.site, &site) && wanted(&args.item, &item) {
            check_case(&store, reviewer, &site, &item, &mut outcome).await?;
        }
    }
    // An item has no registers: who asks for one item does not ask for them.
    for (site, register) in store.all_registers().await? {
        if wanted(&args.site, &site) && args.item.is_none() {
            check_register(&store, reviewer, &site, &register, &mut outcome).await?;
        }
    }
    let records = store.load_audit().await?;
    outcome.records = records.len();
    if let Some(seq) = first_broken(&records) {
        outcome.faults.push(format!("主机记录第 {seq} 条：编号或哈希不符，该条或它之前的记录被改动过。"));
    }
    store.close().await;
    Ok(outcome)
}

async fn check_register(
    store: &Store,
    reviewer: &Reviewer,
    site: &str,
    register: &str,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    let rows = store.load_entries(site, register).await?;
    let (entries, hashes): (Vec<_>, Vec<_>) = rows.into_iter().map(|row| (row.entry, row.hash)).unzip();
    outcome.entries += entries.len();
    if let Err(fault) = verify_register(reviewer, register, &entries, &hashes)? {
        let (seq, message) = (fault.seq, fault.message);
        outcome.faults.push(format!("站点 {site}，登记簿 {register}，第 {seq} 条（{}）：{message}", fault.code));
    }
    Ok(())
}

async fn check_case(
    store: &Store,
    reviewer: &Reviewer,
    site: &str,
    item: &str,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    let rows = store.load_events(site, item).await?;
    let (events, hashes): (Vec<_>, Vec<_>) = rows.into_iter().map(|row| (row.event, row.hash)).unzip();
    outcome.cases += 1;
    outcome.events += events.len();
    if events.is_empty() {
        outcome.faults.push(format!("站点 {site}，稿件 {item}：没有任何事件，记录被删除过。"));
        return Ok(());
    }
    if let Err(fault) = verify_case(reviewer, &events, &hashes)? {
        let (seq, message) = (fault.seq, fault.message);
        outcome.faults.push(format!("站点 {site}，稿件 {item}，第 {seq} 步（{}）：{message}", fault.code));
    }
    let documents = store.item_documents(site, item).await?;
    for (digest, json) in &documents {
        let read = serde_json::from_str::<DocumentJson>(json).ok().map(Document::from);
        let fits = match read {
            Some(document) => reviewer.digest(&document)? == *digest,
            None => false,
        };
        if !fits {
            outcome
                .faults
                .push(format!("站点 {site}，稿件 {item}：摘要为 {digest} 的内容与摘要不符，存储的内容被改动过。"));
        }
    }
    check_live(store, reviewer, (site, item), &events, outcome).await
}

/// What the public sees is what the record says was published, no more and no less.
async fn check_live(
    store: &Store,
    reviewer: &Reviewer,
    (site, item): (&str, &str),
    events: &[Event],
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    // A record that does not replay is a fault already, and says nothing about what should be live.
    let Ok(decided) = reviewer.live(events)? else { return Ok(()) };
    let shown = store.live(site, item).await?;
    let mut fault = |channel: &str, what: &str| {
        outcome.faults.push(format!("站点 {site}，稿件 {item}：渠道 {channel} 的在线内容{what}。"));
    };
    for row in &shown {
        match decided.iter().find(|publication| publication.channel == row.channel) {
            None => fault(&row.channel, "没有对应的发布事件"),
            Some(publication) if publication.digest != row.digest => fault(&row.channel, "不是记录中发布的内容"),
            Some(_) => {}
        }
    }
    for publication in decided.iter().filter(|one| !shown.iter().any(|row| row.channel == one.channel)) {
        fault(&publication.channel, "被删除，而记录中没有撤回");
    }
    Ok(())
}

fn report(outcome: &Outcome) -> Exit {
    let Outcome { cases, events, records, entries, faults } = outcome;
    print(faults, &format!("已核对 {cases} 件稿件、{events} 个事件、{records} 条主机记录、{entries} 条登记"))
}

/// All faults, then what was looked at.
fn print(faults: &[String], looked_at: &str) -> Exit {
    let exit = if faults.is_empty() { Exit::Good } else { Exit::Blocked };
    let verdict = match faults.len() {
        0 => "全部通过".to_owned(),
        count => format!("{count} 处不符"),
    };
    let mut out = Output::new();
    faults
        .iter()
        .try_for_each(|fault| out.line(&printable(fault)))
        .and_then(|()| out.line(&format!("{looked_at}：{verdict}。")))
        .and_then(|()| out.flush())
        .map_or_else(|closed| closed.exit(exit), |()| exit)
}
