//! Who works here and how they prove it: own passwords, one-time links, browser sessions; nobody acts for anybody else (clause 14).

pub mod connector;
pub mod demo;
pub mod password;
pub mod sign_in;
pub mod token;

/// A person as the platform knows them now.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stable id; separation of duties compares it.
    pub id: String,
    /// The name printed on the review sheet.
    pub name: String,
    /// The id of the section (科室).
    pub section: String,
    /// Roles held now, by the names of `types.actor.roles`.
    pub roles: Vec<String>,
}

/// The Chinese name of a role, for pages and the command line; an unknown role keeps its id.
#[must_use]
pub fn role_name(role: &str) -> &str {
    match role {
        "editor" => "采编员",
        "section_head" => "科室负责人",
        "deputy_leader" => "分管领导",
        "principal_leader" => "主要领导",
        "information_officer" => "信息专管员",
        "publisher" => "发布员",
        "supervisor" => "局机关办公室",
        "coordinator" => "综合协调科",
        "site_responsible" => "网站负责同志",
        "duty_officer" => "值班人员",
        "word_keeper" => "词库管理员",
        "administrator" => "系统管理员",
        other => other,
    }
}

/// Reads a list of people: a JSON list of objects with `id`, `name`, `section` and `roles`.
///
/// # Errors
/// One Chinese sentence: where the list is wrong.
pub fn read_people(text: &str) -> Result<Vec<Person>, String> {
    let people: Vec<Person> = serde_json::from_str(text)
        .map_err(|error| format!("人员名单第 {} 行第 {} 列有误：{error}", error.line(), error.column()))?;
    for (place, person) in people.iter().enumerate() {
        if crate::flow::document::check_item_id(&person.id).is_err() {
            return Err(format!("人员编号“{}”须为英文字母、数字或 - _ .", person.id));
        }
        if people.iter().take(place).any(|other| other.id == person.id) {
            return Err(format!("人员编号“{}”重复", person.id));
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_people_is_checked() {
        let one = r#"{"id":"a","name":"甲","section":"s","roles":["editor"]}"#;
        assert_eq!(read_people(&format!("[{one}]")).unwrap().len(), 1);
        assert!(read_people(&format!("[{one},{one}]")).unwrap_err().contains("重复"));
        assert!(read_people(r#"[{"id":"甲","name":"","section":"","roles":[]}]"#).is_err());
        assert!(read_people(r#"[{"id":"a","admin":true}]"#).is_err());
    }
}
