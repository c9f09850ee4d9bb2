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
mod look_back;
mod oversight;
mod packs;
mod permit;
mod review;
mod screening;
mod state;

/// What implements the exported interfaces.
struct Component;
