//! Permits as signed tokens: what the gate has decided, in a form that a connector can check without asking (clauses 4, 6 and 15).
//!
//! A token is four fields joined by dots, in visible ASCII: `xsp1.<key id>.<claims>.<signature>`. Claims and signature are base64url without
//! padding (RFC 4648 §5). The claims are the bytes that the component gave (`permit.issue`): canonical JSON. The signature is SM2 with SM3
//! (GB/T 32918.2, distinguishing identifier `1234567812345678`) over exactly those bytes, as the DER sequence of r and s (GM/T 0009).
//! Every field has one spelling only: a token that was changed anywhere is no token.
//!
//! Nothing here decides whether something may be published: that is the component's, and whether a permit was used or taken back is known
//! only to the record.

mod claims;
mod key;
mod refused;
mod token;

pub use claims::{Claims, Expected};
pub use key::{BadKey, PublicKey, SecretKey};
pub use refused::Refused;
pub use token::Token;

/// The distinguishing identifier that GB/T 32918 signatures use when nothing else was agreed (GM/T 0009).
const DISTINGUISHING_ID: &str = "1234567812345678";
