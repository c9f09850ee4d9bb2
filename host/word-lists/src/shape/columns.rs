//! What a column holds.

use crate::kind::Kind;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Numbers of rows.
    Number,
    /// The term; what it is when the heading says so.
    Term(Option<Kind>),
    /// What to write instead.
    Replacement,
    /// The right form: a replacement beside a term, else a list of names.
    Right(Kind),
    /// How severe.
    Level,
    /// What the term is, or tags.
    Kind,
    /// Why.
    Reason,
    /// On what basis.
    Source,
    /// In use or not.
    Enabled,
    /// First day.
    From,
    /// Last day.
    To,
    /// First and last day.
    Period,
    /// Parts it applies to.
    Scope,
    /// Whether it is let pass, or the phrases in which it is.
    Allow,
    /// Titles of a person.
    Title,
    /// Place of a person in the order.
    Rank,
}

impl Role {
    /// For people.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Role::Number => "序号",
            Role::Term(Some(kind)) => return format!("词条（{}）", kind.name()),
            Role::Term(None) | Role::Right(_) => "词条",
            Role::Replacement => "改为",
            Role::Level => "级别",
            Role::Kind => "类型",
            Role::Reason => "说明",
            Role::Source => "来源",
            Role::Enabled => "启用",
            Role::From => "生效日期",
            Role::To => "失效日期",
            Role::Period => "有效期",
            Role::Scope => "适用范围",
            Role::Allow => "放行",
            Role::Title => "职务",
            Role::Rank => "排序",
        }
        .to_owned()
    }
}
