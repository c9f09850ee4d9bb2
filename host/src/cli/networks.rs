//! Where requests come from, as the operator states it: the list of networks and the proxies (clause 15).

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use crate::component::bindings::Network;

/// Arguments of `serve` about networks.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 网络名单（JSON 数组，每项 cidr、zone（office 办公、outside 其他、public 网吧和公共 Wi-Fi）、name）；不在名单中的网络不能使用。不给名单时，本机为办公环境，其余为办公环境之外
    #[arg(long, value_name = "FILE")]
    networks: Option<PathBuf>,
    /// 反向代理的地址（可多次给出）：经它转发的请求，以它在 X-Forwarded-For 中写明的地址为准
    #[arg(long, value_name = "IP")]
    proxy: Vec<IpAddr>,
}

impl Args {
    /// The list, when there is one, and the proxies.
    ///
    /// # Errors
    /// One Chinese sentence: what cannot be read.
    pub(super) fn read(&self) -> Result<(Option<Vec<Network>>, Vec<IpAddr>), String> {
        Ok((self.networks.as_deref().map(list).transpose()?, self.proxy.clone()))
    }
}

fn list(file: &Path) -> Result<Vec<Network>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}：无法读取（{error}）", file.display()))?;
    serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("{}：网络名单第 {line} 行第 {column} 列有误：须为 JSON 数组，每项有 cidr、zone、name", file.display())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_or_the_place_is_named() {
        let file = std::env::temp_dir().join(format!("xianshen-{}", crate::accounts::token::random_hex().unwrap()));
        std::fs::write(&file, r#"[{"cidr":"10.1.0.0/16","zone":"office","name":"办公网"}]"#).unwrap();
        assert_eq!(list(&file).unwrap()[0].name, "办公网");
        std::fs::write(&file, "[\n{\"cidr\":\"10.1.0.0/16\"}]").unwrap();
        assert!(list(&file).unwrap_err().contains("第 2 行"));
        std::fs::remove_file(&file).unwrap();
        assert!(list(&file).unwrap_err().contains("无法读取"));
    }
}
