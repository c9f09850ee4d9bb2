//! Numbers that the regulation, or the design around it, fixes.

/// How many levels of review every item passes (三审, clause 6). A profile may add the final approval of the main leader, never remove a level.
pub const REVIEW_LEVELS: u8 = 3;

/// The largest document that is screened, in bytes over all its parts. A larger one is refused before screening begins, because a
/// report that covers half a document would read as a clean one.
pub const MAX_DOCUMENT_BYTES: u64 = 16 * 1024 * 1024;
