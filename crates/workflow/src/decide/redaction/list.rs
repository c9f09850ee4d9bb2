//! The list of what was taken out: place and reason, never the words.

use super::{RedactionRequest, basis};
use crate::Refusal;
use document::{Removal, place_name};
use std::collections::BTreeMap;

/// One entry a passage in the order of the text, then one an attachment: `正文第 1 处：个人隐私（《政府信息公开条例》第十五条）——联系电话`.
pub(super) fn list(request: &RedactionRequest, removals: &[Removal]) -> Result<Vec<String>, Refusal> {
    let mut order: Vec<_> = request.passages.iter().zip(removals).collect();
    order.sort_by(|(_, one), (_, other)| {
        (rank(&one.part), &one.part, one.range.start).cmp(&(rank(&other.part), &other.part, other.range.start))
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::with_capacity(request.passages.len() + request.files.len());
    for (passage, removal) in order {
        let place = place_name(&removal.part);
        let count = counts.entry(place.clone()).or_default();
        *count += 1;
        entries.push(entry(&format!("{place}第 {count} 处"), &passage.basis, &passage.note)?);
    }
    for file in &request.files {
        let place = place_name(&format!("attachment/{}", file.number));
        entries.push(entry(&format!("{place}整件"), &file.basis, &file.note)?);
    }
    Ok(entries)
}

fn entry(place: &str, basis: &str, note: &str) -> Result<String, Refusal> {
    let basis = basis::find(basis)?;
    let note = note.trim();
    let note = if note.is_empty() { String::new() } else { format!("——{note}") };
    Ok(format!("{place}：{}（{}）{note}", basis.name, basis.law))
}

/// In the order in which people read.
fn rank(part: &str) -> usize {
    ["title", "summary", "body"].iter().position(|name| *name == part).unwrap_or(3)
}
