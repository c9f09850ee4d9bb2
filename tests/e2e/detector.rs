//! The detector of the real program against sites that are not what they should be (clause 8).

use crate::desk::Desk;
use crate::http;
use crate::program::{Folder, Server};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use xianshen_tests::program;

/// What a scripted site does with a request for this path.
type Script = fn(&str, &mut TcpStream) -> std::io::Result<()>;

/// A site that answers by a script; its address.
fn site(script: Script) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            std::thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
                let _ = script(first.split(' ').nth(1).unwrap_or_default(), &mut stream);
            });
        }
    });
    format!("http://{address}")
}

fn answer(stream: &mut TcpStream, status: &str, more: &str, body: &str) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n{body}", body.len())
}

const TYPES: &str = r#"{"post":{"rest_base":"posts","rest_namespace":"wp/v2"},"attachment":{"rest_base":"media"}}"#;

fn types_or(path: &str, stream: &mut TcpStream, list: &str) -> std::io::Result<()> {
    if path.contains("/types") { answer(stream, "200 OK", "", TYPES) } else { answer(stream, "200 OK", "", list) }
}

/// A site that shows one item, on these pages.
fn one_on(path: &str, stream: &mut TcpStream, page: &str) -> std::io::Result<()> {
    if path.contains("/posts/5") {
        return answer(stream, "200 OK", "", ONE.trim_matches(['[', ']']));
    }
    types_or(path, stream, if path.contains(page) { ONE } else { "[]" })
}

const ONE: &str = r#"[{"id":5,"link":"http://a.example/?p=5","date_gmt":"2099-01-01T00:00:00","title":{"rendered":"没有审过的"},
    "content":{"rendered":"<p>正文</p>","protected":false},"excerpt":{"rendered":""}}]"#;

fn connector(data: &Path, arguments: &[&str]) -> Output {
    Command::new(program()).arg("connector").args(arguments).arg("--data").arg(data).output().expect("the program runs")
}

fn detect(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(program());
    let output = command.args(["detect", "--demo", "--data"]).arg(data).args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// Data of a host with a connector; the host has ended.
fn prepared(folder: &Folder) -> PathBuf {
    let data = folder.join("data");
    Server::start(&data, |_| {}).kill();
    assert!(connector(&data, &["add", "wp"]).status.success());
    data
}

fn watch(data: &Path, address: &str) {
    let output = connector(data, &["watch", "wp", "--address", address]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_hostile_site_is_named_and_stops_nothing() {
    let folder = Folder::new("detector-hostile");
    let data = prepared(&folder);
    let cases: [(&str, Script); 11] = [
        ("broken-answer", |_, stream| answer(stream, "200 OK", "", "<html>不是接口</html>")),
        ("broken-answer", |path, stream| types_or(path, stream, &"[".repeat(1_000_000))),
        ("broken-answer", |path, stream| types_or(path, stream, r#"[{"id":"x"}]"#)),
        ("broken-answer", |path, stream| types_or(path, stream, &format!("[{}]", vec!["{}"; 1_000].join(",")))),
        ("broken-answer", |_, stream| answer(stream, "500 Internal Server Error", "", "{}")),
        ("not-public", |_, stream| answer(stream, "401 Unauthorized", "", "{}")),
        // The same page for ever.
        ("repeated-items", |path, stream| one_on(path, stream, "")),
        ("redirect-elsewhere", |_, stream| answer(stream, "302 Found", "Location: http://127.0.0.1:1/\r\n", "")),
        ("redirect-elsewhere", |_, stream| answer(stream, "302 Found", "Location: file:///etc/passwd\r\n", "")),
        ("too-many-redirects", |_, stream| answer(stream, "302 Found", "Location: /round\r\n", "")),
        ("unreachable", |_, stream| write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")),
    ];
    for (code, script) in cases {
        watch(&data, &site(script));
        let (exit, said, error) = detect(&data, &["wp"]);
        assert!(error.contains(code), "{code}: {exit} {said}{error}");
        assert!(said.contains("没有比对完"), "{code}: {said}");
        // A walk that stopped halfway may have found something before.
        assert_eq!(exit, 2, "{code}: {said}{error}");
    }
    watch(&data, "http://127.0.0.1:9");
    assert!(detect(&data, &[]).2.contains("unreachable"));
}

#[test]
fn a_site_without_an_end_or_without_an_answer() {
    let folder = Folder::new("detector-large");
    let data = prepared(&folder);
    watch(
        &data,
        &site(|path, stream| {
            if path.contains("/types") {
                return answer(stream, "200 OK", "", TYPES);
            }
            write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[")?;
            loop {
                stream.write_all(&[b' '; 65_536])?;
            }
        }),
    );
    let (exit, _, error) = detect(&data, &[]);
    assert!(exit == 2 && error.contains("answer-too-large"), "{exit} {error}");
    watch(
        &data,
        &site(|_, _| {
            std::thread::sleep(Duration::from_secs(120));
            Ok(())
        }),
    );
    let begun = Instant::now();
    let (exit, _, error) = detect(&data, &[]);
    assert!(exit == 2 && error.contains("too-slow"), "{exit} {error}");
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn settings_are_checked_and_nothing_is_watched_without() {
    let folder = Folder::new("detector-settings");
    let data = prepared(&folder);
    let (exit, _, error) = detect(&data, &[]);
    assert!(exit == 2 && error.contains("not-watched"), "{error}");
    for (arguments, code) in [
        (["watch", "wp", "--address", "ftp://a.example"], "bad-address"),
        (["watch", "wp", "--address", "http://u:p@a.example"], "bad-address"),
        (["watch", "other", "--address", "http://a.example"], "unknown-connector"),
    ] {
        let output = connector(&data, &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(code), "{said}");
    }
    watch(&data, "http://a.example");
    assert!(connector(&data, &["watch", "wp", "--off"]).status.success());
    assert!(detect(&data, &[]).2.contains("not-watched"));
    let (exit, said, _) = detect(&data, &["--list", "--json"]);
    assert_eq!(
        (exit, serde_json::from_str::<Value>(&said).expect("JSON")["open"].as_array().map(Vec::len)),
        (0, Some(0))
    );
}

#[test]
fn the_server_walks_by_itself_and_the_page_is_told() {
    let folder = Folder::new("detector-schedule");
    let data = folder.join("data");
    let server = Server::start(&data, |_| {});
    assert!(connector(&data, &["add", "wp"]).status.success());
    let paged: Script = |path, stream| one_on(path, stream, "&page=1&");
    watch(&data, &site(paged));
    let desk = Desk::with_links(&server.address, &server.links);
    assert_eq!(http::send(&server.address, "GET", "/api/detector", &[], b"").expect("an answer").status, 401);
    let begun = Instant::now();
    let told = loop {
        let told = desk.get("lin-xiao", "/api/detector").ok();
        if told["sites"][0]["ended"].is_u64() {
            break told;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not walk: {told}");
        std::thread::sleep(Duration::from_millis(300));
    };
    let finding = &told["open"][0];
    assert_eq!((&finding["item"], &finding["code"]), (&"wp-post-5".into(), &"never-cleared".into()), "{told}");
    assert_eq!((&told["sites"][0]["fault"], &told["sites"][0]["shown"]), (&"".into(), &1.into()), "{told}");
    let register = desk.get("lin-xiao", "/api/registers/incident").ok();
    assert_eq!(register["entries"][0]["id"], finding["incident"], "{register}");
}
