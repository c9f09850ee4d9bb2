//! Accounts (clauses 14 and 15) as functions of plain values: passwords, attempts, networks, sign-in, temporary grants.
//!
//! Nothing here hashes, stores or reads a clock: the host does, and asks here what follows.

mod attempts;
mod grant;
mod network;
mod password;
mod password_age;
mod pattern;
mod sign_in;

pub use attempts::{COUNTED_MS, check_attempt};
pub use grant::{Grant, MAX_GRANT_DAYS, check_grant};
pub use network::{Network, NetworkError, NetworkRow, Zone, read_networks, zone_of};
pub use password::{Owner, check_password};
pub use password_age::{PasswordState, WARN_DAYS, change_due, password_state};
pub use sign_in::{Alert, LiveSession, Outcome, Proof, SignIn, TakeOver, Verdict, sign_in};
