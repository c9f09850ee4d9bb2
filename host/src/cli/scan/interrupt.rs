//! Ctrl-C: the first one ends the run in order, the second one at once.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::super::output;

/// Set `stop` when the user presses Ctrl-C. Where signals cannot be caught, the run ends as any program does; its state is usable all the same.
pub(super) fn watch(stop: Arc<AtomicBool>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    thread::spawn(move || {
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            stop.store(true, Ordering::Relaxed);
            output::note("\n正在停下，保存进度……（再按一次 Ctrl-C 立即结束）");
            if tokio::signal::ctrl_c().await.is_ok() {
                process::exit(130);
            }
        });
    });
}
