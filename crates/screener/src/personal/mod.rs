//! What the rules about personal data share: the structure of numbers, who stands beside them, columns of tables, and what law orders published.

pub(crate) mod codes;
pub(crate) mod columns;
pub(crate) mod context;
pub(crate) mod masks;
