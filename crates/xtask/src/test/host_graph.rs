//! What the host is linked with: nothing of ours but the component, and of wasmtime only what runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::Value;

use crate::process;
use crate::workspace::Workspace;

/// The package of the host.
const HOST: &str = "xianshen-host";
/// The features that the host asks wasmtime for; what these imply is added from wasmtime's own manifest.
const ASKED: &[&str] = &["runtime", "cranelift", "component-model", "std", "pooling-allocator"];
/// Features that must not come in by any way: each adds something to attack that the gate does not need.
const FORBIDDEN: &[&str] = &[
    "wasi",
    "async",
    "component-model-async",
    "gc",
    "gc-drc",
    "gc-null",
    "threads",
    "winch",
    "wat",
    "cache",
    "profiling",
];

/// Fails when the host, built or run, depends on a package under `crates/`: rules are reached through the component only.
pub(crate) fn no_rule_crates(workspace: &Workspace) -> Result<()> {
    let metadata = metadata(workspace)?;
    let rules = rule_packages(&metadata, &workspace.root.join("crates"))?;
    if rules.is_empty() {
        bail!("crates/ 下没有包：这项检查失去了意义");
    }
    let names = names(&metadata)?;
    let host =
        names.iter().find(|(_, name)| **name == HOST).map(|(id, _)| *id).ok_or_else(|| anyhow!("没有包 {HOST}"))?;
    let reached: BTreeSet<&str> = reachable(&metadata, host)?.intersection(&rules).copied().collect();
    if reached.is_empty() {
        return Ok(());
    }
    let reached: Vec<&str> = reached.iter().filter_map(|id| names.get(id).copied()).collect();
    bail!("{HOST} 依赖了 crates/ 下的包：{}。主机只能通过组件使用规则", reached.join("、"));
}

/// Fails unless wasmtime in the host has exactly the features asked for and what they imply.
pub(crate) fn wasmtime_features(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo_locked("tree");
    command.args(["--package", HOST, "--edges", "normal,build", "--prefix", "none", "--format", "{p}|{f}"]);
    let tree = process::capture(&mut command)?;
    let found = features_of(&tree, "wasmtime")?;
    let metadata = metadata(workspace)?;
    let expected = closure(&manifest_features(&metadata, "wasmtime")?, ASKED);
    let forbidden: Vec<&str> = FORBIDDEN.iter().copied().filter(|feature| found.contains(feature)).collect();
    if !forbidden.is_empty() {
        bail!("wasmtime 打开了不该有的特性：{}", forbidden.join("、"));
    }
    if found != expected {
        let more: Vec<&str> = found.difference(&expected).copied().collect();
        let less: Vec<&str> = expected.difference(&found).copied().collect();
        bail!("wasmtime 的特性与约定不符：多出 {more:?}，缺少 {less:?}");
    }
    if let Some(line) =
        tree.lines().find(|line| line.starts_with("wasmtime-wasi") || line.starts_with("wasmtime-winch"))
    {
        bail!("主机不应链接 {line}");
    }
    Ok(())
}

/// `cargo metadata` with the resolved graph.
fn metadata(workspace: &Workspace) -> Result<Value> {
    let text = process::capture(workspace.cargo_locked("metadata").args(["--format-version", "1"]))?;
    serde_json::from_str(&text).context("cargo metadata 的输出不是 JSON")
}

/// An array in the metadata.
fn array<'a>(value: &'a Value, pointer: &str) -> Result<&'a Vec<Value>> {
    value.pointer(pointer).and_then(Value::as_array).ok_or_else(|| anyhow!("cargo metadata 缺少 {pointer}"))
}

/// A text in the metadata; empty when it is absent.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Package id → name.
fn names(metadata: &Value) -> Result<BTreeMap<&str, &str>> {
    Ok(array(metadata, "/packages")?.iter().map(|package| (text(package, "id"), text(package, "name"))).collect())
}

/// The ids of the packages whose manifest lies under a folder.
fn rule_packages<'a>(metadata: &'a Value, folder: &Path) -> Result<BTreeSet<&'a str>> {
    let packages = array(metadata, "/packages")?.iter();
    let under = packages.filter(|package| Path::new(text(package, "manifest_path")).starts_with(folder));
    Ok(under.map(|package| text(package, "id")).collect())
}

/// Everything that a package is built from: normal and build dependencies, not those of its tests.
fn reachable<'a>(metadata: &'a Value, from: &'a str) -> Result<BTreeSet<&'a str>> {
    let mut edges = BTreeMap::<&str, Vec<&str>>::new();
    for node in array(metadata, "/resolve/nodes")? {
        let dependencies = array(node, "/deps")?.iter().filter(|dependency| !is_only_for_tests(dependency));
        edges.insert(text(node, "id"), dependencies.map(|dependency| text(dependency, "pkg")).collect());
    }
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(next) = waiting.pop() {
        if seen.insert(next) {
            waiting.extend(edges.get(next).into_iter().flatten());
        }
    }
    Ok(seen)
}

/// Whether all kinds of a dependency are `dev`.
fn is_only_for_tests(dependency: &Value) -> bool {
    array(dependency, "/dep_kinds").is_ok_and(|kinds| kinds.iter().all(|kind| text(kind, "kind") == "dev"))
}

/// The features in a line `name v1.2.3|one,two` of `cargo tree`; a package that is listed twice has the same ones.
fn features_of<'a>(tree: &'a str, package: &str) -> Result<BTreeSet<&'a str>> {
    for line in tree.lines() {
        if let Some((described, features)) = line.split_once('|')
            && described.split(' ').next() == Some(package)
        {
            // `(*)` marks a package that was printed before.
            let features = features.trim_end_matches("(*)").trim();
            return Ok(features.split(',').filter(|feature| !feature.is_empty()).collect());
        }
    }
    bail!("依赖树里没有 {package}")
}

/// A package's features and what each turns on.
fn manifest_features<'a>(metadata: &'a Value, name: &str) -> Result<BTreeMap<&'a str, Vec<&'a str>>> {
    let package = array(metadata, "/packages")?.iter().find(|package| text(package, "name") == name);
    let features = package.and_then(|package| package.get("features")).and_then(Value::as_object);
    let features = features.ok_or_else(|| anyhow!("没有包 {name}"))?;
    let list = |value: &'a Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Ok(features.iter().map(|(feature, implied)| (feature.as_str(), list(implied))).collect())
}

/// The features asked for and those that they turn on; `dep:x` and `x/y` are other packages' concern.
fn closure<'a>(features: &BTreeMap<&'a str, Vec<&'a str>>, asked: &[&'a str]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting = asked.to_vec();
    while let Some(next) = waiting.pop() {
        if features.contains_key(next) && found.insert(next) {
            waiting.extend(features.get(next).into_iter().flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_read_and_closed() {
        let tree = "xianshen-host v0.1.0 (/x)|\nwasmtime-wizer v48.0.8|default\nwasmtime v48.0.8|runtime,std (*)\n";
        assert_eq!(features_of(tree, "wasmtime").unwrap(), BTreeSet::from(["runtime", "std"]));
        assert!(features_of(tree, "winch").is_err());
        let features = BTreeMap::from([("runtime", vec!["dep:x", "std", "y/z"]), ("std", vec![]), ("gc", vec![])]);
        assert_eq!(closure(&features, &["runtime"]), BTreeSet::from(["runtime", "std"]));
    }

    #[test]
    fn dependencies_of_tests_do_not_count() {
        let metadata = serde_json::json!({"packages": [], "resolve": {"nodes": [
            {"id": "host", "deps": [
                {"pkg": "a", "dep_kinds": [{"kind": null}, {"kind": "dev"}]},
                {"pkg": "b", "dep_kinds": [{"kind": "dev"}]}]},
            {"id": "a", "deps": [{"pkg": "c", "dep_kinds": [{"kind": "build"}]}]},
        ]}});
        assert_eq!(reachable(&metadata, "host").unwrap(), BTreeSet::from(["host", "a", "c"]));
    }
}
