//! The list of judged findings: CSV or TSV with key, reason, last day and person.

use std::path::Path;

use super::super::encoding::{self, Choice};
use super::super::input;
use super::super::refused::Refused;
use super::{Entry, Judged};

/// More is no list that people keep.
const MOST_BYTES: usize = 16 << 20;

/// Read it; `today` decides what has run out.
pub(super) fn read(path: &Path, today: i64) -> Result<Judged, Vec<Refused>> {
    let name = path.display().to_string();
    let (bytes, _) = input::bytes(path, MOST_BYTES).map_err(|refused| vec![refused])?;
    let text = encoding::decode(bytes, Choice::Auto, &name).map_err(|refused| vec![refused])?.text;
    parse(&text, &name, today)
}

fn parse(text: &str, name: &str, today: i64) -> Result<Judged, Vec<Refused>> {
    let delimiter = if text.lines().next().is_some_and(|line| line.contains('\t')) { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut judged, mut refused, mut first) = (Judged::default(), Vec::new(), true);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                refused.push(wrong(name, error.position().map_or(0, csv::Position::line), "这一行读不出来"));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        let heading = std::mem::take(&mut first) && is_heading(field(0));
        if heading || field(0).starts_with('#') || record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match Entry::new(field(0), field(1), field(2)) {
            Ok(entry) if entry.holds(today) => judged.holding.push(entry.suppression()),
            Ok(_) => judged.expired += 1,
            Err(problem) => refused.push(wrong(name, line, &problem)),
        }
    }
    if refused.is_empty() { Ok(judged) } else { Err(refused) }
}

fn is_heading(field: &str) -> bool {
    ["key", "编号", "发现编号", "标识"].iter().any(|heading| field.eq_ignore_ascii_case(heading))
}

fn wrong(name: &str, line: u64, problem: &str) -> Refused {
    Refused::input("suppression-invalid", format!("{name} 第 {line} 行：{problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef";

    #[test]
    fn headings_separators_and_ends() {
        let judged = parse(&format!("key,reason,until,by\n{KEY},固定提法,2026-12-31,林晓\n"), "a", 0).unwrap();
        assert_eq!((judged.holding.len(), judged.expired), (1, 0));
        let judged = parse(&format!("{KEY}\t固定提法\t1970-01-02\n\n# 说明\n{KEY}\t固定提法\n"), "a", 2).unwrap();
        assert_eq!((judged.holding.len(), judged.expired), (1, 1));
    }

    #[test]
    fn every_wrong_line_is_named() {
        let text = format!("xyz,理由\n{KEY},\n{KEY},理由,明天\n{KEY},理由\n");
        let refused = parse(&text, "list.csv", 0).unwrap_err();
        let lines: Vec<&str> = refused.iter().filter_map(|one| one.message.split('：').next()).collect();
        assert_eq!(lines, ["list.csv 第 1 行", "list.csv 第 2 行", "list.csv 第 3 行"]);
    }
}
