//! Numbers that the regulation, or the design around it, fixes.

use std::ops::RangeInclusive;

/// How many levels of review every item passes (三审, clause 6). A profile may add the final approval of the main leader, never remove a level.
pub const REVIEW_LEVELS: u8 = 3;

/// How long a permit may be used after it was issued, minutes: at most a day, or it would outlive what was true when it was given.
pub const PERMIT_MINUTES: RangeInclusive<u32> = 1..=1_440;

/// The largest document that is screened, in bytes over all its parts. A larger one is refused before screening begins, because a
/// report that covers half a document would read as a clean one.
pub const MAX_DOCUMENT_BYTES: u64 = 16 * 1024 * 1024;
