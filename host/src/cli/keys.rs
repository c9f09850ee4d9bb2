//! `xianshen keys`: the public key that verifies permits, and a new key in its place.

use std::path::PathBuf;

use super::exit::Exit;
use super::output::{self, Output};
use crate::flow::clock::Clock;
use crate::permit_keys::{KeyError, KnownKey, PermitKeys};
use crate::storage::DATABASE_FILE;

/// Arguments of `keys`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// 打印现用公钥（PEM），交给核验发布许可的网站；编号打印在标准错误
    Show(Place),
    /// 更换密钥（服务运行时也可以）并打印新公钥；旧公钥仍可核验更换之前签发的许可
    Rotate(Place),
}

#[derive(Debug, clap::Args)]
struct Place {
    /// 数据目录
    #[arg(long, value_name = "DIR", default_value = "xianshen-data")]
    data: PathBuf,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let (What::Show(place) | What::Rotate(place)) = &args.what;
    if !place.data.join(DATABASE_FILE).is_file() {
        let directory = place.data.display();
        output::error("data", &format!("{directory}：不是先审的数据目录（请先运行 xianshen serve，或用 --data 指明）"));
        return Exit::Input;
    }
    let keys = PermitKeys::existing(&place.data);
    let wanted = match &args.what {
        What::Show(_) => in_use(&keys),
        What::Rotate(_) => keys.rotate(Clock::System.now()),
    };
    match wanted {
        Ok(key) => print(&key),
        Err(error) => {
            output::error("permit-key-unavailable", &error.to_string());
            Exit::Input
        }
    }
}

fn in_use(keys: &PermitKeys) -> Result<KnownKey, KeyError> {
    keys.all()?.into_iter().find(|key| key.retired.is_none()).ok_or(KeyError::Mismatch)
}

/// The key alone goes to standard output: what is kept in a file is then the key and nothing else.
fn print(key: &KnownKey) -> Exit {
    output::note(&format!("密钥编号：{}", key.id));
    let mut out = Output::new();
    out.line(key.pem.trim_end())
        .and_then(|()| out.flush())
        .map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
}
