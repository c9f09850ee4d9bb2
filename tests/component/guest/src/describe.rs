//! Interface `describe`: honest, so that the component is loaded.

use crate::bindings::api::describe::{ClauseInfo, DutyInfo, EngineInfo, Guest, ProfileError, ProfileSummary, RuleInfo};
use crate::{Component, digest};
use std::hint::black_box;

/// The engine's version in the identity section and in every report.
pub(crate) const ENGINE: &str = "hostile";

/// A test overwrites the last word in the compiled file to get a component that misses marks.
static MODE: [u8; 18] = *b"guest-mode:seeing!";

/// True when the file was changed so that it misses marks.
pub(crate) fn is_blind() -> bool {
    black_box(&MODE).ends_with(b"blind!!")
}

impl Guest for Component {
    fn engine() -> EngineInfo {
        EngineInfo {
            api: "0.1.0".to_owned(),
            engine: ENGINE.to_owned(),
            pack: digest(""),
            model: String::new(),
            terms: 0,
            rules: 1,
        }
    }

    fn rules() -> Vec<RuleInfo> {
        Vec::new()
    }

    fn clauses() -> Vec<ClauseInfo> {
        Vec::new()
    }

    fn duties() -> Vec<DutyInfo> {
        Vec::new()
    }

    fn validate_calendar(_: String) -> Result<(), Vec<ProfileError>> {
        Ok(())
    }

    fn validate_profile(profile: String) -> Result<ProfileSummary, Vec<ProfileError>> {
        Ok(ProfileSummary {
            agency: "测试单位".to_owned(), site: "portal-demo".to_owned(), digest: digest(&profile)
        })
    }
}
