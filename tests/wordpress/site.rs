//! One WordPress and one host for all tests of the process. Both end with the process, however it ends: each runs under a shell that waits for
//! the end of its input.

use crate::desk::{Desk, SITE};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use xianshen_tests::{dist, program};

/// What runs its arguments until its input ends, then ends them and removes the folder in the first argument.
const WATCHED: &str = r#"folder=$1; shift; setsid "$@" & read -r _; kill -s KILL -- "-$!"; rm -rf "$folder""#;

/// People of WordPress and who they are at the gate.
const PEOPLE: [(&str, &str); 3] = [("bianji", "lin-xiao"), ("fabu", "wu-jing"), ("piliang", "wu-jing")];

/// A user's number and application password.
#[derive(Clone)]
pub struct User {
    /// The number.
    pub id: u64,
    /// The password.
    pub password: String,
}

/// The running pair.
pub struct Site {
    /// host:port of WordPress.
    pub address: String,
    /// The folder of WordPress.
    pub folder: PathBuf,
    /// The people at their desks in the host.
    pub desk: Desk,
    /// The users of WordPress by login.
    pub users: BTreeMap<String, User>,
    /// The connector's token.
    pub token: String,
    /// The data of the host.
    pub data: PathBuf,
    // Held open: the processes end when these close.
    _held: [ChildStdin; 2],
}

/// The pair, started once.
pub fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| Site::start("site"))
}

impl Site {
    /// A pair of its own, for tests that look at all of a site.
    pub fn start(name: &str) -> Self {
        let name = format!("wordpress-run-{}-{name}", std::process::id());
        let run = dist().parent().expect("a target folder").join(name);
        let (folder, data) = (run.join("site"), run.join("data"));
        fs::create_dir_all(&run).expect("a folder");
        let (host, host_address, links) = start_host(&run, &data);
        let token = connector(&["add", "wordpress"], &data).trim().to_owned();
        let address = free_address();
        install_files(&folder, &address);
        let users = install(&folder);
        let php = start_php(&run, &folder, &address);
        let desk = Desk::with_links(&host_address, &links);
        let site = Self { address, folder, desk, users, token, data, _held: [host, php] };
        site.set_up(&host_address);
        site
    }

    /// Switches the plugin on and fills its settings in.
    fn set_up(&self, host: &str) {
        let people: BTreeMap<String, &str> =
            PEOPLE.iter().map(|(login, person)| (self.users[*login].id.to_string(), *person)).collect();
        let settings = json!({
            "address": format!("http://{host}"), "site": SITE, "token": self.token, "channel": "portal", "people": people,
        });
        let code = format!(
            "$r = activate_plugin('xianshen-gate/xianshen-gate.php'); if ($r) {{ die($r->get_error_message()); }} \
             update_option('xianshen_gate', Xianshen_Settings::sanitize(json_decode('{settings}', true))); echo 'ok';"
        );
        assert_eq!(self.php("admin", &code), "ok");
    }

    /// Runs code inside WordPress, as a command line tool does; what it printed.
    pub fn php(&self, login: &str, code: &str) -> String {
        self.php_with(login, code, "")
    }

    /// The same with a gate that fails in a certain way.
    pub fn php_with(&self, login: &str, code: &str, failure: &str) -> String {
        let mut command = Command::new("php");
        command.arg("run.php").arg(login).current_dir(&self.folder).env("TEST_GATE", failure);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("php starts");
        std::io::Write::write_all(&mut child.stdin.take().expect("piped"), code.as_bytes()).expect("written");
        let output = child.wait_with_output().expect("php ends");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
        text
    }

    /// A column of a post, as the database has it.
    pub fn column(&self, id: u64, name: &str) -> String {
        self.php("admin", &format!("global $wpdb; echo $wpdb->get_var('SELECT {name} FROM wp_posts WHERE ID = {id}');"))
    }
}

/// Runs `xianshen connector`; what it printed.
pub fn connector(arguments: &[&str], data: &Path) -> String {
    let mut command = Command::new(program());
    let output = command.arg("connector").args(arguments).arg("--data").arg(data).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Where the prepared WordPress lies.
fn template() -> PathBuf {
    let named = std::env::var_os("XIANSHEN_WORDPRESS").map(PathBuf::from);
    let template = named.unwrap_or_else(|| dist().parent().expect("a target folder").join("wordpress/site"));
    let is_there = template.join("wp-load.php").is_file();
    assert!(is_there, "{} is missing: run `cargo xtask test`, which prepares WordPress", template.display());
    template
}

/// An address that nothing listens on.
fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").to_string()
}

/// Starts a program in a group of its own; it ends when the returned input is closed.
fn watched(folder: &Path, prepare: impl FnOnce(&mut Command)) -> Child {
    let mut command = Command::new("setsid");
    command.args(["sh", "-c", WATCHED, "sh"]).arg(folder);
    prepare(&mut command);
    command.stdin(Stdio::piped()).spawn().expect("sh starts")
}

#[expect(clippy::zombie_processes, reason = "it ends with the tests, when its input is closed: nobody is left to wait")]
fn start_host(run: &Path, data: &Path) -> (ChildStdin, String, BTreeMap<String, String>) {
    let log = fs::File::create(run.join("host.log")).expect("a log");
    let mut child = watched(data, |command| {
        command.arg(program()).args(["serve", "--demo", "--listen", "127.0.0.1:0", "--preview"]);
        command.arg(dist().join("preview")).arg("--data").arg(data).stdout(Stdio::piped()).stderr(log);
    });
    let (mut address, mut links) = (String::new(), BTreeMap::new());
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        let line = line.expect("a line");
        if let Some(found) = line.strip_prefix("地址：http://") {
            address = found.trim_end_matches('/').to_owned();
        }
        if let Some((who, link)) = line.split_once("）：http://") {
            let id = who.rsplit('，').next().unwrap_or_default().to_owned();
            links.insert(id, link.rsplit('/').next().unwrap_or_default().to_owned());
        }
        if line.contains("Ctrl-C") {
            break;
        }
    }
    assert!(!address.is_empty(), "{}", fs::read_to_string(run.join("host.log")).unwrap_or_default());
    (child.stdin.take().expect("piped"), address, links)
}

/// Links or copies the prepared WordPress, and puts our files beside it.
fn install_files(folder: &Path, address: &str) {
    let copy = |flags: &str, from: &Path, to: &Path| Command::new("cp").arg(flags).args([from, to]).output();
    let linked = copy("-al", &template(), folder).is_ok_and(|output| output.status.success());
    if !linked {
        copy("-a", &template(), folder).expect("cp runs");
    }
    let source = |name: &str| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/")).join(name);
    let content = folder.join("wp-content");
    for name in ["wp-config.php", "router.php", "install.php", "run.php"] {
        let _ = fs::remove_file(folder.join(name));
        fs::copy(source("wordpress/php").join(name), folder.join(name)).expect("copied");
    }
    fs::create_dir_all(content.join("mu-plugins")).expect("a folder");
    fs::copy(source("wordpress/php/mu-test.php"), content.join("mu-plugins/mu-test.php")).expect("copied");
    let plugin = content.join("plugins/xianshen-gate");
    copy("-a", &source("../host/connectors/wordpress"), &plugin).expect("cp runs");
    fs::write(folder.join("address"), address).expect("written");
    fs::create_dir_all(folder.join("database")).expect("a folder");
    let sqlite = content.join("plugins/sqlite-database-integration");
    let drop_in = fs::read_to_string(sqlite.join("db.copy")).expect("the drop-in");
    let drop_in = drop_in
        .replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", &sqlite.display().to_string())
        .replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php");
    fs::write(content.join("db.php"), drop_in).expect("written");
}

fn install(folder: &Path) -> BTreeMap<String, User> {
    let output = Command::new("php").arg("install.php").current_dir(folder).output().expect("php runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find(|line| line.starts_with("{\"admin\"")).unwrap_or_else(|| panic!("{text}"));
    let users: BTreeMap<String, Value> = serde_json::from_str(line).expect("JSON");
    let user = |value: Value| User {
        id: value[0].as_u64().expect("a number"),
        password: value[1].as_str().expect("a password").to_owned(),
    };
    users.into_iter().map(|(login, value)| (login, user(value))).collect()
}

#[expect(clippy::zombie_processes, reason = "it ends with the tests, when its input is closed: nobody is left to wait")]
fn start_php(run: &Path, folder: &Path, address: &str) -> ChildStdin {
    let mut child = watched(run, |command| {
        let log = fs::File::create(run.join("php.log")).expect("a log");
        command.args(["php", "-d", "upload_max_filesize=32M", "-d", "post_max_size=32M", "-d", "memory_limit=512M"]);
        command.args(["-S", address, "-t"]).arg(folder).arg(folder.join("router.php"));
        command.env("PHP_CLI_SERVER_WORKERS", "4").stdout(Stdio::null()).stderr(log);
    });
    let begun = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20), "php did not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.stdin.take().expect("piped")
}
