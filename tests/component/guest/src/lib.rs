//! A component that passes every check at load time and then does what a document's title (or another word of the call)
//! tells it to. The host's tests load it to prove that nothing a component can do harms the host.

mod accounts;
mod archive;
mod bindings;
mod case;
mod describe;
mod determination;
mod filing;
mod forms;
mod gate;
mod look_back;
mod misbehave;
mod oversight;
mod redaction;
mod report;
mod screening;

use sm3::{Digest as _, Sm3};

/// What implements the exported interfaces.
struct Component;

/// `sm3:` and 64 lower-case hexadecimal digits.
fn digest(text: &str) -> String {
    let hex: String = Sm3::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sm3:{hex}")
}
