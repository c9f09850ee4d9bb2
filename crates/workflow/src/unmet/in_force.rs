//! Whether the agency's settings were in force (clause 21). What is replayed is judged by the settings of its time, which stand in its facts.

use crate::{Facts, Refusal};
use articles::RELEASED;
use calendar::{day_of, format_day};

/// What stands against any step: settings that are not in force at this moment. ISO dates compare as text.
pub(crate) fn in_force(facts: &Facts, at: u64) -> Option<Refusal> {
    let today = format_day(day_of(at));
    let settings = &facts.settings;
    let from = if settings.valid_from.is_empty() { RELEASED } else { &settings.valid_from };
    if today.as_str() < from {
        let message = format!("单位配置自 {from} 起施行，{today} 还没有施行");
        return Some(Refusal::new("not-yet-in-force", "21", message, "请由管理员载入当日有效的单位配置"));
    }
    let until = settings.valid_until.as_str();
    (!until.is_empty() && today.as_str() > until).then(|| {
        let message = format!("单位配置的有效期到 {until} 为止，已经失效");
        Refusal::new("no-longer-in-force", "21", message, "请由管理员载入现行有效的单位配置")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Context};

    const DAY_MS: u64 = 86_400_000;
    /// 2025-03-03, noon in Shanghai.
    const NOON: u64 = 1_740_974_400_000;

    fn code(dates: &str, at: u64) -> Option<&'static str> {
        let profile = format!(
            r#"{{"agency":"某局","site":"s",{dates}"sections":[{{"id":"a","name":"甲科"}}],"channels":[{{"id":"p","name":"门户"}}]}}"#
        );
        let mut context = Context { now: at, profile, ..Context::default() };
        context.actor.person = "a".into();
        let facts = Facts::read(&context, "", &Case::default(), None).unwrap();
        in_force(&facts, at).map(|refusal| refusal.code)
    }

    #[test]
    fn the_first_and_the_last_day_are_in_force() {
        let days = r#""valid_from":"2025-03-03","valid_until":"2025-03-04","#;
        assert_eq!(code(days, NOON - DAY_MS), Some("not-yet-in-force"));
        assert_eq!(code(days, NOON - DAY_MS / 2), None, "the day begins at midnight in Shanghai");
        assert_eq!(code(days, NOON + DAY_MS), None);
        assert_eq!(code(days, NOON + 2 * DAY_MS), Some("no-longer-in-force"));
    }

    #[test]
    fn without_dates_it_holds_since_the_regulation_does() {
        assert_eq!(code("", NOON), None);
        // 2024-10-23, the day before it was released.
        assert_eq!(code("", 1_729_699_200_000 - 1), Some("not-yet-in-force"));
        assert_eq!(code("", 1_729_699_200_000), None);
    }
}
