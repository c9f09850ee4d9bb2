//! The gate: a platform that runs the review component in front of publication.
//!
//! It knows the rules only through the component (`component`); `bake` makes an agency's component. `flow` takes a document
//! from stage to stage, `storage` keeps what happened, `accounts` knows who asks, `archive` proves one
//! case elsewhere, `api` and `cli` are the ways in.

pub mod accounts;
pub mod api;
pub mod archive;
pub mod bake;
pub mod cli;
pub mod component;
pub mod flow;
pub mod permit_keys;
mod private_file;
pub mod rehearsal;
pub mod storage;
pub mod testing;
pub mod watch;
