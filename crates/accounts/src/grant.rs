//! Temporary permission to publish out of hours or outside the office (clause 15): 临时开通操作权限.

use articles::Refusal;

/// How long a grant may last, days: it is temporary.
pub const MAX_GRANT_DAYS: u64 = 7;
/// How many people one grant may name: the editor, the reviewers and the publisher of one urgent item.
const PERSONS: usize = 20;
const MINUTE_MS: u64 = 60_000;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;
/// A window that starts while the form is filled in starts a little before it is sent.
const LATE_MS: u64 = 10 * MINUTE_MS;

/// A grant, as it is asked for. Whether one holds is judged by `workflow`, where it is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// Who may use it, each for themselves.
    pub persons: Vec<String>,
    /// From when, milliseconds UTC of the server's clock.
    pub starts: u64,
    /// Until when, exclusive, milliseconds UTC.
    pub ends: u64,
    /// Why publication cannot wait.
    pub reason: String,
    /// Who gave it.
    pub granted_by: String,
}

/// Whether a grant may be given now by the person it names as giver, who holds `roles`.
///
/// # Errors
/// Everything that is wrong with it, at once.
///
/// ```
/// use accounts::{Grant, check_grant};
/// let hour = 3_600_000;
/// let grant = Grant {
///     persons: vec!["b".into()], starts: 0, ends: 2 * hour, reason: "汛情通报".into(), granted_by: "r".into(),
/// };
/// assert!(check_grant(&grant, &["site_responsible"], 0).is_ok());
/// assert_eq!(check_grant(&grant, &["publisher"], 0).unwrap_err()[0].code, "grant-wrong-role");
/// ```
pub fn check_grant(grant: &Grant, roles: &[&str], now: u64) -> Result<(), Vec<Refusal>> {
    let reason = grant.reason.trim().chars().count();
    let days = grant.ends.saturating_sub(grant.starts).div_ceil(DAY_MS);
    let checks = [
        (
            !roles.contains(&"site_responsible"),
            ("grant-wrong-role", "临时操作权限由网站负责同志开通".to_owned(), "请向网站负责同志申请"),
        ),
        (
            grant.persons.contains(&grant.granted_by),
            ("grant-to-oneself", "不能给自己开通临时操作权限".to_owned(), "请由另一位网站负责同志开通"),
        ),
        (
            grant.persons.iter().all(|person| person.trim().is_empty()),
            ("grant-without-person", "没有写明权限开通给谁".to_owned(), "请写明使用人"),
        ),
        (
            grant.persons.len() > PERSONS,
            ("grant-too-many", format!("一次最多开通给 {PERSONS} 人"), "请只写处理本次信息的人员"),
        ),
        (repeats(&grant.persons), ("grant-person-twice", "使用人重复或者为空".to_owned(), "请去掉重复的和空的")),
        (grant.starts >= grant.ends, ("grant-window", "结束时间不晚于开始时间".to_owned(), "请改正起止时间")),
        (
            days > MAX_GRANT_DAYS,
            ("grant-too-long", format!("权限为临时开通，最长 {MAX_GRANT_DAYS} 天"), "请缩短期限，到期仍需要时再次申请"),
        ),
        (
            grant.starts.saturating_add(LATE_MS) < now || grant.ends <= now,
            ("grant-in-the-past", "起止时间早于服务器时间，权限不能事后补开".to_owned(), "请从现在起开通"),
        ),
        (
            !(1..=1_000).contains(&reason),
            (
                "grant-without-reason",
                "没有写明理由，或者理由超过 1000 字".to_owned(),
                "请写明为什么须在非工作时间或办公环境外发布",
            ),
        ),
    ];
    let refusals: Vec<_> = checks
        .into_iter()
        .filter(|(wrong, _)| *wrong)
        .map(|(_, (code, message, remedy))| Refusal::new(code, "15", message, remedy))
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

fn repeats(persons: &[String]) -> bool {
    persons
        .iter()
        .enumerate()
        .any(|(place, person)| person.trim().is_empty() || persons.iter().take(place).any(|other| other == person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Spoil = fn(&mut Grant);

    const NOW: u64 = 1_764_000_000_000;

    fn good() -> Grant {
        Grant {
            persons: vec!["b".into(), "c".into()],
            starts: NOW,
            ends: NOW + DAY_MS,
            reason: "防汛信息须当晚发布".into(),
            granted_by: "r".into(),
        }
    }

    #[test]
    fn each_thing_that_is_wrong() {
        let cases: [(Spoil, &str); 10] = [
            (|grant| grant.persons.push("r".into()), "grant-to-oneself"),
            (|grant| grant.persons.clear(), "grant-without-person"),
            (|grant| grant.persons.push("b".into()), "grant-person-twice"),
            (|grant| grant.persons = (0..21).map(|number| number.to_string()).collect(), "grant-too-many"),
            (|grant| grant.ends = grant.starts, "grant-window"),
            (|grant| grant.ends = grant.starts + 7 * DAY_MS + 1, "grant-too-long"),
            (|grant| grant.starts = NOW - DAY_MS, "grant-in-the-past"),
            (|grant| grant.starts = NOW - LATE_MS - 1, "grant-in-the-past"),
            (|grant| grant.reason = " ".into(), "grant-without-reason"),
            (|grant| grant.reason = "理".repeat(1_001), "grant-without-reason"),
        ];
        for (spoil, code) in cases {
            let mut grant = good();
            spoil(&mut grant);
            let refusals = check_grant(&grant, &["site_responsible"], NOW).unwrap_err();
            assert!(refusals.iter().any(|one| one.code == code && one.clause == "15"), "{code}: {refusals:?}");
        }
        assert_eq!(check_grant(&good(), &["site_responsible"], NOW), Ok(()));
        let all = check_grant(&Grant::default(), &[], NOW).unwrap_err();
        assert_eq!(all.len(), 5, "everything at once: {all:?}");
    }

    proptest! {
        #[test]
        fn nobody_grants_to_oneself(starts: u64, ends: u64, now: u64, person in "[a-c]") {
            let grant = Grant { starts, ends, granted_by: person.clone(), persons: vec![person], ..good() };
            prop_assert!(check_grant(&grant, &["site_responsible"], now).is_err());
        }
    }
}
