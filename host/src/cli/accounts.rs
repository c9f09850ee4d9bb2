//! `xianshen accounts`: everybody's account as an administrator may see it: password set when, void or not, and recent alerts (clause 14).

use std::path::PathBuf;

use super::exit::Exit;
use super::output::{self, Output, printable};
use super::site;
use crate::accounts::Person;
use crate::api::public_page::beijing_time;
use crate::flow::clock::Clock;
use crate::storage::{StorageError, Store, passwords::PasswordRow};

/// How far back alerts are listed, milliseconds: thirty days.
const ALERTS_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// Arguments of `accounts`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 站点；只有一个站点时可以省略
    #[arg(long)]
    site: Option<String>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let lines = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ("runtime", error.to_string()))
        .and_then(|runtime| runtime.block_on(list(args)));
    match lines {
        Ok(lines) => {
            let mut out = Output::new();
            let written = lines.iter().try_for_each(|line| out.line(&printable(line)));
            written.and_then(|()| out.flush()).map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err((code, message)) => {
            output::error(code, &message);
            Exit::Input
        }
    }
}

async fn list(args: &Args) -> Result<Vec<String>, (&'static str, String)> {
    let data = |error: StorageError| ("data", error.to_string());
    let store = Store::open_existing(&args.data).await.map_err(data)?;
    let site = site::of(&store, args.site.as_deref()).await?;
    let mut lines = Vec::new();
    for person in store.list_people(&site).await.map_err(data)? {
        lines.push(line(&person, &store.password(&site, &person.id).await.map_err(data)?));
    }
    let since = Clock::System.now().saturating_sub(ALERTS_MS);
    for alert in store.alerts(&site, None, since).await.map_err(data)? {
        lines.push(format!("警示\t{}\t{}\t{}", beijing_time(alert.at), alert.person, alert.message));
    }
    store.close().await;
    Ok(lines)
}

fn line(person: &Person, password: &PasswordRow) -> String {
    let state = match (password.must_change, password.set_at) {
        (true, _) => "密码已作废，须凭一次性链接重新设置".to_owned(),
        (false, Some(at)) => format!("密码设置于 {}", beijing_time(at)),
        (false, None) => "没有设置密码".to_owned(),
    };
    format!("{}\t{}\t{state}", person.id, person.name)
}
