//! Every item of a command has a Chinese name for messages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names before a colon in the declarations of commands: from `enum Command` to the register.
fn items(source: &str) -> BTreeSet<String> {
    let commands = source.split("enum Command").nth(1).unwrap_or_default();
    let commands = commands.split("/// The register.").next().unwrap_or_default();
    let declared = commands.split(['{', '}', ',', '\n']).map(str::trim).filter(|part| !part.starts_with("//"));
    let name = |part: &str| part.split_once(": ").map(|(name, _)| name.to_owned());
    declared
        .filter_map(name)
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

#[test]
fn all_items_are_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let labels = fs::read_to_string(root.join("data/labels.tsv")).unwrap();
    let rows: Vec<_> = labels.lines().skip(1).map(|line| line.split_once('\t').unwrap().0).collect();
    assert!(rows.is_sorted(), "sorted by item");
    let known: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(known.len(), rows.len(), "each item once");
    let mut seen = 0;
    for file in fs::read_dir(root.join("src/registers")).unwrap() {
        let path = file.unwrap().path();
        for item in items(&fs::read_to_string(&path).unwrap()) {
            assert!(known.contains(item.as_str()), "{}: {item}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} items were looked at");
}
