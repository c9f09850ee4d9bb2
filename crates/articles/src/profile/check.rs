//! What is wrong in a profile: errors of form, and settings that would weaken the regulation.

use super::{Named, Profile, ProfileError};
use crate::{FINAL_LEVEL, PERMIT_MINUTES, RELEASED, REVIEW_LEVELS, Role};

/// The chain of clause 6, by role: what a profile writes out must begin with these.
const CHAIN: [Role; FINAL_LEVEL as usize] =
    [Role::Editor, Role::SectionHead, Role::DeputyLeader, Role::PrincipalLeader];

/// All errors of a profile that could be read.
pub(super) fn errors(profile: &Profile) -> Vec<ProfileError> {
    let mut errors: Vec<_> = basic(profile).into_iter().chain(screening(profile)).collect();
    errors.extend(chain(profile));
    errors.extend(in_force(profile));
    errors.extend(own_release(profile));
    errors.extend(new_media(profile));
    errors.extend(profile.screening.masking.errors());
    errors.extend(id_errors("sections", &profile.sections));
    errors.extend(id_errors("channels", &profile.channels));
    errors.extend(id_errors("important_criteria", &profile.important_criteria));
    errors.extend(id_errors("return_reasons", &profile.return_reasons));
    for (list, named) in
        [("important_criteria", &profile.important_criteria), ("return_reasons", &profile.return_reasons)]
    {
        if named.iter().any(|one| one.id == "other") {
            errors.push(whole("", format!("{list}：“other”留给自行填写的一项，不能用作 id")));
        }
    }
    errors
}

/// Keep the errors that hold.
fn those(checks: impl IntoIterator<Item = (bool, &'static str, String)>) -> Vec<ProfileError> {
    checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, clause, message)| whole(clause, message)).collect()
}

fn basic(profile: &Profile) -> Vec<ProfileError> {
    those([
        (profile.agency.trim().is_empty(), "", "agency（单位名称）不能为空".to_owned()),
        (!is_id(&profile.site), "", "site 须为小写字母、数字、连字符或下划线，1 至 64 位".to_owned()),
        (profile.sections.is_empty(), "1", "至少登记一个科室：第一条规定适用于全局所有科室".to_owned()),
        (profile.channels.is_empty(), "1", "至少登记一个渠道：第一条规定适用于政府网站和政务新媒体".to_owned()),
        (
            profile.correction_system.as_ref().is_some_and(|system| system.basis.trim().is_empty()),
            "8",
            "correction_system.basis 须写明依据：第八条规定通过市政府网站群内容纠错系统筛查".to_owned(),
        ),
        (
            profile.correction_system_name.trim().is_empty(),
            "8",
            "correction_system_name（内容纠错系统的名称）不能为空".to_owned(),
        ),
        (
            profile.site_responsible.iter().any(|person| person.trim().is_empty()),
            "15",
            "site_responsible（网站负责同志）中有空的人员编号".to_owned(),
        ),
        (
            profile.determination_authorities.iter().any(|body| body.trim().is_empty()),
            "10",
            "determination_authorities（有确定权限的部门）中有空的名称".to_owned(),
        ),
        (!PERMIT_MINUTES.contains(&profile.permit_minutes), "", "permit_minutes 须在 1 至 1440 之间".to_owned()),
    ])
}

fn screening(profile: &Profile) -> Vec<ProfileError> {
    let screening = &profile.screening;
    those([
        (!(1..=10_000).contains(&screening.max_findings), "", "screening.max_findings 须在 1 至 10000 之间".to_owned()),
        (
            screening.disclosure_columns.iter().any(|name| name.trim().chars().nth(1).is_none()),
            "11.1",
            "screening.disclosure_columns：栏目名至少两个字，否则几乎所有栏目都算在内".to_owned(),
        ),
    ])
}

/// The three levels are the floor: a profile may add the main leader's approval for all items, nothing else.
fn chain(profile: &Profile) -> Vec<ProfileError> {
    let roles: Vec<&str> = CHAIN.iter().map(|role| role.id()).collect();
    let written = &profile.review_chain;
    let is_chain = written.is_empty()
        || (written.len() >= usize::from(REVIEW_LEVELS)
            && written.len() <= roles.len()
            && written.iter().zip(&roles).all(|(written, role)| written == role));
    those([
        (
            profile.review_levels != REVIEW_LEVELS,
            "6",
            format!("review_levels 为 {}，第六条规定三审三校，须为 {REVIEW_LEVELS}", profile.review_levels),
        ),
        (
            !is_chain,
            "6",
            format!(
                "review_chain 为 {}，第六条规定依次为 editor、section_head、deputy_leader，其后只可再加 principal_leader",
                written.join("、")
            ),
        ),
    ])
}

/// When the settings hold: not before the regulation does, and for a day at least. ISO dates compare as text.
fn in_force(profile: &Profile) -> Vec<ProfileError> {
    let (from, until) = (profile.valid_from.as_str(), profile.valid_until.as_str());
    let begins = if from.is_empty() { RELEASED } else { from };
    let day = |text: &str| text.is_empty() || is_day(text);
    those([
        (!day(from), "21", "valid_from（施行日期）须写成 2025-01-01 的形式".to_owned()),
        (!day(until), "21", "valid_until（失效日期）须写成 2025-12-31 的形式".to_owned()),
        (day(from) && begins < RELEASED, "21", format!("valid_from 为 {from}，早于《规范》的施行日期 {RELEASED}")),
        (
            day(until) && !until.is_empty() && until < begins,
            "21",
            format!("valid_until 为 {until}，早于施行日期 {begins}"),
        ),
    ])
}

/// `YYYY-MM-DD`; months of 31 days are enough to compare by.
fn is_day(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('-').collect();
    let [year, month, day] = numbers.as_slice() else { return false };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

fn own_release(profile: &Profile) -> Vec<ProfileError> {
    let mut errors = Vec::new();
    for (place, own) in profile.own_release_channels.iter().enumerate() {
        let number = place + 1;
        let registered = profile.channels.iter().any(|channel| channel.id == own.channel);
        let again = profile.own_release_channels.iter().take(place).any(|other| other.channel == own.channel);
        errors.extend(those([
            (
                !registered,
                "1",
                format!("own_release_channels 第 {number} 项：渠道“{}”没有在 channels 中登记", own.channel),
            ),
            (again, "", format!("own_release_channels 第 {number} 项：渠道“{}”重复", own.channel)),
            (
                own.basis.trim().is_empty(),
                "6",
                format!(
                    "own_release_channels 第 {number} 项：自行发布须有书面依据（basis），没有依据的须报送综合协调科"
                ),
            ),
        ]));
    }
    errors
}

fn new_media(profile: &Profile) -> Vec<ProfileError> {
    let mut errors = Vec::new();
    for (place, id) in profile.new_media_channels.iter().enumerate() {
        let number = place + 1;
        let registered = profile.channels.iter().any(|channel| channel.id == *id);
        let again = profile.new_media_channels.iter().take(place).any(|other| other == id);
        errors.extend(those([
            (!registered, "1", format!("new_media_channels 第 {number} 项：渠道“{id}”没有在 channels 中登记")),
            (again, "", format!("new_media_channels 第 {number} 项：渠道“{id}”重复")),
        ]));
    }
    errors
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
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

const fn whole(clause: &'static str, message: String) -> ProfileError {
    ProfileError { line: 0, column: 0, clause, message }
}
