//! The roles that registers give duties to, by the ids that the host hands in.

/// 采编员.
pub(crate) const EDITOR: &str = "editor";
/// 科室负责人.
pub(crate) const SECTION_HEAD: &str = "section_head";
/// 分管领导.
pub(crate) const DEPUTY_LEADER: &str = "deputy_leader";
/// 主要领导.
pub(crate) const PRINCIPAL_LEADER: &str = "principal_leader";
/// 信息专管员.
pub(crate) const INFORMATION_OFFICER: &str = "information_officer";
/// 发布员.
pub(crate) const PUBLISHER: &str = "publisher";
/// 局机关办公室.
pub(crate) const SUPERVISOR: &str = "supervisor";
/// 综合协调科.
pub(crate) const COORDINATOR: &str = "coordinator";
/// 网站负责同志.
pub(crate) const SITE_RESPONSIBLE: &str = "site_responsible";
/// 值班人员.
pub(crate) const DUTY_OFFICER: &str = "duty_officer";
/// 词库管理员.
pub(crate) const WORD_KEEPER: &str = "word_keeper";
/// 系统管理员.
pub(crate) const ADMINISTRATOR: &str = "administrator";

const TITLES: [(&str, &str); 12] = [
    (EDITOR, "采编员"),
    (SECTION_HEAD, "科室负责人"),
    (DEPUTY_LEADER, "分管领导"),
    (PRINCIPAL_LEADER, "主要领导"),
    (INFORMATION_OFFICER, "信息专管员"),
    (PUBLISHER, "发布员"),
    (SUPERVISOR, "局机关办公室"),
    (COORDINATOR, "综合协调科"),
    (SITE_RESPONSIBLE, "网站负责同志"),
    (DUTY_OFFICER, "值班人员"),
    (WORD_KEEPER, "词库管理员"),
    (ADMINISTRATOR, "系统管理员"),
];

/// The regulation's word for a role id; none when it is not one of ours.
#[must_use]
pub fn role_title(id: &str) -> Option<&'static str> {
    TITLES.iter().find(|(role, _)| *role == id).map(|(_, title)| *title)
}

/// Several roles as people read them: `综合协调科、局机关办公室`.
pub(crate) fn titles(roles: &[&str]) -> String {
    roles.iter().filter_map(|role| role_title(role)).collect::<Vec<_>>().join("、")
}
