//! `xianshen serve`: the platform on one address, until it is told to stop.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use super::exit::Exit;
use super::failure::Failure;
use super::networks;
use super::output::{self, Output, printable};
use super::settings_file;
use crate::accounts::{self, Person, demo, role_name, sign_in};
use crate::api::{self, AppState, assets::Preview, guard::HostNames};
use crate::component::bindings::Grant;
use crate::component::{Limits, Reviewer, locate};
use crate::flow::{
    Flow,
    clock::Clock,
    error::FlowError,
    templates::{Templates, TemplatesError},
};
use crate::permit_keys::PermitKeys;
use crate::storage::{Store, permissions::Kind, settings};
use crate::watch::schedule;

/// The address listened on when none is given.
pub(super) const DEFAULT_LISTEN: &str = "127.0.0.1:8630";
/// File in the data directory with the address of the server that ran last; `link` reads it.
pub(super) const ADDRESS_FILE: &str = "address";
/// How long running requests may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 数据目录；不存在时自动建立
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 监听地址；端口写 0 时由系统选择
    #[arg(long, value_name = "ADDR:PORT", default_value = DEFAULT_LISTEN)]
    listen: SocketAddr,
    /// 允许监听本机以外可达的地址
    #[arg(long)]
    allow_remote: bool,
    /// 允许访问所用的主机名（可多次给出）；本机名和监听地址总是允许
    #[arg(long, value_name = "HOST")]
    name: Vec<String>,
    /// 演示单位：内置配置、工作日历和五位演示人员，并打印各自的一次性登录链接
    #[arg(long, conflicts_with_all = ["profile", "people"])]
    demo: bool,
    /// 本单位的配置文件（JSON）
    #[arg(long, value_name = "FILE", required_unless_present = "demo")]
    profile: Option<PathBuf>,
    /// 人员名单（JSON 数组，每人 id、name、section、roles）；启动时据此更新
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// 工作日历（JSON：各年放假通知、地方安排和办公时间）；没有当年通知时，办公时间内外无法判断，发布须有临时开通
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    calendar: Option<PathBuf>,
    #[command(flatten)]
    networks: networks::Args,
    /// 本单位的表单模板目录（*.html，文件名即表单名，可由 xianshen templates 取得）；启动时检查
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
    /// 预览模块的目录；默认取环境变量 XIANSHEN_PREVIEW，再取程序旁的 preview
    #[arg(long, value_name = "DIR")]
    preview: Option<PathBuf>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    start_logging();
    match serve(args) {
        Ok(()) => Exit::Good,
        Err(failure) => failure.tell(),
    }
}

fn serve(args: &Args) -> Result<(), Failure> {
    if !args.listen.ip().is_loopback() && !args.allow_remote {
        let message = format!("{} 可从其他机器访问；确需如此，请加 --allow-remote", args.listen);
        return Err(Failure::input("remote-not-allowed", message));
    }
    let (profile, people) = settings(args)?;
    let calendar = calendar(args)?;
    let (networks, proxies) = args.networks.read().map_err(|message| Failure::input("invalid-networks", message))?;
    let component = locate::component(args.component.as_deref());
    let reviewer = Reviewer::load(&component, Limits::default())
        .map_err(|failure| Failure::engine(failure.code(), failure.to_string()))?;
    let templates = match &args.templates {
        Some(folder) => Templates::read(folder, &reviewer).map_err(templates_failure)?,
        None => Templates::default(),
    };
    let folder = locate::find(args.preview.as_deref(), "XIANSHEN_PREVIEW", "preview");
    let preview = Preview::read(&folder).unwrap_or_default();
    if !preview.is_complete() {
        output::note(&format!("提示：{} 中没有预览模块，页面内不能边写边查；提交时仍会筛查", folder.display()));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::engine("runtime", format!("无法启动：{error}")))?;
    runtime.block_on(async {
        let store = Store::open(&args.data).await.map_err(|error| Failure::input("data", error.to_string()))?;
        let keys = PermitKeys::open(&args.data, Clock::System.now())
            .map_err(|error| Failure::input("permit-key-unavailable", error.to_string()))?;
        let flow = Flow::new(Arc::new(reviewer), store.clone(), keys, Clock::System, &profile);
        let flow = flow.map_err(settings_failure)?;
        let flow = flow.with_calendar(&calendar).map_err(settings_failure)?.with_templates(templates);
        let flow = flow.with_networks(networks, proxies).map_err(settings_failure)?;
        // What steps are decided by is kept, so that a case can be proved when the settings have long been others.
        settings::keep(&args.data, [profile.as_str(), calendar.as_str()])
            .map_err(|error| Failure::input("data", error.to_string()))?;
        let ended = listen(args, flow, preview, &people).await;
        store.close().await;
        ended
    })
}

fn templates_failure(error: TemplatesError) -> Failure {
    match error {
        TemplatesError::Invalid(_) => Failure::input("invalid-templates", error.to_string()),
        TemplatesError::Engine(failure) => Failure::engine(failure.code(), failure.message()),
    }
}

fn settings_failure(error: FlowError) -> Failure {
    match error {
        FlowError::Calendar(_) => Failure::input("invalid-calendar", error.to_string()),
        FlowError::Networks(_) => Failure::input("invalid-networks", error.to_string()),
        FlowError::Profile(_) => Failure::input("invalid-profile", error.to_string()),
        other => Failure::engine("engine-failure", other.to_string()),
    }
}

/// The working calendar; empty when none was given.
fn calendar(args: &Args) -> Result<String, Failure> {
    match &args.calendar {
        _ if args.demo => Ok(demo::CALENDAR.to_owned()),
        Some(file) => settings_file::read(file),
        None => Ok(String::new()),
    }
}

/// The profile text and the people to bring up to date.
fn settings(args: &Args) -> Result<(String, Vec<Person>), Failure> {
    let Some(profile) = &args.profile else { return Ok((demo::PROFILE.to_owned(), demo::people())) };
    let people = match &args.people {
        Some(file) => accounts::read_people(&settings_file::read(file)?)
            .map_err(|error| Failure::input("bad-people", format!("{}：{error}", file.display())))?,
        None => Vec::new(),
    };
    Ok((settings_file::read(profile)?, people))
}

async fn listen(args: &Args, flow: Flow, preview: Preview, people: &[Person]) -> Result<(), Failure> {
    let site = flow.agency().site.clone();
    for person in people {
        flow.store().put_person(&site, person).await.map_err(|error| Failure::input("data", error.to_string()))?;
    }
    if args.demo {
        demo::file_registry(&flow).await.map_err(settings_failure)?;
        open_hours(&flow, people).await?;
    }
    let listener =
        tokio::net::TcpListener::bind(args.listen).await.map_err(|error| cannot_listen(args.listen, &error))?;
    let address = listener.local_addr().map_err(|error| cannot_listen(args.listen, &error))?;
    let links = if args.demo { links(&flow, people).await? } else { Vec::new() };
    // From here on a signal is noticed, also one that comes while the links are being printed.
    let stop = StopSignal::listen();
    // Only a convenience for `link`; without the file it assumes the default address.
    let _ = std::fs::write(args.data.join(ADDRESS_FILE), address.to_string());
    announce(&flow, address, &links, args)?;
    let detector = tokio::spawn(schedule::keep(flow.clone()));
    let state =
        AppState { flow, preview: Arc::new(preview), hosts: Arc::new(HostNames::new(address.ip(), &args.name)) };
    let (signal, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(api::serve(listener, state, async move { drop(stopped.await) }));
    stop.received().await;
    output::note("正在停止……");
    drop(signal);
    // What a walk has found is stored already; the next one goes on.
    detector.abort();
    // A request that hangs must not keep the process; what was answered is stored already.
    let _ = tokio::time::timeout(GRACE, server).await;
    Ok(())
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::AddrInUse {
        let message = format!("{address} 已被占用：可能已有一个先审在运行；请先停止它，或用 --listen 换一个端口");
        return Failure::input("address-in-use", message);
    }
    Failure::input("cannot-listen", format!("无法监听 {address}：{error}"))
}

/// Who tries the demo does it at any hour: the demo's responsible person gives everybody else leave for a day (clause 15).
async fn open_hours(flow: &Flow, people: &[Person]) -> Result<(), Failure> {
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    let now = flow.now();
    let grant = Grant {
        persons: people.iter().filter(|it| it.id != demo::RESPONSIBLE).map(|it| it.id.clone()).collect(),
        starts: now,
        ends: now.saturating_add(DAY_MS),
        granted_by: demo::RESPONSIBLE.to_owned(),
        reason: "演示：不受办公时间限制".to_owned(),
    };
    let filed = flow.store().put_permission(&flow.agency().site, Kind::Grant, &grant, demo::RESPONSIBLE, now).await;
    filed.map(drop).map_err(|error| Failure::input("data", error.to_string()))
}

async fn links(flow: &Flow, people: &[Person]) -> Result<Vec<(String, String)>, Failure> {
    let mut links = Vec::with_capacity(people.len());
    for person in people {
        let token = sign_in::create_link(flow.store(), &flow.agency().site, &person.id, flow.now())
            .await
            .map_err(|error| Failure::input("data", error.to_string()))?;
        let roles: Vec<&str> = person.roles.iter().map(|role| role_name(role)).collect();
        links.push((format!("{}（{}，{}）", person.name, roles.join("、"), person.id), token));
    }
    Ok(links)
}

/// Tells the operator where to go, and each demo person how to sign in.
fn announce(flow: &Flow, address: SocketAddr, links: &[(String, String)], args: &Args) -> Result<(), Failure> {
    let (program, data) = (std::env::args().next().unwrap_or_default(), args.data.display());
    let mut lines = vec![format!("先审已启动：{}　站点 {}", flow.agency().name, flow.agency().site)];
    lines.push(format!("地址：http://{address}/"));
    if !address.ip().is_loopback() {
        lines.push("警告：其他机器可以访问此地址，且传输未加密；请只在受控网络中使用，并在前面架设 HTTPS。".to_owned());
    }
    if links.is_empty() {
        lines.push(format!("登录：为每位人员执行 {program} link 人员 --data {data}，把链接交给本人。"));
    } else {
        lines.push(
            "先在浏览器打开上面的地址写稿；轮到谁，就在同一浏览器打开谁的一次性链接（12 小时内有效）：".to_owned(),
        );
        lines.extend(links.iter().map(|(who, token)| format!("  {who}：http://{address}/link/{token}")));
        lines.push("登录后点“密码”设置本人的密码，下次用人员编号和密码登录；忘记时重新领取链接：".to_owned());
        lines.push(format!("  {program} link lin-xiao --data {data}（加 --reset 作废原密码）"));
    }
    lines.push("按 Ctrl-C 停止。".to_owned());
    let mut out = Output::new();
    lines
        .iter()
        .try_for_each(|line| out.line(&printable(line)))
        .and_then(|()| out.flush())
        .map_err(|_| Failure::input("output-failed", "无法写出启动信息"))
}

/// Ctrl-C, or the signal that service managers send.
#[cfg(unix)]
struct StopSignal(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl StopSignal {
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(
            [SignalKind::interrupt(), SignalKind::terminate()]
                .into_iter()
                .filter_map(|kind| signal(kind).ok())
                .collect(),
        )
    }

    /// Waits for one of them; where none can be listened to, only the hard way to stop is left.
    async fn received(mut self) {
        std::future::poll_fn(|context| {
            let one = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if one { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct StopSignal;

#[cfg(not(unix))]
impl StopSignal {
    fn listen() -> Self {
        Self
    }

    /// Waits for it; where it cannot be listened to, only the hard way to stop is left.
    async fn received(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Logs go to standard error. A panic is logged by its place alone: its message could quote a text.
fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    // A second subscriber in one process is refused; the first one stays.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "internal error");
    }));
}
