//! Every screening rule explains itself under the same headings.

use super::files::File;

/// Where rules live: `<group>/<rule>.rs` below.
const FOLDER: &str = "crates/screener/src/rules/";
/// How a file begins that several rules of a group use.
const SHARED: &str = "//! Shared by the rules of this group:";
/// The headings, in their order.
const HEADINGS: &[&str] = &["## 检查什么", "## 依据", "## 命中", "## 不报", "## 词语来源"];

/// Checks the documentation in each rule file: doc comments or the text that `describe` hands out.
pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().filter(|file| is_rule(file)).filter_map(violation).collect()
}

/// Whether a file is a rule's: one that lies in a group's folder and is not shared by its rules.
fn is_rule(file: &File) -> bool {
    let in_group = |rest: &str| rest.ends_with(".rs") && rest.split('/').count() == 2 && !rest.ends_with("/mod.rs");
    file.path.strip_prefix(FOLDER).is_some_and(in_group) && !file.text().starts_with(SHARED)
}

/// What is missing in one rule file, or in the wrong place.
fn violation(file: &File) -> Option<String> {
    let found: Vec<&str> = file
        .text()
        .lines()
        .map(|line| line.trim_start_matches("//!").trim())
        .filter(|line| HEADINGS.contains(line))
        .collect();
    (found != HEADINGS).then(|| format!("{}: 规则说明应依次有标题 {}", file.path, HEADINGS.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_required_in_order() {
        let good: String = HEADINGS.iter().map(|heading| format!("//! {heading}\n//!\n//! x\n")).collect();
        let path = format!("{FOLDER}date/format.rs");
        assert!(check(&[File::sample(&path, &good)]).is_empty());
        assert!(check(&[File::sample(&path, &good.replace("//!", ""))]).is_empty());
        assert_eq!(check(&[File::sample(&path, &good.replace("## 依据", "## 根据"))]).len(), 1);
        assert_eq!(check(&[File::sample(&path, "//! x\n")]).len(), 1);
        let shared = format!("{SHARED} x\n");
        assert!(check(&[File::sample(&path, &shared)]).is_empty());
        for other in ["date/mod.rs", "mod.rs", "date/format/parts.rs"] {
            assert!(check(&[File::sample(&format!("{FOLDER}{other}"), "//! x\n")]).is_empty());
        }
    }
}
