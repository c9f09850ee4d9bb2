//! Measures how fast texts are corrected: `speed MODEL CLEAN.txt [SLIPS.tsv…]` prints microseconds for each article of
//! 3 kB and megabytes a second, of clean articles, of those with slips (second column) and of hostile texts.
//! `speed dump MODEL FILE…` prints instead all that is found, line by line, to compare two builds.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a command-line tool of a developer")]

use corrector::Corrector;
use std::time::Instant;

/// Bytes of an article.
const ARTICLE: usize = 3000;
/// Articles of one kind at most.
const ARTICLES: usize = 400;
/// Times that all articles are corrected; the fastest counts.
const ROUNDS: usize = 5;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let dump = arguments.first().is_some_and(|first| first == "dump");
    if dump {
        arguments.remove(0);
    }
    let mut arguments = arguments.into_iter();
    let model = arguments.next().expect("usage: speed [dump] MODEL FILE…");
    let bytes = std::fs::read(model).expect("model");
    let begun = Instant::now();
    let corrector = Corrector::load(bytes).expect("a whole model");
    if !dump {
        println!("loading: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    }
    for path in arguments {
        let text = std::fs::read_to_string(&path).expect("readable");
        let column = |line| if path.ends_with(".tsv") { written(line) } else { line };
        let lines: Vec<&str> = text.lines().map(column).collect();
        if dump {
            lines.iter().for_each(|line| show(&corrector, line));
            articles(&lines).iter().for_each(|article| show(&corrector, article));
        } else {
            measure(&corrector, &path, &articles(&lines));
        }
    }
    for piece in ["的", "龟", "因当龟定垢布署", "市事是式", "鬱麤龘", "中华人民共和国国务院", "经济发展很块"]
    {
        let text = piece.repeat(if dump { 3_000 } else { 5_000_000 } / piece.len());
        if dump { show(&corrector, &text) } else { measure(&corrector, piece, &[text]) }
    }
}

fn written(line: &str) -> &str {
    line.split('\t').nth(1).unwrap_or_default()
}

/// The lines put together to articles, no line twice.
fn articles(lines: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    let mut article = String::new();
    for line in lines {
        article.push_str(line);
        article.push('\n');
        if article.len() >= ARTICLE {
            all.push(std::mem::take(&mut article));
        }
    }
    all.truncate(ARTICLES);
    all
}

/// Seconds that this thread had the processor, where the system says so: others may be busy beside it.
fn spent(started: Instant) -> f64 {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = times.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(|| started.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn measure(corrector: &Corrector, name: &str, articles: &[String]) {
    let bytes: usize = articles.iter().map(String::len).sum();
    let started = Instant::now();
    let mut fastest = f64::MAX;
    let mut found = 0;
    for _ in 0..if articles.len() > 1 { ROUNDS } else { 1 } {
        let begun = spent(started);
        found = articles.iter().map(|article| corrector.correct(article, &[]).len()).sum();
        fastest = fastest.min(spent(started) - begun);
    }
    println!(
        "{name}: {} articles, {bytes} bytes, {found} found: {:.0} µs for 3 kB, {:.1} MB/s, {:.2} s in all",
        articles.len(),
        fastest * 1e6 / (bytes as f64 / ARTICLE as f64),
        bytes as f64 / fastest / 1e6,
        fastest
    );
}

fn show(corrector: &Corrector, text: &str) {
    for correction in corrector.correct(text, &[]) {
        println!("{correction:?}");
    }
    println!("{:?}", corrector.examples(text));
}
