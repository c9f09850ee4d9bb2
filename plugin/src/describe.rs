//! Interface `describe`.

use crate::bindings::api::describe::{ClauseInfo, DutyInfo, EngineInfo, Guest, ProfileError, ProfileSummary, RuleInfo};
use crate::{Component, state};
use articles::Profile;

/// The version of the WIT package that this component exports.
const API: &str = "0.1.0";

impl Guest for Component {
    fn engine() -> EngineInfo {
        let lexicon = state::lexicon();
        let count = |length| u32::try_from(length).unwrap_or(u32::MAX);
        EngineInfo {
            api: API.to_owned(),
            engine: screener::ENGINE.to_owned(),
            pack: lexicon.digest().to_owned(),
            model: lexicon.model_digest().to_owned(),
            terms: count(lexicon.len()),
            rules: count(screener::RULES.len()),
        }
    }

    fn rules() -> Vec<RuleInfo> {
        let info = |rule: &&screener::Rule| RuleInfo {
            code: rule.code.to_owned(),
            title: rule.title.to_owned(),
            level: rule.level.into(),
            clause: rule.clause.to_owned(),
            tier: rule.tier.into(),
            since: rule.since.to_owned(),
            documentation: rule.documentation.to_owned(),
        };
        screener::RULES.iter().map(info).collect()
    }

    fn clauses() -> Vec<ClauseInfo> {
        let info = |clause: &articles::Clause| ClauseInfo {
            id: clause.id.to_owned(),
            text: clause.text.to_owned(),
            enforced_by: clause.enforced_by.id().to_owned(),
            how: clause.how.to_owned(),
        };
        articles::clauses().iter().map(info).collect()
    }

    fn validate_calendar(calendar: String) -> Result<(), Vec<ProfileError>> {
        let convert = |error: calendar::CalendarError| ProfileError {
            line: error.line,
            column: error.column,
            clause: "15".to_owned(),
            message: error.message,
        };
        calendar::Calendar::read(&calendar).map(drop).map_err(|errors| errors.into_iter().map(convert).collect())
    }

    fn duties() -> Vec<DutyInfo> {
        let info = |level: u8| {
            articles::duties(level).iter().map(move |duty| DutyInfo {
                level,
                id: duty.id.to_owned(),
                title: duty.title.to_owned(),
            })
        };
        (1..=4).flat_map(info).collect()
    }

    fn validate_profile(profile: String) -> Result<ProfileSummary, Vec<ProfileError>> {
        let read = Profile::read(&profile).map_err(convert)?;
        let errors = screener::check_settings(&read.screening);
        if !errors.is_empty() {
            return Err(convert(errors));
        }
        Ok(ProfileSummary { agency: read.agency, site: read.site, digest: document::sm3_text(profile.as_bytes()) })
    }
}

fn convert(errors: Vec<articles::ProfileError>) -> Vec<ProfileError> {
    let error = |error: articles::ProfileError| ProfileError {
        line: error.line,
        column: error.column,
        clause: error.clause.to_owned(),
        message: error.message,
    };
    errors.into_iter().map(error).collect()
}
