//! Every shipped form, with full and with empty values, as it was last looked at.
//!
//! After a wanted change: `UPDATE_SNAPSHOTS=1 cargo test -p forms --test snapshots`, then look at them (`--example samples`).

mod support;

use std::fs;
use std::path::Path;

use forms::{Data, Kind, check_template, default_template, fields, render};

#[test]
fn shipped_forms_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for (name, data) in [("full", support::full()), ("empty", Data::default())] {
        for kind in Kind::ALL {
            let page = render(kind, None, &data).unwrap();
            assert_eq!(page, render(kind, None, &data).unwrap(), "same input, same bytes");
            // The style is the same in all: a snapshot is about what is said.
            let said = page.split_once("<body>").map_or(page.as_str(), |(_, body)| body);
            let path = folder.join(format!("{}-{name}.html", kind.name()));
            if update {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, said).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == said, "{} differs: look at it, then update the snapshots", path.display());
        }
    }
}

#[test]
fn shipped_templates_pass_their_own_check() {
    for kind in Kind::ALL {
        assert_eq!(check_template(kind, default_template(kind)), Ok(()), "{kind:?}");
        assert_eq!(Kind::of_name(kind.name()), Some(kind));
    }
}

#[test]
fn every_form_has_its_fields_documented() {
    for kind in Kind::ALL {
        let fields = fields(kind);
        assert!(
            fields.iter().any(|field| field.name == "head") && fields.iter().any(|field| field.name == "verification")
        );
        for field in fields.iter().flat_map(|field| field.fields) {
            assert!(!field.title.is_empty() && !field.description.is_empty(), "{kind:?} {}", field.name);
        }
    }
}

#[test]
fn a_return_without_items_is_a_nil_return() {
    assert!(render(Kind::MonthlyReturn, None, &Data::default()).unwrap().contains("零报告"));
}
