//! Handing in content (clauses 1, 4, 5 and 6.1).

use super::{Allowed, Asked, card, determination};
use crate::{Refusal, Rendition, Submission, unmet};
use articles::Role;

pub(super) fn decide(asked: &Asked<'_>, submission: &Submission) -> Result<Allowed, Refusal> {
    check_person(asked)?;
    check_address(asked, submission)?;
    check_renditions(asked, &submission.renditions)?;
    unmet::must_come_down(asked.case).map_or(Ok(()), Err)?;
    card::check(asked, submission)?;
    determination::check_submission(asked, submission)?;
    let digest = submission.case_digest();
    if let Some(round) = asked.case.open_round().filter(|round| round.digest == digest) {
        let message = "同一内容已经提交，正在审查或已经发布";
        return Err(Refusal::new("duplicate-submission", "4", message, "不必重复提交；要修改请改动后再提交")
            .with("digest", &*round.digest));
    }
    Ok(Allowed { clause: "4", digest })
}

/// Who may hand in content of this item, or make a public version for it.
pub(super) fn check_person(asked: &Asked<'_>) -> Result<(), Refusal> {
    if !asked.holds_any(&[Role::Editor]) {
        let message = "只有采编员可以提交或修改内容，审核员和发布员没有信息编辑权限";
        return Err(Refusal::new("not-an-editor", "6.1", message, "发现问题请退回采编员"));
    }
    if !asked.facts.settings.section_registered {
        let message = format!("科室“{}”没有登记", asked.facts.section);
        return Err(Refusal::new("unknown-section", "1", message, "请由管理员在配置的 sections 中登记"));
    }
    if asked.facts.registry.section_complete == Some(false) {
        let message = format!("科室“{}”的责任人员没有登记齐全", asked.facts.section);
        let remedy = "请先登记领导机构、主要领导、分管领导、科室负责人和信息专管员";
        return Err(Refusal::new("section-incomplete", "5", message, remedy));
    }
    if asked.case.rounds > 0 && asked.case.editor != asked.actor {
        let message = "这一稿件由另一位采编员负责，修改须由其提交";
        return Err(Refusal::new("not-the-editor", "6.1", message, "请转交负责本稿件的采编员")
            .with("editor", &*asked.case.editor));
    }
    Ok(())
}

fn check_address(asked: &Asked<'_>, submission: &Submission) -> Result<(), Refusal> {
    if submission.site != asked.facts.settings.site {
        return Err(Refusal::new("other-site", "4", "稿件不属于本网站", "请在所属网站提交"));
    }
    if submission.item.trim().is_empty() || submission.item.len() > 128 {
        return Err(Refusal::new("no-item", "4", "稿件编号为空或超过 128 个字节", "请填写稿件编号"));
    }
    if asked.case.rounds > 0 && asked.case.item != submission.item {
        return Err(Refusal::new("other-item", "4", "记录属于另一稿件", "一事一审：请为本稿件单独提交"));
    }
    Ok(())
}

fn check_renditions(asked: &Asked<'_>, renditions: &[Rendition]) -> Result<(), Refusal> {
    if renditions.is_empty() {
        return Err(Refusal::new("no-content", "4", "没有提交任何渠道的内容", "请至少提交一个渠道的内容"));
    }
    for (place, rendition) in renditions.iter().enumerate() {
        let channel = &rendition.channel;
        if !asked.facts.settings.channels.contains(channel) {
            let message = format!("渠道“{channel}”没有登记");
            return Err(Refusal::new("unknown-channel", "1", message, "请由管理员在配置的 channels 中登记"));
        }
        if renditions.iter().take(place).any(|other| other.channel == *channel) {
            let message = format!("渠道“{channel}”提交了两份内容");
            return Err(Refusal::new("duplicate-channel", "4", message, "一个渠道只提交一份内容"));
        }
    }
    Ok(())
}
