//! The roles that registers give duties to, by the ids that the host hands in.

use articles::Role;

pub(crate) const EDITOR: &str = Role::Editor.id();
pub(crate) const SECTION_HEAD: &str = Role::SectionHead.id();
pub(crate) const DEPUTY_LEADER: &str = Role::DeputyLeader.id();
pub(crate) const PRINCIPAL_LEADER: &str = Role::PrincipalLeader.id();
pub(crate) const INFORMATION_OFFICER: &str = Role::InformationOfficer.id();
pub(crate) const PUBLISHER: &str = Role::Publisher.id();
pub(crate) const SUPERVISOR: &str = Role::Supervisor.id();
pub(crate) const COORDINATOR: &str = Role::Coordinator.id();
pub(crate) const SITE_RESPONSIBLE: &str = Role::SiteResponsible.id();
pub(crate) const DUTY_OFFICER: &str = Role::DutyOfficer.id();
pub(crate) const WORD_KEEPER: &str = Role::WordKeeper.id();
pub(crate) const ADMINISTRATOR: &str = Role::Administrator.id();

/// The regulation's word for a role id; none when it is not one of ours.
#[must_use]
pub fn role_title(id: &str) -> Option<&'static str> {
    Role::from_id(id).map(Role::title)
}

/// Several roles as people read them: `综合协调科、局机关办公室`.
pub(crate) fn titles(roles: &[&str]) -> String {
    roles.iter().filter_map(|role| role_title(role)).collect::<Vec<_>>().join("、")
}
