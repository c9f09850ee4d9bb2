//! The case: a list of events, and the decisions that append to it (clauses 4, 6, 8, 11 and 15).
//!
//! A command ([`Command`]) and the facts it rests on ([`Facts`]) are decided against the state that the history leads to ([`Case`]):
//! [`decide`] is one total function, it gives an [`Event`] or a [`Refusal`] with the clause. Both command and facts stand in the event's body, so
//! [`replay`] decides every step again years later. Nothing here reads a clock, stores or forgets anything.

mod canonical;
mod case;
mod command;
mod context;
mod decide;
mod event;
mod facts;
mod permit;
mod refusal;
mod replay;
mod sheet;
mod unmet;
mod view;

pub use case::{Case, Disposition, FindingState, Permit, Round, Signature, Stage};
pub use command::{Command, FindingKey, PublishRequest, Rendition, Screening, Signing, Submission};
pub use context::{Actor, Context, Grant, NetworkZone};
pub use decide::decide;
pub use event::{Event, link};
pub use facts::{Facts, Settings};
pub use permit::{Verdict, check, claim};
pub use refusal::Refusal;
pub use replay::{ReplayFailure, replay};
pub use sheet::{SheetRow, sheet};
pub use view::{Action, actions, missing};
