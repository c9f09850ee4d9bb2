//! 《政府信息发布审查工作规范》 as data: its clauses, the roles it names, the limits it sets, and the agency's settings within them.
//!
//! Nothing here decides anything

mod clause;
mod duty;
mod limits;
mod masking;
mod profile;
mod refusal;
mod repost;
mod role;
mod screening_settings;

pub use clause::{Clause, EnforcedBy, citation, clause, clauses};
pub use duty::{Duty, duties};
pub use limits::{
    ANSWER_WORKING_DAYS, FINAL_LEVEL, MAX_DOCUMENT_BYTES, MAX_TEXT, PERMIT_MINUTES, RELEASED, REVIEW_LEVELS,
    SCHEDULE_DAYS,
};
pub use masking::{Kept, Masking};
pub use profile::{CorrectionSystem, Named, OwnRelease, Profile, ProfileError};
pub use refusal::Refusal;
pub use repost::RepostSources;
pub use role::Role;
pub use screening_settings::ScreeningSettings;
