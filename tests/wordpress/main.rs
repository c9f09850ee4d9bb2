//! A running WordPress behind the running host: every way to publish is refused without a review, and works with one.
//!
//! `cargo xtask test` prepares a WordPress under the target folder and names it in `XIANSHEN_WORDPRESS`. With `XIANSHEN_SKIP_WORDPRESS=1` nothing
//! runs, except in CI, where nothing is skipped.

mod admin;
mod bad_input;
mod beside;
#[path = "../browser/chromium.rs"]
#[expect(dead_code, reason = "the browser tests use more of it")]
mod chromium;
mod code;
mod conformance;
#[path = "../e2e/desk.rs"]
#[expect(dead_code, reason = "the end-to-end tests use more of it")]
mod desk;
mod detect;
mod editor;
mod failing;
#[path = "../e2e/http.rs"]
mod http;
#[path = "../browser/keyboard.rs"]
#[expect(dead_code, reason = "the browser tests use more of it")]
mod keyboard;
#[path = "../browser/outside.rs"]
#[expect(dead_code, reason = "the browser tests use more of it")]
mod outside;
mod permit;
#[path = "../e2e/program.rs"]
#[expect(dead_code, reason = "the end-to-end tests use more of it")]
mod program;
mod rest;
mod schedule;
mod site;
mod uploads;
#[path = "../browser/webdriver.rs"]
#[expect(dead_code, reason = "the browser tests use more of it")]
mod webdriver;
mod withdrawal;
mod wordpress;
mod xmlrpc;

/// Whether the person at the machine wants no WordPress; says so in one line.
fn skipped() -> bool {
    let is_one = |name: &str| std::env::var_os(name).is_some_and(|value| value == "1");
    let skip = is_one("XIANSHEN_SKIP_WORDPRESS") && std::env::var_os("CI").is_none();
    if skip {
        println!(
            "跳过 WordPress 测试：已设 XIANSHEN_SKIP_WORDPRESS=1（需要 php-cli、php-sqlite3 等，见 cargo xtask test）。"
        );
    }
    skip
}
