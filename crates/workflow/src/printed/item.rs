//! The item and its card.

use super::{Printing, day, determination, name_of, short};
use crate::{Classification, Command, Leaders, Openness, Origin, PublicVersion};
use document::Document;
use forms::{Attachment, Choice, Item};

/// Stands where the content of an item that is not, or not yet, open would stand.
const WITHHELD: &str = "（内容未确定可以公开，或者已认定不得公开，不打印）";

pub(super) fn item(printing: &Printing<'_>) -> Item {
    let (case, round, card) = (printing.case, printing.round, &printing.round.card);
    let repost = card.repost.clone().unwrap_or_default();
    let document = content(printing);
    let (title, summary) = match document {
        _ if !printing.is_open() => (WITHHELD.to_owned(), WITHHELD.to_owned()),
        Some(document) => (document.title.clone(), document.summary.clone()),
        None => Default::default(),
    };
    Item {
        id: case.item.clone(),
        title,
        summary,
        attachments: attachments(printing, document),
        section: name_of(&printing.profile.sections, &case.section),
        editor: printing.person(&case.editor),
        channels: channels(printing),
        planned_at: planned_at(printing),
        carrier: choices([("公文类", false), ("非公文类", false)]),
        origin: origin(card.origin),
        source: repost.source,
        author: repost.author,
        source_list: source_list(printing),
        openness: openness(card.openness),
        openness_reason: card.openness_reason.clone(),
        public_version: card.public_version.as_ref().map(public_version).unwrap_or_default(),
        classification: classification(card.classification),
        document_number: card.source_document.clone(),
        valid_until: card.valid_until.map(day),
        important: case.important.is_some(),
        important_reason: importance(printing),
        leaders: card.leaders == Leaders::State,
        provincial: card.leaders == Leaders::Provincial,
        leaders_statement: leaders_statement(printing),
        others_business: determination::concerns_others(printing),
        determination: determination::summary(printing),
        basis: card.resolution.clone(),
        round: case.rounds,
        digest_short: short(&round.digest),
        ..Item::default()
    }
}

/// The first rendition of the current round that is at hand, checked by its digest.
fn content<'a>(printing: &Printing<'a>) -> Option<&'a Document> {
    let digests: Vec<(String, &Document)> =
        printing.request.documents.iter().map(|document| (document::digest(document), document)).collect();
    let at_hand = |digest: &str| digests.iter().find(|(found, _)| found == digest).map(|(_, document)| *document);
    printing.round.renditions.iter().find_map(|rendition| at_hand(&rendition.digest))
}

/// Attachments by name and digest; one line instead where nobody knows them here, because an empty list prints as “无”.
fn attachments(printing: &Printing<'_>, document: Option<&Document>) -> Vec<Attachment> {
    let said = |name: &str| vec![Attachment { name: name.to_owned(), ..Attachment::default() }];
    match document {
        _ if !printing.is_open() => said(WITHHELD),
        None => said("（内容不在本机，无从列出）"),
        Some(document) => document
            .attachments
            .iter()
            .map(|file| Attachment {
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                digest: short(&file.digest),
                ..Attachment::default()
            })
            .collect(),
    }
}

fn choices<const N: usize>(options: [(&str, bool); N]) -> Vec<Choice> {
    options.into_iter().map(|(label, chosen)| Choice { chosen, label: label.to_owned() }).collect()
}

fn channels(printing: &Printing<'_>) -> Vec<Choice> {
    let is_chosen = |id: &str| printing.round.renditions.iter().any(|rendition| rendition.channel == id);
    let choice = |channel: &articles::Named| Choice { chosen: is_chosen(&channel.id), label: channel.name.clone() };
    printing.profile.channels.iter().map(choice).collect()
}

fn origin(origin: Origin) -> Vec<Choice> {
    let option = |label, of| (label, origin == of);
    choices([
        option("自采", Origin::Own),
        option("报送", Origin::Section),
        option("转载", Origin::Repost),
        option("迁移导入", Origin::Import),
        option("互动交流", Origin::Reply),
        option("其他渠道采集", Origin::Collected),
    ])
}

fn openness(openness: Openness) -> Vec<Choice> {
    let option = |label, of| (label, openness == of);
    choices([
        option("主动公开", Openness::Active),
        option("依申请公开", Openness::OnRequest),
        option("不予公开", Openness::Closed),
    ])
}

fn classification(classification: Classification) -> Vec<Choice> {
    let option = |label, of| (label, classification == of);
    choices([
        option("不涉密", Classification::NotSecret),
        option("已解密", Classification::Declassified),
        option("待确定", Classification::Pending),
    ])
}

/// What was taken out, never the words: the card has only place and reason.
fn public_version(version: &PublicVersion) -> String {
    let original = short(&version.original);
    format!("已制作，删减 {} 处：{}（原件摘要 {original}）", version.redactions.len(), version.redactions.join("；"))
}

fn importance(printing: &Printing<'_>) -> String {
    let Some(importance) = &printing.case.important else {
        return if printing.round.approves_all {
            "本单位全部信息均须审定".to_owned()
        } else {
            String::new()
        };
    };
    let name = |id: &String| if id == "other" { None } else { Some(name_of(&printing.profile.important_criteria, id)) };
    let reason = Some(importance.reason.clone()).filter(|reason| !reason.is_empty());
    importance.criteria.iter().filter_map(name).chain(reason).collect::<Vec<_>>().join("；")
}

/// The statement of the current round, and who else has read it (clause 7).
fn leaders_statement(printing: &Printing<'_>) -> String {
    let said = printing.current().iter().filter_map(|step| match &step.command {
        Command::Proofread { .. } => Some(format!("{}核校", step.facts.name)),
        Command::StateCompliance { statement, .. } => Some(statement.clone()),
        _ => None,
    });
    said.collect::<Vec<_>>().join("；")
}

fn source_list(printing: &Printing<'_>) -> String {
    let verdict =
        printing.current().iter().rev().find_map(|step| step.facts.repost.as_ref().filter(|verdict| verdict.listed));
    match verdict {
        Some(verdict) if verdict.list_from.is_empty() => "在册".to_owned(),
        Some(verdict) => format!("{}起施行的名单", verdict.list_from),
        None => String::new(),
    }
}

/// The time of a scheduled release.
fn planned_at(printing: &Printing<'_>) -> Option<forms::Time> {
    printing.current().iter().rev().find_map(|step| match step.command {
        Command::Issue { not_before, .. } => not_before.map(forms::Time),
        _ => None,
    })
}
