//! `xianshen scan`: folders, tables and files in bulk, with reports for people and programs.
//!
//! `walk` finds the files, `source` their articles, `work` has them screened on all cores, `state` remembers what is done, `summary`
//! counts, `report` and its three forms tell. Of an article with a mark of state secrets only its place and the rule are told.

mod excerpt;
mod interrupt;
mod item;
mod jsonl;
mod outcome;
mod progress;
mod report;
mod report_html;
mod report_jsonl;
mod report_xlsx;
mod source;
mod state;
mod summary;
mod table;
mod walk;
mod work;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::encoding::Choice;
use super::exit::Exit;
use super::output::{self, Output, printable};
use super::refused::Refused;
use super::spoken::Weight;
use super::suppress::Judged;
use super::{engine, screen};
use crate::component::Reviewer;
use crate::component::digest::sm3;
use progress::{Now, Progress};
use report::{Target, Told};
use source::Reading;
use state::{Begun, Heading, State};
use summary::{Row, Summary, Titles};
use table::Names;
use walk::Sources;
use work::{Job, Scanned};

/// Version of the state file's form.
const STATE_FORM: u32 = 1;

/// Arguments of `scan`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 报告文件，按扩展名决定格式：.html、.xlsx、.jsonl；可以写多次
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// 接着上次中断的地方做；进度存在第一份报告旁边的 .state 文件里
    #[arg(long, requires = "report")]
    resume: bool,
    /// 有这一级或更重的发现时退出码为 1
    #[arg(long, value_enum, default_value_t = Weight::Block)]
    fail_on: Weight,
    /// 报告只列这一级及更重的发现；不影响退出码
    #[arg(long, value_enum, default_value_t = Weight::Advise)]
    level: Weight,
    /// 文字编码；auto 依次判断字节顺序标记、UTF-8、GB18030（含 GBK）
    #[arg(long, value_enum, default_value_t = Choice::Auto)]
    encoding: Choice,
    /// 表格或 JSONL 中标题所在的列
    #[arg(long, value_name = "COLUMN")]
    title: Option<String>,
    /// 表格或 JSONL 中正文所在的列
    #[arg(long, value_name = "COLUMN")]
    body: Option<String>,
    /// 表格或 JSONL 中科室或栏目所在的列
    #[arg(long, value_name = "COLUMN")]
    section: Option<String>,
    /// 表格或 JSONL 中编号所在的列
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// 已有处理意见的发现清单（CSV 或 TSV：编号、理由、截止日期、经办人）；必须处理的发现不受影响
    #[arg(long, value_name = "FILE")]
    suppress: Option<PathBuf>,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
    /// 目录（含下级目录中的 txt、html、md、csv、jsonl）、表格或文件
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    prepared(args).unwrap_or_else(|exit| exit)
}

fn refuse(refused: &Refused) -> Exit {
    output::error(refused.code, &refused.message);
    refused.exit
}

/// All that can go wrong early goes wrong here, before the long work.
fn prepared(args: &Args) -> Result<Exit, Exit> {
    let targets = report::targets(&args.report).map_err(|refused| refuse(&refused))?;
    let judged = screen::judged(args.suppress.as_deref()).ok_or(Exit::Input)?;
    let mut own: BTreeSet<PathBuf> = targets.iter().map(Target::full).collect();
    own.extend(
        targets.iter().map(|target| target.full().with_file_name(target.state().file_name().unwrap_or_default())),
    );
    let sources = walk::collect(&args.paths, &own);
    sources.refused.iter().for_each(|refused| output::error(refused.code, &refused.message));
    if sources.files.is_empty() {
        return Err(refuse(&Refused::input(
            "nothing-to-scan",
            "没有可审查的文件（txt、html、md、csv、jsonl）".to_owned(),
        )));
    }
    let reviewer = engine::load(args.component.as_deref())?;
    let titles = reviewer.rules().map_err(|failure| {
        output::error(failure.code(), &failure.message());
        Exit::Engine
    })?;
    let titles = titles.into_iter().map(|rule| (rule.code, rule.title)).collect();
    let state = targets.first().map(|target| begin(args, target, &reviewer, &judged)).transpose()?;
    let run = Run { args, reviewer: &reviewer, judged: &judged, sources: &sources, titles: &titles, targets: &targets };
    Ok(run.go(state))
}

/// The state beside the first report; what was found there is told.
fn begin(args: &Args, target: &Target, reviewer: &Reviewer, judged: &Judged) -> Result<State, Exit> {
    let path = target.state();
    let name = path.display();
    let heading = Heading {
        xianshen_scan: STATE_FORM,
        component: reviewer.component_digest().to_owned(),
        judged: sm3(judged.fingerprint().as_bytes()),
    };
    let (state, begun) = State::open(&path, &heading, args.resume)
        .map_err(|error| refuse(&Refused::input("state-unwritable", format!("{name}：进度写不进去（{error}）"))))?;
    match begun {
        Begun::Fresh => {}
        Begun::Unused => output::note("说明：上次的进度没有使用，从头开始；要接着做请加 --resume"),
        Begun::Other => output::note("说明：上次的进度属于另一个组件或另一份处理意见清单，从头开始"),
        Begun::Resumed(done) => output::note(&format!("说明：接着上次的进度，已有 {done} 篇")),
    }
    Ok(state)
}

/// A run that is ready to go.
struct Run<'a> {
    args: &'a Args,
    reviewer: &'a Reviewer,
    judged: &'a Judged,
    sources: &'a Sources,
    titles: &'a Titles,
    targets: &'a [Target],
}

impl Run<'_> {
    fn go(&self, mut state: Option<State>) -> Exit {
        let stop = Arc::new(AtomicBool::new(false));
        interrupt::watch(Arc::clone(&stop));
        let mut progress = Progress::new(self.sources.files.iter().map(|file| file.bytes).sum());
        let results = match self.screen(&mut state, &mut progress, &stop) {
            Ok(results) => results,
            Err(exit) => return exit,
        };
        progress.end();
        if stop.load(Ordering::Relaxed) {
            let hint = self.targets.first().map_or_else(String::new, |target| {
                format!("，进度存在 {}，加 --resume 可以接着做", target.state().display())
            });
            output::note(&format!("已中断：完成 {} 篇{hint}；没有写报告。", results.len()));
            return Exit::Interrupted;
        }
        self.tell(&results, &progress, state)
    }

    fn screen(
        &self,
        state: &mut Option<State>,
        progress: &mut Progress,
        stop: &AtomicBool,
    ) -> Result<Vec<Scanned>, Exit> {
        let args = self.args;
        let names = Names {
            id: args.id.clone(),
            title: args.title.clone(),
            body: args.body.clone(),
            section: args.section.clone(),
        };
        let limit = self.reviewer.limits().document_bytes;
        let reading = Reading { encoding: args.encoding, names: &names, limit };
        let known = state.as_mut().map(State::take_known).unwrap_or_default();
        let read = AtomicU64::new(0);
        let job = Job {
            reviewer: self.reviewer,
            judged: self.judged,
            sources: &self.sources.files,
            reading: &reading,
            known: &known,
            stop,
            read: &read,
        };
        let (mut items, mut findings, mut broken) = (0, 0, None);
        let results = work::run(&job, &mut |arrived| {
            if let Some(scanned) = arrived {
                items += 1;
                findings += scanned.result.as_ref().map_or(0, |outcome| outcome.findings.len());
                broken = remember(state.as_mut(), scanned).err();
            }
            progress.tell(Now { items, findings, bytes: read.load(Ordering::Relaxed) });
            broken.is_none()
        });
        match broken {
            Some(error) => {
                progress.end();
                Err(refuse(&Refused::input("state-unwritable", format!("进度写不进去（{error}）"))))
            }
            None => Ok(results),
        }
    }

    /// Write reports and the last lines.
    fn tell(&self, results: &[Scanned], progress: &Progress, state: Option<State>) -> Exit {
        let summary = Summary::of(results, self.args.level, self.titles);
        let identity = self.reviewer.identity();
        let foot = format!(
            "先审 {}，组件 {}，词条 {} 个，规则 {} 条。",
            identity.engine,
            self.reviewer.component_digest(),
            identity.terms,
            identity.rules
        );
        let told = Told {
            results,
            summary: &summary,
            titles: self.titles,
            least: self.args.level,
            skipped: &self.sources.skipped,
            engine: &foot,
        };
        let (mut exit, mut whole) = (self.outcome(results), true);
        for target in self.targets {
            match target.write(&told) {
                Ok(()) => output::note(&format!("报告：{}", target.name())),
                Err(refused) => {
                    whole = false;
                    exit = exit.max(refuse(&refused));
                }
            }
        }
        // With a report missing the work must not be lost.
        if whole {
            state.into_iter().for_each(State::finish);
        }
        let mut out = Output::new();
        let lines = self.lines(results, &summary, progress);
        let written = lines.iter().try_for_each(|line| out.line(&printable(line))).and_then(|()| out.flush());
        written.map_or_else(|closed| closed.exit(exit), |()| exit)
    }

    /// The greatest outcome of all articles and files.
    fn outcome(&self, results: &[Scanned]) -> Exit {
        let refused = self.sources.refused.iter().map(|refused| refused.exit);
        let results = results.iter().map(|scanned| match &scanned.result {
            Ok(one) if one.secrecy_stop => Exit::Blocked,
            Ok(one) if one.findings.iter().any(|found| found.level >= self.args.fail_on) => Exit::Blocked,
            Ok(_) => Exit::Good,
            Err(refused) => refused.exit,
        });
        refused.chain(results).max().unwrap_or(Exit::Good)
    }

    /// The summary for the terminal.
    fn lines(&self, results: &[Scanned], summary: &Summary, progress: &Progress) -> Vec<String> {
        let mut lines = Vec::new();
        for scanned in results {
            let place = scanned.about.place();
            lines.extend(scanned.problems.iter().map(|problem| format!("{place}: 说明：{problem}")));
            match &scanned.result {
                Err(refused) => lines.push(format!("未能审查：{}", refused.message)),
                Ok(one) if one.secrecy_stop => {
                    lines.push(format!("离线处置：{place} 带有国家秘密标志（secrecy_mark/state_secret）"));
                }
                Ok(_) => {}
            }
        }
        lines.extend(self.sources.skipped.iter().map(|file| format!("已跳过：{file}")));
        lines.extend(table("类别", &summary.by_class));
        lines.extend(table("规则", &summary.by_rule));
        lines.extend(table("科室/栏目", &summary.by_section));
        lines.push(format!(
            "审查 {} 篇，{} 篇有问题：必须处理 {}，须改正或说明 {}，建议 {}；每万字 {} 处；未能审查 {}，跳过 {}；用时 {} 秒。",
            summary.total.items,
            summary.total.with_findings,
            summary.block,
            summary.confirm,
            summary.advise,
            summary.total.rate(),
            summary.refused + self.sources.refused.len(),
            self.sources.skipped.len(),
            progress.seconds()
        ));
        lines
    }
}

fn remember(state: Option<&mut State>, scanned: &Scanned) -> std::io::Result<()> {
    match (state, &scanned.fresh, &scanned.result) {
        (Some(state), Some(key), Ok(outcome)) => state.add(key, outcome),
        _ => Ok(()),
    }
}

fn table(name: &str, rows: &[Row]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let heading = format!("{name}：问题数 / 有问题的篇数 / 每万字");
    let rows =
        rows.iter().map(|row| format!("  {}：{} / {} / {}", row.name, row.findings, row.with_findings, row.rate()));
    std::iter::once(heading).chain(rows).collect()
}
