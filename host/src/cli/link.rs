//! `xianshen link`: a fresh one-time sign-in link for a person, also while the server runs.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::output::{self, Output};
use super::serve::{ADDRESS_FILE, DEFAULT_LISTEN};
use super::site;
use crate::accounts::sign_in::{self, SignInError};
use crate::flow::clock::Clock;
use crate::storage::{Store, audit::AuditEntry};

/// Arguments of `link`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 人员编号，例如 lin-xiao
    person: String,
    /// 作废此人的密码、未用的链接和全部登录，用新链接登录后须先设置新密码
    #[arg(long)]
    reset: bool,
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
    /// 站点；只有一个站点时可以省略
    #[arg(long)]
    site: Option<String>,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let made = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ("runtime", error.to_string()))
        .and_then(|runtime| runtime.block_on(make(args)));
    match made {
        Ok(token) => {
            let mut out = Output::new();
            let line = format!("http://{}/link/{token}", address(&args.data));
            out.line(&line).and_then(|()| out.flush()).map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
        }
        Err((code, message)) => {
            output::error(code, &message);
            Exit::Input
        }
    }
}

async fn make(args: &Args) -> Result<String, (&'static str, String)> {
    let data = |error: crate::storage::StorageError| ("data", error.to_string());
    let store = Store::open_existing(&args.data).await.map_err(data)?;
    let site = site::of(&store, args.site.as_deref()).await?;
    let people = store.list_people(&site).await.map_err(data)?;
    let now = Clock::System.now();
    if people.iter().any(|person| person.id == args.person) {
        if args.reset {
            store.void_password(&site, &args.person).await.map_err(data)?;
        }
        let code = if args.reset { "password-reset" } else { "link-issued" };
        let [person, code, clause] = [&*args.person, code, "14"].map(str::to_owned);
        let entry = AuditEntry { at: now, site: site.clone(), person, code, clause, ..AuditEntry::default() };
        store.append_audit(&entry).await.map_err(data)?;
    }
    let token = sign_in::create_link(&store, &site, &args.person, now).await;
    store.close().await;
    token.map_err(|error| match error {
        SignInError::UnknownPerson(_) => {
            let known: Vec<String> = people.into_iter().map(|p| format!("{}（{}）", p.id, p.name)).collect();
            ("unknown-person", format!("{error}；本站点的人员：{}", known.join("、")))
        }
        other => ("link-failed", other.to_string()),
    })
}

/// Where the server that ran last on this data listened.
fn address(data: &Path) -> String {
    std::fs::read_to_string(data.join(ADDRESS_FILE)).unwrap_or_else(|_| DEFAULT_LISTEN.to_owned())
}
