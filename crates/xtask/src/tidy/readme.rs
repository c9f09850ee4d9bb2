//! What README files name must exist.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::files::File;

/// The extensions by which a code quote is known as a path of this repository.
const PATH_EXTENSIONS: &[&str] = &["rs", "md", "wit", "toml", "tsv", "html", "css", "js", "sql"];

/// Checks links and code-quoted paths of every README, and that `crates/README.md` names every crate.
pub(super) fn check(files: &[File]) -> Vec<String> {
    let known = known_paths(files);
    let mut violations = Vec::new();
    for file in files.iter().filter(|file| file.path.split('/').next_back() == Some("README.md")) {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
        for (number, line) in (1..).zip(prose(file.text())) {
            let missing = links(line).filter(|link| !known.contains(&resolve(folder, link)));
            violations.extend(missing.map(|link| format!("{}:{number}: 链接 {link} 不存在", file.path)));
            let bases = bases(folder, line, &known);
            let missing = quotes(line)
                .filter(|quote| looks_like_path(quote, &known))
                .filter(|quote| !bases.iter().any(|base| known.contains(&resolve(base, quote))));
            violations.extend(missing.map(|quote| format!("{}:{number}: 路径 {quote} 不存在", file.path)));
        }
    }
    violations.extend(unnamed_crates(files));
    violations
}

/// Where the paths of a line may start: the README's folder, the root, and folders that the line itself names, with
/// their `src`. So a table can say `screener` and then `rule.rs`.
fn bases(folder: &Path, line: &str, known: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let named = quotes(line).map(|quote| resolve(folder, quote)).filter(|path| known.contains(path));
    let named = named.flat_map(|path| [path.join("src"), path]);
    [folder.to_owned(), PathBuf::new()].into_iter().chain(named).collect()
}

/// Every file and every folder, relative to the root.
fn known_paths(files: &[File]) -> BTreeSet<PathBuf> {
    files.iter().flat_map(|file| Path::new(&file.path).ancestors()).map(Path::to_owned).collect()
}

/// The lines with those of code blocks emptied, so that line numbers stay.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.lines().scan(false, |in_code, line| {
        let fence = line.trim_start().starts_with("```");
        *in_code ^= fence;
        Some(if *in_code || fence { "" } else { line })
    })
}

/// The relative targets of `[text](target)` in a line, without their fragment.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).filter_map(|target| {
        let path = target.split('#').next().unwrap_or_default();
        (!path.is_empty() && !target.contains(':')).then_some(path)
    })
}

/// What stands between single grave accents.
fn quotes(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a code quote means a path here: it has a `/`, only characters of paths, and a known start or ending.
fn looks_like_path(quote: &str, known: &BTreeSet<PathBuf>) -> bool {
    let plain = quote.chars().all(|character| character.is_ascii_alphanumeric() || "_-./".contains(character));
    let first = quote.split('/').next().unwrap_or_default();
    let extension = Path::new(quote).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let starts_here = !first.is_empty() && first != "." && known.contains(Path::new(first));
    plain
        && quote.contains('/')
        && !quote.starts_with('/')
        && first != "target"
        && (starts_here || PATH_EXTENSIONS.contains(&extension))
}

/// A path from a folder, with `.` and `..` taken out.
fn resolve(folder: &Path, path: &str) -> PathBuf {
    let mut resolved = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => resolved.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    resolved
}

/// The crates that `crates/README.md` does not name in a code quote.
fn unnamed_crates(files: &[File]) -> Vec<String> {
    let Some(readme) = files.iter().find(|file| file.path == "crates/README.md") else {
        return Vec::new();
    };
    let named: BTreeSet<&str> =
        readme.text().lines().flat_map(quotes).map(|quote| quote.trim_end_matches('/')).collect();
    let crates = files.iter().filter_map(|file| file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"));
    crates.filter(|name| !named.contains(name)).map(|name| format!("{}: 没有提到 `{name}`", readme.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(readme: &str) -> Vec<String> {
        check(&[
            File::sample("host/README.md", readme),
            File::sample("host/src/api/mod.rs", ""),
            File::sample("README.md", ""),
        ])
    }

    #[test]
    fn links_and_paths_must_exist() {
        assert!(
            violations("[up](../README.md#x), [api](src/api), `src/api/mod.rs`, `host/src/`, `../README.md`")
                .is_empty()
        );
        assert_eq!(violations("see [x](src/gone.rs)"), ["host/README.md:1: 链接 src/gone.rs 不存在"]);
        assert!(violations("`src` begins at `api/mod.rs`").is_empty());
        assert_eq!(violations("`api/mod.rs`").len(), 1);
        assert_eq!(violations("\n`host/gone/`, `gone/gone.rs`").len(), 2);
    }

    #[test]
    fn what_is_no_path_is_left_alone() {
        assert!(
            violations(
                "`text/html`, `target/debug/x.rs`, `/api/cases`, `a b/c.rs`, `<target>/x.rs`, [x](https://x.cn/)"
            )
            .is_empty()
        );
        assert!(violations("```\n[x](gone.md) `gone/gone.rs`\n```\n").is_empty());
    }

    #[test]
    fn crates_are_named() {
        let readme = File::sample("crates/README.md", "`lexicon/` is words");
        let manifests = ["lexicon", "screener"].map(|name| File::sample(&format!("crates/{name}/Cargo.toml"), ""));
        let [lexicon, screener] = manifests;
        assert_eq!(check(&[readme, lexicon, screener]), ["crates/README.md: 没有提到 `screener`"]);
    }
}
