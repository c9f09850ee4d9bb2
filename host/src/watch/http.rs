//! Asks a site, politely and on guard: one request at a time with a pause between two, limits on time and size, no other origin, no proxy, no cookies,
//! nothing compressed.

use std::time::{Duration, Instant};

use axum::http::Uri;
use ureq::Agent;

use super::fault::Fault;

/// From one request to the next.
const PAUSE: Duration = Duration::from_millis(100);
/// For connecting, and for a whole request.
const CONNECT: Duration = Duration::from_secs(5);
const REQUEST: Duration = Duration::from_secs(20);
/// The largest answer, in bytes.
const ANSWER: u64 = 24 * 1024 * 1024;
/// Redirections followed in a row.
const REDIRECTS: usize = 3;
/// The longest address, in bytes.
const ADDRESS: usize = 2_000;

/// What a site answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// The status.
    pub(super) status: u16,
    /// How many pages there are, where the site says so.
    pub(super) pages: Option<u64>,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// One site.
#[derive(Debug)]
pub(super) struct Origin {
    agent: Agent,
    base: Uri,
    last: Option<Instant>,
}

/// The address of a site's front page, checked: http or https, a host, no user, no query.
///
/// # Errors
/// `bad-address`.
pub fn front_page(address: &str) -> Result<Uri, Fault> {
    let wrong = || {
        let message = "地址须是网站首页的 http:// 或 https:// 地址，只含 ASCII 字符，不带用户名、问号和井号。";
        Fault::new("bad-address", message)
    };
    let uri: Uri = address.trim_end_matches('/').parse().map_err(|_| wrong())?;
    let schemed = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority().map_or("", |it| it.as_str());
    let clean = !authority.is_empty() && !authority.contains('@') && uri.query().is_none() && !address.contains('#');
    if schemed && clean && address.len() <= ADDRESS { Ok(uri) } else { Err(wrong()) }
}

impl Origin {
    /// A site by the address of its front page.
    ///
    /// # Errors
    /// `bad-address`.
    pub(super) fn new(address: &str) -> Result<Self, Fault> {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(REQUEST))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("xianshen-detect")
            .build();
        Ok(Self { agent: config.into(), base: front_page(address)?, last: None })
    }

    /// Gets what stands behind the front page's address, `tail` beginning with `/`.
    ///
    /// # Errors
    /// `unreachable`, `too-slow`, `answer-too-large`, `redirect-elsewhere`, `too-many-redirects`.
    pub(super) fn get(&mut self, tail: &str) -> Result<Answer, Fault> {
        let mut address = format!("{}{tail}", self.base.to_string().trim_end_matches('/'));
        for _ in 0..=REDIRECTS {
            self.wait();
            let mut response =
                self.agent.get(&address).header("Accept", "application/json").call().map_err(unreachable)?;
            let status = response.status().as_u16();
            if matches!(status, 301 | 302 | 303 | 307 | 308) {
                let to = response.headers().get("location").and_then(|it| it.to_str().ok()).unwrap_or_default();
                address = self.inside(to)?;
                continue;
            }
            let pages = response.headers().get("x-wp-totalpages").and_then(|it| it.to_str().ok()?.parse().ok());
            let body = response.body_mut().with_config().limit(ANSWER).read_to_vec().map_err(unreachable)?;
            return Ok(Answer { status, pages, body });
        }
        Err(Fault::new("too-many-redirects", "网站接口不断转向，没有给出答复。请核对地址。"))
    }

    fn wait(&mut self) {
        if let Some(left) = self.last.and_then(|last| PAUSE.checked_sub(last.elapsed())) {
            std::thread::sleep(left);
        }
        self.last = Some(Instant::now());
    }

    /// Where a redirection leads, when that is the same origin.
    fn inside(&self, to: &str) -> Result<String, Fault> {
        let elsewhere = || {
            Fault::new(
                "redirect-elsewhere",
                "网站接口转向别的网站、协议或端口，没有跟随。请把地址改为转向之后的首页地址。",
            )
        };
        if to.len() > ADDRESS {
            return Err(elsewhere());
        }
        let path_only = to.starts_with('/') && !to.starts_with("//");
        let (scheme, authority) = (self.base.scheme_str().unwrap_or_default(), self.base.authority());
        if path_only {
            return Ok(format!("{scheme}://{}{to}", authority.map_or("", |it| it.as_str())));
        }
        let uri: Uri = to.parse().map_err(|_| elsewhere())?;
        let same = uri.scheme_str() == Some(scheme) && uri.authority() == authority;
        if same { Ok(uri.to_string()) } else { Err(elsewhere()) }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "taken by map_err")]
fn unreachable(error: ureq::Error) -> Fault {
    match error {
        ureq::Error::Timeout(_) => Fault::new("too-slow", "网站接口太慢，没有在 20 秒内答复完。"),
        ureq::Error::BodyExceedsLimit(_) => Fault::new("answer-too-large", "网站接口的一次答复超过 24 MiB。"),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            Fault::new("bad-certificate", "网站的证书没有通过核验，没有读取。请检查证书是否过期、是否与域名相符。")
        }
        _ => Fault::new("unreachable", "网站接口连接不上，或者答复中断。请检查地址和网络。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_a_front_page() {
        for good in ["https://www.example.gov.cn", "http://127.0.0.1:8080/", "https://a.example/ju/"] {
            assert!(front_page(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "ftp://a.example",
            "file:///etc/passwd",
            "http://u:p@a.example",
            "http://a/?x",
            "http://a/#x",
            "https://",
        ] {
            assert_eq!(front_page(bad).unwrap_err().code, "bad-address", "{bad}");
        }
    }

    #[test]
    fn a_redirection_stays_where_it_is() {
        let origin = Origin::new("http://a.example:8080/ju").unwrap();
        assert_eq!(origin.inside("/x?y=1").unwrap(), "http://a.example:8080/x?y=1");
        assert_eq!(origin.inside("http://a.example:8080/x").unwrap(), "http://a.example:8080/x");
        for elsewhere in [
            "//b.example/",
            "http://b.example/",
            "https://a.example:8080/x",
            "http://a.example/x",
            "file:///etc/passwd",
            "x",
            "",
        ] {
            assert_eq!(origin.inside(elsewhere).unwrap_err().code, "redirect-elsewhere", "{elsewhere}");
        }
    }
}
