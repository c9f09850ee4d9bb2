//! What every request passes first: the right host name, no request made by another site's page, safe headers.

use std::{collections::BTreeSet, net::IpAddr};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{AppState, problem::Problem};

/// The header that every writing request under `/api` carries; a form on another site cannot send it.
pub const HEADER: &str = "x-xianshen";

/// Scripts only from here; the one exception lets the page compile the preview module.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The names under which this host may be asked. A page of another site whose name was made to point here (DNS rebinding)
/// sends that name and is refused.
#[derive(Debug, Clone, Default)]
pub struct HostNames {
    names: BTreeSet<String>,
}

impl HostNames {
    /// Loopback names, the address listened on, and what the operator names.
    #[must_use]
    pub fn new(listen: IpAddr, names: &[String]) -> Self {
        let mut names: BTreeSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        if !listen.is_unspecified() {
            names.insert(listen.to_string());
        }
        names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        Self { names }
    }

    fn allow(&self, host: &str) -> bool {
        self.names.contains(&host_name(host).to_ascii_lowercase())
    }
}

/// The name in a `Host` header, without port and brackets.
fn host_name(host: &str) -> &str {
    if let Some((name, _)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return name;
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

/// Checks a request, runs it and adds the headers to its answer.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let no_store = ["/api", "/link", "/signed-in"].iter().any(|start| request.uri().path().starts_with(start));
    let mut response = match inspect(&state.hosts, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    add_headers(response.headers_mut(), no_store);
    response
}

fn inspect(hosts: &HostNames, request: &Request) -> Result<(), Problem> {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).filter(|host| hosts.allow(host)).ok_or_else(|| {
        let remedy = "请用 127.0.0.1 或启动时以 --name 指明的主机名访问。";
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "wrong-host", "不接受以该主机名发来的请求。", remedy)
    })?;
    if !decodes_to_utf8(request.uri().path()) {
        let detail = "地址中的字符不是有效的 UTF-8。";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "bad-address", detail, "请检查地址。"));
    }
    if request.uri().path().starts_with("/api/connector/") {
        return machine(request.headers());
    }
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method()) {
        return Ok(());
    }
    let cross_site = || {
        let detail = "拒绝由其他网站的页面发起的请求。";
        Problem::new(StatusCode::FORBIDDEN, "cross-site", detail, "请在本平台的页面上操作。")
    };
    let fetch_site = text(HeaderName::from_static("sec-fetch-site"));
    if !matches!(fetch_site, None | Some("same-origin" | "none")) {
        return Err(cross_site());
    }
    if let Some(origin) = text(header::ORIGIN)
        && origin.split_once("://").map(|(_, name)| name) != Some(host)
    {
        return Err(cross_site());
    }
    if request.uri().path().starts_with("/api/") && text(HeaderName::from_static(HEADER)) != Some("1") {
        let remedy = "请加上请求头 X-Xianshen: 1。";
        return Err(Problem::new(StatusCode::FORBIDDEN, "missing-header", "缺少请求头 X-Xianshen。", remedy));
    }
    Ok(())
}

/// A connector is a program on a server: what a browser sends for a page is refused, whatever the page. It needs no header of ours, because a page
/// cannot send its token.
fn machine(headers: &HeaderMap) -> Result<(), Problem> {
    let of_browsers = [header::ORIGIN, header::COOKIE, HeaderName::from_static("sec-fetch-site")];
    if of_browsers.iter().any(|name| headers.contains_key(name)) {
        let detail = "连接器接口只供服务器程序使用，不接受浏览器的请求。";
        return Err(Problem::new(StatusCode::FORBIDDEN, "cross-site", detail, "请由内容管理系统的服务器发出请求。"));
    }
    Ok(())
}

/// True when a path is UTF-8 once its percent signs are decoded; the router would answer others without a problem.
fn decodes_to_utf8(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = path_code(rest);
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// The byte that `%XX` at the beginning stands for.
fn path_code(rest: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = rest else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

fn add_headers(headers: &mut HeaderMap, no_store: bool) {
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: with it browsers send `Origin: null` from our own form and the check above would refuse it.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let cache = HeaderValue::from_static(if no_store { "no-store" } else { "no-cache" });
    headers.entry(header::CACHE_CONTROL).or_insert(cache);
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn code(method: &str, path: &str, headers: &[(&str, &str)]) -> Option<String> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let hosts = HostNames::new(IpAddr::from([127, 0, 0, 1]), &["gate.example.cn".to_owned()]);
        inspect(&hosts, &request.body(Body::empty()).unwrap()).err().map(|problem| problem.code().to_owned())
    }

    #[test]
    fn only_known_host_names_are_answered() {
        for host in ["127.0.0.1:8630", "localhost", "[::1]:8630", "GATE.example.cn:80"] {
            assert_eq!(code("GET", "/", &[("host", host)]), None, "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example:8630", ""] {
            assert_eq!(code("GET", "/", &[("host", host)]).as_deref(), Some("wrong-host"), "{host}");
        }
        assert_eq!(code("GET", "/", &[]).as_deref(), Some("wrong-host"));
    }

    #[test]
    fn a_path_is_text() {
        let host = ("host", "127.0.0.1:8630");
        for path in ["/", "/api/items/%E6%9C%BA", "/api/items/%41%", "/api/items/%zz", "/api/items/%2"] {
            assert_eq!(code("GET", path, &[host]), None, "{path}");
        }
        for path in ["/api/items/%FF", "/api/items/%E6%9C", "/%80"] {
            assert_eq!(code("GET", path, &[host]).as_deref(), Some("bad-address"), "{path}");
        }
    }

    #[test]
    fn a_connector_is_no_browser() {
        let host = ("host", "127.0.0.1:8630");
        let path = "/api/connector/items/post-1/check";
        assert_eq!(code("POST", path, &[host]), None);
        for header in [("origin", "http://127.0.0.1:8630"), ("cookie", "a=1"), ("sec-fetch-site", "same-origin")] {
            assert_eq!(code("POST", path, &[host, header]).as_deref(), Some("cross-site"), "{header:?}");
        }
        assert_eq!(code("GET", path, &[("host", "evil.example")]).as_deref(), Some("wrong-host"));
        assert_eq!(code("POST", "/api/connectors", &[host]).as_deref(), Some("missing-header"));
    }

    #[test]
    fn a_page_of_another_site_cannot_write() {
        let host = ("host", "127.0.0.1:8630");
        let own = ("x-xianshen", "1");
        let path = "/api/sign-out";
        assert_eq!(code("POST", path, &[host, own]), None);
        assert_eq!(code("POST", path, &[host, own, ("origin", "http://127.0.0.1:8630")]), None);
        assert_eq!(code("POST", path, &[host]).as_deref(), Some("missing-header"));
        for origin in ["http://evil.example", "null", "http://127.0.0.1:9999"] {
            assert_eq!(code("POST", path, &[host, own, ("origin", origin)]).as_deref(), Some("cross-site"), "{origin}");
        }
        let site = ("sec-fetch-site", "cross-site");
        assert_eq!(code("POST", "/link/x", &[host, site]).as_deref(), Some("cross-site"));
        assert_eq!(code("POST", "/link/x", &[host]), None);
    }
}
