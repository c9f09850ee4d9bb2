//! Conditions of clause 16 on what is live and on what was taken down.

use crate::{Case, FindingState, Refusal};

/// What stands against another release while a withdrawal or a reported problem is open.
pub(crate) fn look_back(case: &Case) -> Vec<Refusal> {
    let mut unmet = Vec::new();
    if case.look_back.open_withdrawal().is_some() {
        let message = "撤稿还没有办结，不能再发布";
        unmet.push(Refusal::new("withdrawal-open", "16", message, "请登记数据中心的确认和各渠道的核查后办结撤稿"));
    }
    let digest = case.round.as_ref().map(|round| round.digest.as_str());
    if case.look_back.problems.iter().any(|problem| Some(problem.digest.as_str()) == digest) {
        let message = "这一内容发布后发现了问题，不能再发布到其他渠道";
        unmet.push(Refusal::new("problem-reported", "16", message, "请由采编员改正后提交新版本，或者撤稿"));
    }
    unmet
}

/// Leaks, personal data and grave errors come down before they are edited; other content stays live until its new round is complete.
pub(crate) fn must_come_down(case: &Case) -> Option<Refusal> {
    case.live_case.as_ref()?;
    let reported = case.look_back.problems.iter().flat_map(|problem| &problem.issues).any(|it| it.kind.is_urgent());
    (reported || is_found_by_new_words(case)).then(|| {
        let message = "已发布的内容存在泄密、个人信息或者严重错误，须先撤下再修改";
        Refusal::new("withdraw-first", "16", message, "请立即撤稿，撤下后再提交修改的内容")
    })
}

/// What is live was screened again with new words, and what they found is of clause 11 or a grave misstatement that nobody has answered.
fn is_found_by_new_words(case: &Case) -> bool {
    let open = |state: &FindingState| state.answers.is_empty() && state.is_for_reviewers();
    case.round.as_ref().is_some_and(|round| {
        round.overtaken
            && case.live_case.as_ref() == Some(&round.digest)
            && round.findings.iter().any(|state| open(state) || state.is_prohibited())
    })
}

/// What was taken down comes back only through another full round.
pub(crate) fn withdrawn() -> Refusal {
    let message = "内容已经撤下，原来的签字全部作废";
    Refusal::new("withdrawn", "16", message, "需要恢复的，请由采编员重新提交，走完全部审查后恢复")
}
