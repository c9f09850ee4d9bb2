//! What holds for every text file.

use super::files::File;

/// Words that promise work instead of doing it. Spelled in two halves, so that this file does not contain them.
const PROMISES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!"), concat!("#[", "ignore")];
/// Folders of particular machines; a path below one works nowhere else.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "home"];
/// Extensions of files that people read line by line: no trailing white space.
const READ: &[&str] = &["rs", "md", "wit", "toml", "js", "css", "html"];

/// Checks every text file except test input.
pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut violations = Vec::new();
    for file in files.iter().filter(|file| !file.is_test_input()) {
        let text = file.text();
        if !text.is_empty() && !text.ends_with('\n') {
            violations.push(format!("{}: 文件末尾没有换行", file.path));
        }
        let read = READ.contains(&file.extension());
        for (number, line) in (1..).zip(text.lines()) {
            for what in violations_in(line, read) {
                violations.push(format!("{}:{number}: {what}", file.path));
            }
        }
    }
    violations
}

/// What is wrong with one line.
fn violations_in(line: &str, read: bool) -> Vec<String> {
    let mut found = Vec::new();
    if read && line.ends_with([' ', '\t']) {
        found.push("行尾有空白".to_owned());
    }
    let words = PROMISES.iter().filter(|word| has_word(line, word));
    found.extend(words.map(|word| format!("不留 {word}：做完它，或者立一个任务")));
    let folders = MACHINE_FOLDERS.iter().map(|folder| format!("/{folder}/")).filter(|folder| has_path(line, folder));
    found.extend(folders.map(|folder| format!("{folder} 是某台机器上的路径")));
    found
}

/// Whether a word stands in a line, not inside a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|after| after.chars().next());
        let open = word.ends_with(|last: char| !last.is_alphanumeric());
        !before.is_some_and(is_word) && (open || word.starts_with('#') || !after.is_some_and(is_word))
    })
}

/// Whether an absolute path starts with a folder: `/x/` after a letter is part of a URL or of a relative path.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| is_word(before) || matches!(before, '.' | '-' | '}' | ')' | '*' | '>'))
    })
}

/// Whether a character belongs to an identifier.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_found_as_words() {
        let found = |line: &str| violations_in(line, true).len();
        let [later, fix, macro_call, ignored] = [PROMISES[0], PROMISES[1], PROMISES[2], PROMISES[3]];
        assert_eq!(found(&format!("// {later}: later")), 1);
        assert_eq!(found(&format!("x // {fix}(me)")), 1);
        assert_eq!(found(&format!("    {macro_call}()")), 1);
        assert_eq!(found(&format!("    {ignored}]")), 1);
        assert_eq!(found(&format!("    {ignored} = \"slow\"]")), 1);
        assert_eq!(found(&format!("MY{later}S")), 0);
        assert_eq!(found("git ls-files --ignored"), 0);
    }

    #[test]
    fn machine_paths_are_found_and_urls_are_not() {
        let found = |line: &str| violations_in(line, true).len();
        for folder in MACHINE_FOLDERS {
            assert_eq!(found(&format!("\"/{folder}/x\"")), 1);
            assert_eq!(found(&format!("https://example.gov.cn/{folder}/x")), 0);
            assert_eq!(found(&format!("../{folder}/x")), 0);
        }
    }

    #[test]
    fn white_space_and_line_feeds() {
        assert_eq!(violations_in("x ", true).len(), 1);
        assert_eq!(violations_in("x\t", false).len(), 0);
        assert_eq!(check(&[File::sample("a.tsv", "x")]), ["a.tsv: 文件末尾没有换行"]);
        assert!(check(&[File::sample("a.tsv", ""), File::sample("tests/corpus/a.txt", "x ")]).is_empty());
    }
}
