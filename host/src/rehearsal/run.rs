//! Plays the scenes one by one against a connector that is driven by two commands.

use std::io::{self, Read as _};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{
    gate::{Gate, Heard},
    scene::{SCENES, Scene},
};

/// How long one command may take.
const COMMAND: Duration = Duration::from_secs(180);
/// How much of what a command prints is read, in bytes.
const PRINTED: u64 = 64 * 1024;

/// What is rehearsed.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// Where the gate listens.
    pub listen: SocketAddr,
    /// The token that the connector is set up with.
    pub token: String,
    /// The site it is set up for.
    pub site: String,
    /// Publishes one new item as an editor would; prints its number on the last line.
    pub publish: String,
    /// Ends with 0 when readers get item `XIANSHEN_ITEM`, with 1 when they do not.
    pub public: String,
}

/// How a scene went.
#[derive(Debug)]
pub struct Played {
    /// The scene.
    pub scene: Scene,
    /// What is wrong with the connector, in Chinese; empty when nothing is.
    pub faults: Vec<String>,
}

/// Plays all scenes; `each` is called after every one.
///
/// # Errors
/// When the gate cannot listen.
pub fn rehearse(rehearsal: &Rehearsal, mut each: impl FnMut(&Played)) -> io::Result<Vec<Played>> {
    let gate = Gate::listen(rehearsal.listen, &rehearsal.token, &rehearsal.site)?;
    let mut played = Vec::with_capacity(SCENES.len());
    for scene in SCENES {
        gate.begin(scene);
        let item = rehearsal.publish(gate.address);
        let public = item.as_ref().map(|item| rehearsal.is_public(gate.address, item));
        let heard = gate.begin(scene);
        let one = Played { scene, faults: judge(scene, &item, public.as_ref().ok(), heard) };
        each(&one);
        played.push(one);
    }
    Ok(played)
}

fn judge(
    scene: Scene,
    item: &Result<String, String>,
    public: Option<&Result<bool, String>>,
    heard: Heard,
) -> Vec<String> {
    let mut faults = heard.faults;
    faults.dedup();
    let mut expect = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    expect(!heard.followed, "跟随了转向：令牌会被送到别处");
    match (item, public) {
        (Err(fault), _) => expect(false, fault),
        (_, Some(Err(fault))) => expect(false, fault),
        (Ok(item), Some(Ok(public))) => {
            let asked = heard.consumed.iter().any(|it| it == item);
            expect(asked, "没有就这件稿件向平台要许可（consume）");
            expect(!*public || scene.public, "平台没有放行，稿件却公开了");
            expect(*public || !scene.public, "平台放行了，稿件却没有公开");
        }
        (Ok(_), None) => {}
    }
    faults
}

impl Rehearsal {
    /// Whether the command itself succeeds is the connector's affair: a refusal may well be its failure.
    fn publish(&self, address: SocketAddr) -> Result<String, String> {
        let (_, printed) = self.run(&self.publish, address, "")?;
        let item = printed.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        crate::flow::document::check_item_id(item)
            .map_err(|_| "发布命令的最后一行没有打印稿件编号（送给平台的那个编号）".to_owned())?;
        Ok(item.to_owned())
    }

    fn is_public(&self, address: SocketAddr, item: &str) -> Result<bool, String> {
        match self.run(&self.public, address, item)? {
            (Some(0), _) => Ok(true),
            (Some(1), _) => Ok(false),
            _ => Err("查询命令须以 0（公开）或 1（没有公开）结束".to_owned()),
        }
    }

    fn run(&self, command: &str, address: SocketAddr, item: &str) -> Result<(Option<i32>, String), String> {
        let failed = |error: io::Error| format!("命令不能执行（{error}）");
        let mut child = Command::new("sh")
            .args(["-c", command])
            .env("XIANSHEN_ADDRESS", format!("http://{address}"))
            .env("XIANSHEN_TOKEN", &self.token)
            .env("XIANSHEN_SITE", &self.site)
            .env("XIANSHEN_ITEM", item)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let printed = child.stdout.take().map(|output| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                // What cannot be read was not printed.
                let _ = output.take(PRINTED).read_to_end(&mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            })
        });
        let code = wait(&mut child)?;
        Ok((code, printed.and_then(|reading| reading.join().ok()).unwrap_or_default()))
    }
}

fn wait(child: &mut Child) -> Result<Option<i32>, String> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.code()),
            Ok(None) if begun.elapsed() < COMMAND => std::thread::sleep(Duration::from_millis(20)),
            _ => {
                // It may have ended by itself in this moment.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("命令 {} 秒没有结束", COMMAND.as_secs()));
            }
        }
    }
}
