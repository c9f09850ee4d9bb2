//! `xianshen verify-permit`: is a token genuine, for this, and in its time? By the public key alone, without a network.

use std::path::{Path, PathBuf};

use permit_token::{Claims, Expected, PublicKey, Token};

use super::encoding::Choice;
use super::exit::Exit;
use super::input;
use super::output::{self, Output, printable};
use super::refused::Refused;
use crate::api::public_page::beijing_time;
use crate::component::{Limits, Reviewer, locate};
use crate::flow::clock::Clock;
use crate::flow::document::{DOCUMENT_BYTES, DocumentJson};

/// The largest key file, in bytes.
const KEY_BYTES: usize = 4 << 10;

/// Arguments of `verify-permit`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 签发平台的公钥（PEM，见 xianshen keys show）
    #[arg(long, value_name = "PUB.pem")]
    key: PathBuf,
    /// 发布许可
    token: String,
    /// 要发布的内容（接口约定的稿件 JSON）；核对其摘要
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// 许可须属于这个站点
    #[arg(long)]
    site: Option<String>,
    /// 许可须属于这件稿件
    #[arg(long)]
    item: Option<String>,
    /// 许可须属于这个渠道
    #[arg(long)]
    channel: Option<String>,
    /// 许可须准许这种操作：publish、update、restore
    #[arg(long)]
    action: Option<String>,
    /// 按这个时刻判断（UTC 毫秒）；默认为现在
    #[arg(long, value_name = "MS")]
    at: Option<u64>,
    /// 审查组件，用于计算内容的摘要；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

/// Why there is no yes.
enum Failure {
    /// The token does not hold.
    Permit(permit_token::Refused),
    /// It could not be looked at.
    Other(Exit, &'static str, String),
}

impl From<permit_token::Refused> for Failure {
    fn from(refused: permit_token::Refused) -> Self {
        Self::Permit(refused)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Other(refused.exit, refused.code, refused.message)
    }
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    match verify(args) {
        Ok(claims) => print(&claims),
        Err(Failure::Permit(refused)) => {
            output::error(refused.code(), &format!("{}{}", refused.message(), refused.remedy()));
            Exit::Blocked
        }
        Err(Failure::Other(exit, code, message)) => {
            output::error(code, &message);
            exit
        }
    }
}

fn verify(args: &Args) -> Result<Claims, Failure> {
    let key = input::read(&args.key, KEY_BYTES, Choice::Auto)?.text;
    let key = PublicKey::from_pem(&key)
        .map_err(|error| Failure::Other(Exit::Input, "bad-key", format!("{}：{error}", args.key.display())))?;
    let claims = Token::read(&args.token)?.verify(&key)?;
    let digest = args.document.as_deref().map(|path| digest(path, args.component.as_deref())).transpose()?;
    claims.covers(&Expected {
        site: args.site.as_deref(),
        item: args.item.as_deref(),
        action: args.action.as_deref(),
        channel: args.channel.as_deref(),
        digest: digest.as_deref(),
    })?;
    claims.in_window(args.at.unwrap_or_else(|| Clock::System.now()))?;
    Ok(claims)
}

/// The document's digest: the component alone defines it.
fn digest(path: &Path, component: Option<&Path>) -> Result<String, Failure> {
    let bad = |message: String| Failure::Other(Exit::Input, "bad-document", format!("{}：{message}", path.display()));
    let text = input::read(path, 2 * DOCUMENT_BYTES, Choice::Auto)?.text;
    let json: DocumentJson = serde_json::from_str(&text).map_err(|_| bad("不是接口约定的稿件 JSON".to_owned()))?;
    let document = json.accept().map_err(|error| bad(error.to_string()))?;
    let reviewer = Reviewer::load(&locate::component(component), Limits::default())
        .map_err(|error| Failure::Other(Exit::Engine, error.code(), error.to_string()))?;
    reviewer.digest(&document).map_err(|failure| Failure::Other(Exit::Engine, failure.code(), failure.message()))
}

fn print(claims: &Claims) -> Exit {
    let lines = [
        format!("许可有效：{}", claims.id),
        format!("站点 {}　稿件 {}　渠道 {}　操作 {}", claims.site, claims.item, claims.channel, claims.action),
        format!("内容 {}", claims.digest),
        format!(
            "可用时间 {} 至 {}（北京时间，不含末时刻）",
            beijing_time(claims.not_before),
            beijing_time(claims.expires)
        ),
        "是否已经使用或撤销，须向签发平台查询。".to_owned(),
    ];
    let mut out = Output::new();
    lines
        .iter()
        .try_for_each(|line| out.line(&printable(line)))
        .and_then(|()| out.flush())
        .map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
}
