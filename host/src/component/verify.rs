//! Answers of the component are checked before anybody uses them: a component may be faulty or hostile.
//!
//! Every violation is [`EngineFailure`] of kind `bad-result`; the text names the field, never its content.

use super::bindings::{
    CaseBasis, CaseView, Change, Context, DeterminationView, Document, Event, FollowUpView, FormInfo, Issued, Options,
    PermitStanding, Publication, Redacted, RedactionBasis, RedactionRequest, Refusal, ReplayFailure, ReplaySummary,
    Report, Verdict,
};
use super::digest::{is_key, is_sm3};
use super::failure::EngineFailure;
use super::offsets::Parts;
use super::report_json;

#[path = "verify_accounts.rs"]
pub(super) mod verify_accounts;
#[path = "verify_oversight.rs"]
pub(super) mod verify_oversight;

/// Findings of one report; a profile's own limit is far below.
const MAX_FINDINGS: usize = 100_000;
/// Entries of any list inside a finding, an event or a view.
const MAX_ENTRIES: usize = 100_000;
/// Events of one answer: a command writes a few.
const MAX_NEW_EVENTS: usize = 64;
/// Bytes of a code, a clause or a name.
const MAX_NAME: usize = 256;
/// Bytes of a sentence.
const MAX_SENTENCE: usize = 64 << 10;
/// Bytes of a fragment, a replacement or an event's body.
const MAX_TEXT: usize = 16 << 20;

/// Forms of one answer: there are eight.
const MAX_FORMS: usize = 64;
/// Bytes of a printed page.
const MAX_PAGE: usize = 8 << 20;

type Checked = Result<(), EngineFailure>;

fn ensure(holds: bool, what: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(EngineFailure::bad_result(what)) }
}

fn name(text: &str, what: &'static str) -> Checked {
    ensure(text.len() <= MAX_NAME && !text.chars().any(char::is_control), what)
}

fn code(text: &str, what: &'static str) -> Checked {
    ensure(!text.is_empty(), what)?;
    name(text, what)
}

fn sentence(text: &str, what: &'static str) -> Checked {
    ensure(text.len() <= MAX_SENTENCE, what)
}

fn attributes(list: &[(String, String)]) -> Checked {
    ensure(list.len() <= MAX_ENTRIES, "附加项数量")?;
    list.iter().try_for_each(|(key, value)| {
        name(key, "附加项名称")?;
        sentence(value, "附加项内容")
    })
}

/// A digest that the component computed.
pub(crate) fn digest(text: &str) -> Checked {
    ensure(is_sm3(text), "摘要格式")
}

/// A report about `document`: offsets in range and on boundaries, lists and strings bounded, digests well formed.
pub(crate) fn report(report: &Report, document: &Document) -> Checked {
    name(&report.engine, "引擎版本")?;
    for text in [&report.pack, &report.profile, &report.document, &report.digest] {
        digest(text)?;
    }
    ensure(report.findings.len() <= MAX_FINDINGS, "结果条数")?;
    ensure(report.notes.len() <= MAX_ENTRIES, "说明条数")?;
    let mut parts = Parts::new(document, report.encoding);
    for note in &report.notes {
        code(&note.code, "说明代码")?;
        // The name of a part may be as long as the document makes it.
        ensure(note.part.is_empty() || parts.exists(&note.part), "说明位置")?;
        sentence(&note.message, "说明文字")?;
    }
    report.findings.iter().try_for_each(|found| finding(found, &mut parts))
}

/// The report is the one asked for: in the unit asked for, with the words this component was baked with, and under a digest
/// over exactly what it says. What the case records is this digest, so that a wrong one would vouch for another report.
pub(crate) fn answers(report: &Report, options: &Options, pack: &str) -> Checked {
    ensure(report.encoding == options.encoding, "偏移单位与请求不符")?;
    ensure(report.pack == pack, "词库与组件标识不符")?;
    ensure(report.digest == report_json::digest(report), "结果摘要与内容不符")
}

fn finding(finding: &super::bindings::Finding, parts: &mut Parts<'_>) -> Checked {
    code(&finding.rule, "规则代码")?;
    name(&finding.category, "类别")?;
    code(&finding.clause, "条款")?;
    sentence(&finding.message, "结果说明")?;
    sentence(&finding.basis.source, "依据")?;
    ensure(finding.basis.entry.as_ref().is_none_or(|entry| entry.len() <= MAX_SENTENCE), "词条")?;
    ensure(finding.fragment.len() <= MAX_TEXT, "片段长度")?;
    ensure(finding.confidence <= 1000, "置信度")?;
    ensure(is_key(&finding.key), "结果标识")?;
    attributes(&finding.attributes)?;
    ensure(finding.places.len() <= MAX_ENTRIES && finding.suggestions.len() <= MAX_ENTRIES, "列表长度")?;
    ensure(finding.suggestions.iter().all(|text| text.len() <= MAX_TEXT), "建议长度")?;
    ensure(parts.contains(&finding.span), "位置超出范围或不在字符边界")?;
    ensure(finding.places.iter().all(|span| parts.contains(span)), "其他位置超出范围或不在字符边界")?;
    ensure(finding.edits.len() <= MAX_ENTRIES, "修改条数")?;
    let mut last = None;
    for edit in &finding.edits {
        ensure(edit.replacement.len() <= MAX_TEXT, "修改长度")?;
        ensure(parts.contains(&edit.span), "修改位置超出范围或不在字符边界")?;
        // Ordered and without overlap within a part, as the contract says.
        if let Some((part, end)) = last.replace((&edit.span.part, edit.span.end)) {
            ensure(*part != edit.span.part || end <= edit.span.start, "修改互相重叠")?;
        }
    }
    Ok(())
}

/// Events to append to `history`: consecutive, by the asking person, not before the event before, bounded.
pub(crate) fn events(new: &[Event], history: &[Event], context: &Context) -> Checked {
    ensure(!new.is_empty(), "没有产生步骤")?;
    ensure(new.len() <= MAX_NEW_EVENTS, "步骤数量")?;
    let (mut id, mut at) = history.last().map_or((0, 0), |event| (event.id, event.at));
    for event in new {
        ensure(id.checked_add(1) == Some(event.id), "步骤序号不连续")?;
        ensure(event.at >= at, "步骤时间倒退")?;
        ensure(event.actor == context.actor.person, "步骤记在他人名下")?;
        code(&event.kind, "步骤类型")?;
        code(&event.clause, "条款")?;
        ensure(event.version >= 1, "步骤版本")?;
        digest(&event.digest)?;
        ensure(event.body.len() <= MAX_TEXT, "步骤内容长度")?;
        (id, at) = (event.id, event.at);
    }
    Ok(())
}

/// Why something is not allowed.
pub(crate) fn refusal(refusal: &Refusal) -> Checked {
    code(&refusal.code, "拒绝代码")?;
    name(&refusal.clause, "条款")?;
    ensure(!refusal.message.is_empty(), "拒绝理由为空")?;
    sentence(&refusal.message, "拒绝理由")?;
    sentence(&refusal.remedy, "处理办法")?;
    attributes(&refusal.attributes)
}

/// The gate's answer: an allowance names a digest, a refusal at least one reason.
pub(crate) fn verdict(verdict: &Verdict) -> Checked {
    match verdict {
        Verdict::Allow(allowance) => digest(&allowance.digest),
        Verdict::Refuse(reasons) => {
            ensure(!reasons.is_empty(), "拒绝而无理由")?;
            ensure(reasons.len() <= MAX_ENTRIES, "理由数量")?;
            reasons.iter().try_for_each(refusal)
        }
    }
}

/// A new permit: its events, and claim bytes that are not empty and bounded.
pub(crate) fn issued(issued: &Issued, history: &[Event], context: &Context) -> Checked {
    events(&issued.events, history, context)?;
    claim(&issued.claim)
}

/// A permit of the record: its claim, and a reason when it does not stand.
pub(crate) fn standing(standing: &PermitStanding) -> Checked {
    claim(&standing.claim)?;
    standing.refusal.as_ref().map_or(Ok(()), refusal)
}

fn claim(bytes: &[u8]) -> Checked {
    ensure((1..=MAX_SENTENCE).contains(&bytes.len()), "许可内容长度")
}

/// A replay speaks of this history: of all its events, or of one of them.
pub(crate) fn replay(answer: &Result<ReplaySummary, ReplayFailure>, history: &[Event]) -> Checked {
    let length = history.len() as u64;
    match answer {
        Ok(summary) => {
            ensure(summary.events == length, "重演的步骤数不符")?;
            code(&summary.stage, "阶段")
        }
        Err(failure) => replay_failure(failure, history),
    }
}

fn replay_failure(failure: &ReplayFailure, history: &[Event]) -> Checked {
    ensure((1..=history.len() as u64).contains(&failure.event), "重演指出的步骤不存在")?;
    code(&failure.code, "重演代码")?;
    sentence(&failure.message, "重演说明")
}

/// Forms by name.
pub(crate) fn form_infos(forms: &[FormInfo]) -> Checked {
    ensure(forms.len() <= MAX_FORMS, "表单数量")?;
    forms.iter().try_for_each(|form| {
        code(&form.name, "表单名称")?;
        name(&form.title, "表单标题")?;
        name(&form.clause, "条款")
    })
}

/// A printed page; the host's headers keep it from running or loading anything.
pub(crate) fn form_page(page: &str) -> Checked {
    ensure(page.len() <= MAX_PAGE, "表单页面大小")
}

/// What a case rests on: digests, from which an archive makes the names of its files.
pub(crate) fn basis(basis: &CaseBasis) -> Checked {
    let screened = basis.screenings.iter().flat_map(|one| [&one.document, &one.report, &one.profile, &one.pack]);
    let lists = [&basis.documents, &basis.profiles, &basis.calendars, &basis.packs, &basis.originals];
    ensure(lists.iter().all(|list| list.len() <= MAX_ENTRIES) && basis.screenings.len() <= MAX_ENTRIES, "依据数量")?;
    lists.into_iter().flatten().chain(screened).try_for_each(|text| digest(text))?;
    basis.engines.iter().try_for_each(|engine| name(engine, "引擎版本"))
}

/// What `history` has put before the public: each channel once, digests well formed.
pub(crate) fn live(answer: &Result<Vec<Publication>, ReplayFailure>, history: &[Event]) -> Checked {
    match answer {
        Ok(all) => {
            ensure(all.len() <= history.len(), "在线内容数量")?;
            ensure(all.is_sorted_by(|one, other| one.channel < other.channel), "渠道顺序")?;
            all.iter().try_for_each(|publication| {
                code(&publication.channel, "渠道")?;
                digest(&publication.digest)
            })
        }
        Err(failure) => replay_failure(failure, history),
    }
}

/// The state of a case that `history` leads to.
pub(crate) fn case_view(view: &CaseView, history: &[Event]) -> Checked {
    code(&view.stage, "阶段")?;
    ensure(view.sequence == history.last().map_or(0, |event| event.id), "案卷序号")?;
    let lists = [view.renditions.len(), view.findings.len(), view.sheet.len(), view.actions.len(), view.missing.len()];
    ensure(lists.into_iter().all(|length| length <= MAX_ENTRIES) && view.due.len() <= MAX_ENTRIES, "列表长度")?;
    ensure(view.digest.is_empty() || is_sm3(&view.digest), "摘要格式")?;
    view.live.iter().try_for_each(|live| digest(live))?;
    view.missing.iter().try_for_each(refusal)?;
    for rendition in &view.renditions {
        digest(&rendition.digest)?;
        rendition.report.iter().try_for_each(|report| digest(report))?;
    }
    for row in &view.sheet {
        digest(&row.digest)?;
        ensure(row.text.len() <= MAX_TEXT, "审核单文字")?;
    }
    for action in &view.actions {
        code(&action.command, "操作")?;
        action.refusal.iter().try_for_each(refusal)?;
    }
    attributes(&view.attributes)
}

/// How clause 10 stands: lists and strings bounded, digests well formed.
pub(crate) fn determination(view: &DeterminationView) -> Checked {
    ensure(view.inquiries.len() <= MAX_ENTRIES, "请示数量")?;
    view.decision.iter().try_for_each(|decision| sentence(&decision.reason, "决定理由"))?;
    view.inquiries.iter().try_for_each(|inquiry| {
        digest(&inquiry.digest)?;
        code(&inquiry.status, "请示状态")?;
        [&inquiry.body, &inquiry.number, &inquiry.question, &inquiry.answer]
            .into_iter()
            .try_for_each(|text| sentence(text, "请示内容"))
    })
}

/// What is due after releases, and where a withdrawal stands.
pub(crate) fn follow_up(view: &FollowUpView) -> Checked {
    ensure(view.tasks.len() <= MAX_ENTRIES, "待办数量")?;
    for task in &view.tasks {
        code(&task.kind, "待办类型")?;
        sentence(&task.text, "待办说明")?;
        task.refusal.iter().try_for_each(refusal)?;
    }
    view.withdrawal.iter().try_for_each(|withdrawal| {
        digest(&withdrawal.digest)?;
        sentence(&withdrawal.reason, "撤稿理由")?;
        ensure(withdrawal.channels.len() <= MAX_ENTRIES, "渠道数量")?;
        withdrawal.channels.iter().try_for_each(|check| code(&check.channel, "渠道"))
    })
}

/// Lawful reasons for redactions.
pub(crate) fn redaction_bases(bases: &[RedactionBasis]) -> Checked {
    ensure(bases.len() <= MAX_ENTRIES, "理由数量")?;
    bases.iter().try_for_each(|basis| {
        code(&basis.id, "理由代码")?;
        sentence(&basis.name, "理由名称")?;
        sentence(&basis.law, "理由依据")
    })
}

/// A public version: a seal, an entry for all that was asked for. Its digest is compared by who has computed it.
pub(crate) fn redacted(redacted: &Redacted, request: &RedactionRequest) -> Checked {
    digest(&redacted.digest)?;
    digest(&redacted.version.original)?;
    let list = &redacted.version.redactions;
    ensure(list.len() == request.removals.len() + request.attachments.len(), "遮盖清单数量")?;
    ensure(!list.is_empty() && list.len() <= MAX_ENTRIES, "遮盖清单数量")?;
    list.iter().try_for_each(|entry| {
        ensure(!entry.is_empty(), "遮盖清单内容")?;
        sentence(entry, "遮盖清单内容")
    })
}

/// What an edit has changed.
pub(crate) fn changes(changes: &[Change]) -> Checked {
    // Their text is bounded by the size of a result.
    changes.iter().try_for_each(|change| ensure(!change.part.is_empty(), "变动位置"))
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
