//! The profile: an agency's settings, with the regulation's minimum as the floor.
//!
//! A JSON text, given with every call, never hidden state. What is not set has the regulation's value; what would fall below
//! it is an error that names the clause.

use crate::masking::Masking;
use crate::{PERMIT_MINUTES, REVIEW_LEVELS, RepostSources};
use serde::Deserialize;

/// A section (科室) or a channel: a stable id and the name people read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id used in requests and in the history.
    pub id: String,
    /// The name.
    pub name: String,
}

/// Why this installation counts as the correction system of clause 8 (市政府网站群内容纠错系统).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionSystem {
    /// The written basis, for example the number of the notice.
    pub basis: String,
}

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

/// An agency's settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The agency's name.
    pub agency: String,
    /// The id of its site.
    pub site: String,
    /// All sections that may hand in content (clause 1).
    pub sections: Vec<Named>,
    /// All channels, websites and new media (clause 1).
    pub channels: Vec<Named>,
    /// How many levels of review; at least three (clause 6).
    #[serde(default = "default_levels")]
    pub review_levels: u8,
    /// Set when this installation is the correction system of clause 8.
    #[serde(default)]
    pub correction_system: Option<CorrectionSystem>,
    /// How long a permit may be used after it was issued, in minutes. 1 to 1,440.
    #[serde(default = "default_permit_minutes")]
    pub permit_minutes: u32,
    /// Settings of screening.
    #[serde(default)]
    pub screening: ScreeningSettings,
}

/// Something wrong in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// Line from 1; 0 when the error concerns the whole text.
    pub line: u32,
    /// Column in bytes of the line, from 1; 0 when unknown.
    pub column: u32,
    /// The clause that would be weakened; empty for an error of form.
    pub clause: &'static str,
    /// One Chinese sentence.
    pub message: String,
}

const fn default_levels() -> u8 {
    REVIEW_LEVELS
}

const fn default_permit_minutes() -> u32 {
    30
}

impl Profile {
    /// Read and check a profile.
    ///
    /// # Errors
    /// The place of an error of form, or all settings that are out of range.
    ///
    /// ```
    /// let weak = r#"{"agency":"某局","site":"a","sections":[{"id":"s","name":"科"}],"channels":[{"id":"p","name":"门户"}],"review_levels":2}"#;
    /// assert_eq!(articles::Profile::read(weak).unwrap_err()[0].clause, "6");
    /// ```
    pub fn read(text: &str) -> Result<Self, Vec<ProfileError>> {
        let profile: Self = serde_json::from_str(text).map_err(|error| vec![form_error(&error)])?;
        let errors = profile.errors();
        if errors.is_empty() { Ok(profile) } else { Err(errors) }
    }

    fn errors(&self) -> Vec<ProfileError> {
        let checks = [
            (self.agency.trim().is_empty(), "", "agency（单位名称）不能为空".to_owned()),
            (!is_id(&self.site), "", "site 须为小写字母、数字、连字符或下划线，1 至 64 位".to_owned()),
            (self.sections.is_empty(), "1", "至少登记一个科室：第一条规定适用于全局所有科室".to_owned()),
            (self.channels.is_empty(), "1", "至少登记一个渠道：第一条规定适用于政府网站和政务新媒体".to_owned()),
            (
                self.review_levels != REVIEW_LEVELS,
                "6",
                format!("review_levels 为 {}，第六条规定三审三校，须为 {REVIEW_LEVELS}", self.review_levels),
            ),
            (
                self.correction_system.as_ref().is_some_and(|system| system.basis.trim().is_empty()),
                "8",
                "correction_system.basis 须写明依据：第八条规定通过市政府网站群内容纠错系统筛查".to_owned(),
            ),
            (!PERMIT_MINUTES.contains(&self.permit_minutes), "", "permit_minutes 须在 1 至 1440 之间".to_owned()),
            (
                !(1..=10_000).contains(&self.screening.max_findings),
                "",
                "screening.max_findings 须在 1 至 10000 之间".to_owned(),
            ),
            (
                self.screening.disclosure_columns.iter().any(|name| name.trim().chars().nth(1).is_none()),
                "11.1",
                "screening.disclosure_columns：栏目名至少两个字，否则几乎所有栏目都算在内".to_owned(),
            ),
        ];
        let mut errors: Vec<_> = checks
            .into_iter()
            .filter(|(wrong, ..)| *wrong)
            .map(|(_, clause, message)| whole(clause, message))
            .collect();
        errors.extend(self.screening.masking.errors());
        errors.extend(id_errors("sections", &self.sections));
        errors.extend(id_errors("channels", &self.channels));
        errors
    }
}

fn id_errors(list: &str, named: &[Named]) -> Vec<ProfileError> {
    let mut errors = Vec::new();
    for (number, one) in named.iter().enumerate() {
        if !is_id(&one.id) || one.name.trim().is_empty() {
            errors.push(whole("", format!("{list} 第 {} 项：id 或 name 不合格", number + 1)));
        }
        if named.iter().take(number).any(|other| other.id == one.id) {
            errors.push(whole("", format!("{list} 中 id“{}”重复", one.id)));
        }
    }
    errors
}

/// Ids stand in addresses and in the history: lower-case letters, digits, `-` and `_`, at most 64.
fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

const fn whole(clause: &'static str, message: String) -> ProfileError {
    ProfileError { line: 0, column: 0, clause, message }
}

fn form_error(error: &serde_json::Error) -> ProfileError {
    let place = |number| u32::try_from(number).unwrap_or(u32::MAX);
    ProfileError { line: place(error.line()), column: place(error.column()), clause: "", message: form_message(error) }
}

/// The parser speaks English; what it names in backquotes is the item concerned.
fn form_message(error: &serde_json::Error) -> String {
    if !error.is_data() {
        return "配置不是完整、可读的 JSON".to_owned();
    }
    let text = error.to_string();
    let item = text.split('`').nth(1).unwrap_or_default();
    if text.starts_with("unknown field") {
        format!("配置中有不认识的项“{item}”")
    } else if text.starts_with("missing field") {
        format!("配置缺少“{item}”")
    } else if text.starts_with("duplicate field") {
        format!("配置中“{item}”出现了两次")
    } else {
        "配置中这一项的类型不对".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"agency":"某局","site":"portal","sections":[{"id":"a","name":"甲科"}],"channels":[{"id":"p","name":"门户"}]}"#;

    fn with(extra: &str) -> Result<Profile, Vec<ProfileError>> {
        Profile::read(&GOOD.replacen('{', &format!("{{{extra},"), 1))
    }

    #[test]
    fn defaults_are_the_regulations() {
        let profile = Profile::read(GOOD).unwrap();
        assert_eq!((profile.review_levels, profile.permit_minutes), (3, 30));
        assert!(profile.correction_system.is_none());
    }

    #[test]
    fn what_weakens_the_regulation_names_its_clause() {
        assert_eq!(with(r#""review_levels":2"#).unwrap_err()[0].clause, "6");
        assert_eq!(with(r#""correction_system":{"basis":" "}"#).unwrap_err()[0].clause, "8");
    }

    #[test]
    fn settings_of_masking() {
        let weak = r#""screening":{"masking":{"phone_number":{"leading":7,"trailing":4}},"disclosure_columns":["示"]}"#;
        let messages: Vec<String> = with(weak).unwrap_err().into_iter().map(|error| error.message).collect();
        assert!(messages[0].starts_with("screening.disclosure_columns"), "{messages:?}");
        assert!(messages[1].starts_with("screening.masking.phone_number"), "{messages:?}");
    }

    #[test]
    fn errors_of_form_have_a_place() {
        let error = &Profile::read("{\n  \"agency\": 1\n}").unwrap_err()[0];
        assert_eq!(error.line, 2);
        let message = |extra| with(extra).unwrap_err().remove(0).message;
        assert_eq!(message(r#""fail_open":true"#), "配置中有不认识的项“fail_open”", "there is no such switch");
        assert_eq!(message(r#""permit_minutes":"30""#), "配置中这一项的类型不对");
        assert_eq!(Profile::read("{").unwrap_err()[0].message, "配置不是完整、可读的 JSON");
    }
}
