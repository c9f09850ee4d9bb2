//! Oversight (clauses 5, 8, 12, 13 and 16 to 20): registers that decide what may be entered, and reports made from plain records.
//!
//! A register is a list of entries, as a case is a list of events: [`record`] decides a command against the history and gives the entries to
//! append, or a refusal that names the clause; [`replay`] decides every entry again. The host stores and chains what it cannot read, shows
//! [`view`], and asks [`tasks`] what is open. [`report()`] counts; it never decides anything about people.

mod asked;
mod body;
mod check;
mod entry;
mod form;
mod printed;
mod register;
mod registers;
pub mod reports;
mod roles;
mod task;
mod watch;

pub use entry::{Context, Entry, link};
pub use form::labels;
pub use printed::{ItemRow, SheetRequest, print, register_of};
pub use register::ReplayFailure;
pub use registers::backend::{Backend, backends};
pub use registers::duty::{Shift, on_duty};
pub use registers::error::confirmed_errors;
pub use registers::inspection::sections_without_inspection;
pub use registers::patrol::patrolled_on;
pub use registers::plan::{PlanVersion, plans_in_force};
pub use registers::registry::{Post, missing_posts, section_is_complete, unfiled_changes};
pub use registers::reminder::{Match, MatchStage, searched_words, with_matches};
pub use registers::training::out_of_training;
pub use registers::{record, registers, replay, tasks, view};
pub use reports::report;
pub use roles::role_title;
pub use task::Task;
pub use watch::{Observation, ShownItem, Standing, observe};
