//! Chromium under chromedriver, in a group of processes that ends with the test, however it ends.

use crate::outside::Outside;
use crate::program::Folder;
use crate::webdriver::Session;
use base64::Engine as _;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use xianshen_tests::dist;

/// What the browser is started with: no window, nothing of its own over the network.
const FLAGS: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--lang=zh-CN",
    "--window-size=1280,1000",
];

/// How long anything on the page may take. Far more than it does: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one session.
pub struct Chromium {
    driver: Child,
    _output: BufReader<ChildStdout>,
    /// The session.
    pub session: Session,
    /// Where it would get to the world.
    pub outside: Outside,
    name: &'static str,
    _profile: Folder,
}

impl Chromium {
    /// Starts driver and browser; `name` begins the names of screenshots.
    pub fn start(name: &'static str) -> Self {
        let program = |variable: &str, usual: &str| std::env::var(variable).unwrap_or_else(|_| usual.to_owned());
        let mut command = Command::new(program("XIANSHEN_CHROMEDRIVER", "chromedriver"));
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut driver = command.spawn().expect("chromedriver starts: install chromium and chromium-driver");
        let mut output = BufReader::new(driver.stdout.take().expect("piped"));
        let port = read_port(&mut output);
        let (profile, outside) = (Folder::new("chromium"), Outside::listen());
        let mut flags: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        flags.push(format!("--user-data-dir={}", profile.join("").display()));
        flags.push(format!("--proxy-server=http://{}", outside.address));
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": find(&program("XIANSHEN_CHROMIUM", "chromium")), "args": flags},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "timeouts": {"script": 30_000, "pageLoad": 30_000},
        });
        let session = Session::open(&format!("127.0.0.1:{port}"), &capabilities);
        Self { driver, _output: output, session, outside, name, _profile: profile }
    }

    /// Waits until an expression in the page is true.
    #[track_caller]
    pub fn wait(&self, what: &str, expression: &str) {
        let begun = Instant::now();
        while self.session.run(&format!("return Boolean({expression})")) != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "{what} did not come: {expression}\n{}", self.page_text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What stands on the page, for messages.
    fn page_text(&self) -> String {
        self.session.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Works in a new tab and comes back to this one.
    pub fn in_new_tab(&self, work: impl FnOnce(&Self)) {
        let here = self.session.must("GET", "/window", &json!(null));
        let tab = self.session.must("POST", "/window/new", &json!({"type": "tab"}));
        self.session.must("POST", "/window", &json!({"handle": tab["handle"]}));
        self.session.browser("Page.bringToFront", &json!({}));
        work(self);
        self.session.must("DELETE", "/window", &json!(null));
        self.session.must("POST", "/window", &json!({"handle": here}));
        self.session.browser("Page.bringToFront", &json!({}));
    }

    /// Sets the size of the view, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.session.browser("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Saves a picture of the whole page under `target/browser`.
    pub fn picture(&self, step: &str) -> Option<PathBuf> {
        let command = json!({"cmd": "Page.captureScreenshot", "params": {"captureBeyondViewport": true}});
        let picture: Value = self.session.command("POST", "/goog/cdp/execute", &command).ok()?;
        let bytes = base64::prelude::BASE64_STANDARD.decode(picture["data"].as_str()?).ok()?;
        let folder = dist().parent()?.join("browser");
        let file = folder.join(format!("{}-{step}.png", self.name));
        fs::create_dir_all(folder).and_then(|()| fs::write(&file, bytes)).ok()?;
        Some(file)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(file) = self.picture("failure")
        {
            eprintln!("a picture of the page: {}", file.display());
        }
        // The orderly way first; then whatever is left of the group.
        let _ = self.session.command("DELETE", "", &json!(null));
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.driver.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The driver says which port it took.
fn read_port(output: &mut BufReader<ChildStdout>) -> u16 {
    let mut line = String::new();
    while output.read_line(&mut line).is_ok_and(|count| count > 0) {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim().trim_end_matches('.').parse().expect("a port");
        }
        line.clear();
    }
    panic!("chromedriver ended before it listened");
}

/// The driver wants a path.
fn find(program: &str) -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| PathBuf::from(program))
}
