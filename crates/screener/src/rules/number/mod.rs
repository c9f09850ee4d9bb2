//! Numbers and quantities (GB/T 15835, clause 8).

pub(crate) mod approximation;
pub(crate) mod capital_amount;
pub(crate) mod credit_code;
pub(crate) mod decrease_multiple;
pub(crate) mod part_of_total;
pub(crate) mod share_total;
pub(crate) mod table_total;
pub(crate) mod thousand_separator;
