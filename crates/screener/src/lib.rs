//! Screening: rules over the text a reader sees, and the report of what they find.
//!
//! [`screen`] never fails on content: it returns findings, and notes about what it could not look at. A rule is one file under
//! `rules/<group>/`; [`RULES`] is the one table of them.

mod alike;
mod characters;
mod codes;
mod divisions;
mod edit;
mod frame;
mod generated;
mod hit;
mod notes;
mod one_slip;
mod options;
mod origin;
mod personal;
mod reading;
mod report;
mod resolve;
mod rule;
mod rules;
mod run;
mod scan;
mod secrecy;
mod table;
mod target;

pub use codes::{RULES, rule};
pub use options::{Options, ScreeningError, Suppression, check_settings};
pub use report::{Basis, Edit, Finding, Note, Report, Span};
pub use rule::{Rule, STATE_SECRET};
pub use run::{ENGINE, screen};
pub use scan::prepare;
