//! Measures the screener on the development data and prints Markdown tables: `cargo xtask measure` puts them into
//! `tests/corpus/README.md`.
//!
//! Arguments: the folder with `dev/` (sentences with slips, pages) and the folder with `incidents.tsv`.

#![expect(clippy::print_stdout, reason = "a tool whose output is read by `cargo xtask measure`")]

mod clean;
mod correction;
mod incidents;
#[path = "../support/words.rs"]
mod words;

use std::error::Error;
use std::path::PathBuf;

/// What every part of this program returns.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(data), Some(corpus)) = (arguments.next(), arguments.next()) else {
        return Err("usage: measure DATA CORPUS".into());
    };
    let lexicon = words::base()?;
    correction::measure(&data.join("dev").join("typos"), &lexicon)?;
    clean::measure(
        &data.join("dev").join("gov_html"),
        &data.join("dev").join("typos"),
        &corpus.join("clean"),
        &lexicon,
    )?;
    incidents::measure(&corpus.join("incidents.tsv"), &lexicon)?;
    Ok(())
}

/// A share in percent, with two decimals.
fn percent(part: usize, whole: usize) -> String {
    format!("{:.2} %", part as f64 * 100.0 / whole.max(1) as f64)
}
