//! Rows to pack.

use crate::{Kind, Row, RowError, pack, row_text};
use std::collections::BTreeMap;

/// Compile rows to a pack. Same rows, same bytes, whatever their order in the text. All errors are named at once.
///
/// # Errors
/// Every line that cannot be read, and every contradiction between rows.
///
/// ```
/// let heading = lexicon::COLUMNS.join("\t");
/// let rows = format!("{heading}\n布署\twrong\t部署\tconfirm\texact\t\t\t\t\t\tpractice\t《现代汉语词典》\t“部署”误作“布署”。\n");
/// let pack = lexicon::compile(&rows).unwrap();
/// let lexicon = lexicon::Lexicon::load(&pack).unwrap();
/// assert_eq!(lexicon.find("body", "作出布署", None).len(), 1);
/// ```
pub fn compile(text: &str) -> Result<Vec<u8>, Vec<RowError>> {
    let (rows, mut errors) = row_text::read(text);
    errors.extend(contradictions(&rows));
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.line);
        return Err(errors);
    }
    let mut entries = BTreeMap::new();
    for (_, row) in &rows {
        entries.insert(row.identity(), row);
    }
    Ok(pack::encode(&entries.into_values().collect::<Vec<_>>()))
}

/// A term both wrong and allowed, and a replacement that is itself wrong: whichever won, an editor would be sent in circles.
fn contradictions(rows: &[(u32, Row)]) -> Vec<RowError> {
    let mut unconditional: BTreeMap<(Kind, &str), u32> = BTreeMap::new();
    for (line, row) in rows {
        if row.kind == Kind::Allow || (row.left == Default::default() && row.right == Default::default()) {
            unconditional.insert((row.kind, &row.term), *line);
        }
    }
    let mut errors = Vec::new();
    for (line, row) in rows.iter().filter(|(_, row)| row.kind == Kind::Wrong) {
        if let Some(other) = unconditional.get(&(Kind::Allow, row.term.as_str())) {
            errors
                .push(RowError {
                    line: *line, message: format!("“{}”既判错又放行（放行在第 {other} 行）", row.term)
                });
        }
        for replacement in &row.replacements {
            if let Some(other) = unconditional.get(&(Kind::Wrong, replacement.as_str())) {
                let message = format!("“{}”改为“{replacement}”，而第 {other} 行又判“{replacement}”为错", row.term);
                errors.push(RowError { line: *line, message });
            }
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::COLUMNS;

    fn text(rows: &[&str]) -> String {
        let rows = rows.iter().map(|row| row.replace('|', "\t")).collect::<Vec<_>>().join("\n");
        format!("{}\n{rows}\n", COLUMNS.join("\t"))
    }

    fn lines(rows: &[&str]) -> Vec<u32> {
        compile(&text(rows)).unwrap_err().iter().map(|error| error.line).collect()
    }

    fn row(term: &str, kind: &str, replacement: &str) -> String {
        format!("{term}|{kind}|{replacement}|confirm|exact||||||practice|词典|误。")
    }

    #[test]
    fn order_does_not_matter_and_a_later_row_wins() {
        let (one, two) = (row("布署", "wrong", "部署"), row("幅射", "wrong", "辐射"));
        let turned = compile(&text(&[&two, &one])).unwrap();
        assert_eq!(compile(&text(&[&one, &two])).unwrap(), turned);
        let replaced = compile(&text(&[&row("布署", "wrong", "布置"), &two, &one])).unwrap();
        assert_eq!(replaced, turned);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        assert_eq!(lines(&[&row("布", "wrong", "部")]), [2]);
        assert_eq!(lines(&[&row("布署", "wrong", ""), &row("幅射", "wrnog", "辐射"), "少列|wrong"]), [2, 3, 4]);
        assert_eq!(lines(&[&row("布署", "wrong", "部署"), &row("布署", "allow", "")]), [2]);
        assert_eq!(lines(&[&row("布署", "wrong", "部署"), &row("部署", "wrong", "布署")]), [2, 3]);
        assert_eq!(lines(&[&row("布署", "wrong", "布署")]), [2]);
        assert_eq!(compile("布署 部署").unwrap_err()[0].line, 1);
    }

    #[test]
    fn joined_files_repeat_their_heading() {
        let file = text(&[&row("布署", "wrong", "部署")]);
        let other = text(&[&row("幅射", "wrong", "辐射")]);
        assert!(compile(&format!("{file}\n# 第二个文件\n{other}")).is_ok());
    }
}
