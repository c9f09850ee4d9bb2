//! Who may read a sealed original (clause 9): who made the public version, and who judges it. Never who publishes.

use super::super::Asked;
use crate::Refusal;
use crate::unmet::{self, PUBLISHERS};
use articles::Role;

/// `editor` is who made the public version. The case, when nothing is handed in yet, is the one that the sealed original will be judged in.
pub(super) fn decide(asked: &Asked<'_>, editor: &str) -> Result<(), Refusal> {
    if let Some(refusal) = unmet::standing(asked.case, asked.facts, asked.at) {
        return Err(refusal);
    }
    // An editor still: whoever has changed posts since has no more to do with it.
    if !editor.is_empty() && asked.actor == editor && asked.holds_any(&[Role::Editor]) {
        return Ok(());
    }
    if asked.holds_any(&PUBLISHERS) {
        let message = "发布员、信息专管员和综合协调科不能查看原件，只办理公开版本";
        return Err(Refusal::new("original-not-for-publishers", "9", message, "请按公开版本和遮盖清单办理"));
    }
    if asked.is_reviewer() {
        return Ok(());
    }
    let message = "原件已经封存，只有制作公开版本的采编员和本稿件的审核人员可以查看";
    Err(Refusal::new("original-sealed", "9", message, "请按公开版本和遮盖清单办理；确需核对的，请本科室负责人办理"))
}
