//! How far a run is: a bar on a terminal, else a line every few seconds.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use super::super::output;

/// Between two lines in a log.
const LINE_EVERY: Duration = Duration::from_secs(5);
/// Between two drawings of the bar.
const DRAW_EVERY: Duration = Duration::from_millis(150);
const WIDTH: usize = 24;

/// The progress of one run.
pub(super) struct Progress {
    terminal: bool,
    start: Instant,
    last: Instant,
    total_bytes: u64,
    drawn: bool,
}

/// What is told.
#[derive(Clone, Copy)]
pub(super) struct Now {
    pub(super) items: usize,
    pub(super) findings: usize,
    pub(super) bytes: u64,
}

impl Progress {
    pub(super) fn new(total_bytes: u64) -> Self {
        let now = Instant::now();
        Progress { terminal: io::stderr().is_terminal(), start: now, last: now, total_bytes, drawn: false }
    }

    /// Tell it, when it is time.
    pub(super) fn tell(&mut self, now: Now) {
        let every = if self.terminal { DRAW_EVERY } else { LINE_EVERY };
        if self.last.elapsed() < every {
            return;
        }
        self.last = Instant::now();
        let permille = (now.bytes.min(self.total_bytes) * 1000).checked_div(self.total_bytes).unwrap_or(1000);
        let text = format!(
            "{:>3}%  已审 {} 篇，发现 {} 处，用时 {} 秒",
            permille / 10,
            now.items,
            now.findings,
            self.start.elapsed().as_secs()
        );
        if self.terminal {
            let full = usize::try_from(permille).unwrap_or(1000) * WIDTH / 1000;
            output::redraw(&format!("[{}{}] {text}", "█".repeat(full), "░".repeat(WIDTH.saturating_sub(full))));
            self.drawn = true;
        } else {
            output::note(&format!("进度 {}", text.trim_start()));
        }
    }

    /// Take the bar away.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.drawn) {
            output::redraw("");
        }
    }

    /// Seconds since the run began, with one decimal.
    pub(super) fn seconds(&self) -> String {
        format!("{:.1}", self.start.elapsed().as_secs_f64())
    }
}
