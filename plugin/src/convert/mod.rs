//! WIT types to the crates' types and back, one file a direction and subject.

pub(crate) mod card;
mod determination;
mod input;
mod look_back;
mod redaction;
mod report;
mod signing;
mod view;

pub(crate) use determination::{determination_view, letter, written_answer};
pub(crate) use input::{history, replay_failure, screening_refusal, unreadable_history};
pub(crate) use look_back::{follow_up, look};
pub(crate) use redaction::{redacted, sealed};
pub(crate) use signing::answer;
pub(crate) use view::case_view;
