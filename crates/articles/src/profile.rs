//! The profile: an agency's settings, with the regulation's minimum as the floor.
//!
//! A JSON text, given with every call, never hidden state. What is not set has the regulation's value; what would fall below
//! it is an error that names the clause.

use crate::{REVIEW_LEVELS, RepostSources, ScreeningSettings};
use serde::Deserialize;

mod check;

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

/// A channel on which sections release themselves (自行发布) instead of filing with 综合协调科 (clause 6).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRelease {
    /// The channel's id.
    pub channel: String,
    /// The written basis, for example the number of the notice.
    pub basis: String,
}

/// An agency's settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The agency's name.
    pub agency: String,
    /// The id of its site.
    pub site: String,
    /// The first day these settings hold, as 2025-01-01 (clause 21); empty: since the regulation does ([`crate::RELEASED`]).
    #[serde(default)]
    pub valid_from: String,
    /// The last day they hold, as 2025-12-31 (clause 21); empty: until they are replaced.
    #[serde(default)]
    pub valid_until: String,
    /// All sections that may hand in content (clause 1).
    pub sections: Vec<Named>,
    /// All channels, websites and new media (clause 1).
    pub channels: Vec<Named>,
    /// How many levels of review; at least three (clause 6).
    #[serde(default = "default_levels")]
    pub review_levels: u8,
    /// The levels by role, when an agency wants to write them out: 初审, 复审 and 三审 in this order, and the main leader's 审定 behind them
    /// where all items need it (clause 6). Empty: the three, and 审定 for important items.
    #[serde(default)]
    pub review_chain: Vec<String>,
    /// What makes an item important, so that the main leader approves it (clause 6). People may mark any item besides.
    #[serde(default)]
    pub important_criteria: Vec<Named>,
    /// Canned reasons for a return (6.2, 6.3); `other` with a text always is one.
    #[serde(default)]
    pub return_reasons: Vec<Named>,
    /// Channels on which sections may release themselves, each with its written basis (clause 6); everything else is filed.
    #[serde(default)]
    pub own_release_channels: Vec<OwnRelease>,
    /// Channels that are new media (政务新媒体): what goes out there is looked back at on the same day, on others by the next working day
    /// (clause 16).
    #[serde(default)]
    pub new_media_channels: Vec<String>,
    /// Bodies with the power to determine what is secret (有确定权限的部门), by name (clause 10). Others may be asked for a stated reason.
    #[serde(default)]
    pub determination_authorities: Vec<String>,
    /// Persons (网站负责同志) who give temporary grants (clause 15); without one there are no grants.
    #[serde(default)]
    pub site_responsible: Vec<String>,
    /// The agency's list of government sites that may be reposted from, beside `screening.repost_sources` (clause 7).
    #[serde(default)]
    pub government_sources: RepostSources,
    /// Set when this installation is the correction system of clause 8.
    #[serde(default)]
    pub correction_system: Option<CorrectionSystem>,
    /// The name of the correction system whose evidence is recorded while `correction_system` is not set (clause 8).
    #[serde(default = "default_correction_name")]
    pub correction_system_name: String,
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

fn default_correction_name() -> String {
    "市政府网站群内容纠错系统".to_owned()
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
        let errors = check::errors(&profile);
        if errors.is_empty() { Ok(profile) } else { Err(errors) }
    }

    /// Whether the main leader approves every item, not only important ones.
    #[must_use]
    pub fn approves_all(&self) -> bool {
        self.review_chain.len() > usize::from(REVIEW_LEVELS)
    }
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
    fn settings_hold_for_days_and_not_before_the_regulation() {
        assert!(with(r#""valid_from":"2025-01-01","valid_until":"2025-12-31""#).is_ok());
        for (extra, part) in [
            (r#""valid_from":"2024-10-23""#, "早于《规范》"),
            (r#""valid_from":"2025-1-1""#, "valid_from"),
            (r#""valid_until":"2025-13-01""#, "valid_until"),
            (r#""valid_until":"2024-10-23""#, "早于施行日期"),
            (r#""valid_from":"2025-03-02","valid_until":"2025-03-01""#, "早于施行日期 2025-03-02"),
        ] {
            let errors = with(extra).unwrap_err();
            assert!(errors[0].clause == "21" && errors[0].message.contains(part), "{extra}: {errors:?}");
        }
    }

    #[test]
    fn new_media_are_channels() {
        assert_eq!(with(r#""new_media_channels":["p"]"#).unwrap().new_media_channels, ["p"]);
        let errors = with(r#""new_media_channels":["p","p","w"]"#).unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| (error.clause, error.message.as_str())).collect();
        let expected = [
            ("", "new_media_channels 第 2 项：渠道“p”重复"),
            ("1", "new_media_channels 第 3 项：渠道“w”没有在 channels 中登记"),
        ];
        assert_eq!(said, expected);
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
