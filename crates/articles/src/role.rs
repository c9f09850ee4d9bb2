//! The roles that the regulation gives duties to (clauses 2, 5, 6, 14, 15 and 19), and those that run the installation. 市大数据管理中心 is
//! outside: it signs nothing here, so it is no role.

/// A role a person holds. Hosts hand roles in by [`Role::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 采编员: collects and edits; the only one who may hand in content (6.1).
    Editor,
    /// 科室负责人 (审核员): second review (6.2).
    SectionHead,
    /// 分管领导: third review (6.3).
    DeputyLeader,
    /// 主要领导: final approval of important items (6).
    PrincipalLeader,
    /// 信息专管员: hands in and publishes for the section (14).
    InformationOfficer,
    /// 发布员: publishes, never edits (6.3).
    Publisher,
    /// 综合协调科: receives what is filed and publishes it to the portal (2, 6, 16, 17).
    Coordinator,
    /// 局机关办公室: guides and supervises; sees others' items, changes none of them (2, 18).
    Supervisor,
    /// 网站负责同志: gives temporary grants (15).
    SiteResponsible,
    /// 值班人员: on duty for incidents (19).
    DutyOfficer,
    /// 词库管理员: keeps the word lists, reads false alarms (8).
    WordKeeper,
    /// 系统管理员: accounts and settings, no item (14).
    Administrator,
}

impl Role {
    /// All roles, in the order of the chain.
    pub const ALL: [Self; 12] = [
        Self::Editor,
        Self::SectionHead,
        Self::DeputyLeader,
        Self::PrincipalLeader,
        Self::InformationOfficer,
        Self::Publisher,
        Self::Coordinator,
        Self::Supervisor,
        Self::SiteResponsible,
        Self::DutyOfficer,
        Self::WordKeeper,
        Self::Administrator,
    ];

    /// The stable identifier, as it stands in WIT, HTTP and the history.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::SectionHead => "section_head",
            Self::DeputyLeader => "deputy_leader",
            Self::PrincipalLeader => "principal_leader",
            Self::InformationOfficer => "information_officer",
            Self::Publisher => "publisher",
            Self::Coordinator => "coordinator",
            Self::Supervisor => "supervisor",
            Self::SiteResponsible => "site_responsible",
            Self::DutyOfficer => "duty_officer",
            Self::WordKeeper => "word_keeper",
            Self::Administrator => "administrator",
        }
    }

    /// The regulation's word for the role.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Editor => "采编员",
            Self::SectionHead => "科室负责人",
            Self::DeputyLeader => "分管领导",
            Self::PrincipalLeader => "主要领导",
            Self::InformationOfficer => "信息专管员",
            Self::Publisher => "发布员",
            Self::Coordinator => "综合协调科",
            Self::Supervisor => "局机关办公室",
            Self::SiteResponsible => "网站负责同志",
            Self::DutyOfficer => "值班人员",
            Self::WordKeeper => "词库管理员",
            Self::Administrator => "系统管理员",
        }
    }

    /// The role with this identifier; none when it is not one of ours.
    ///
    /// ```
    /// use articles::Role;
    /// assert_eq!(Role::from_id("section_head"), Some(Role::SectionHead));
    /// assert_eq!(Role::from_id("admin"), None);
    /// ```
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}
