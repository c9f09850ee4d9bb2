//! How to screen.

use articles::{MAX_DOCUMENT_BYTES, Profile, ProfileError, ScreeningSettings};
use document::{Document, OffsetEncoding};
use lexicon::Level;
use serde::Deserialize;

/// A finding that somebody has judged before and that should not come back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The finding's key.
    pub key: String,
    /// Why.
    pub reason: String,
    /// Until when it holds, exclusive, milliseconds; none: without end.
    #[serde(default)]
    pub until: Option<u64>,
}

/// How to screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The moment whose rules and words apply, milliseconds; none: all that the pack holds.
    pub as_of: Option<u64>,
    /// The unit of all offsets in the report.
    pub encoding: OffsetEncoding,
    /// The profile text; empty for the defaults.
    pub profile: String,
    /// Findings to leave out.
    pub suppressions: Vec<Suppression>,
}

/// Why screening did not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreeningError {
    /// The profile is not valid: the first error.
    InvalidProfile(String),
    /// More than 16 MiB; the size in bytes.
    DocumentTooLarge(u64),
}

impl Options {
    /// The settings of the profile, checked.
    pub(crate) fn settings(&self) -> Result<ScreeningSettings, ScreeningError> {
        if self.profile.is_empty() {
            return Ok(ScreeningSettings::default());
        }
        let invalid = |errors: Vec<ProfileError>| {
            ScreeningError::InvalidProfile(errors.into_iter().next().map(|error| error.message).unwrap_or_default())
        };
        let profile = Profile::read(&self.profile).map_err(invalid)?;
        let errors = check_settings(&profile.screening);
        if errors.is_empty() { Ok(profile.screening) } else { Err(invalid(errors)) }
    }
}

/// A document that would be screened only in part is not screened at all.
pub(crate) fn check_size(document: &Document) -> Result<(), ScreeningError> {
    let bytes = document.bytes();
    if bytes > MAX_DOCUMENT_BYTES { Err(ScreeningError::DocumentTooLarge(bytes)) } else { Ok(()) }
}

/// What is wrong in a profile's settings of screening: rules that do not exist, and rules that block (clause 11).
#[must_use]
pub fn check_settings(settings: &ScreeningSettings) -> Vec<ProfileError> {
    let error = |clause, message| ProfileError { line: 0, column: 0, clause, message };
    let check = |code: &String| match crate::rule(code) {
        None => Some(error("", format!("screening.disabled_rules：没有规则“{code}”"))),
        Some(rule) if rule.level == Level::Block => {
            let clause = if rule.clause.starts_with("11") { "11" } else { "8" };
            Some(error(clause, format!("规则“{code}”（{}）是规定的筛查内容，不能停用", rule.title)))
        }
        Some(_) => None,
    };
    settings.disabled_rules.iter().filter_map(check).collect()
}
