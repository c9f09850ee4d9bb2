//! What is decided beside the text, when it is handed in (clauses 3, 6, 7, 9 and 16).

use super::{Asked, is_reason, within_limit};
use crate::{Card, Origin, PublicVersion, Refusal, Route, Submission, unmet};

pub(super) fn check(asked: &Asked<'_>, submission: &Submission) -> Result<(), Refusal> {
    let card = &submission.card;
    check_texts(card)?;
    check_origin(card)?;
    let standing = unmet::card(card, asked.facts).into_iter().chain(unmet::expiry(card, asked.at));
    if let Some(first) = standing.into_iter().next() {
        return Err(first);
    }
    check_importance(asked, card)?;
    check_route(asked, submission)?;
    card.public_version.as_ref().map_or(Ok(()), |version| check_public_version(version, submission))
}

fn check_texts(card: &Card) -> Result<(), Refusal> {
    if !is_reason(&card.openness_reason) {
        let message = "没有写明认定公开属性的理由";
        return Err(Refusal::new("openness-reason-missing", "9", message, "请填写理由（不超过 1000 字）"));
    }
    if !(within_limit(&card.source_document) && within_limit(&card.resolution)) {
        let message = "来源文件或决议的说明超过 1000 字";
        return Err(Refusal::new("text-too-long", "9", message, "请只写文号或名称"));
    }
    Ok(())
}

/// A repost names its source; what names a source is a repost (clause 7).
fn check_origin(card: &Card) -> Result<(), Refusal> {
    match (&card.repost, card.origin) {
        (None, Origin::Repost) => {
            let message = "转载的信息没有注明出处";
            Err(Refusal::new("repost-source-missing", "7", message, "请填写来源和作者"))
        }
        (Some(repost), Origin::Repost) => {
            if !is_reason(&repost.source) || !within_limit(&repost.author) || !within_limit(&repost.address) {
                let message = "转载的信息没有注明出处，或者出处过长";
                return Err(Refusal::new("repost-source-missing", "7", message, "请填写来源和作者"));
            }
            Ok(())
        }
        (Some(_), _) => {
            let message = "填写了转载来源，但稿件来源不是转载";
            Err(Refusal::new("repost-not-declared", "7", message, "请把稿件来源改为转载，或者删去转载来源"))
        }
        (None, _) => Ok(()),
    }
}

fn check_importance(asked: &Asked<'_>, card: &Card) -> Result<(), Refusal> {
    let known = &asked.facts.settings.important_criteria;
    card.important.iter().find(|criterion| !known.contains(criterion)).map_or(Ok(()), |unknown| {
        let message = format!("重要信息标准“{unknown}”不在单位配置中");
        Err(Refusal::new("unknown-criterion", "6", message, "请选择配置 important_criteria 中的标准"))
    })
}

/// 自行发布 is the exception: only on channels that the profile lists with a written basis (clause 6).
fn check_route(asked: &Asked<'_>, submission: &Submission) -> Result<(), Refusal> {
    if submission.card.route != Route::Own {
        return Ok(());
    }
    let listed = &asked.facts.settings.own_channels;
    let unlisted = submission.renditions.iter().find(|rendition| !listed.contains(&rendition.channel));
    unlisted.map_or(Ok(()), |rendition| {
        let message = format!("渠道“{}”没有自行发布的书面依据，须报送综合协调科", rendition.channel);
        Err(Refusal::new("own-release-not-listed", "6", message, "请改走报送，或者由管理员登记书面依据"))
    })
}

/// A public version is content of its own, and says what was taken out (clause 9).
fn check_public_version(version: &PublicVersion, submission: &Submission) -> Result<(), Refusal> {
    if version.original.is_empty() || submission.renditions.iter().any(|it| it.digest == version.original) {
        let message = "公开版本没有与原件区分";
        return Err(Refusal::new("public-version-is-original", "9", message, "请提交删去不公开内容后的公开版本"));
    }
    if version.redactions.is_empty() || !version.redactions.iter().all(|redaction| is_reason(redaction)) {
        let message = "公开版本没有列明删去了什么";
        return Err(Refusal::new("redactions-missing", "9", message, "请逐处填写位置和理由（不写原文）"));
    }
    Ok(())
}
