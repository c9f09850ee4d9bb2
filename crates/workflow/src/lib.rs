//! The case: a list of events, and the decisions that append to it (clauses 1 to 11, 15 and 16).
//!
//! A command ([`Command`]) and the facts it rests on ([`Facts`]) are decided against the state that the history leads to ([`Case`]):
//! [`decide`] is one total function, it gives an [`Event`] or a [`Refusal`] with the clause. Both command and facts stand in the event's body, so
//! [`replay`] decides every step again years later. Nothing here reads a clock, stores or forgets anything.

mod basis;
mod canonical;
mod case;
mod command;
mod context;
mod decide;
mod determination;
mod event;
mod facts;
mod filing;
mod look_back;
mod permit;
mod printed;
mod replay;
mod round;
mod sheet;
mod signing;
mod stage;
mod standing;
mod submission;
mod tally;
mod tasks;
mod terms;
mod unmet;
mod view;

pub use articles::Refusal;
pub use basis::{Basis, Screened, basis};
pub use case::{Case, Ended, Importance, Permit};
pub use command::{Answer, Command, DispositionKind, Evidence, FindingKey, PublishRequest, ReturnReason, Screening};
pub use context::{Actor, Context, Delegation, Grant, NetworkZone, Registry};
pub use decide::decide;
pub use decide::redaction::{
    Passage, REDACTION_BASES, Redacted, Redaction, RedactionBasis, RedactionRequest, Sealed, WithheldFile,
    check_public_version, check_quotes, may_read_original, redact,
};
pub use determination::{
    DeterminationStep, Determinations, Doubt, Handover, Inquiry, Letter, Receipt, Reply, Ruling, Track, WrittenAnswer,
    end_of_day,
};
pub use event::{Event, link};
pub use facts::{Facts, Hours, RepostVerdict, Settings};
pub use filing::{Filing, FilingStep};
pub use look_back::{Done, Issue, IssueKind, Look, LookBack, LookBackStep, Problem, Release, Settlement, Withdrawal};
pub use permit::{Verdict, check, claim};
pub use printed::{FormRequest, fillable, print};
pub use replay::{ReplayFailure, replay};
pub use round::{Disposition, FindingState, Proofread, Round, Signature};
pub use sheet::{SheetRow, sheet};
pub use signing::{Gates, Proofreading, Signing};
pub use stage::Stage;
pub use standing::{Standing, standing};
pub use submission::{
    Card, Classification, Leaders, Openness, Origin, PublicVersion, Rendition, Repost, Route, Submission,
};
pub use tally::{LookedBack, Tally, tally};
pub use tasks::{Task, tasks};
pub use view::{Action, actions, is_suspended, missing};
