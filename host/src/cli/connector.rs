//! `xianshen connector`: tokens for the programs of a content management system and the sites they keep, also while the server runs.

use std::path::PathBuf;

use super::exit::Exit;
use super::output::{self, Output, printable};
use crate::accounts::connector::{self, ConnectorError};
use crate::api::public_page::beijing_time;
use crate::flow::clock::Clock;
use crate::storage::{StorageError, Store, connectors::ConnectorRow, watches::Watch};
use crate::watch::front_page;

/// Arguments of `connector`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(flatten)]
    Kept(Kept),
    /// 检验一个连接器：用假平台演一遍放行、拒绝、断线、乱答，看稿件该不该公开。退出码：0 全部通过，1 有不通过的
    Rehearse(super::rehearse::Args),
}

/// What works on the data of the platform.
#[derive(Debug, clap::Subcommand)]
enum Kept {
    /// 登记一个连接器并打印其令牌（只显示这一次）；已有同名的，旧令牌随即作废
    Add(Named),
    /// 作废一个连接器的令牌
    Revoke(Named),
    /// 列出连接器
    List(Place),
    /// 设定连接器所管网站的地址：服务运行时定时比对公开的内容（xianshen detect 随时比对）；没有设定的不比对
    Watch(Watched),
}

#[derive(Debug, clap::Args)]
struct Watched {
    /// 连接器名称
    name: String,
    /// 网站首页的地址（读者所用的）；目前可以比对 WordPress
    #[arg(long, value_name = "URL", required_unless_present = "off")]
    address: Option<String>,
    /// 网站所用的渠道：只有在这一渠道审查通过的内容可以公开；不写则任一渠道
    #[arg(long, value_name = "CHANNEL", default_value = "")]
    channel: String,
    /// 每隔多少分钟比对一次
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=10_080))]
    minutes: u64,
    /// 不再比对
    #[arg(long, conflicts_with = "address")]
    off: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
struct Named {
    /// 连接器名称，例如 wordpress；稿件编号以它开头
    name: String,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
struct Place {
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 站点；只有一个站点时可以省略
    #[arg(long)]
    site: Option<String>,
}

/// Stable code and Chinese sentence.
type Failed = (&'static str, String);

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    match &args.command {
        Command::Kept(command) => keep(command),
        Command::Rehearse(args) => super::rehearse::run(args),
    }
}

fn keep(command: &Kept) -> Exit {
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ("runtime", error.to_string()))
        .and_then(|runtime| runtime.block_on(act(command)));
    match done {
        Ok(lines) => {
            let mut out = Output::new();
            lines
                .iter()
                .try_for_each(|line| out.line(&printable(line)))
                .and_then(|()| out.flush())
                .map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err((code, message)) => {
            output::error(code, &message);
            Exit::Input
        }
    }
}

async fn act(command: &Kept) -> Result<Vec<String>, Failed> {
    let (Kept::Add(Named { place, .. })
    | Kept::Revoke(Named { place, .. })
    | Kept::List(place)
    | Kept::Watch(Watched { place, .. })) = command;
    let store = Store::open_existing(&place.data).await.map_err(data)?;
    let site = super::site::of(&store, place.site.as_deref()).await?;
    let now = Clock::System.now();
    let lines = match command {
        Kept::Add(Named { name, .. }) => connector::add(&store, &site, name, now).await.map(|token| vec![token]),
        Kept::Revoke(Named { name, .. }) => match store.revoke_connector(&site, name, now).await.map_err(data)? {
            true => Ok(vec![format!("连接器 {name} 的令牌已作废。")]),
            false => return Err(("unknown-connector", format!("站点 {site} 没有有效的连接器“{name}”"))),
        },
        Kept::Watch(watched) => Ok(watch(&store, &site, watched).await?),
        Kept::List(_) => Ok(store.list_connectors(&site).await.map_err(data)?.iter().map(show).collect()),
    };
    store.close().await;
    lines.map_err(|error| match error {
        ConnectorError::Name => ("bad-name", error.to_string()),
        ConnectorError::Random(_) => ("random", error.to_string()),
        ConnectorError::Storage(error) => data(error),
    })
}

async fn watch(store: &Store, site: &str, watched: &Watched) -> Result<Vec<String>, Failed> {
    let Watched { name, address, channel, minutes, .. } = watched;
    let known = store.list_connectors(site).await.map_err(data)?.iter().any(|row| row.name == *name);
    let Some(address) = address else {
        let stopped = store.stop_watch(site, name).await.map_err(data)?;
        let none = || ("not-watched", format!("连接器“{name}”没有设定网站地址"));
        return stopped.then(|| vec![format!("不再比对连接器 {name} 的网站。")]).ok_or_else(none);
    };
    if !known {
        return Err((
            "unknown-connector",
            format!("站点 {site} 没有连接器“{name}”；请先运行 xianshen connector add {name}"),
        ));
    }
    front_page(address).map_err(|fault| (fault.code, fault.message))?;
    let watch = Watch {
        connector: name.clone(),
        address: address.clone(),
        channel: channel.clone(),
        minutes: *minutes,
        ..Default::default()
    };
    store.put_watch(site, &watch).await.map_err(data)?;
    Ok(vec![format!("服务运行时，每 {minutes} 分钟比对一次 {address} 公开的内容；随时可运行 xianshen detect {name}。")])
}

fn show(row: &ConnectorRow) -> String {
    let state = row.revoked.map_or_else(|| "有效".to_owned(), |at| format!("{} 作废", beijing_time(at)));
    format!("{}　{} 登记　{state}", row.name, beijing_time(row.created))
}

#[expect(clippy::needless_pass_by_value, reason = "taken by map_err")]
fn data(error: StorageError) -> Failed {
    ("data", error.to_string())
}
