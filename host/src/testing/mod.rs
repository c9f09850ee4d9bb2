//! For tests: a whole host in this process, on loopback, with a clock that is set by hand and people who need no terminal.
//!
//! Requests go over plain HTTP as everybody's do, so a case that passes here passes through the same guards.

mod client;

use std::{
    net::{IpAddr, SocketAddr, TcpStream},
    path::PathBuf,
    sync::Arc,
};

use anyhow::Context as _;
use tokio::{runtime::Runtime, sync::oneshot};

use crate::{
    accounts::{Person, demo, sign_in, token},
    api::{AppState, assets::Preview, guard::HostNames, serve},
    component::Reviewer,
    flow::{Flow, clock::Clock},
    permit_keys::PermitKeys,
    storage::Store,
};
pub use client::Answer;

/// The time a test host starts at: Monday 2025-03-03, 09:30 in Asia/Shanghai.
pub const START: u64 = 1_740_965_400_000;

/// A running host. Dropping it stops the host and removes its data.
pub struct TestHost {
    address: SocketAddr,
    flow: Flow,
    clock: Clock,
    data: PathBuf,
    keep: bool,
    runtime: Option<Runtime>,
    stop: Option<oneshot::Sender<()>>,
}

impl TestHost {
    /// Starts a host with this component, profile and people in a fresh data directory; leaders and officers are on file as in the demo.
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn start(reviewer: Arc<Reviewer>, profile: &str, people: &[Person]) -> anyhow::Result<Self> {
        let data = std::env::temp_dir().join(format!("xianshen-test-{}", token::random_hex()?));
        Self::start_in(reviewer, profile, people, data)
    }

    /// The same over an existing data directory, for tests that start a host again.
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn start_in(reviewer: Arc<Reviewer>, profile: &str, people: &[Person], data: PathBuf) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let clock = Clock::fixed(START);
        let (profile, people, at, time) = (profile.to_owned(), people.to_vec(), data.clone(), clock.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let (address, flow) = run(&runtime, async move {
            let store = Store::open(&at).await?;
            let keys = PermitKeys::open(&at, START)?;
            let flow = Flow::new(reviewer, store, keys, time, &profile)?.with_calendar(demo::CALENDAR)?;
            for person in people {
                flow.store().put_person(&flow.agency().site, &person).await?;
            }
            demo::file_registry(&flow).await?;
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
            let address = listener.local_addr()?;
            let state = AppState {
                flow: flow.clone(),
                preview: Arc::new(Preview::default()),
                hosts: Arc::new(HostNames::new(address.ip(), &[])),
            };
            tokio::spawn(serve(listener, state, async move { drop(stopped.await) }));
            Ok::<_, anyhow::Error>((address, flow))
        })??;
        Ok(Self { address, flow, clock, data, keep: false, runtime: Some(runtime), stop: Some(stop) })
    }

    /// Sets the host's clock, milliseconds UTC.
    pub fn set_now(&self, now: u64) {
        self.clock.set(now);
    }

    /// The host's time, milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.clock.now()
    }

    /// `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The data directory.
    #[must_use]
    pub fn data(&self) -> &std::path::Path {
        &self.data
    }

    /// Leaves the data directory in place when the host is dropped.
    pub fn keep_data(&mut self) {
        self.keep = true;
    }

    /// Signs a person in with a fresh one-time link in a browser of their own; the cookie to send with requests.
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn sign_in(&self, person: &str) -> anyhow::Result<String> {
        self.sign_in_beside(person, None)
    }

    /// The same in a browser that has a cookie already; that cookie is worth nothing afterwards.
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn sign_in_beside(&self, person: &str, cookie: Option<&str>) -> anyhow::Result<String> {
        let link = self.link(person)?;
        let answer = self.request("POST", &format!("/link/{link}"), cookie, None)?;
        let set = answer.header("set-cookie").context("no cookie was set")?;
        Ok(set.split(';').next().unwrap_or_default().to_owned())
    }

    /// A fresh one-time link's token.
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn link(&self, person: &str) -> anyhow::Result<String> {
        let (flow, person) = (self.flow.clone(), person.to_owned());
        let runtime = self.runtime.as_ref().context("the host is stopped")?;
        Ok(run(
            runtime,
            async move { sign_in::create_link(flow.store(), &flow.agency().site, &person, flow.now()).await },
        )??)
    }

    /// The host's log of refusals, engine failures and secrecy stops, as (code, person, rule, digest).
    ///
    /// # Errors
    /// What went wrong, for the test's output.
    pub fn audit(&self) -> anyhow::Result<Vec<crate::storage::audit::AuditRow>> {
        let store = self.flow.store().clone();
        let runtime = self.runtime.as_ref().context("the host is stopped")?;
        Ok(run(runtime, async move { store.load_audit().await })??)
    }

    /// One request; the headers that the page sends are added, `body` is JSON.
    ///
    /// # Errors
    /// What went wrong on the wire.
    pub fn request(
        &self,
        method: &str,
        path: &str,
        cookie: Option<&str>,
        body: Option<&[u8]>,
    ) -> anyhow::Result<Answer> {
        client::request(&TcpStream::connect(self.address)?, method, path, cookie, body)
    }

    /// The same from another address of this machine, such as `127.0.0.2`.
    ///
    /// # Errors
    /// What went wrong on the wire.
    pub fn request_from(
        &self,
        from: IpAddr,
        method: &str,
        path: &str,
        cookie: Option<&str>,
        body: Option<&[u8]>,
    ) -> anyhow::Result<Answer> {
        let (runtime, to) = (self.runtime.as_ref().context("the host is stopped")?, self.address);
        let stream = run(runtime, async move {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.bind(SocketAddr::new(from, 0))?;
            socket.connect(to).await?.into_std()
        })??;
        stream.set_nonblocking(false)?;
        client::request(&stream, method, path, cookie, body)
    }

    /// A GET whose answer is JSON.
    ///
    /// # Errors
    /// What went wrong on the wire, or an answer that is not JSON.
    pub fn get(&self, path: &str, cookie: &str) -> anyhow::Result<(u16, serde_json::Value)> {
        self.request("GET", path, Some(cookie), None)?.json()
    }

    /// A POST of JSON whose answer is JSON (null when it is empty).
    ///
    /// # Errors
    /// What went wrong on the wire, or an answer that is not JSON.
    pub fn post(&self, path: &str, cookie: &str, body: &serde_json::Value) -> anyhow::Result<(u16, serde_json::Value)> {
        self.request("POST", path, Some(cookie), Some(body.to_string().as_bytes()))?.json()
    }
}

impl Drop for TestHost {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(runtime) = self.runtime.take() {
            let store = self.flow.store().clone();
            // Best effort: a test that ends must not fail over its own cleaning up.
            let _ = run(&runtime, async move { store.close().await });
            runtime.shutdown_background();
        }
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.data);
        }
    }
}

/// Runs on the host's threads and waits, from a plain test as well as from an asynchronous one.
fn run<T: Send + 'static>(runtime: &Runtime, work: impl Future<Output = T> + Send + 'static) -> anyhow::Result<T> {
    let (sender, receiver) = std::sync::mpsc::channel();
    runtime.spawn(async move {
        // The receiver is gone only when the test has given up.
        let _ = sender.send(work.await);
    });
    receiver.recv().context("the host stopped while working")
}
