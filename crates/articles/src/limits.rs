//! Numbers that the regulation, or the design around it, fixes.

use std::ops::RangeInclusive;

/// How many levels of review every item passes (三审, clause 6). A profile may add the final approval of the main leader, never remove a level.
pub const REVIEW_LEVELS: u8 = 3;

/// The level of the main leader's final approval (主要领导审定), which important items pass besides (clause 6).
pub const FINAL_LEVEL: u8 = 4;

/// The longest text a person gives with a step (opinion, reason, statement), in characters: it has to fit the printed review sheet.
pub const MAX_TEXT: usize = 1_000;

/// How many days ahead a release may be scheduled: everything is checked again at its time, but a permit for next year is a mistake.
pub const SCHEDULE_DAYS: u64 = 30;

/// Within how many working days after its receipt a request to determine is answered (clause 10).
pub const ANSWER_WORKING_DAYS: u16 = 7;

/// How long a permit may be used after it was issued, minutes: at most a day, or it would outlive what was true when it was given.
pub const PERMIT_MINUTES: RangeInclusive<u32> = 1..=1_440;

/// The largest document that is screened, in bytes over all its parts. A larger one is refused before screening begins, because a
/// report that covers half a document would read as a clean one.
pub const MAX_DOCUMENT_BYTES: u64 = 16 * 1024 * 1024;

/// The day the regulation was released, and from which it is in force (clause 21).
pub const RELEASED: &str = "2024-10-24";
