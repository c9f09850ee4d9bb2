//! Why a token is not accepted: each with a stable code, its clause and what to do next.

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum Refused {
    /// It is no token, or was cut off or changed.
    Malformed,
    /// It was written by a later program.
    Version,
    /// It names another key.
    OtherKey,
    /// The signature does not fit the claims.
    Signature,
    /// It is for another site.
    OtherSite,
    /// It is for another item.
    OtherItem,
    /// It is for another channel.
    OtherChannel,
    /// It is for another action.
    WrongAction,
    /// The document is not the one that was cleared.
    ContentChanged,
    /// Its time has not come.
    NotYet,
    /// Its time is over.
    Expired,
    /// The record of the case has no such permit.
    NotRecorded,
}

impl Refused {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.row().0
    }

    /// The clause; empty when the token itself cannot be read.
    #[must_use]
    pub const fn clause(self) -> &'static str {
        self.row().1
    }

    /// One Chinese sentence.
    #[must_use]
    pub const fn message(self) -> &'static str {
        self.row().2
    }

    /// One Chinese sentence: what to do next.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        self.row().3
    }

    const fn row(self) -> (&'static str, &'static str, &'static str, &'static str) {
        const AGAIN: &str = "请向审查平台重新申请发布许可。";
        match self {
            Self::Malformed => ("permit-malformed", "", "不是完整的发布许可：格式不对，或者被截断、改动过。", AGAIN),
            Self::Version => {
                ("permit-version", "", "发布许可的版本不认识，可能由更新的程序签发。", "请升级核验程序后再核验。")
            }
            Self::OtherKey => (
                "permit-other-key",
                "4",
                "第四条：发布许可不是由这把密钥签发的。",
                "请核对密钥编号，并从签发许可的平台取得公钥（xianshen keys show）。",
            ),
            Self::Signature => ("permit-bad-signature", "4", "第四条：发布许可的签名不符，许可不成立。", AGAIN),
            Self::OtherSite => ("other-site", "4", "第四条：发布许可属于另一个网站。", "请在许可所属的网站使用。"),
            Self::OtherItem => (
                "other-item",
                "4",
                "第四条：发布许可属于另一篇稿件，文字相同也不能使用。",
                "一事一审：请为本稿件单独提交审查。",
            ),
            Self::OtherChannel => {
                ("other-channel", "4", "第四条：发布许可属于另一个渠道。", "请为本渠道另行申请发布许可。")
            }
            Self::WrongAction => {
                ("wrong-action", "4", "第四条：发布许可准许的是另一种操作。", "请按稿件当前状态重新申请发布许可。")
            }
            Self::ContentChanged => (
                "content-changed",
                "4",
                "第四条：要发布的内容与审查签字的内容不一致。",
                "请恢复原文，或者由采编员提交新版本重新审查。",
            ),
            Self::NotYet => {
                ("permit-not-yet", "4", "第四条：还没有到许可的发布时间。", "请到定时的时间再发布，并核对本机时钟。")
            }
            Self::Expired => ("permit-expired", "4", "第四条：发布许可已经过期。", AGAIN),
            Self::NotRecorded => (
                "permit-not-recorded",
                "4",
                "第四条：审查记录中没有这一发布许可。",
                "请停止发布，并报告网站负责同志核查。",
            ),
        }
    }
}
