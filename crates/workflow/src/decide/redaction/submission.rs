//! What is handed in for an item with a sealed original is its public version, and holds none of the words (clause 9).

use super::super::Asked;
use super::{Sealed, make};
use crate::{Card, Refusal};
use document::{Document, place_name};

pub(super) fn decide(asked: &Asked<'_>, sealed: &Sealed, card: &Card, documents: &[Document]) -> Result<(), Refusal> {
    // First of all: the answer to anybody else would tell whether a guess at the words is right.
    if asked.actor != sealed.editor {
        return Err(make::other_editor());
    }
    let made = make::redacted(sealed)?;
    if card.public_version.as_ref() != Some(&made.version) {
        let message = "本稿件有封存的原件，登记的公开版本与遮盖清单不一致";
        return Err(Refusal::new("public-version-not-stated", "9", message, "请按最近一次生成的公开版本填写后提交"));
    }
    if let Some(place) = find(sealed, documents)? {
        let message = format!("{place}里有已经遮盖的内容");
        return Err(Refusal::new("removed-words-remain", "9", message, "请删去，或者重新制作公开版本"));
    }
    let repost = card.repost.iter().flat_map(|it| [&it.source, &it.author, &it.address]);
    texts(sealed, [&card.openness_reason, &card.source_document, &card.resolution].into_iter().chain(repost))
}

/// None of these texts, which everybody with a part in the item reads, quotes what was taken out.
pub(super) fn texts<'t>(sealed: &Sealed, texts: impl IntoIterator<Item = &'t String>) -> Result<(), Refusal> {
    let words = words(sealed)?;
    let quotes = |text: &String| document::remaining_words(&Document::plain(text.as_str()), &words).is_some();
    if texts.into_iter().any(quotes) {
        let message = "填写的文字引用了已经遮盖的内容，发布人员会看到";
        return Err(Refusal::new("text-quotes-removed", "9", message, "请改为只写位置，例如“正文第 1 处”"));
    }
    Ok(())
}

/// Where something of the original that was taken out still is.
pub(super) fn find(sealed: &Sealed, documents: &[Document]) -> Result<Option<String>, Refusal> {
    let words = words(sealed)?;
    let withheld = withheld(sealed);
    Ok(documents.iter().find_map(|document| {
        let file = document.attachments.iter().position(|file| withheld.contains(&file.digest.as_str()));
        let file = file.map(|number| place_name(&format!("attachment/{number}")));
        file.or_else(|| document::remaining_words(document, &words).map(|(_, part)| place_name(&part)))
    }))
}

fn words(sealed: &Sealed) -> Result<Vec<String>, Refusal> {
    let removals = sealed.request.removals(&sealed.original)?;
    document::removed_words(&sealed.original, &removals).map_err(make::refusal)
}

/// The files of the original that the public version does not have: left out, or gone out as redacted text.
fn withheld(sealed: &Sealed) -> Vec<&str> {
    let dropped = sealed.request.dropped();
    let redacted = |number: usize| sealed.request.passages.iter().any(|it| it.part == format!("attachment/{number}"));
    let files = sealed.original.attachments.iter().enumerate();
    files
        .filter(|(number, _)| dropped.contains(number) || redacted(*number))
        .map(|(_, file)| file.digest.as_str())
        .collect()
}
