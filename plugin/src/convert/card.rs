//! The card of an item: words of closed lists are read here, so that an unknown one is refused with its name.

use crate::bindings::api::review::{Card, PublicVersion, Refusal, Repost};
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};

/// The card as the workflow reads it.
///
/// # Errors
/// `not-decided` or `unknown-value`, naming the field.
pub(crate) fn read(card: Card) -> Result<workflow::Card, Refusal> {
    Ok(workflow::Card {
        origin: origin(&card.origin)?,
        route: word(("route", "发布途径", "6"), &card.route)?,
        openness: word(("openness", "公开属性", "9"), &card.openness)?,
        openness_reason: card.openness_reason,
        source_document: card.source_document,
        classification: word(("classification", "定密状态", "9"), &card.classification)?,
        important: card.important,
        leaders: word(("leaders", "是否涉及领导人", "7"), &card.leaders)?,
        repost: card.repost.map(repost),
        resolution: card.resolution,
        valid_until: card.valid_until,
        public_version: card.public_version.map(public_version),
    })
}

/// What comes from a source that clause 3 does not know is no information of this gate, whatever the request looks like.
fn origin(value: &str) -> Result<workflow::Origin, Refusal> {
    word(("origin", "信息来源", "3"), value).map_err(|refusal| {
        if value.is_empty() {
            return refusal;
        }
        let message = "信息来源只能是自采、报送、转载、迁移导入、互动交流或者其他渠道采集";
        articles::Refusal::new("unknown-origin", "3", message, "请选择其中一种来源，各种来源都要经过审查")
            .with("field", "origin")
            .into()
    })
}

/// The card as the contract has it.
pub(crate) fn write(card: &workflow::Card) -> Card {
    Card {
        origin: id(&card.origin),
        route: id(&card.route),
        openness: id(&card.openness),
        openness_reason: card.openness_reason.clone(),
        source_document: card.source_document.clone(),
        classification: id(&card.classification),
        important: card.important.clone(),
        leaders: id(&card.leaders),
        repost: card.repost.as_ref().map(|it| Repost {
            source: it.source.clone(),
            author: it.author.clone(),
            address: it.address.clone(),
        }),
        resolution: card.resolution.clone(),
        valid_until: card.valid_until,
        public_version: card.public_version.as_ref().map(write_version),
    }
}

/// A word of a closed list, by the name under which it is recorded; `about` is the field's name in the contract, what people call it, and the
/// clause that asks for it.
///
/// # Errors
/// `not-decided` when nobody has decided it, `unknown-value` for a word that is not on the list.
pub(crate) fn word<T: DeserializeOwned>(about: (&str, &str, &str), value: &str) -> Result<T, Refusal> {
    let (field, name, clause) = about;
    let reader: StrDeserializer<'_, Error> = value.into_deserializer();
    T::deserialize(reader).map_err(|_| {
        let (code, clause, message, remedy) = if value.is_empty() {
            let message = format!("{}：还没有认定“{name}”。", articles::citation(clause));
            ("not-decided", clause, message, "请选择后再提交。")
        } else {
            let message = format!("“{name}”的取值不在可用的范围之内。");
            ("unknown-value", "", message, "请按接口说明改用其中一个取值。")
        };
        Refusal {
            code: code.to_owned(),
            clause: clause.to_owned(),
            message,
            remedy: remedy.to_owned(),
            attributes: vec![("field".to_owned(), field.to_owned())],
        }
    })
}

/// The name under which a word of a closed list is recorded.
pub(crate) fn id<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

fn repost(it: Repost) -> workflow::Repost {
    workflow::Repost { source: it.source, author: it.author, address: it.address }
}

pub(super) fn write_version(it: &workflow::PublicVersion) -> PublicVersion {
    PublicVersion { original: it.original.clone(), redactions: it.redactions.clone() }
}

fn public_version(it: PublicVersion) -> workflow::PublicVersion {
    workflow::PublicVersion { original: it.original, redactions: it.redactions }
}
