//! The command line: one file a subcommand; only `output` prints.

mod accounts;
mod bake;
mod connector;
mod detect;
mod encoding;
mod engine;
mod exit;
mod explain;
mod export_case;
mod failure;
mod input;
mod inspect;
mod keys;
mod line_reader;
mod lines;
mod link;
mod networks;
mod output;
mod refused;
mod rehearse;
mod scan;
mod screen;
mod serve;
mod settings_file;
mod site;
mod spoken;
mod suppress;
mod templates;
mod verify_log;
mod verify_permit;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// 先审：先审查、后公开。
#[derive(Debug, Parser)]
#[command(name = "xianshen", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 审查文件，逐条列出问题。退出码：0 无须拦下的问题，1 有必须处理的问题，2 用法或输入有误，3 审查引擎失败
    Screen(screen::Args),
    /// 批量审查目录、表格或文件，生成 HTML、XLSX、JSONL 报告
    Scan(scan::Args),
    /// 解释一条规则：检查什么、依据、例子；不写规则则列出全部
    Explain(explain::Args),
    /// 用构建组件和词表生成本单位的审查组件
    Bake(bake::Args),
    /// 检查、转换、试运行本单位的词表（Excel、CSV、TXT）
    Words(words::Args),
    /// 查看一个组件文件是什么
    Inspect(inspect::Args),
    /// 启动平台：网页、接口和发布闸门
    Serve(serve::Args),
    /// 为一位人员生成一次性登录链接（服务运行时也可以）；--reset 同时作废原密码
    Link(link::Args),
    /// 列出各人的账号：密码何时设置、是否作废，以及近期的账号警示
    Accounts(accounts::Args),
    /// 取得或检查打印表单（审核单、备案表等）的模板
    Templates(templates::Args),
    /// 把一件稿件导出为可独立核对的审查档案（ZIP 文件或目录）
    ExportCase(export_case::Args),
    /// 登记、作废、列出连接器（内容管理系统的插件）的令牌
    Connector(connector::Args),
    /// 经网站的公开接口逐条比对：公开的是不是审查通过的；绕过闸门的登记为事件。退出码：0 没有，1 有，2 用法有误或没有比对完，3 审查引擎失败
    Detect(detect::Args),
    /// 核对全部审查记录或一份审查档案：哈希链、逐步重新判定、存储的内容；指出第一处不符
    VerifyLog(verify_log::Args),
    /// 打印或更换签发发布许可的密钥
    Keys(keys::Args),
    /// 离线核验发布许可：签名、用途、时间。退出码：0 有效，1 不成立，2 用法或输入有误，3 审查引擎失败
    VerifyPermit(verify_permit::Args),
}

/// Run the command that the arguments name. Exit codes: 0, 1 findings at `block`, 2 usage or input error, 3 engine failure.
#[must_use]
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Screen(args) => screen::run(&args).into(),
        Command::Scan(args) => scan::run(&args).into(),
        Command::Explain(args) => explain::run(&args).into(),
        Command::Bake(args) => bake::run(&args).into(),
        Command::Words(args) => words::run(&args).into(),
        Command::Inspect(args) => inspect::run(&args).into(),
        Command::Serve(args) => serve::run(&args).into(),
        Command::Link(args) => link::run(&args).into(),
        Command::Accounts(args) => accounts::run(&args).into(),
        Command::Connector(args) => connector::run(&args).into(),
        Command::Detect(args) => detect::run(&args).into(),
        Command::Templates(args) => templates::run(&args).into(),
        Command::ExportCase(args) => export_case::run(&args).into(),
        Command::VerifyLog(args) => verify_log::run(&args).into(),
        Command::Keys(args) => keys::run(&args).into(),
        Command::VerifyPermit(args) => verify_permit::run(&args).into(),
    }
}
