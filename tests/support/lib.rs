//! Support for the tests: where the built product lies, who the people are, how a component is loaded.

mod statements;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use xianshen_host::accounts::Person;
use xianshen_host::component::{Limits, Reviewer};

pub use statements::{FILING, card, determination, filing, public_version_card, signing};

/// The working calendar that the demo agency has loaded.
pub const CALENDAR: &str = include_str!("../../host/demo/calendar.json");

/// The demo agency's profile.
pub const PROFILE: &str = include_str!("../../host/demo/profile.json");

/// The folder that `cargo xtask build` fills: `xianshen.wasm`, `xianshen-builder.wasm`, `base.rows`, `preview/`.
///
/// # Panics
/// When the product was not built.
#[must_use]
pub fn dist() -> PathBuf {
    let dist = std::env::var_os("XIANSHEN_DIST")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/xianshen")), PathBuf::from);
    assert!(dist.join("xianshen.wasm").is_file(), "{} is missing: run `cargo xtask build` first", dist.display());
    dist
}

/// The built program.
///
/// # Panics
/// When the product was not built.
#[must_use]
pub fn program() -> PathBuf {
    let program = std::env::var_os("XIANSHEN_BIN").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/xianshen")),
        PathBuf::from,
    );
    assert!(program.is_file(), "{} is missing: run `cargo xtask build` first", program.display());
    program
}

/// The shipped component, loaded once for all tests of a process.
///
/// # Panics
/// When it does not load.
#[must_use]
pub fn reviewer() -> Arc<Reviewer> {
    static REVIEWER: OnceLock<Arc<Reviewer>> = OnceLock::new();
    Arc::clone(REVIEWER.get_or_init(|| {
        let path = dist().join("xianshen.wasm");
        Arc::new(Reviewer::load(&path, Limits::default()).expect("the shipped component loads"))
    }))
}

/// The base pack: words compiled natively from the same rows as the component's, and the model behind them.
///
/// # Panics
/// When the rows do not compile.
#[must_use]
pub fn base_pack() -> Vec<u8> {
    [words_pack(), model()].concat()
}

/// The words of the base pack, without the model.
///
/// # Panics
/// When the rows do not compile.
#[must_use]
pub fn words_pack() -> Vec<u8> {
    let rows = std::fs::read_to_string(dist().join("base.rows")).expect("base.rows is there");
    lexicon::compile(&rows).expect("the base rows compile")
}

/// The corrector's model as it is checked in.
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn model() -> Vec<u8> {
    std::fs::read(model_file()).expect("model.bin is there")
}

/// Where the corrector's model is checked in.
#[must_use]
pub fn model_file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/corrector/data/model.bin"))
}

/// Everybody who appears in the cases: the demo agency's four, and those who could break the separation of duties.
#[must_use]
pub fn people() -> Vec<Person> {
    let mut people = xianshen_host::accounts::demo::people();
    let more: [(&str, &str, &str, &[&str]); 8] = [
        ("sun-li", "孙立", "business-environment", &["editor"]),
        ("zhao-lei", "赵磊", "business-environment", &["section_head", "deputy_leader"]),
        (
            "qian-hui",
            "钱慧",
            "business-environment",
            &["editor", "section_head", "deputy_leader", "publisher", "coordinator"],
        ),
        ("li-na", "李娜", "coordination", &["section_head"]),
        ("he-ping", "何平", "archive", &["editor"]),
        ("tang-ning", "唐宁", "business-environment", &["information_officer", "publisher"]),
        ("song-jie", "宋洁", "general-office", &["supervisor"]),
        ("luo-yi", "罗毅", "coordination", &["information_officer"]),
    ];
    people.extend(more.map(|(id, name, section, roles)| Person {
        id: id.to_owned(),
        name: name.to_owned(),
        section: section.to_owned(),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    }));
    people
}

/// One of [`people`].
///
/// # Panics
/// When there is nobody of that id.
#[must_use]
pub fn person(id: &str) -> Person {
    people().into_iter().find(|person| person.id == id).unwrap_or_else(|| panic!("nobody is called {id}"))
}
