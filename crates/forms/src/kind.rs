//! The kinds of forms, and which parts of [`Data`] each can use.

use crate::field::Record;
use crate::{Data, Field};

/// A kind of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 审核单: the review sheet (article 6).
    ReviewSheet,
    /// 政府信息发布审查备案表: the filing form (article 6).
    FilingForm,
    /// 确定申请、征求意见函: the determination request (article 10).
    DeterminationRequest,
    /// 撤稿通知: the withdrawal notice (article 16).
    WithdrawalNotice,
    /// 月汇总表: the monthly return, also a nil return.
    MonthlyReturn,
    /// 通报: the criticism notice (articles 8 and 17).
    CriticismNotice,
    /// 约谈记录: the record of a talk (article 18).
    TalkRecord,
    /// 变动备案通知: the filing notice of a change of officers (article 20).
    OfficerChange,
}

impl Kind {
    /// Every kind, in the order of the regulation's use.
    pub const ALL: [Self; 8] = [
        Self::ReviewSheet,
        Self::FilingForm,
        Self::DeterminationRequest,
        Self::WithdrawalNotice,
        Self::MonthlyReturn,
        Self::CriticismNotice,
        Self::TalkRecord,
        Self::OfficerChange,
    ];

    /// The stable name: `review-sheet` and so on; also the file name of the shipped template.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReviewSheet => "review-sheet",
            Self::FilingForm => "filing-form",
            Self::DeterminationRequest => "determination-request",
            Self::WithdrawalNotice => "withdrawal-notice",
            Self::MonthlyReturn => "monthly-return",
            Self::CriticismNotice => "criticism-notice",
            Self::TalkRecord => "talk-record",
            Self::OfficerChange => "officer-change",
        }
    }

    /// The kind of a stable name; none for a name that is not one.
    ///
    /// ```
    /// assert_eq!(forms::Kind::of_name("filing-form"), Some(forms::Kind::FilingForm));
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What people call the form.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ReviewSheet => "审核单",
            Self::FilingForm => "政府信息发布审查备案表",
            Self::DeterminationRequest => "确定申请（征求意见函）",
            Self::WithdrawalNotice => "撤稿通知",
            Self::MonthlyReturn => "月汇总表",
            Self::CriticismNotice => "通报",
            Self::TalkRecord => "约谈记录",
            Self::OfficerChange => "变动备案通知",
        }
    }

    /// The clause that asks for the form.
    #[must_use]
    pub const fn clause(self) -> &'static str {
        match self {
            Self::ReviewSheet | Self::FilingForm => "6",
            Self::DeterminationRequest => "10",
            Self::WithdrawalNotice => "16",
            Self::MonthlyReturn => "4",
            Self::CriticismNotice => "8",
            Self::TalkRecord => "18",
            Self::OfficerChange => "20",
        }
    }

    /// The parts of [`Data`] that a template of this kind can name.
    const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::ReviewSheet | Self::FilingForm => &[
                "head",
                "item",
                "screening",
                "signatures",
                "voided_signatures",
                "filing",
                "publications",
                "look_backs",
                "withdrawals",
                "verification",
            ],
            Self::DeterminationRequest => &["head", "item", "determination", "signatures", "verification"],
            Self::WithdrawalNotice => {
                &["head", "item", "publications", "look_backs", "withdrawals", "signatures", "verification"]
            }
            Self::MonthlyReturn => &["head", "monthly", "signatures", "verification"],
            Self::CriticismNotice => &["head", "criticism", "signatures", "verification"],
            Self::TalkRecord => &["head", "talk", "signatures", "verification"],
            Self::OfficerChange => &["head", "officer_change", "signatures", "verification"],
        }
    }
}

/// What a template of a kind can name: documentation for the agency that writes one.
#[must_use]
pub fn fields(kind: Kind) -> Vec<Field> {
    Data::FIELDS.iter().filter(|field| kind.parts().contains(&field.name)).copied().collect()
}
