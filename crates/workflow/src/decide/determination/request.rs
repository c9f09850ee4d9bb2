//! Drawing up the letter, which suspends the case.

use super::super::{Asked, within_limit};
use super::{check_in_chain, check_texts};
use crate::{Letter, Refusal, Stage, Track};

pub(super) fn decide(asked: &Asked<'_>, letter: &Letter) -> Result<String, Refusal> {
    let round = asked.round_over(&letter.digest)?;
    check_in_chain(asked)?;
    if asked.case.stage() == Stage::Published {
        let message = "内容已经发布，不能再暂停审查";
        return Err(Refusal::new("already-published", "10", message, "怀疑涉密的请立即撤回已发布的内容"));
    }
    check_texts(&[&letter.number, &letter.body, &letter.question], "书面请示须有文号、受文单位和请示事项")?;
    check_competence(asked, letter)?;
    let same = |track, body: &str| letter.track == track && letter.body == body;
    let mut open = asked.case.determinations.about(&round.digest).filter(|inquiry| inquiry.is_open());
    if let Some(open) = open.find(|inquiry| same(inquiry.letter.track, &inquiry.letter.body)) {
        let message = format!("已就本内容向“{}”书面请示，尚无答复", open.letter.body);
        return Err(Refusal::new("already-requested", "10", message, "请催办，或者撤回后重新请示")
            .with("request", open.event.to_string()));
    }
    Ok(round.digest.clone())
}

/// Whether content is secret is for bodies with that power: those that the agency has registered, or another one for a reason. Whose
/// business the content touches is for the person who asks to say.
fn check_competence(asked: &Asked<'_>, letter: &Letter) -> Result<(), Refusal> {
    let listed = asked.facts.settings.determination_authorities.contains(&letter.body);
    if within_limit(&letter.competence) && (listed || !letter.competence.trim().is_empty()) {
        return Ok(());
    }
    let (message, remedy) = match letter.track {
        Track::Determination => (
            format!("“{}”没有登记为有确定权限的部门", letter.body),
            "请改报登记的部门，或者写明该部门有确定权限的依据（不超过 1000 字）",
        ),
        Track::Consultation => {
            (format!("没有写明为什么征求“{}”的意见", letter.body), "请写明涉及该单位的哪项业务（不超过 1000 字）")
        }
    };
    Err(Refusal::new("competence-missing", "10", message, remedy))
}
