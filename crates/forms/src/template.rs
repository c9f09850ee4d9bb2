//! The template language: `{{name}}` prints escaped, `{{#name}}…{{/name}}` repeats or keeps, `{{^name}}…{{/name}}` keeps when
//! empty, `{{! … }}` is a note, `{{>style}}` and `{{>foot}}` are the shipped style and verification line. Nothing prints unescaped.

mod error;
mod escape;
mod expand;
mod names;
mod parse;
mod place;

pub use error::TemplateError;
pub use expand::MAX_OUTPUT_BYTES;
pub use parse::MAX_TEMPLATE_BYTES;

use crate::field::Record;
use crate::{Data, Kind, fields};

/// The template that is used when an agency has none of its own; a starting point for one.
#[must_use]
pub const fn default_template(kind: Kind) -> &'static str {
    match kind {
        Kind::ReviewSheet => include_str!("../templates/review-sheet.html"),
        Kind::FilingForm => include_str!("../templates/filing-form.html"),
        Kind::DeterminationRequest => include_str!("../templates/determination-request.html"),
        Kind::WithdrawalNotice => include_str!("../templates/withdrawal-notice.html"),
        Kind::MonthlyReturn => include_str!("../templates/monthly-return.html"),
        Kind::CriticismNotice => include_str!("../templates/criticism-notice.html"),
        Kind::TalkRecord => include_str!("../templates/talk-record.html"),
        Kind::OfficerChange => include_str!("../templates/officer-change.html"),
    }
}

pub(crate) fn render(kind: Kind, text: &str, data: &Data) -> Result<String, TemplateError> {
    let nodes = read(kind, text).map_err(first)?;
    expand::expand(&nodes, &data.row())
}

pub(crate) fn check(kind: Kind, text: &str) -> Result<(), Vec<TemplateError>> {
    read(kind, text).map(drop)
}

fn read(kind: Kind, text: &str) -> Result<Vec<parse::Node<'_>>, Vec<TemplateError>> {
    let nodes = parse::parse(text).map_err(|error| vec![error])?;
    let mut errors = names::check(&nodes, &fields(kind));
    errors.extend(place::check(&nodes));
    if errors.is_empty() {
        return Ok(nodes);
    }
    errors.sort_by_key(|error| error.line);
    Err(errors)
}

fn first(errors: Vec<TemplateError>) -> TemplateError {
    errors.into_iter().next().unwrap_or_else(|| TemplateError::new(0, "模板有误"))
}
