//! The demo agency: four people who can walk one item from draft to publication.

use super::Person;

/// The agency's profile.
pub const PROFILE: &str = include_str!("../../demo/profile.json");

/// The section all four work in or for.
const SECTION: &str = "business-environment";

/// The people, in the order in which they act.
#[must_use]
pub fn people() -> Vec<Person> {
    [
        ("lin-xiao", "林晓", &["editor"][..]),
        ("zhou-min", "周敏", &["section_head"]),
        ("chen-yuan", "陈远", &["deputy_leader"]),
        ("wu-jing", "吴静", &["publisher", "information_officer"]),
    ]
    .into_iter()
    .map(|(id, name, roles)| Person {
        id: id.to_owned(),
        name: name.to_owned(),
        section: SECTION.to_owned(),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    })
    .collect()
}
