//! The review sheet (审核单): every step as a row, voided ones included.

use crate::event::Body;
use crate::unmet::level_name;
use crate::{
    Answer, Command, DeterminationStep, DispositionKind, Event, FilingStep, Handover, LookBackStep, Proofreading,
    Reply, ReturnReason, Settlement, Signing, Track,
};

/// One row of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The event.
    pub event: u64,
    /// The round, from 1.
    pub round: u32,
    /// The event's kind.
    pub kind: String,
    /// 1 to 3 for a signature.
    pub level: Option<u8>,
    /// The person's id.
    pub person: String,
    /// The person's name then.
    pub name: String,
    /// When, milliseconds.
    pub at: u64,
    /// The case digest then.
    pub digest: String,
    /// Opinion, reasons or other text.
    pub text: String,
    /// A later return or version has voided it.
    pub voided: bool,
}

/// The rows of a history that replays.
#[must_use]
pub fn sheet(history: &[Event]) -> Vec<SheetRow> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut round = 0;
    for event in history {
        let Some(Body { command, facts }) = Body::read(&event.body) else { continue };
        if matches!(command, Command::Submit(_) | Command::Return { .. }) {
            void(&mut rows, round);
        }
        // Content that was live needs a whole round to come back; another version that is under review meanwhile does not.
        if command.is_withdrawal() && rows.iter().any(|row| row.round == round && row.kind == "published") {
            void(&mut rows, round);
        }
        if matches!(command, Command::Submit(_)) {
            round += 1;
        }
        rows.push(SheetRow {
            event: event.id,
            round,
            kind: event.kind.clone(),
            level: if let Command::Sign(signing) = &command { Some(signing.level) } else { None },
            person: event.actor.clone(),
            name: facts.name,
            at: event.at,
            digest: event.digest.clone(),
            text: text(&command),
            voided: false,
        });
    }
    rows
}

/// What was signed, screened or answered for the content before no longer counts; what was published, and what followed from it, did happen.
fn void(rows: &mut [SheetRow], round: u32) {
    const HAPPENED: [&str; 7] = [
        "published",
        "looked-back",
        "problem-reported",
        "withdrawn",
        "takedown-confirmed",
        "channel-checked",
        "withdrawal-closed",
    ];
    let counts = |row: &&mut SheetRow| row.round == round && !HAPPENED.contains(&row.kind.as_str());
    rows.iter_mut().filter(counts).for_each(|row| row.voided = true);
}

fn text(command: &Command) -> String {
    match command {
        Command::Submit(submission) => {
            let channels: Vec<&str> =
                submission.renditions.iter().map(|rendition| rendition.channel.as_str()).collect();
            format!("提交内容（{}）", channels.join("、"))
        }
        Command::RecordScreening(screening) => match screening.findings.len() {
            0 => "技术筛查：没有需要处理的发现".to_owned(),
            count => format!("技术筛查：{count} 处需要处理"),
        },
        Command::RecordEvidence(evidence) => {
            format!("{}筛查：{}（编号 {}，{}）", evidence.system, evidence.result, evidence.number, evidence.person)
        }
        Command::DisposeFinding(answer) => disposition(answer),
        Command::Proofread { record, .. } => format!("核校：{}", proofreading(record)),
        Command::StateCompliance { statement, .. } => format!("专项说明：{statement}"),
        Command::MarkImportant { reason, .. } => format!("标记为重要信息：{reason}"),
        Command::UnmarkImportant { reason } => format!("取消重要信息标记：{reason}"),
        Command::Determination(step) => determination(step),
        Command::Filing(step) => filing(step),
        Command::Sign(signing) => signature(signing),
        Command::Return { reasons } => {
            let reasons: Vec<String> = reasons.iter().map(reason).collect();
            format!("退回采编员：{}", reasons.join("；"))
        }
        Command::Issue { request, .. } => format!("签发发布许可（{}）", request.channel),
        Command::Publish { request, .. } => format!("发布（{}）", request.channel),
        Command::Revoke { reason } => format!("撤销发布许可：{reason}"),
        Command::LookBack(step) => after_release(step),
    }
}

fn after_release(step: &LookBackStep) -> String {
    let with = |what: String, note: &str| if note.is_empty() { what } else { format!("{what}（{note}）") };
    match step {
        LookBackStep::Look(look) => {
            let found: Vec<&str> = look.issues.iter().map(|issue| issue.text.as_str()).collect();
            match look.settlement {
                None => "“回头看”：没有发现问题".to_owned(),
                Some(Settlement::Rectify) => format!("报告问题，请求整改：{}", found.join("；")),
                Some(Settlement::Withdraw) => format!("报告问题，请求撤稿：{}", found.join("；")),
            }
        }
        LookBackStep::Withdraw { reason } => with("撤稿，全部渠道撤下".to_owned(), reason),
        LookBackStep::Confirm { name, note, .. } => with(format!("市大数据管理中心 {name} 确认撤下"), note),
        LookBackStep::CheckChannel { channel, note } => with(format!("核查渠道“{channel}”：已经撤下"), note),
        LookBackStep::Close { note } => format!("撤稿办结：{note}"),
    }
}

fn determination(step: &DeterminationStep) -> String {
    let passed = |what: &str, it: &Handover| {
        let day = calendar::format_day(calendar::day_of(it.at));
        format!("第 {} 条请示{what}：{}，{}，{day}", it.request, it.person, it.manner)
    };
    match step {
        DeterminationStep::Request(letter) => {
            let what = if letter.track == Track::Determination { "报请确定" } else { "征求意见" };
            format!("{what}（{}，{}）：{}", letter.body, letter.number, letter.question)
        }
        DeterminationStep::Send(handover) => passed("发出", handover),
        DeterminationStep::Receive(handover) => passed("签收", handover),
        DeterminationStep::Remind(handover) => passed("催办", handover),
        DeterminationStep::Answer(answer) => {
            let reply = match answer.reply {
                Reply::NotSecret => "不属于国家秘密、工作秘密",
                Reply::Secret => "属于国家秘密或者工作秘密",
                Reply::NoObjection => "无不同意见",
                Reply::Objection => "有不同意见",
            };
            format!("第 {} 条请示的书面答复（{}）：{reply}；{}", answer.request, answer.number, answer.text)
        }
        DeterminationStep::Decide { publish, reason, .. } => {
            format!("决定{}公开：{reason}", if *publish { "可以" } else { "不予" })
        }
        DeterminationStep::Withdraw { request, reason } => format!("撤回第 {request} 条请示：{reason}"),
    }
}

fn filing(step: &FilingStep) -> String {
    let with = |what: &str, more: &str| if more.is_empty() { what.to_owned() } else { format!("{what}：{more}") };
    match step {
        FilingStep::Propose { opinion, basis, .. } => format!("报送意见：{opinion}；依据：{basis}"),
        FilingStep::Approve { opinion, .. } => with("同意报送", opinion),
        FilingStep::File { number, .. } => with("填报备案表，交综合协调科", number),
        FilingStep::Receive { .. } => "综合协调科接收".to_owned(),
        FilingStep::HandOn { recipient, .. } => with("统一报送", recipient),
    }
}

fn signature(signing: &Signing) -> String {
    let opinion = if signing.opinion.is_empty() { "同意" } else { &signing.opinion };
    let acting =
        if signing.acting_for.is_empty() { String::new() } else { format!("（代 {}）", signing.acting_for) };
    format!("{}{acting}：{opinion}；校对：{}", level_name(signing.level), proofreading(&signing.proofreading))
}

fn proofreading(record: &Proofreading) -> String {
    let method = if record.method == "against_source" { "对原稿" } else { "通读" };
    if record.errors.is_empty() {
        return format!("{method}，无差错");
    }
    format!("{method}，差错 {} 处：{}", record.errors.len(), record.errors.join("；"))
}

fn disposition(answer: &Answer) -> String {
    let kind = match answer.kind {
        DispositionKind::Accepted => "接受筛查发现",
        DispositionKind::FalseAlarm => "筛查误报",
        DispositionKind::NotProhibited => "判断为不属于严禁发布的信息",
        DispositionKind::Prohibited => "判断为属于严禁发布的信息",
    };
    let basis = if answer.basis.is_empty() { String::new() } else { format!("（依据：{}）", answer.basis) };
    format!("{kind}：{}{basis}", answer.reason)
}

fn reason(reason: &ReturnReason) -> String {
    if reason.text.is_empty() { reason.code.clone() } else { reason.text.clone() }
}
