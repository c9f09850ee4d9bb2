//! Accounts (clauses 14 and 15) as functions of plain values: passwords, networks, sign-in, temporary grants.
//!
//! Nothing here hashes, stores or reads a clock: the host does, and asks here what follows.

mod grant;
mod network;
mod password;
mod password_age;
mod pattern;
mod sign_in;

pub use grant::{Grant, MAX_GRANT_DAYS, check_grant, grant_for};
pub use network::{Network, NetworkError, NetworkRow, Zone, read_networks, zone_of};
pub use password::{Owner, check_password};
pub use password_age::{PasswordState, WARN_DAYS, change_due, password_state};
pub use sign_in::{Alert, LiveSession, Outcome, Publishing, SignIn, TakeOver, Verdict, publishing, sign_in};
