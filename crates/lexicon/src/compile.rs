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

/// A term reported and right at once, and a replacement that is itself reported: whichever won, an editor would be sent in circles.
fn contradictions(rows: &[(u32, Row)]) -> Vec<RowError> {
    let mut right: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
    let mut reported: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
    for (line, row) in rows {
        if !row.kind.is_reported() {
            right.insert(&row.term, (*line, verb(row.kind)));
        } else if row.left == Default::default() && row.right == Default::default() {
            reported.insert(&row.term, (*line, verb(row.kind)));
        }
    }
    let mut errors = Vec::new();
    for (line, row) in rows.iter().filter(|(_, row)| row.kind.is_reported()) {
        let (term, says) = (&row.term, verb(row.kind));
        if let Some((other, verb)) = right.get(term.as_str()) {
            errors
                .push(RowError {
                    line: *line, message: format!("“{term}”既{says}又{verb}（{verb}在第 {other} 行）")
                });
        }
        for replacement in &row.replacements {
            if let Some((other, verb)) = reported.get(replacement.as_str()) {
                let message = format!("“{term}”改为“{replacement}”，而第 {other} 行又对“{replacement}”{verb}");
                errors.push(RowError { line: *line, message });
            }
        }
    }
    errors
}

/// What a row does with its term, in an error.
const fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Wrong => "判错",
        Kind::Allow => "放行",
        Kind::Term => "要求改用规范用语",
        Kind::Banned => "禁用",
        Kind::Caution => "慎用",
        Kind::Name | Kind::Law | Kind::Campaign | Kind::Idiom => "登记为正确名称",
        Kind::Leader => "登记在名录",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::COLUMNS;

    fn text(rows: &[&str]) -> String {
        let rows = rows.iter().map(|row| row.replace('|', "\t").replace('/', "|")).collect::<Vec<_>>().join("\n");
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
    fn kinds_that_contradict_each_other() {
        assert_eq!(lines(&[&row("人民检查院", "banned", ""), &row("人民检查院", "name", "")]), [2]);
        assert_eq!(lines(&[&row("残废人", "allow", ""), &row("残废人", "term", "残疾人")]), [3]);
        assert_eq!(lines(&[&row("残废人", "term", "残疾人"), &row("残疾人", "caution", "")]), [2]);
        assert_eq!(lines(&[&row("李明达", "leader", "1/局长"), &row("李明达", "wrong", "李明远")]), [3]);
        let base = row("残废人", "term", "残疾人");
        assert!(compile(&text(&[&base, &row("隆重召开", "caution", ""), &row("绝密武器", "banned", "")])).is_ok());
    }

    #[test]
    fn names_and_leaders_have_their_form() {
        for (term, kind, replacement) in [
            ("检察院", "name", ""),
            ("人民检察院", "name", "人民法院"),
            ("一心一意干", "idiom", ""),
            ("李明达", "leader", "局长"),
            ("李明达", "leader", "0/局长"),
            ("李明达", "leader", "1"),
            ("残废人", "term", ""),
        ] {
            assert_eq!(lines(&[&row(term, kind, replacement)]), [2], "{term} {kind} {replacement}");
        }
        let conditional = row("人民检察院", "name", "").replace("exact||", "exact||市|");
        assert_eq!(lines(&[&conditional]), [2]);
        let right =
            [row("人民检察院", "name", ""), row("李明达", "leader", "1/局长/党组书记"), row("一心一意", "idiom", "")];
        assert!(compile(&text(&right.each_ref().map(String::as_str))).is_ok());
    }

    #[test]
    fn joined_files_repeat_their_heading() {
        let file = text(&[&row("布署", "wrong", "部署")]);
        let other = text(&[&row("幅射", "wrong", "辐射")]);
        assert!(compile(&format!("{file}\n# 第二个文件\n{other}")).is_ok());
    }
}
