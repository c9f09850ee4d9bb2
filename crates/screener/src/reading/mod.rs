//! Readings that several rules share: Chinese numerals, dates, amounts of money, numbers of documents.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod document_number;
pub(crate) mod numeral;
pub(crate) mod scope;

use crate::scan::Token;
use date::Date;
use std::cell::OnceCell;

/// What rules read in one text; each reading is made once, when the first rule asks for it.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    dates: OnceCell<Vec<Date>>,
}

impl Readings {
    /// The dates of the text, by place.
    pub(crate) fn dates(&self, text: &str, tokens: &[Token]) -> &[Date] {
        self.dates.get_or_init(|| date::dates(text, tokens))
    }
}
