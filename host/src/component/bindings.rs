//! The types of world `reviewer`, generated from `wit/`, under short names.
//!
//! `wit/` is the only definition: a host of another vendor generates the same types from the same files.

mod generated {
    wasmtime::component::bindgen!({
        path: "../wit",
        world: "xianshen:review/reviewer",
        additional_derives: [PartialEq, Eq, serde::Serialize, serde::Deserialize],
    });
}

pub(crate) use generated::{Reviewer as ReviewerExports, ReviewerPre};

pub use generated::exports::xianshen::review::accounts::{
    Alert, LiveSession, Network, NetworkError, Outcome, Owner, PasswordRecord, PasswordStanding, Place, Proof,
    SignInRequest, SignInVerdict, TakeOver, Zone,
};
pub use generated::exports::xianshen::review::archive::{CaseBasis, Screened};
pub use generated::exports::xianshen::review::describe::{
    ClauseInfo, DutyInfo, EngineInfo, ProfileError, ProfileSummary, RuleInfo,
};
pub use generated::exports::xianshen::review::determination::{
    DeterminationView, Handover, InquiryView, RequestLetter, WrittenAnswer,
};
pub use generated::exports::xianshen::review::document::{Change, ChangeKind};
pub use generated::exports::xianshen::review::forms::{
    FormField, FormInfo, FormRequest, ItemRow, OversightFormRequest, TemplateError,
};
pub use generated::exports::xianshen::review::look_back::{
    ChannelCheck, Confirmation, Done, FollowUpView, Issue, Look, Task, WithdrawalView,
};
pub use generated::exports::xianshen::review::oversight::{
    Attempt, CaseSummary, Entry, EntryFailure, ItemFact, KeywordMatch, MatchStage, Observation, RegisterInfo,
    ReportFacts, ReportInfo, ShownItem, Standing, Task as OversightTask,
};
pub use generated::exports::xianshen::review::permit::{Allowance, Issued, PermitStanding, PublishRequest, Verdict};
pub use generated::exports::xianshen::review::redaction::{
    Redacted, RedactionBasis, RedactionRequest, Removal, SealedOriginal, WithheldAttachment,
};
pub use generated::exports::xianshen::review::review::{
    ActionView, Card, CaseView, DueItem, Evidence, FindingAnswer, FindingView, Gates, Proofreading, PublicVersion,
    Publication, RenditionView, ReplayFailure, ReplaySummary, Repost, ReturnReason, SheetRow, Signing, Submission,
};
pub use generated::exports::xianshen::review::screening::{
    Basis, Finding, Level, Note, OffsetEncoding, Options, Report, ScreeningError, Suppression, Tier,
};
pub use generated::exports::xianshen::review::types::{
    Actor, Attachment, BodyFormat, Context, Delegation, Digest, Document, Edit, Event, Grant, NetworkZone, Refusal,
    Registry, Span,
};
