//! Generated from `wit/`.
#![allow(
    missing_docs,
    unsafe_code,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "generated code: the canonical ABI passes raw pointers, and the documentation is in the WIT"
)]

wit_bindgen::generate!({
    path: "../wit",
    world: "builder",
    generate_all,
});

pub(crate) use exports::xianshen::review as api;

use crate::Component;

// Here and not in `lib.rs`, so that the exported functions fall under the exception above.
export!(Component with_types_in self);
