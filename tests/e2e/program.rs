//! The real program: `xianshen serve` as a process of its own, `verify-log`, and folders for their data.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use xianshen_tests::program;

/// A running server. Dropping it kills it.
pub struct Server {
    child: Child,
    /// host:port
    pub address: String,
    /// By person, the token of the one-time link that was printed.
    pub links: BTreeMap<String, String>,
    // Held open, so that a later line of the server meets no closed pipe.
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts the demo agency on a free port and waits until it says where it is. Its log goes to `data` + `.log`.
    pub fn start(data: &Path, prepare: impl FnOnce(&mut Command)) -> Self {
        let log = log_of(data);
        let mut command = Command::new(program());
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(fs::File::create(&log).expect("a log file"));
        prepare(&mut command);
        let mut child = command.spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let (mut address, mut links) = (String::new(), BTreeMap::new());
        let mut line = String::new();
        while output.read_line(&mut line).is_ok_and(|count| count > 0) {
            if let Some(found) = line.strip_prefix("地址：http://") {
                address = found.trim().trim_end_matches('/').to_owned();
            }
            if let Some((who, link)) = line.split_once("）：http://") {
                let id = who.rsplit('，').next().unwrap_or_default().to_owned();
                links.insert(id, link.trim().rsplit('/').next().unwrap_or_default().to_owned());
            }
            // The last line of the announcement.
            if line.contains("Ctrl-C") {
                break;
            }
            line.clear();
        }
        let server = Self { child, address, links, _output: output };
        let log = || fs::read_to_string(&log).unwrap_or_default();
        assert!(!server.address.is_empty() && server.links.len() == 5, "the server did not start: {}", log());
        server
    }

    /// SIGKILL, at once.
    pub fn kill(&mut self) {
        // It may have ended on its own; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Where a server over `data` writes its log.
pub fn log_of(data: &Path) -> PathBuf {
    data.with_extension("log")
}

/// Runs `xianshen verify-log` over a data directory.
pub fn verify_log(data: &Path) -> Verified {
    let output = Command::new(program()).arg("verify-log").arg("--data").arg(data).output().expect("the program runs");
    Verified::from(output)
}

/// What `verify-log` said.
#[derive(Debug)]
pub struct Verified {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub text: String,
    /// Standard error.
    pub errors: String,
}

impl From<Output> for Verified {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), text: text(&output.stdout), errors: text(&output.stderr) }
    }
}

impl Verified {
    /// Everything holds.
    #[track_caller]
    pub fn passes(&self) {
        assert!(self.code == 0 && self.text.contains("全部通过"), "{} {}", self.text, self.errors);
    }
}

/// A folder under the system's temporary one, removed when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// A fresh one.
    pub fn new(name: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("xianshen-{name}-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// A path in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Best effort: a test must not fail over its own cleaning up.
        let _ = fs::remove_dir_all(&self.0);
    }
}
