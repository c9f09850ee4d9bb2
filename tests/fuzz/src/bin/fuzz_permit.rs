//! Target `permit`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| xianshen_fuzz::permit(input));

/// Without a fuzzer: run the files named, to look at one input.
#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    std::env::args_os().skip(1).try_for_each(|path| std::fs::read(path).map(|input| xianshen_fuzz::permit(&input)))
}
