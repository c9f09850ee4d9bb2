//! The types of world `reviewer`, generated from `wit/`, under short names.
//!
//! `wit/` is the only definition: a host of another vendor generates the same types from the same files.

mod generated {
    wasmtime::component::bindgen!({
        path: "../wit",
        world: "xianshen:review/reviewer",
        additional_derives: [PartialEq, Eq],
    });
}

pub(crate) use generated::{Reviewer as ReviewerExports, ReviewerPre};

pub use generated::exports::xianshen::review::describe::{
    ClauseInfo, EngineInfo, ProfileError, ProfileSummary, RuleInfo,
};
pub use generated::exports::xianshen::review::permit::{Allowance, Issued, PublishRequest, Verdict};
pub use generated::exports::xianshen::review::review::{
    ActionView, CaseView, DueItem, FindingView, Publication, RenditionView, ReplayFailure, ReplaySummary, SheetRow,
    Signing, Submission,
};
pub use generated::exports::xianshen::review::screening::{
    Basis, Finding, Level, Note, OffsetEncoding, Options, Report, ScreeningError, Suppression, Tier,
};
pub use generated::exports::xianshen::review::types::{
    Actor, Attachment, BodyFormat, Context, Document, Edit, Event, Grant, NetworkZone, Refusal, Span,
};
