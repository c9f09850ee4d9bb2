//! Why words may be kept from the public: the closed list of 《政府信息公开条例》 (State Council order 711, articles 14 to 16). State secrets are
//! not on it: an original with them is not accepted at all.

use crate::Refusal;

/// One lawful reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedactionBasis {
    /// The stable identifier.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Where it stands.
    pub law: &'static str,
    /// Whether the law or the danger must be named in a note.
    pub needs_note: bool,
}

/// All lawful reasons, the common ones first.
pub const REDACTION_BASES: [RedactionBasis; 7] = [
    basis("personal_privacy", "个人隐私", "《政府信息公开条例》第十五条", false),
    basis("commercial_secret", "商业秘密", "《政府信息公开条例》第十五条", false),
    basis("internal_affairs", "内部事务信息", "《政府信息公开条例》第十六条第一款", false),
    basis("deliberation", "过程性信息", "《政府信息公开条例》第十六条第二款", false),
    basis("enforcement_file", "行政执法案卷信息", "《政府信息公开条例》第十六条第二款", false),
    basis(
        "public_safety",
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        "《政府信息公开条例》第十四条",
        true,
    ),
    basis("forbidden_by_law", "法律、行政法规禁止公开", "《政府信息公开条例》第十四条", true),
];

/// What people give as a reason when they should not be here at all.
const SECRETS: [&str; 4] = ["state_secret", "work_secret", "classified", "classification_pending"];

const fn basis(id: &'static str, name: &'static str, law: &'static str, needs_note: bool) -> RedactionBasis {
    RedactionBasis { id, name, law, needs_note }
}

/// The reason with this identifier.
///
/// # Errors
/// `state-secret-never-redacted`, `unknown-redaction-basis`.
pub(super) fn find(id: &str) -> Result<&'static RedactionBasis, Refusal> {
    if let Some(found) = REDACTION_BASES.iter().find(|basis| basis.id == id) {
        return Ok(found);
    }
    if SECRETS.contains(&id) {
        return Err(secret());
    }
    let message = "遮盖的理由不在法定范围之内";
    let remedy = "请选择《政府信息公开条例》第十四条至第十六条规定的理由";
    Err(Refusal::new("unknown-redaction-basis", "9", message, remedy))
}

/// Secrets are no matter of redaction.
pub(super) fn secret() -> Refusal {
    let message = "涉密和定密待确定的信息不能用遮盖的办法公开";
    let remedy = "请不要在本系统中处理这份原件：涉密的转线下并向保密工作机构报告，待确定的先按第十条书面请示";
    Refusal::new("state-secret-never-redacted", "9", message, remedy)
}
