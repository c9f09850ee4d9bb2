//! Measures a model: `evaluate MODEL FILE…`. A `.tsv` file has lines of id, written and right sentence; any other file
//! is clean text, a line each.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a command-line tool of a developer: its inputs are whole or it stops"
)]

use corrector::Corrector;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().expect("usage: evaluate MODEL FILE…");
    let corrector = Corrector::load(std::fs::read(model).expect("model")).expect("a whole model");
    let show = std::env::var("SHOW").is_ok();
    for path in arguments {
        let text = std::fs::read_to_string(&path).expect("readable");
        let rows: Vec<(&str, &str)> = text.lines().filter_map(|line| row(line, path.ends_with(".tsv"))).collect();
        measure(&corrector, &path, &rows, show);
    }
}

fn row(line: &str, table: bool) -> Option<(&str, &str)> {
    if !table {
        return Some((line, line));
    }
    let mut cells = line.split('\t').skip(1);
    Some((cells.next()?, cells.next()?))
}

/// The sentence with the first candidates put in.
fn corrected(corrector: &Corrector, text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for correction in corrector.correct(text, &[]) {
        out.push_str(&text[at..correction.range.start]);
        out.push_str(&correction.candidates[0].text);
        at = correction.range.end;
    }
    out + &text[at..]
}

fn measure(corrector: &Corrector, path: &str, rows: &[(&str, &str)], show: bool) {
    let (mut changed, mut right, mut wrong_rows, mut clean, mut clean_changed) = (0, 0, 0, 0, 0);
    let (mut hits, mut alarms, mut misses) = (0, 0, 0);
    let start = std::time::Instant::now();
    let mut bytes = 0;
    for &(written, meant) in rows {
        bytes += written.len();
        let given = corrected(corrector, written);
        let wrong = written != meant;
        wrong_rows += usize::from(wrong);
        clean += usize::from(!wrong);
        changed += usize::from(given != written);
        clean_changed += usize::from(!wrong && given != written);
        right += usize::from(wrong && given == meant);
        if show && given != meant {
            println!("{}\n  {written}\n  {meant}\n  {given}", if wrong { "MISS" } else { "ALARM" });
        }
        for ((was, is), should) in written.chars().zip(given.chars()).zip(meant.chars()) {
            hits += usize::from(was != should && is != was);
            alarms += usize::from(was == should && is != was);
            misses += usize::from(was != should && is == was);
        }
    }
    let spent = start.elapsed();
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let (p, r) = (share(right, changed), share(right, wrong_rows));
    let (dp, dr) = (share(hits, hits + alarms), share(hits, hits + misses));
    println!(
        "{path}: SC P {p:.1} R {r:.1} F1 {:.1} | char det P {dp:.1} R {dr:.1} F1 {:.1} | clean changed {clean_changed}/{clean} = {:.2}% | {:.0} µs/3kB",
        f1(p, r),
        f1(dp, dr),
        share(clean_changed, clean),
        spent.as_secs_f64() * 1e6 / (bytes as f64 / 3000.0)
    );
}
