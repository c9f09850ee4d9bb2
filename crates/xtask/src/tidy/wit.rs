//! Every item of the contract is documented.

use std::path::Path;

use anyhow::{Context as _, Result};
use wit_parser::{Docs, Interface, Resolve, Type, TypeDef, TypeDefKind};

/// Lists the items of the folder's package that have no `///`.
pub(super) fn check(folder: &Path) -> Result<Vec<String>> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(folder).context("wit/ 不能解析")?;
    Ok(undocumented(&resolve, package))
}

/// The undocumented items of a package.
fn undocumented(resolve: &Resolve, package: wit_parser::PackageId) -> Vec<String> {
    let mut missing = Missing::default();
    if let Some(found) = resolve.packages.get(package) {
        missing.look(&found.docs, &found.name.to_string());
        for world in found.worlds.values().filter_map(|id| resolve.worlds.get(*id)) {
            missing.look(&world.docs, &format!("world {}", world.name));
        }
        for interface in found.interfaces.values().filter_map(|id| resolve.interfaces.get(*id)) {
            missing.interface(resolve, interface);
        }
    }
    missing.0
}

/// The items found without documentation.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    /// Notes an item without documentation.
    fn look(&mut self, docs: &Docs, name: &str) {
        if docs.contents.as_deref().is_none_or(|text| text.trim().is_empty()) {
            self.0.push(format!("wit: {name} 没有 /// 说明"));
        }
    }

    /// An interface, its types and functions.
    fn interface(&mut self, resolve: &Resolve, interface: &Interface) {
        let name = interface.name.as_deref().unwrap_or("interface");
        self.look(&interface.docs, name);
        for (type_name, type_def) in interface.types.iter().filter_map(|(key, id)| Some((key, resolve.types.get(*id)?)))
        {
            if !is_use(resolve, type_def) {
                self.look(&type_def.docs, &format!("{name}.{type_name}"));
                self.parts(&format!("{name}.{type_name}"), &type_def.kind);
            }
        }
        for function in interface.functions.values() {
            self.look(&function.docs, &format!("{name}.{}", function.name));
        }
    }

    /// Fields, cases and flags of a type.
    fn parts(&mut self, owner: &str, kind: &TypeDefKind) {
        let parts: Vec<(&String, &Docs)> = match kind {
            TypeDefKind::Record(record) => record.fields.iter().map(|field| (&field.name, &field.docs)).collect(),
            TypeDefKind::Variant(variant) => variant.cases.iter().map(|case| (&case.name, &case.docs)).collect(),
            TypeDefKind::Enum(cases) => cases.cases.iter().map(|case| (&case.name, &case.docs)).collect(),
            TypeDefKind::Flags(flags) => flags.flags.iter().map(|flag| (&flag.name, &flag.docs)).collect(),
            _ => Vec::new(),
        };
        for (name, docs) in parts {
            self.look(docs, &format!("{owner}.{name}"));
        }
    }
}

/// Whether a type came in by `use other.{name}`: its documentation stands where it is defined. An alias that is
/// declared with `type` points to a type of its own interface.
fn is_use(resolve: &Resolve, type_def: &TypeDef) -> bool {
    let TypeDefKind::Type(Type::Id(origin)) = type_def.kind else {
        return false;
    };
    resolve.types.get(origin).is_some_and(|origin| origin.owner != type_def.owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(source: &str) -> Vec<String> {
        let mut resolve = Resolve::default();
        let package = resolve.push_source("x.wit", source).unwrap();
        undocumented(&resolve, package)
    }

    #[test]
    fn every_kind_of_item_is_looked_at() {
        let source = "package a:b;\nworld w {}\ninterface i {\n record r { f: u8 }\n variant v { c }\n enum e { k }\n f: func();\n}";
        assert_eq!(missing(source).len(), 10, "{:?}", missing(source));
        let documented = "/// p\npackage a:b;\n/// i\ninterface i {\n /// t\n type t = u8;\n}\n/// j\ninterface j {\n use i.{t as u};\n}";
        assert_eq!(missing(documented), Vec::<String>::new());
    }
}
