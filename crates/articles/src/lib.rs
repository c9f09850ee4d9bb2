//! 《政府信息发布审查工作规范》 as data: its clauses, the roles it names, the limits it sets, and the agency's settings within them.
//!
//! Nothing here decides anything

mod clause;
mod limits;
mod masking;
mod profile;
mod refusal;
mod repost;
mod role;

pub use clause::{Clause, EnforcedBy, citation, clause, clauses};
pub use limits::{MAX_DOCUMENT_BYTES, PERMIT_MINUTES, REVIEW_LEVELS};
pub use masking::{Kept, Masking};
pub use profile::{CorrectionSystem, Named, Profile, ProfileError, ScreeningSettings};
pub use refusal::Refusal;
pub use repost::RepostSources;
pub use role::Role;
