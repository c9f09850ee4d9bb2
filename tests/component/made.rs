//! Component files made by the tests: the hostile guest, and small ones that must not be loaded.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};
use wasm_encoder::{ComponentSection as _, CustomSection};
use wit_component::ComponentEncoder;
use xianshen_host::component::bindings::{Actor, Context, NetworkZone, Registry};
use xianshen_host::component::outline::IDENTITY_SECTION;
use xianshen_host::component::{Limits, Reviewer, Runtime};
use xianshen_tests::dist;

/// SM3 of nothing: the pack that the guest says it has.
const NO_PACK: &str = "sm3:1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b";

/// The identity section's JSON for the guest.
pub fn identity(api: &str, format: u32) -> String {
    format!(r#"{{"api":"{api}","engine":"hostile","pack":"{NO_PACK}","format":{format},"terms":0,"rules":1}}"#)
}

/// Somebody at a desk in the office.
pub fn context(section: &str, role: &str) -> Context {
    Context {
        now: 2_000,
        actor: Actor {
            person: "wang-fang".into(),
            name: "王芳".into(),
            section: section.into(),
            roles: vec![role.into()],
            attributes: Vec::new(),
        },
        network: NetworkZone::Office,
        grants: Vec::new(),
        delegations: Vec::new(),
        registry: Registry { section_complete: None },
        calendar: String::new(),
        profile: String::new(),
        attributes: Vec::new(),
    }
}

/// The component with an identity section.
pub fn with_identity(component: &[u8], identity: &str) -> Vec<u8> {
    let mut bytes = component.to_vec();
    let section = CustomSection { name: Cow::Borrowed(IDENTITY_SECTION), data: Cow::Borrowed(identity.as_bytes()) };
    section.append_to_component(&mut bytes);
    bytes
}

/// The hostile guest as a component without identity, compiled once a process.
pub fn guest() -> &'static [u8] {
    static GUEST: OnceLock<Vec<u8>> = OnceLock::new();
    GUEST.get_or_init(|| {
        let module = std::fs::read(compile_guest()).expect("the guest's module is there");
        let mut encoder = ComponentEncoder::default().validate(true).module(&module).expect("the guest has a world");
        encoder.encode().expect("the guest becomes a component")
    })
}

fn compile_guest() -> PathBuf {
    const TARGET: &str = "wasm32-unknown-unknown";
    let folder = dist().join("..").join("hostile-guest");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--locked", "--package", "hostile-guest", "--profile", "wasm", "--target", TARGET])
        .current_dir(root)
        // Its own folder: the one of the tests is locked by the cargo that runs them.
        .env("CARGO_TARGET_DIR", &folder)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTFLAGS")
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the hostile guest does not compile");
    folder.join(TARGET).join("wasm").join("hostile_guest.wasm")
}

/// Limits under which a misbehaving call ends by fuel: the same on every machine, however slow.
pub fn by_fuel() -> Limits {
    Limits { fuel_base: 300_000_000, ticks_base: 6_000, concurrent_calls: 2, ..Limits::default() }
}

/// The hostile guest, loaded under [`by_fuel`], once a process.
pub fn hostile() -> Arc<Reviewer> {
    static REVIEWER: OnceLock<Arc<Reviewer>> = OnceLock::new();
    Arc::clone(REVIEWER.get_or_init(|| Arc::new(load_guest(by_fuel()))))
}

/// The hostile guest under other limits.
pub fn load_guest(limits: Limits) -> Reviewer {
    let runtime = Runtime::new(limits).expect("the engine starts");
    let bytes = with_identity(guest(), &identity("0.1.0", 1));
    Reviewer::from_bytes(&runtime, &bytes, "guest", None).expect("the guest passes every check")
}
