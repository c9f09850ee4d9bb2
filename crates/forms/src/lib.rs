//! Printed forms of a review: A4 HTML from plain values, by templates that an agency can change.
//!
//! Start at [`render`]. The values are [`Data`]; what a template can name is [`fields`]; the shipped templates are the files in
//! `templates/`, and `templates/README.md` says how one is written. Same input, same bytes; everything printed is escaped.

mod data;
mod field;
mod kind;
mod template;
mod time;

pub use data::{
    Answer, Attachment, Choice, Criticised, Criticism, Data, Determination, FilingStep, Finding, Gate, Head, Item,
    LookBack, MonthlyReturn, MonthlyRow, Officer, OfficerChange, Publication, Screening, SectionRate, Signature, Talk,
    Verification, Withdrawal, WithdrawnChannel,
};
pub use field::{Field, Shape};
pub use kind::{Kind, fields};
pub use template::{MAX_OUTPUT_BYTES, MAX_TEMPLATE_BYTES, TemplateError, default_template};
pub use time::{Date, Time};

/// A form as a complete HTML page.
///
/// `template` is the agency's own, or none for the shipped one.
///
/// # Errors
///
/// The first error of the template, as [`check_template`] finds it, or that the page would become too large.
///
/// ```
/// let mut data = forms::Data::default();
/// data.item.title = "<关于“清明”>".into();
/// let page = forms::render(forms::Kind::ReviewSheet, None, &data)?;
/// assert!(page.contains("&lt;关于“清明”&gt;"));
/// # Ok::<(), forms::TemplateError>(())
/// ```
pub fn render(kind: Kind, template: Option<&str>, data: &Data) -> Result<String, TemplateError> {
    template::render(kind, template.unwrap_or_else(|| default_template(kind)), data)
}

/// Check an agency's template when it is loaded.
///
/// # Errors
///
/// Everything that is wrong, in the order of lines: syntax, names that the form does not have, places where a value would not be
/// safe, scripts and outside resources.
///
/// ```
/// let errors = forms::check_template(forms::Kind::ReviewSheet, "<p>\n{{item.titel}}</p>").unwrap_err();
/// assert_eq!(errors[0].to_string(), "模板第 2 行：没有名为“item.titel”的字段，可用的有 item.title 等，见字段说明");
/// ```
pub fn check_template(kind: Kind, text: &str) -> Result<(), Vec<TemplateError>> {
    template::check(kind, text)
}
