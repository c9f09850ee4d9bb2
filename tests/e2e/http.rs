//! An HTTP client that sends what it is told, wrong things too: one request a connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this lower-case name; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends one request to `address` (host:port). `Host` and `Content-Length` are added unless `headers` has them.
pub fn send(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    let has = |wanted: &str| headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !has("host") {
        head.push_str(&format!("Host: {address}\r\n"));
    }
    if !has("content-length") && method != "GET" {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    // A server that refuses early may stop reading; its answer is what counts.
    let written = stream.write_all(body);
    receive(&mut stream).or_else(|error| written.and(Err(error)))
}

/// The head, then as many bytes as it says, or all there are.
fn receive(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let broken = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    let mut bytes = Vec::new();
    let mut piece = [0_u8; 16 * 1024];
    let (mut answer, start) = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = std::str::from_utf8(&bytes[..end]).map_err(|_| broken("head"))?;
            break (parse_head(head).ok_or_else(|| broken("head"))?, end + 4);
        }
        match stream.read(&mut piece)? {
            0 => return Err(broken("the connection ended before the head")),
            count => bytes.extend_from_slice(&piece[..count]),
        }
    };
    let length = answer.header("content-length").parse::<usize>().ok();
    while length.is_none_or(|length| bytes.len() < start + length) {
        match stream.read(&mut piece)? {
            0 if length.is_none() => break,
            0 => return Err(broken("the connection ended before the body")),
            count => bytes.extend_from_slice(&piece[..count]),
        }
    }
    answer.body = bytes.split_off(start);
    Ok(answer)
}

fn parse_head(head: &str) -> Option<Answer> {
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let pair =
        |line: &str| line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
    Some(Answer { status, headers: lines.filter_map(pair).collect(), body: Vec::new() })
}
