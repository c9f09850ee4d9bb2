//! The articles of all files through the component, on all cores, and the results in the order of the articles.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::engine;
use super::super::refused::Refused;
use super::super::suppress::Judged;
use super::item::About;
use super::outcome::{self, Outcome};
use super::source::{self, Found, Reading};
use super::walk::Source;
use crate::component::Reviewer;

/// One article with its result.
#[derive(Debug)]
pub(super) struct Scanned {
    pub(super) about: About,
    pub(super) result: Result<Outcome, Refused>,
    /// The content's key when the result is new.
    pub(super) fresh: Option<String>,
    /// What is wrong with comments about judged findings.
    pub(super) problems: Vec<String>,
}

/// What all threads share.
pub(super) struct Job<'a> {
    pub(super) reviewer: &'a Reviewer,
    pub(super) judged: &'a Judged,
    pub(super) sources: &'a [Source],
    pub(super) reading: &'a Reading<'a>,
    /// Results of an earlier run, by content.
    pub(super) known: &'a HashMap<String, Outcome>,
    /// Set to end early.
    pub(super) stop: &'a AtomicBool,
    /// Bytes that were read.
    pub(super) read: &'a AtomicU64,
}

/// Between two looks at the progress while nothing comes.
const TICK: Duration = Duration::from_millis(200);

/// Run it. `arrived` sees each result at once, in any order, and none at a tick; it answers whether to go on. Gives them in order.
pub(super) fn run(job: &Job<'_>, arrived: &mut dyn FnMut(Option<&Scanned>) -> bool) -> Vec<Scanned> {
    let threads = thread::available_parallelism().map_or(2, usize::from).clamp(1, 64);
    let (give, take) = mpsc::sync_channel::<(u64, Found)>(threads * 2);
    let (done, results) = mpsc::channel::<(u64, Scanned)>();
    let take = Mutex::new(take);
    let mut ordered = BTreeMap::new();
    thread::scope(|scope| {
        scope.spawn(move || produce(job, &give));
        for _ in 0..threads {
            let (done, take) = (done.clone(), &take);
            scope.spawn(move || {
                while let Some((number, found)) = next(take) {
                    // Whoever collects is gone only when the run ends.
                    let _ = done.send((number, one(job, found)));
                }
            });
        }
        drop(done);
        loop {
            let go_on = match results.recv_timeout(TICK) {
                Ok((number, scanned)) => {
                    let go_on = arrived(Some(&scanned));
                    ordered.insert(number, scanned);
                    go_on
                }
                Err(RecvTimeoutError::Timeout) => arrived(None),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if !go_on {
                job.stop.store(true, Ordering::Relaxed);
            }
        }
    });
    ordered.into_values().collect()
}

fn next(take: &Mutex<Receiver<(u64, Found)>>) -> Option<(u64, Found)> {
    take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Read all files; ends when asked to.
fn produce(job: &Job<'_>, give: &SyncSender<(u64, Found)>) {
    let (mut number, mut before) = (0, 0);
    for source in job.sources {
        source::articles(source, job.reading, &mut |found| {
            number += 1;
            let bytes = found.as_ref().map_or(0, |item| item.body.len() as u64);
            let read = job.read.load(Ordering::Relaxed) + bytes;
            job.read.store(read.min(before + source.bytes), Ordering::Relaxed);
            give.send((number, found)).is_ok() && !job.stop.load(Ordering::Relaxed)
        });
        before += source.bytes;
        job.read.store(before, Ordering::Relaxed);
        if job.stop.load(Ordering::Relaxed) {
            return;
        }
    }
}

fn one(job: &Job<'_>, found: Found) -> Scanned {
    let item = match found {
        Ok(item) => item,
        Err((about, refused)) => return Scanned { about, result: Err(refused), fresh: None, problems: Vec::new() },
    };
    let key = item.key();
    if let Some(known) = job.known.get(&key) {
        return Scanned { about: item.about, result: Ok(known.clone()), fresh: None, problems: Vec::new() };
    }
    let (options, problems) = job.judged.options(item.html.then_some(item.body.as_str()));
    let name = item.about.place();
    match engine::screen(job.reviewer, &item.document(), &options, &name) {
        Ok(report) => {
            let outcome = outcome::keep(report, &item);
            let about = if outcome.secrecy_stop { item.about.place_only() } else { item.about };
            Scanned { about, result: Ok(outcome), fresh: Some(key), problems }
        }
        Err(refused) => Scanned { about: item.about, result: Err(refused), fresh: None, problems },
    }
}
