//! What is wrong with a list: each entry by itself, then all of them together.

mod common;
mod cross;
mod single;

use super::{Entry, Problems};

/// Check all entries; `base` are those of the general words that they are baked with.
pub fn check(entries: &[Entry], base: &[Entry], problems: &mut Problems) {
    for entry in entries {
        single::check(entry, problems);
    }
    cross::check(entries, base, problems);
}
