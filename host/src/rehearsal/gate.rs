//! The gate of a rehearsal: one thread a connection, one answer a connection.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;
use sm3::{Digest as _, Sm3};

use super::{
    requests::Request,
    scene::{Answer, SCENES, Scene, json_answer, problem, yes},
};
use crate::{accounts::token::hex, api::REQUEST_BYTES};

/// How long silence lasts: longer than any connector should wait.
const SILENCE: Duration = Duration::from_secs(120);
/// The longest head of a request, in bytes.
const HEAD: u64 = 64 * 1024;

/// What was asked in a scene.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Items that a publication was asked for.
    pub(super) consumed: Vec<String>,
    /// What the platform would refuse in the requests.
    pub(super) faults: Vec<String>,
    /// Whether a redirection was followed.
    pub(super) followed: bool,
}

struct State {
    scene: Scene,
    heard: Heard,
}

/// A listening gate.
pub(super) struct Gate {
    pub(super) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Gate {
    /// Listens on an address of this machine until the process ends.
    pub(super) fn listen(address: SocketAddr, token: &str, site: &str) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let [first, ..] = SCENES;
        let state = Arc::new(Mutex::new(State { scene: first, heard: Heard::default() }));
        let gate = Self { address: listener.local_addr()?, state: Arc::clone(&state) };
        let (token, site): (Arc<str>, Arc<str>) = (token.into(), site.into());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, token, site) = (Arc::clone(&state), Arc::clone(&token), Arc::clone(&site));
                // What goes wrong on a connection is the connector's to notice.
                std::thread::spawn(move || drop(serve(stream, &state, &token, &site)));
            }
        });
        Ok(gate)
    }

    /// Begins a scene; what was heard in the one before.
    pub(super) fn begin(&self, scene: Scene) -> Heard {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.scene = scene;
        std::mem::take(&mut state.heard)
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>, token: &str, site: &str) -> io::Result<()> {
    let Some(request) = read(&stream)? else { return Ok(()) };
    let faults = request.faults(token, site);
    let answer = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.heard.faults.extend(faults);
        state.heard.followed |= request.path == "/api/connector/yes";
        match request.step() {
            Some((item, verb @ ("check" | "consume"))) => {
                if verb == "consume" {
                    state.heard.consumed.push(item.to_owned());
                }
                state.scene.answer(item)
            }
            _ => ordinary(&request, site),
        }
    };
    match answer {
        Answer::Whole { status, headers, body } => {
            let length = body.len();
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}")
        }
        Answer::CutOff => {
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{{\"verdict\":\"allow\""
            )
        }
        Answer::Closed => Ok(()),
        Answer::Silence => {
            std::thread::sleep(SILENCE);
            Ok(())
        }
    }
}

/// Everything but the wish to publish is answered as the platform does.
fn ordinary(request: &Request, site: &str) -> Answer {
    let good = |body| json_answer("200 OK", &body);
    match (request.path.as_str(), request.step()) {
        ("/api/connector/status", _) => good(json!({
            "connector": "rehearsal", "site": site, "agency": "预演", "engine": "", "api": "0.1.0", "pack": "",
            "now": crate::flow::clock::Clock::System.now(), "preview": false, "people": [],
        })),
        ("/api/connector/digest", _) => {
            let digest = format!("sm3:{}", hex(&Sm3::digest(&request.body)));
            good(json!({ "digest": digest, "bytes": request.body.len() }))
        }
        // Where a redirection leads; who goes there gets a yes.
        ("/api/connector/yes", _) => good(yes("redirected")),
        (_, Some((item, ""))) => good(json!({
            "site": site, "item": format!("rehearsal-{item}"), "stage": "empty", "round": 0, "digest": "", "missing": [],
            "findings": [], "next": [], "permit": null, "live": [], "reported": null,
        })),
        (_, Some((item, _))) => {
            good(json!({ "item": format!("rehearsal-{item}"), "sequence": 1, "head": "", "events": [] }))
        }
        _ => json_answer("404 Not Found", &problem("not-found")),
    }
}

/// A request; none when the connection ends before one.
fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream);
    let mut head = reader.by_ref().take(HEAD).lines();
    let Some(first) = head.next().transpose()? else { return Ok(None) };
    let mut words = first.split(' ');
    let mut request = Request {
        method: words.next().unwrap_or_default().to_owned(),
        path: words.next().unwrap_or_default().split('?').next().unwrap_or_default().to_owned(),
        ..Default::default()
    };
    for line in head {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            request.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0_u64);
    if request.header("expect").is_some() {
        let mut stream = stream;
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    reader.take(length.min(REQUEST_BYTES as u64)).read_to_end(&mut request.body)?;
    Ok(Some(request))
}
