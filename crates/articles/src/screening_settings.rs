//! Settings of screening, a part of the profile.

use crate::RepostSources;
use crate::masking::Masking;
use serde::Deserialize;

/// Settings of screening.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScreeningSettings {
    /// Codes of rules that are off; a rule that blocks cannot be.
    pub disabled_rules: Vec<String>,
    /// How many findings a report lists; the rest is counted. 1 to 10,000.
    pub max_findings: u32,
    /// How numbers are masked in suggestions.
    pub masking: Masking,
    /// Further columns (栏目) in which law orders the publication of names and contacts, beside those of penalties, procurement and
    /// appointments; parts of their names.
    pub disclosure_columns: Vec<String>,
    /// Telephone area codes of the agency and its superiors, for example `0414`; others point at text copied from elsewhere. Empty: not
    /// checked.
    pub area_codes: Vec<String>,
    /// The sources that may be reposted (clause 7); without names nothing is compared.
    pub repost_sources: RepostSources,
}

impl Default for ScreeningSettings {
    fn default() -> Self {
        Self {
            disabled_rules: Vec::new(),
            max_findings: 1_000,
            masking: Masking::default(),
            disclosure_columns: Vec::new(),
            area_codes: Vec::new(),
            repost_sources: RepostSources::default(),
        }
    }
}
