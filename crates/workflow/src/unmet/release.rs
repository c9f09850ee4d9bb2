//! Conditions on what goes out, and on who publishes it (clauses 4, 6 and 6.3).

use super::{Work, place, review};
use crate::{Case, Facts, PublishRequest, Refusal, Rendition, Route};
use articles::Role;

/// Roles that publish.
pub(crate) const PUBLISHERS: [Role; 3] = [Role::Publisher, Role::InformationOfficer, Role::Coordinator];

/// Everything that stands against a release by this person at this moment: the review, what goes out (`document` is its digest, none while
/// only the permit is asked for), and the person.
pub(crate) fn release(
    case: &Case,
    facts: &Facts,
    at: u64,
    person: &str,
    request: &PublishRequest,
    document: Option<&str>,
) -> Vec<Refusal> {
    let mut unmet = review(case, facts, at);
    unmet.extend(content(case, request, document));
    unmet.extend(publisher(case, facts, person, at));
    unmet
}

/// Conditions on what is about to go out: these bytes, this site and item, this channel, once.
fn content(case: &Case, request: &PublishRequest, document: Option<&str>) -> Vec<Refusal> {
    let Some(round) = &case.round else { return Vec::new() };
    let mut unmet = Vec::new();
    if (&case.site, &case.item) != (&request.site, &request.item) {
        let message = "审查通过的不是这一网站的这一稿件";
        unmet.push(Refusal::new("other-item", "4", message, "一事一审：请为本稿件单独提交审查"));
    }
    let Some(rendition) = round.renditions.iter().find(|rendition| rendition.channel == request.channel) else {
        let message = format!("渠道“{}”不在本轮审查范围内", request.channel);
        unmet.push(Refusal::new("other-channel", "4", message, "请由采编员把该渠道的版本一并提交审查"));
        return unmet;
    };
    if let Some(offered) = document.filter(|document| *document != rendition.digest) {
        unmet.push(changed(rendition, offered));
    } else if case.live.get(&rendition.channel) == Some(&rendition.digest) {
        let message = "这一内容已经发布，一次许可只能使用一次";
        unmet.push(Refusal::new("already-published", "4", message, "不必重复发布"));
    }
    let expected = case.due_action(&rendition.channel);
    if request.action != expected {
        let message = format!("操作“{}”不适用，此时应为“{expected}”", request.action);
        unmet.push(Refusal::new("wrong-action", "4", message, "请按稿件当前状态选择发布或更新"));
    }
    unmet
}

fn changed(rendition: &Rendition, offered: &str) -> Refusal {
    let message = "要发布的内容与审查签字的内容不一致，一个字的改动也须重新审查";
    Refusal::new("content-changed", "4", message, "请恢复原文，或者由采编员提交新版本重新审查")
        .with("signed", &*rendition.digest)
        .with("offered", offered)
}

/// Conditions on the person who publishes, on time and on place (6, 6.3, 15).
fn publisher(case: &Case, facts: &Facts, person: &str, at: u64) -> Vec<Refusal> {
    let mut unmet: Vec<Refusal> = role(case, facts).into_iter().collect();
    if case.editors.contains(person) {
        let message = "编辑过本稿件的人不能发布本稿件";
        unmet.push(Refusal::new("editor-may-not-publish", "6.3", message, "请由其他发布员操作"));
    }
    unmet.extend(place(facts, person, at, Work::Publishing));
    unmet
}

/// Who publishes depends on the route: what is filed goes out through 综合协调科, the rest by the section's own people.
fn role(case: &Case, facts: &Facts) -> Option<Refusal> {
    if !facts.holds_any(&PUBLISHERS) {
        let message = "只有发布员、信息专管员或综合协调科可以发布";
        return Some(Refusal::new("not-a-publisher", "6.3", message, "请由发布员操作"));
    }
    let card = &case.round.as_ref()?.card;
    match card.route {
        Route::Filing if !facts.holds_any(&[Role::Coordinator]) => {
            let message = "报送的稿件由综合协调科统一发布";
            Some(Refusal::new("not-the-coordinator", "6", message, "请由综合协调科发布"))
        }
        Route::Own if !facts.holds_any(&[Role::Publisher, Role::InformationOfficer]) => {
            let message = "自行发布的稿件由本科室的信息专管员或发布员发布";
            Some(Refusal::new("not-a-publisher", "6.3", message, "请由本科室的信息专管员发布"))
        }
        Route::Own if facts.section != case.section => {
            let message = "自行发布的稿件由本科室的信息专管员或发布员发布";
            Some(Refusal::new("other-section", "6", message, "请由提交科室的信息专管员发布"))
        }
        _ => None,
    }
}
