//! The demo agency: five people who can walk one item from draft to publication, and the calendar they work by.

use super::Person;

/// The agency's profile.
pub const PROFILE: &str = include_str!("../../demo/profile.json");

/// The working calendar.
pub const CALENDAR: &str = include_str!("../../demo/calendar.json");

/// The person who gives temporary permissions (网站负责同志).
pub const RESPONSIBLE: &str = "zheng-hua";

/// The section that writes, and the one that publishes to the portal.
const SECTION: &str = "business-environment";
const COORDINATION: &str = "coordination";

/// The people, in the order in which they act.
#[must_use]
pub fn people() -> Vec<Person> {
    [
        ("lin-xiao", "林晓", SECTION, &["editor"][..]),
        ("zhou-min", "周敏", SECTION, &["section_head"]),
        ("chen-yuan", "陈远", SECTION, &["deputy_leader"]),
        ("wu-jing", "吴静", COORDINATION, &["coordinator", "publisher"]),
        (RESPONSIBLE, "郑华", SECTION, &["principal_leader", "site_responsible"]),
    ]
    .into_iter()
    .map(|(id, name, section, roles)| Person {
        id: id.to_owned(),
        name: name.to_owned(),
        section: section.to_owned(),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    })
    .collect()
}
