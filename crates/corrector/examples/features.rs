//! prototype
#![expect(clippy::print_stdout, reason = "a command-line tool")]
use corrector::Corrector;
fn main() {
    let mut arguments = std::env::args().skip(1);
    let corrector = Corrector::load(std::fs::read(arguments.next().unwrap()).unwrap()).unwrap();
    let text = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    for (row, line) in text.lines().enumerate() {
        let c: Vec<&str> = line.split('\t').collect();
        let (w, r) = (c[c.len() - 2], c[c.len() - 1]);
        if w.len() != r.len() {
            continue;
        }
        for (range, meant, features) in corrector.examples(w) {
            let good = r[range.clone()] == meant;
            let any = r[range.clone()] != w[range.clone()];
            println!("{row}\t{}\t{}\t{}\t{}\t{:?}", range.start, i32::from(good), i32::from(any), meant, features);
        }
    }
}
