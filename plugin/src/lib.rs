//! The component: converts WIT types to the crates' and back, and nothing else. No rule lives here.
//!
//! It exports world `builder`; `xianshen bake` loads a pack into it and takes the `packs` interface away, which leaves world `reviewer`.

mod accounts;
mod archive;
mod bindings;
mod convert;
mod describe;
mod determination;
mod document;
mod filing;
mod forms;
// Natively, where it is only checked and tested, the module has the system's heap.
#[cfg(target_arch = "wasm32")]
mod heap;
mod look_back;
mod oversight;
mod packs;
mod permit;
mod redaction;
mod review;
mod screening;
mod state;

/// What implements the exported interfaces.
struct Component;
