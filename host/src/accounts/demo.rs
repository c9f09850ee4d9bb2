//! The demo agency: five people who can walk one item from draft to publication, and the calendar they work by.

use serde_json::{Map, Value, json};

use super::Person;
use crate::{
    component::bindings::NetworkZone,
    flow::{Asker, Flow, error::FlowError},
};

/// The agency's profile.
pub const PROFILE: &str = include_str!("../../demo/profile.json");

/// The working calendar.
pub const CALENDAR: &str = include_str!("../../demo/calendar.json");

/// The person who gives temporary permissions (网站负责同志).
pub const RESPONSIBLE: &str = "zheng-hua";

/// The person of 综合协调科 who keeps the registry of leaders and officers (clause 20).
pub const KEEPER: &str = "wu-jing";

/// The section that writes, and the one that publishes to the portal.
const SECTION: &str = "business-environment";
const COORDINATION: &str = "coordination";

/// Who answers for what (clause 5): nobody of a section without these may hand in. As (section, post, person, name); `*` is the whole bureau.
const OFFICERS: [(&str, &str, &str, &str); 9] = [
    ("*", "leading_group", RESPONSIBLE, "政府信息公开工作领导小组"),
    ("*", "principal_leader", RESPONSIBLE, "郑华"),
    ("*", "deputy_leader", "chen-yuan", "陈远"),
    (SECTION, "section_head", "zhou-min", "周敏"),
    (SECTION, "information_officer", "lin-xiao", "林晓"),
    (COORDINATION, "section_head", "li-na", "李娜"),
    (COORDINATION, "information_officer", "luo-yi", "罗毅"),
    ("general-office", "section_head", "song-jie", "宋洁"),
    ("general-office", "information_officer", "song-jie", "宋洁"),
];

/// What [`KEEPER`] enters into the registry when the demo starts for the first time.
#[must_use]
pub fn registry() -> Vec<Map<String, Value>> {
    let appoint = |(section, post, person, name): (&str, &str, &str, &str)| {
        let items = json!({
            "section": section, "post": post, "person": person, "name": name, "phone": "0000-00000000",
            "starts": "2024-10-24", "basis": "示范配置：责任分工通知",
        });
        Map::from_iter([("appoint".to_owned(), items)])
    };
    OFFICERS.into_iter().map(appoint).collect()
}

/// Files leaders and officers unless somebody has filed any: the demo can hand in at once.
///
/// # Errors
/// What [`Flow::enter`] says.
pub async fn file_registry(flow: &Flow) -> Result<(), FlowError> {
    if flow.register("registry").await?.sequence() > 0 {
        return Ok(());
    }
    let Some(person) = people().into_iter().find(|person| person.id == KEEPER) else { return Ok(()) };
    let asker = Asker { person, network: NetworkZone::Office, item: String::new() };
    flow.enter(&asker, "registry", 0, registry()).await.map(drop)
}

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
