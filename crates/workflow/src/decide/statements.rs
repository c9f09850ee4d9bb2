//! What a signature states (clauses 6, 7, 8 and 11): nothing is ticked beforehand, so everything is asked.

use super::within_limit;
use crate::unmet::{level_clause, level_name};
use crate::{Proofreading, Refusal, Round, Signing};
use articles::duties;

/// Everything that stands in a signature.
pub(super) fn check(round: &Round, signing: &Signing) -> Result<(), Refusal> {
    check_reports(round, signing)?;
    check_classes(signing)?;
    check_secrecy(signing)?;
    check_duties(signing)?;
    check_proofreading(&signing.proofreading, "6")?;
    check_errors(signing)?;
    if signing.level == 2 {
        check_attachments(round, signing)?;
        check_author(round, signing)?;
    }
    if !within_limit(&signing.opinion) {
        return Err(Refusal::new("opinion-too-long", "6", "意见超过 1000 字", "请缩短意见"));
    }
    Ok(())
}

/// The person has seen the reports that are current, not those of an hour ago.
fn check_reports(round: &Round, signing: &Signing) -> Result<(), Refusal> {
    let mut current: Vec<&str> = round.screenings.values().map(|screening| screening.report.as_str()).collect();
    let mut seen: Vec<&str> = signing.reports.iter().map(String::as_str).collect();
    for list in [&mut current, &mut seen] {
        list.sort_unstable();
        list.dedup();
    }
    if current == seen {
        return Ok(());
    }
    let message = "签字人看到的筛查报告不是现在的报告";
    Err(Refusal::new("report-changed", "8", message, "请重新打开稿件，阅读现在的筛查报告后再签字")
        .with("current", current.join(" ")))
}

/// The classes of clause 11, by their number.
const CLASSES: [&str; 7] = ["11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "11.7"];

/// What belongs to a class of clause 11 is not signed at any level. The third review says of all seven that it does not.
fn check_classes(signing: &Signing) -> Result<(), Refusal> {
    if let Some(class) = signing.belongs_to.first() {
        let place = usize::from(*class).wrapping_sub(1);
        let clause = CLASSES.get(place).copied().unwrap_or("11");
        let message = "内容属于严禁发布的信息，任何一级都不能签字";
        return Err(Refusal::new("prohibited-content", clause, message, "请退回采编员，不得发布"));
    }
    if signing.level == 3 && !signing.classes_stated {
        let message = "三审没有确认内容不属于七类严禁发布的信息";
        return Err(Refusal::new("classes-not-stated", "11", message, "请逐类核对后作出确认"));
    }
    Ok(())
}

fn check_secrecy(signing: &Signing) -> Result<(), Refusal> {
    let name = level_name(signing.level);
    if !signing.secrecy_checked {
        let message = format!("{name}没有确认已作保密审查，保密审查须贯穿各环节");
        return Err(Refusal::new("secrecy-not-checked", "6", message, "请确认内容不涉及国家秘密、工作秘密后再签字"));
    }
    let gates = &signing.gates;
    let asked = [
        (gates.political, "政治关"),
        (gates.legal, "法律关"),
        (gates.policy, "政策关"),
        (gates.secrecy, "保密关"),
        (gates.text, "文字关"),
        (gates.opinion, "舆情关"),
    ];
    let open: Vec<&str> = asked.into_iter().filter(|(passed, _)| !passed).map(|(_, gate)| gate).collect();
    if open.is_empty() {
        return Ok(());
    }
    let message = format!("{name}没有确认把好{}", open.join("、"));
    Err(Refusal::new("gates-open", "6", message, "请逐项把关后再签字，有问题的请退回"))
}

fn check_duties(signing: &Signing) -> Result<(), Refusal> {
    let (name, duties) = (level_name(signing.level), duties(signing.level));
    if let Some(unknown) = signing.duties.iter().find(|id| !duties.iter().any(|duty| duty.id == **id)) {
        let message = format!("“{unknown}”不是{name}的职责");
        return Err(Refusal::new("unknown-duty", "6", message, "请按本级的职责清单确认"));
    }
    let open: Vec<&str> =
        duties.iter().filter(|duty| !signing.duties.iter().any(|id| id == duty.id)).map(|duty| duty.title).collect();
    if open.is_empty() {
        return Ok(());
    }
    let message = format!("{name}没有确认：{}", open.join("、"));
    Err(Refusal::new("duties-open", level_clause(signing.level), message, "请履行本级职责并逐项确认后再签字"))
}

/// A proofreading record: how it was read, and errors or an explicit none.
pub(super) fn check_proofreading(record: &Proofreading, clause: &'static str) -> Result<(), Refusal> {
    if !matches!(record.method.as_str(), "read_through" | "against_source") {
        let message = "没有写明校对方式";
        return Err(Refusal::new("proofreading-missing", clause, message, "请选择通读或对原稿"));
    }
    if record.errors.is_empty() != record.none_found {
        let message = if record.none_found {
            "既列出差错又填写“无”"
        } else {
            "校对结果既没有差错也没有写明“无”"
        };
        return Err(Refusal::new("proofreading-unclear", clause, message, "请列出差错，或者明确填写“无”"));
    }
    if record.errors.len() > 100 || !record.errors.iter().all(|error| super::is_reason(error)) {
        let message = "差错清单中有空行、过长的一行，或者超过 100 行";
        return Err(Refusal::new("proofreading-unclear", clause, message, "请逐条填写差错（每条不超过 1000 字）"));
    }
    Ok(())
}

/// The editor lists what was mended in this version. Nobody after the editor can mend anything, so an error there means a return.
fn check_errors(signing: &Signing) -> Result<(), Refusal> {
    if signing.level == 1 || signing.proofreading.errors.is_empty() {
        return Ok(());
    }
    let message = format!("{}校对发现差错，不能签字", level_name(signing.level));
    Err(Refusal::new("errors-found", "6", message, "请退回采编员改正后重新提交"))
}

/// What screening could not read, a person reads in full.
fn check_attachments(round: &Round, signing: &Signing) -> Result<(), Refusal> {
    let mut unreadable = round.renditions.iter().flat_map(|rendition| &rendition.unreadable);
    let Some(unread) = unreadable.find(|name| !signing.attachments_read.contains(name)) else { return Ok(()) };
    let message = format!("附件“{unread}”无法筛查，复审人没有确认全文阅读");
    Err(Refusal::new("attachments-unread", "8", message, "请全文阅读无法筛查的附件并逐个确认"))
}

/// A repost without an author: the second review confirms that the original has none.
fn check_author(round: &Round, signing: &Signing) -> Result<(), Refusal> {
    let Some(repost) = &round.card.repost else { return Ok(()) };
    if repost.author.trim().is_empty() == signing.author_unsigned {
        return Ok(());
    }
    let (message, remedy) = if signing.author_unsigned {
        ("登记了原作者，却确认原文未署名", "请核对原文的作者")
    } else {
        ("转载没有注明原作者，复审也没有确认原文未署名", "请核对原文；有作者的退回补注，没有的确认原文未署名")
    };
    Err(Refusal::new("repost-author-missing", "7", message, remedy))
}
