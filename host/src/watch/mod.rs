//! The detector (clause 8): walks what a site shows to everybody through its public API, has the component compare it with what was cleared, and reports
//! what went around the gate: changes of the database by hand, edits of the theme, other plugins.
//!
//! 1. `http` asks the site, politely and on guard.
//! 2. A `Reader` knows one kind of system (`wordpress`); another system is one more file.
//! 3. [`walk`] goes through it once; [`schedule`] does so as often as the settings say.
//!
//! What a finding means is decided by the component (`oversight.observe`), through [`crate::flow`].

mod fault;
mod http;
pub mod schedule;
pub mod walk;
mod wordpress;

pub use fault::Fault;
pub use http::front_page;

use crate::component::bindings::Document;

/// One item as readers get it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its number on the site.
    number: u64,
    /// The list it is on.
    path: String,
    /// The connector's number of the item.
    item: String,
    /// Where readers find it, as the site says.
    address: String,
    /// Since when, milliseconds UTC, as the site says; the end of time where it does not say.
    published_at: u64,
    /// Whether everybody can read it; of what asks for a password nothing can be compared.
    readable: bool,
    /// The content, as HTML.
    document: Document,
}

/// Reads the public items of one kind of system. Every call is at most a few requests, so that a walk can stop between two.
trait Reader: Send {
    /// The next items, which may be none; `None` when everything was seen.
    ///
    /// # Errors
    /// What stops the walk.
    fn next(&mut self) -> Result<Option<Vec<Shown>>, Fault>;

    /// One item as it is shown now; none when it is not any more.
    ///
    /// # Errors
    /// What stops the walk.
    fn again(&mut self, shown: &Shown) -> Result<Option<Shown>, Fault>;
}
