//! What is missing before content may be published, all at once.

use crate::{Case, Facts, NetworkZone, PublishRequest, Refusal, Round};
use articles::{PERMIT_MINUTES, REVIEW_LEVELS, Role};

/// The levels of review: number, name, role and clause.
pub(crate) const LEVELS: [(u8, &str, Role, &str); REVIEW_LEVELS as usize] =
    [(1, "初审", Role::Editor, "6.1"), (2, "复审", Role::SectionHead, "6.2"), (3, "三审", Role::DeputyLeader, "6.3")];

/// The name of a level.
pub(crate) fn level_name(level: u8) -> &'static str {
    LEVELS.iter().find(|(number, ..)| *number == level).map_or("", |(_, name, ..)| name)
}

/// Roles that publish.
pub(crate) const PUBLISHERS: [Role; 2] = [Role::Publisher, Role::InformationOfficer];

/// Conditions on the content's review, whoever publishes it.
pub(crate) fn review(case: &Case, facts: &Facts) -> Vec<Refusal> {
    let Some(round) = &case.round else {
        return vec![Refusal::new(
            "not-reviewed",
            "4",
            "这一稿件没有提交过审查，未经审查不得公开",
            "请由采编员提交审查",
        )];
    };
    if round.returned {
        return vec![Refusal::new("returned", "6", "这一轮审查已退回，签字全部作废", "请由采编员修改后重新提交")];
    }
    let mut unmet = screening(round, facts);
    unmet.extend(open_findings(round, REVIEW_LEVELS));
    for (level, name, role, clause) in LEVELS {
        if !round.signatures.iter().any(|signature| signature.level == level) {
            let message = format!("缺{name}签字");
            unmet.push(Refusal::new(
                "signature-missing",
                clause,
                message,
                format!("请由{}签署{name}意见", role.title()),
            ));
        }
    }
    unmet
}

/// Conditions of clause 8 on the screening of a round.
pub(crate) fn screening(round: &Round, facts: &Facts) -> Vec<Refusal> {
    let mut unmet = Vec::new();
    if !facts.settings.correction_system {
        unmet.push(Refusal::new(
            "no-correction-system",
            "8",
            "单位配置没有写明本系统即规定的内容纠错系统",
            "请由管理员在配置的 correction_system 中写明依据",
        ));
    }
    for rendition in &round.renditions {
        let refusal = match round.screenings.get(&rendition.digest) {
            None => Refusal::new("not-screened", "8", "内容还没有经过技术筛查", "请先对本内容进行技术筛查"),
            Some(screening) if screening.pack != facts.pack => {
                Refusal::new("screened-with-other-words", "8", "筛查所用的词库已更新", "请用现行词库重新筛查")
            }
            Some(screening) if screening.omitted > 0 => {
                Refusal::new("too-many-findings", "8", "问题过多，没有全部列出", "请先改正已列出的问题并重新提交")
            }
            Some(_) => continue,
        };
        unmet.push(refusal.with("channel", &*rendition.channel));
    }
    unmet
}

/// How many findings a refusal names by their keys.
const MOST_NAMED: usize = 100;

/// Findings without an answer that a signature at this level may not pass over. The editor signs before hits of clause 11 are answered, because
/// only a reviewer may answer them.
pub(crate) fn open_findings(round: &Round, level: u8) -> Vec<Refusal> {
    let open = |prohibited: bool| {
        let keys: Vec<&str> = round
            .findings
            .iter()
            .filter(|state| state.disposition.is_none() && state.is_prohibited_content() == prohibited)
            .map(|state| state.finding.key.as_str())
            .collect();
        // A refusal names what an editor can work through; the view has all of them.
        let named = keys.get(..MOST_NAMED).unwrap_or(&keys);
        (!keys.is_empty()).then(|| (keys.len(), named.join(" ")))
    };
    let mut unmet = Vec::new();
    if let Some((count, keys)) = open(false) {
        let message = format!("还有 {count} 处筛查发现没有处理");
        let refusal = Refusal::new("open-findings", "8", message, "请改正后重新提交，或者逐条说明理由予以接受");
        unmet.push(refusal.with("findings", keys));
    }
    if let Some((count, keys)) = open(true).filter(|_| level > 1) {
        let message = format!("还有 {count} 处疑似严禁发布的内容没有由审核员判断");
        let refusal = Refusal::new("open-findings", "11", message, "请删除后重新提交，或者由审核员说明依据");
        unmet.push(refusal.with("findings", keys));
    }
    unmet
}

/// Conditions on what is about to go out: these bytes, this site and item, this channel, once.
pub(crate) fn content(case: &Case, request: &PublishRequest, document: Option<&str>) -> Vec<Refusal> {
    let mut unmet = Vec::new();
    if let Some(round) = &case.round {
        if (&case.site, &case.item) != (&request.site, &request.item) {
            unmet.push(Refusal::new(
                "other-item",
                "4",
                "审查通过的不是这一网站的这一稿件",
                "一事一审：请为本稿件单独提交审查",
            ));
        }
        let rendition = round.renditions.iter().find(|rendition| rendition.channel == request.channel);
        match (rendition, document) {
            (None, _) => unmet.push(Refusal::new(
                "other-channel",
                "4",
                format!("渠道“{}”不在本轮审查范围内", request.channel),
                "请由采编员把该渠道的版本一并提交审查",
            )),
            (Some(rendition), Some(document)) if rendition.digest != document => unmet.push(
                Refusal::new(
                    "content-changed",
                    "4",
                    "要发布的内容与审查签字的内容不一致，一个字的改动也须重新审查",
                    "请恢复原文，或者由采编员提交新版本重新审查",
                )
                .with("signed", &*rendition.digest)
                .with("offered", document),
            ),
            (Some(rendition), _) if case.live.get(&rendition.channel) == Some(&rendition.digest) => {
                unmet.push(Refusal::new(
                    "already-published",
                    "4",
                    "这一内容已经发布，一次许可只能使用一次",
                    "不必重复发布",
                ));
            }
            _ => {}
        }
    }
    let expected = if case.live.contains_key(&request.channel) { "update" } else { "publish" };
    if request.action != expected {
        let message = format!("操作“{}”不适用，此时应为“{expected}”", request.action);
        unmet.push(Refusal::new("wrong-action", "4", message, "请按稿件当前状态选择发布或更新"));
    }
    unmet
}

/// Conditions on the person who publishes, and on the place (6.3, 15).
pub(crate) fn publisher(case: &Case, facts: &Facts, person: &str, at: u64) -> Vec<Refusal> {
    let mut unmet = Vec::new();
    if !facts.holds_any(&PUBLISHERS) {
        unmet.push(Refusal::new("not-a-publisher", "6.3", "只有发布员或信息专管员可以发布", "请由发布员操作"));
    }
    if case.editors.contains(person) {
        unmet.push(Refusal::new(
            "editor-may-not-publish",
            "6.3",
            "编辑过本稿件的人不能发布本稿件",
            "请由其他发布员操作",
        ));
    }
    unmet.extend(network(facts, person, at));
    unmet
}

/// Conditions of clause 15 on the network. The grant is looked at again here: what is replayed was written by somebody.
fn network(facts: &Facts, person: &str, at: u64) -> Option<Refusal> {
    let granted = facts.grant.as_ref().is_some_and(|grant| grant.holds(person, at));
    (facts.network == NetworkZone::Outside && !granted).then(|| {
        Refusal::new(
            "outside-office",
            "15",
            "不在办公环境，且没有有效的临时开通权限",
            "请在办公环境操作，或者向网站负责同志申请临时开通",
        )
    })
}

/// Conditions on every step, whatever it is: not from a public network, by known roles, on the site the case belongs to.
pub(crate) fn standing(case: &Case, facts: &Facts) -> Option<Refusal> {
    if facts.network == NetworkZone::Public {
        return Some(Refusal::new("public-network", "15", "不得在网吧和公共 WIFI 网络环境下使用", "请换用办公网络"));
    }
    if let Some(unknown) = facts.roles.iter().find(|role| Role::from_id(role).is_none()) {
        let message = format!("角色“{unknown}”不在《规范》规定的岗位之中");
        return Some(Refusal::new("unknown-role", "6", message, "请由管理员改正人员的岗位设置"));
    }
    if !PERMIT_MINUTES.contains(&facts.settings.permit_minutes) {
        return Some(Refusal::new("invalid-profile", "", "许可的有效时间超出范围", "请由管理员改正单位配置"));
    }
    (case.rounds > 0 && case.site != facts.settings.site)
        .then(|| Refusal::new("other-site", "4", "稿件不属于本网站", "请在所属网站操作"))
}
