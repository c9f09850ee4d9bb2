//! The one place that prints.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its user here and nowhere else"
)]

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What a step did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// It wrote something or ran something.
    Done,
    /// Its inputs are those of the last run: nothing was touched.
    Unchanged,
}

/// A step that takes longer is announced while it runs.
const SOON: Duration = Duration::from_millis(400);

/// Numbered steps, each with a line at its end that tells the time; a long one also has a line while it runs.
pub(crate) struct Progress {
    total: usize,
    current: usize,
}

impl Progress {
    /// Progress over `total` steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, current: 0 }
    }

    /// Runs one step.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        self.current += 1;
        let label = format!("[{}/{}] {name}", self.current, self.total);
        let start = Instant::now();
        let (finished, waiting) = mpsc::channel::<()>();
        let announced = label.clone();
        let outcome = thread::scope(|scope| {
            scope.spawn(move || {
                if waiting.recv_timeout(SOON) == Err(RecvTimeoutError::Timeout) {
                    println!("{announced} …");
                }
            });
            let outcome = work();
            drop(finished);
            outcome
        })?;
        let word = match outcome {
            Outcome::Done => "完成",
            Outcome::Unchanged => "未变",
        };
        println!("{label}：{word}，{}", elapsed(start));
        Ok(())
    }
}

/// One line of output.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// The heading of a check.
pub(crate) fn heading(text: &str) {
    println!("\n==> {text}");
}

/// An error, on standard error.
pub(crate) fn error(text: &str) {
    eprintln!("错误：{text}");
}

/// Time since `start`, as it is shown: `12.3 秒`.
pub(crate) fn elapsed(start: Instant) -> String {
    format!("{:.1} 秒", start.elapsed().as_secs_f64())
}
