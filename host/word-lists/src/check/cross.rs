//! What is wrong between entries: duplicates, contradictions, corrections that go in circles.

use std::collections::{BTreeSet, HashMap};

use crate::problem::FILE;
use crate::shape::short;
use crate::{Entry, Kind, Place, Problems};

/// Look-ups for terms inside other strings, over all entries: seconds, whatever the list.
const LOOKUPS: usize = 10_000_000;

/// The entries by term.
struct Index<'e> {
    own: HashMap<&'e str, &'e Entry>,
    base: HashMap<&'e str, &'e Entry>,
}

pub(super) fn check(entries: &[Entry], base: &[Entry], problems: &mut Problems) {
    let mut index = Index { own: HashMap::with_capacity(entries.len()), base: HashMap::new() };
    index.base.extend(base.iter().map(|entry| (&*entry.term, entry)));
    for entry in entries {
        if problems.rejects(entry.place) {
            continue;
        }
        match index.own.get(&*entry.term) {
            Some(first) => same_term(entry, first, problems),
            None => {
                index.own.insert(&entry.term, entry);
            }
        }
        if let Some(other) = index.base.get(&*entry.term) {
            against_base(entry, other, problems);
        }
    }
    for entry in entries.iter().filter(|entry| entry.kind.objects()) {
        if !problems.rejects(entry.place) {
            corrections(entry, &index, problems);
        }
    }
    inside(entries, &index, problems);
}

fn same_term(entry: &Entry, first: &Entry, problems: &mut Problems) {
    let (term, place) = (short(&entry.term), at(first.place, entry.place));
    if (entry.kind, &entry.replacements, entry.level) == (first.kind, &first.replacements, first.level) {
        problems.warn(entry.place, "duplicate", format!("“{term}”与{place}重复，只用一次；请删去其中一行"));
    } else if entry.kind.objects() != first.kind.objects() {
        let (one, other) = (first.kind.name(), entry.kind.name());
        let message = format!("“{term}”在{place}是{one}，这里又是{other}，互相矛盾；请只留一行");
        problems.error(entry.place, "contradiction", message);
    } else if entry.kind == first.kind && entry.replacements != first.replacements {
        let message = format!(
            "“{term}”在{place}改为“{}”，这里改为“{}”；请合并为一行，几种改法用 | 隔开",
            short(&first.replacements),
            short(&entry.replacements)
        );
        problems.error(entry.place, "different-replacement", message);
    } else {
        let message = format!(
            "“{term}”在{place}是{}（{}），这里是{}（{}）；请只留一行",
            first.kind.name(),
            first.level.name(),
            entry.kind.name(),
            entry.level.name()
        );
        problems.error(entry.place, "different-row", message);
    }
}

fn against_base(entry: &Entry, base: &Entry, problems: &mut Problems) {
    let term = short(&entry.term);
    if entry.kind.objects() != base.kind.objects() {
        let message = format!(
            "“{term}”在通用词库中是{}，这里是{}，互相矛盾，无法同时使用；请删去这一行或联系词库维护者",
            base.kind.name(),
            entry.kind.name()
        );
        problems.error(entry.place, "contradicts-base", message);
    } else if (entry.kind, &entry.replacements) == (base.kind, &base.replacements) {
        problems.warn(entry.place, "in-base", format!("“{term}”通用词库中已有，可以删去这一行"));
    } else {
        problems.warn(entry.place, "replaces-base", format!("“{term}”通用词库中已有，将以本表为准"));
    }
}

/// Replacements that are themselves objected to.
fn corrections(entry: &Entry, index: &Index<'_>, problems: &mut Problems) {
    let term = short(&entry.term);
    for text in entry.replacements().filter(|text| *text != &*entry.term) {
        let right = short(text);
        let own = index.own.get(text).filter(|other| other.kind.objects());
        let Some(other) = own.or_else(|| index.base.get(text).filter(|other| other.kind.objects())) else { continue };
        let place = if own.is_some() { at(other.place, entry.place) } else { "通用词库".to_owned() };
        let (code, message) = if other.replacements().any(|back| *back == *entry.term) {
            (
                "circle",
                format!(
                    "“{term}”改为“{right}”，而{place}又把“{right}”改为“{term}”，互相矛盾；请核对哪个正确，删去另一行"
                ),
            )
        } else if let Some(last) = other.replacements().next() {
            let last = short(last);
            ("chain", format!("“{term}”改为“{right}”，而{place}又把“{right}”改为“{last}”；请直接改为“{last}”"))
        } else {
            let kind = other.kind.name();
            ("replacement-banned", format!("“{term}”改为“{right}”，而“{right}”在{place}是{kind}；请换一种改法"))
        };
        problems.error(entry.place, code, message);
    }
}

/// Objected terms inside names and replacements: the right form would be reported again and again.
fn inside(entries: &[Entry], index: &Index<'_>, problems: &mut Problems) {
    let objected = |entry: &&Entry| entry.kind.objects();
    let lengths: BTreeSet<usize> =
        entries.iter().filter(objected).map(|entry| entry.term.chars().count()).filter(|length| *length > 1).collect();
    let mut left = LOOKUPS;
    for entry in entries {
        let names = entry.kind.is_name().then_some(&*entry.term);
        let rights = entry.replacements().filter(|_| entry.kind.needs_replacement());
        for phrase in names.into_iter().chain(rights).take(8) {
            if left == 0 {
                return;
            }
            if index.own.get(phrase).is_some_and(|other| other.kind == Kind::Allow) {
                continue;
            }
            if let Some(found) =
                find_inside(phrase, &lengths, index, &mut left).filter(|found| *found.term != *entry.term)
            {
                report_inside(entry, phrase, found, problems);
            }
        }
    }
}

fn report_inside(entry: &Entry, phrase: &str, found: &Entry, problems: &mut Problems) {
    let (phrase, inner, place) = (short(phrase), short(&found.term), at(found.place, entry.place));
    let message = format!(
        "正确写法“{phrase}”里含有{place}的{}“{inner}”，写对了也会报；请为“{phrase}”加一行放行，或改“{inner}”",
        found.kind.name()
    );
    problems.warn(entry.place, "contains-objected", message);
}

fn find_inside<'e>(phrase: &str, lengths: &BTreeSet<usize>, index: &Index<'e>, left: &mut usize) -> Option<&'e Entry> {
    let starts: Vec<usize> = phrase.char_indices().map(|(at, _)| at).chain([phrase.len()]).collect();
    // A phrase longer than a term may be is cut: it is refused anyway or is a remark.
    let count = starts.len().min(130);
    for (first, start) in starts.iter().take(count).enumerate() {
        for length in lengths.iter().take_while(|length| first + **length < count) {
            *left = left.checked_sub(1)?;
            let part = starts.get(first + length).and_then(|end| phrase.get(*start..*end)).unwrap_or_default();
            if part.len() == phrase.len() {
                continue;
            }
            if let Some(found) = index.own.get(part).filter(|entry| entry.kind.objects()) {
                return Some(found);
            }
        }
    }
    *left = left.saturating_sub(1);
    None
}

/// A place as seen from another: the file and sheet are named where they differ. The reader of problems knows the files by
/// number and puts in their names.
fn at(place: Place, from: Place) -> String {
    if place.file != from.file {
        format!("{}{}{} 第 {} 行", FILE.0, place.file, FILE.1, place.row)
    } else if place.sheet != from.sheet {
        format!("另一工作表第 {} 行", place.row)
    } else {
        format!("第 {} 行", place.row)
    }
}
