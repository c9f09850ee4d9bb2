//! Word data: rows that people write, the pack they compile to, and matching.
//!
//! Rows (see `data/README.md`) → [`compile`] → pack bytes → [`Lexicon::load`] → [`Lexicon::find`]. The same rows give the same bytes, and
//! a report names the pack's digest, so that anybody can tell which words a decision rested on.

mod compile;
mod condition;
mod leaders;
mod level;
mod matcher;
mod model;
mod names;
mod near;
mod pack;
mod row;
mod row_text;
mod trie;

pub use calendar::Day;
pub use compile::compile;
pub use condition::Condition;
pub use leaders::{Leader, Leaders, Mention, Mentioned};
pub use level::{Level, Tier};
pub use matcher::{Lexicon, Match, Near};
pub use near::Slip;
pub use pack::{FORMAT, PackError, words_length};
pub use row::{Kind, Row};
pub use row_text::{COLUMNS, RowError};
pub use trie::Matcher;
