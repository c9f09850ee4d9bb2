//! What ends a call without an answer, by name.

use std::hint::black_box;

/// Does what `word` names and does not come back; comes back at once for any other word.
pub(crate) fn obey(word: &str) {
    match word {
        "loop" => spin(),
        "recurse" => drop(black_box(recurse(1))),
        "allocate" => hoard(),
        "panic" => complain(),
        "abort" => std::process::abort(),
        _ => {}
    }
}

fn spin() {
    let mut turns = 0_u64;
    loop {
        turns = black_box(turns.wrapping_add(1));
    }
}

/// Each call needs the one after it, so that no optimisation makes a loop of them.
fn recurse(depth: u64) -> Box<u64> {
    let deeper = if black_box(depth) == 0 { Box::new(0) } else { recurse(depth.wrapping_add(1)) };
    black_box(deeper)
}

fn hoard() {
    let mut kept: Vec<Vec<u8>> = Vec::new();
    loop {
        // Room is enough; filling it would only spend fuel.
        kept.push(black_box(Vec::with_capacity(1 << 20)));
    }
}

#[expect(clippy::panic, reason = "to panic is what it was asked for")]
fn complain() {
    panic!("asked to panic");
}
