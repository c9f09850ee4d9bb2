//! Making the public version (clause 9): who may, of what, and what must not be left.

use super::super::{Asked, submit};
use super::{Sealed, list, request};
use crate::{PublicVersion, Refusal, unmet};
use document::{Document, RedactionError, Removal, place_name};
use std::collections::BTreeSet;

/// A salt shorter than this could be tried out.
const SALT_BYTES: usize = 32;

/// What is looked at when a public version is made.
#[derive(Clone, Copy, Debug)]
pub struct Redaction<'a> {
    /// The original as it is sealed.
    pub sealed: &'a Sealed,
    /// Whether screening found a state-secret mark in it.
    pub secrecy_stop: bool,
    /// Who has made a public version of this item before; empty when nobody has.
    pub holder: &'a str,
    /// The digests that the history names.
    pub handed_in: &'a BTreeSet<String>,
    /// What was handed in for this item so far, every content of it.
    pub submitted: &'a [Document],
}

/// A public version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// What may be handed in.
    pub document: Document,
    /// What its card says of it.
    pub version: PublicVersion,
}

pub(super) fn decide(asked: &Asked<'_>, redaction: &Redaction<'_>) -> Result<Redacted, Refusal> {
    if let Some(refusal) = unmet::standing(asked.case, asked.facts, asked.at) {
        return Err(refusal);
    }
    submit::check_person(asked)?;
    if ![asked.actor, ""].contains(&redaction.holder) {
        return Err(other_editor());
    }
    if redaction.secrecy_stop {
        return Err(secrecy_stop());
    }
    if redaction.sealed.salt.len() < SALT_BYTES {
        let message = "封存原件没有使用足够长的随机数";
        return Err(Refusal::new("salt-too-short", "", message, "请由平台生成不少于 32 个字节的随机数"));
    }
    let redacted = redacted(redaction.sealed)?;
    check_submitted(redaction)?;
    Ok(redacted)
}

/// The public version that a sealed original gives: the same each time.
pub(super) fn redacted(sealed: &Sealed) -> Result<Redacted, Refusal> {
    let Sealed { original, request, salt, .. } = sealed;
    request.check_reasons()?;
    let removals = request.removals(original)?;
    let document = document::redact(original, &removals, &request.dropped()).map_err(refusal)?;
    check_notes(sealed, &removals)?;
    let seal = document::seal(&document::digest(original), salt);
    let version = PublicVersion { original: seal, redactions: list::list(request, &removals)? };
    Ok(Redacted { document, version })
}

/// What is said of a passage is seen by everybody.
fn check_notes(sealed: &Sealed, removals: &[Removal]) -> Result<(), Refusal> {
    let words = document::removed_words(&sealed.original, removals).map_err(refusal)?;
    let quotes = |note: &str| document::remaining_words(&Document::plain(note), &words).is_some();
    if sealed.request.reasons().any(|(_, note)| quotes(note)) {
        let message = "遮盖的说明引用了被遮盖的文字";
        return Err(Refusal::new("note-quotes-removed", "9", message, "请只写是哪一类内容，不写原文"));
    }
    Ok(())
}

/// What was handed in is read by everybody who has a part in the item: nothing can be sealed of it afterwards.
fn check_submitted(redaction: &Redaction<'_>) -> Result<(), Refusal> {
    let given: BTreeSet<String> = redaction.submitted.iter().map(document::digest).collect();
    if !redaction.handed_in.is_subset(&given) {
        let message = "没有提供本稿件提交过的全部内容，不能确认其中没有要遮盖的文字";
        return Err(Refusal::new("content-missing", "9", message, "请由管理员核对库中的内容"));
    }
    let sealed = redaction.sealed;
    let original = document::digest(&sealed.original);
    if given.contains(&original) || super::submission::find(sealed, redaction.submitted)?.is_some() {
        let message = "要遮盖的文字已经随本稿件提交过，经办人员都能看到，不能再封存";
        let remedy = "请另立稿件制作公开版本，并请本稿件不再继续办理";
        return Err(Refusal::new("original-was-submitted", "9", message, remedy));
    }
    Ok(())
}

pub(super) fn other_editor() -> Refusal {
    let message = "这一稿件的公开版本由另一位采编员制作";
    Refusal::new("not-the-editor", "6.1", message, "请由制作公开版本的采编员办理")
}

fn secrecy_stop() -> Refusal {
    let message = "原件有国家秘密标志，不能制作公开版本";
    let remedy = "请立即停止处理，转线下报告（24 小时内）";
    Refusal::new("secrecy-stop", "11.1", message, remedy)
}

/// Why a text cannot be cut so, for people; places are counted from 1 in the order they were given.
pub(super) fn refusal(error: RedactionError) -> Refusal {
    let about = |code, message: String, remedy: &str, number: usize| {
        Refusal::new(code, "9", message, remedy).with("number", number.to_string())
    };
    match error {
        RedactionError::Count => {
            let message = format!("没有标出要遮盖的内容，或者超过 {} 处", document::MOST_REDACTIONS);
            Refusal::new(
                "nothing-redacted",
                "9",
                message,
                "请选中不公开的文字并写明理由；没有不公开内容的，直接提交原文",
            )
        }
        RedactionError::Place(number) => request::outside(number),
        RedactionError::Character(number) => request::inside_character(number),
        RedactionError::Tag(number) => {
            let message = format!("第 {} 处遮盖的起止位置在网页标签中间", number + 1);
            about("redaction-cuts-tag", message, "请把整个标签选在内，或者留在外", number)
        }
        RedactionError::Empty(number) => {
            let message = format!("第 {} 处遮盖的位置没有文字", number + 1);
            about("redaction-empty", message, "请选中要遮盖的文字", number)
        }
        RedactionError::Overlap(number) => {
            let message = format!("第 {} 处遮盖与另一处重叠", number + 1);
            about("redactions-overlap", message, "请合并为一处", number)
        }
        RedactionError::File(number) => {
            let message = "要整件不公开的附件不存在，或者列了两次".to_owned();
            about("unknown-attachment", message, "请核对附件", number)
        }
        RedactionError::Remains(number, part) => {
            let message = format!("第 {} 处遮盖的文字在{}里仍然能看到", number + 1, place_name(&part));
            let remedy = "请把相同的文字一并遮盖；藏在链接、图片说明里的，请先改写";
            Refusal::new("removed-words-remain", "9", message, remedy).with("number", number.to_string())
        }
    }
}
