//! The review sheet (审核单): every step as a row, voided ones included.

use crate::event::Body;
use crate::unmet::level_name;
use crate::{Command, Event};

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
            // What was signed, screened or answered for the content before no longer counts; what was published did happen.
            rows.iter_mut()
                .filter(|row| row.round == round && row.kind != "published")
                .for_each(|row| row.voided = true);
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
        Command::AcceptFinding { reason, .. } => format!("接受筛查发现：{reason}"),
        Command::Sign(signing) if signing.opinion.is_empty() => format!("{}：同意", level_name(signing.level)),
        Command::Sign(signing) => format!("{}：{}", level_name(signing.level), signing.opinion),
        Command::Return { reasons } => format!("退回采编员：{}", reasons.join("；")),
        Command::Issue(request) => format!("签发发布许可（{}）", request.channel),
        Command::Publish { request, .. } => format!("发布（{}）", request.channel),
    }
}
