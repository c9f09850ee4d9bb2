//! One person at the first page, in a real browser, by keyboard alone.
//!
//! `XIANSHEN_CHROMIUM` and `XIANSHEN_CHROMEDRIVER` name other programs than `chromium` and `chromedriver`. With
//! `XIANSHEN_SKIP_BROWSER=1` nothing runs, except in CI, where nothing is skipped.

mod accounts;
mod chromium;
#[path = "../e2e/desk.rs"]
#[expect(dead_code, reason = "the end-to-end tests use more of it")]
mod desk;
#[path = "../e2e/hostile.rs"]
mod hostile;
#[path = "../e2e/http.rs"]
mod http;
mod keyboard;
mod outside;
#[path = "../e2e/program.rs"]
mod program;
mod public;
mod redaction;
mod walk;
mod webdriver;

/// Whether the person at the machine wants no browser; says so in one line.
fn skipped() -> bool {
    let is_one = |name: &str| std::env::var_os(name).is_some_and(|value| value == "1");
    let skip = is_one("XIANSHEN_SKIP_BROWSER") && std::env::var_os("CI").is_none();
    if skip {
        println!("跳过浏览器测试：已设 XIANSHEN_SKIP_BROWSER=1（需要 chromium 和 chromium-driver）。");
    }
    skip
}
