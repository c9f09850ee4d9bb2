//! `xianshen connector rehearse`: whether a connector holds when the gate does not answer as it should.

use std::net::SocketAddr;

use super::exit::Exit;
use super::output::{self, Output, printable};
use crate::accounts::token::random_hex;
use crate::rehearsal::run::{Played, Rehearsal, rehearse};
use crate::rehearsal::scene::SCENES;

/// Arguments of `connector rehearse`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 发布一件新稿件的命令（由 sh 执行）；最后一行打印它送给平台的编号
    #[arg(long, value_name = "COMMAND")]
    publish: String,
    /// 查询读者读不读得到稿件 $XIANSHEN_ITEM 的命令：读得到以 0 结束，读不到以 1 结束
    #[arg(long, value_name = "COMMAND")]
    public: String,
    /// 假平台的监听地址，也在环境变量 XIANSHEN_ADDRESS 中
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// 连接器设置的令牌，也在环境变量 XIANSHEN_TOKEN 中；不写则随机
    #[arg(long)]
    token: Option<String>,
    /// 连接器设置的站点，也在环境变量 XIANSHEN_SITE 中
    #[arg(long, default_value = "demo")]
    site: String,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    if !args.listen.ip().is_loopback() {
        output::error("remote-not-allowed", "假平台会放行任何稿件，只能监听本机地址（127.0.0.1）");
        return Exit::Input;
    }
    let token = match args.token.clone().map_or_else(random_hex, Ok) {
        Ok(token) => token,
        Err(error) => {
            output::error("random", &error.to_string());
            return Exit::Input;
        }
    };
    let rehearsal = Rehearsal {
        listen: args.listen,
        token,
        site: args.site.clone(),
        publish: args.publish.clone(),
        public: args.public.clone(),
    };
    let mut out = Output::new();
    let mut closed = None;
    let played = rehearse(&rehearsal, |played| {
        let written = lines(played).iter().try_for_each(|line| out.line(&printable(line))).and_then(|()| out.flush());
        closed = closed.take().or(written.err());
    });
    let played = match played {
        Ok(played) => played,
        Err(error) => {
            output::error("cannot-listen", &format!("无法监听 {}：{error}", args.listen));
            return Exit::Input;
        }
    };
    let wrong = played.iter().filter(|one| !one.faults.is_empty()).count();
    let exit = if wrong == 0 { Exit::Good } else { Exit::Blocked };
    let sum = format!("{} 项中 {} 项通过。", SCENES.len(), SCENES.len() - wrong);
    match closed.or(out.line(&sum).and_then(|()| out.flush()).err()) {
        Some(closed) => closed.exit(exit),
        None => exit,
    }
}

fn lines(played: &Played) -> Vec<String> {
    let mark = if played.faults.is_empty() { "通过" } else { "不通过" };
    let expected = if played.scene.public { "应当公开" } else { "不得公开" };
    let head = format!("{mark}　{}　{}：{expected}", played.scene.name, played.scene.title);
    std::iter::once(head).chain(played.faults.iter().map(|fault| format!("　　{fault}"))).collect()
}
