//! Conditions on the card: what is decided beside the text (clauses 6, 7, 9 and 16).

use crate::{Card, Facts, Openness, Refusal};

/// Conditions that hold from submission to release. Lists and profiles change between the two, so they are looked at each time.
pub(crate) fn card(card: &Card, facts: &Facts) -> Vec<Refusal> {
    openness(card).into_iter().chain(repost(card, facts)).collect()
}

fn openness(card: &Card) -> Option<Refusal> {
    let attribute = match card.openness {
        Openness::Active => return None,
        Openness::OnRequest => "依申请公开",
        Openness::Closed => "不予公开",
    };
    let message = format!("公开属性为“{attribute}”，只有主动公开的信息可以发布");
    let remedy = "请核对公开属性；需要公开其中部分内容的，请制作公开版本单独提交";
    Some(Refusal::new("not-open", "9", message, remedy))
}

/// A repost's source is looked up where the profile is; the verdict stands in the facts.
fn repost(card: &Card, facts: &Facts) -> Option<Refusal> {
    let repost = card.repost.as_ref()?;
    let listed = facts.repost.as_ref().is_some_and(|verdict| verdict.listed && verdict.source == repost.source);
    if listed {
        return None;
    }
    let message = format!("转载来源“{}”不在当日有效的稿源单位名单中", repost.source);
    let remedy = "请改用《互联网新闻信息稿源单位名单》中网络媒体的信息，或者由管理员载入现行名单";
    let from = facts.repost.as_ref().map(|verdict| verdict.list_from.clone()).unwrap_or_default();
    Some(Refusal::new("repost-source-not-listed", "7", message, remedy).with("list_from", from))
}

/// What is already out of date is not put before the public.
pub(crate) fn expiry(card: &Card, at: u64) -> Option<Refusal> {
    card.valid_until.filter(|until| *until <= at).map(|_| {
        let message = "内容的有效期已过，过期信息不应发布";
        Refusal::new("already-expired", "16", message, "请核对有效期，或者更新内容后重新提交")
    })
}
