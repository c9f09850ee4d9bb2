//! Putting an archive together.

use std::collections::BTreeMap;
use std::path::Path;

use super::{EVENTS, FORMAT, Files, Folder, Line, MANIFEST, MANIFEST_DIGEST, Manifest, README, context, readme};
use crate::component::bindings::{CaseBasis, Document, Event, FormRequest, OffsetEncoding, Options};
use crate::component::{EngineFailure, Reviewer, digest::sm3, report_json};
use crate::flow::document::DocumentJson;
use crate::flow::verify::verify_case;
use crate::storage::{StorageError, Store, settings};

/// Why a case was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nobody handed it in.
    #[error("站点 {0} 没有稿件 {1}。")]
    UnknownItem(String, String),
    /// The record does not hold; an archive would lend it credit.
    #[error("审查记录未通过校验，没有导出：{0}")]
    Broken(String),
    /// Something that the record names is not in the database.
    #[error("记录所依据的内容 {0} 不在数据目录中，没有导出。")]
    MissingContent(String),
    /// A profile or calendar that the record names is not at hand.
    #[error("步骤判定时的{0}（{1}）不在数据目录中；请用 --{2} 给出当时的文件。")]
    MissingSettings(&'static str, String, &'static str),
    /// The component gave no answer.
    #[error(transparent)]
    Engine(#[from] EngineFailure),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Where things lie.
pub struct Source<'a> {
    /// The database.
    pub store: &'a Store,
    /// The data directory, for settings kept beside the database.
    pub data: &'a Path,
    /// Texts of profiles and calendars that the operator gives.
    pub given: &'a [String],
    /// The component.
    pub reviewer: &'a Reviewer,
}

/// What was put together.
pub struct Exported {
    /// The archive.
    pub files: Files,
    /// The hash of the last event.
    pub head: String,
}

/// The archive of one case.
///
/// # Errors
/// [`ExportError`]; nothing is written then.
pub async fn export(source: &Source<'_>, site: &str, item: &str) -> Result<Exported, ExportError> {
    let rows = source.store.load_events(site, item).await?;
    let stored: BTreeMap<String, String> = source.store.item_documents(site, item).await?.into_iter().collect();
    let people = source.store.list_people(site).await?;
    let (events, hashes): (Vec<Event>, Vec<String>) = rows.into_iter().map(|row| (row.event, row.hash)).unzip();
    let Some(head) = hashes.last().cloned() else {
        return Err(ExportError::UnknownItem(site.to_owned(), item.to_owned()));
    };
    if let Err(fault) = verify_case(source.reviewer, &events, &hashes)? {
        return Err(ExportError::Broken(format!("第 {} 步（{}）：{}", fault.seq, fault.code, fault.message)));
    }
    let basis = rests_on(source.reviewer, &events)?;
    let mut packing = Packing { source, files: Files::new(), documents: BTreeMap::new(), profiles: BTreeMap::new() };
    packing.documents(&basis, &stored)?;
    let calendars = packing.settings(Folder::Calendars, &basis.calendars, ("工作日历", "calendar"))?;
    packing.profiles = packing.settings(Folder::Profiles, &basis.profiles, ("单位配置", "profile"))?;
    let missing_reports = packing.reports(&basis)?;
    // Only people whom the record names: an archive is no list of the staff.
    let is_named = |id: &str| events.iter().any(|event| event.actor == id || event.body.contains(&format!("\"{id}\"")));
    let names = people.into_iter().filter(|one| is_named(&one.id)).map(|one| (one.id, one.name)).collect();
    let last = |texts: &BTreeMap<String, String>, digests: &[String]| {
        digests.last().and_then(|digest| texts.get(digest)).cloned().unwrap_or_default()
    };
    let context = context(&events, &last(&packing.profiles, &basis.profiles), &last(&calendars, &basis.calendars));
    let documents: Vec<Document> = packing.documents.values().cloned().collect();
    packing.files.extend(forms(source.reviewer, &events, &context, &documents, &names)?);
    let lines = events.into_iter().zip(hashes).map(|(event, hash)| json(&Line { event, hash }));
    let lines: Vec<u8> = lines.flat_map(|line| [line, b"\n".to_vec()].concat()).collect();
    let events = lines.iter().filter(|byte| **byte == b'\n').count() as u64;
    packing.files.insert(EVENTS.to_owned(), lines);
    let identity = source.reviewer.identity();
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        site: site.to_owned(),
        item: item.to_owned(),
        events,
        head: head.clone(),
        component: source.reviewer.component_digest().to_owned(),
        engine: identity.engine.clone(),
        pack: identity.pack.clone(),
        originals: basis.originals,
        missing_reports,
        names,
        files: BTreeMap::new(),
    };
    Ok(Exported { files: seal(packing.files, manifest), head })
}

/// Adds what speaks of the other files.
fn seal(mut files: Files, mut manifest: Manifest) -> Files {
    files.insert(README.to_owned(), readme::text(&manifest).into_bytes());
    manifest.files = files.iter().map(|(name, bytes)| (name.clone(), sm3(bytes))).collect();
    let bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    files.insert(MANIFEST_DIGEST.to_owned(), format!("{}\n", sm3(&bytes)).into_bytes());
    files.insert(MANIFEST.to_owned(), bytes);
    files
}

/// What the history names; it was replayed just before.
pub(super) fn rests_on(reviewer: &Reviewer, events: &[Event]) -> Result<CaseBasis, ExportError> {
    reviewer.rests_on(events)?.map_err(|failure| ExportError::Broken(failure.message))
}

/// The forms of a case as files.
pub(super) fn forms(
    reviewer: &Reviewer,
    events: &[Event],
    context: &crate::component::bindings::Context,
    documents: &[Document],
    names: &BTreeMap<String, String>,
) -> Result<Files, EngineFailure> {
    let mut files = Files::new();
    let Ok(kinds) = reviewer.fillable_forms(events)? else { return Ok(files) };
    for kind in kinds {
        let request = FormRequest {
            form: kind.name.clone(),
            template: None,
            documents: documents.to_vec(),
            names: names.clone().into_iter().collect(),
        };
        if let Ok(page) = reviewer.render_form(events, context, &request)? {
            files.insert(format!("{}/{}.html", Folder::Forms.name(), kind.name), page.into_bytes());
        }
    }
    Ok(files)
}

struct Packing<'a> {
    source: &'a Source<'a>,
    files: Files,
    documents: BTreeMap<String, Document>,
    profiles: BTreeMap<String, String>,
}

impl Packing<'_> {
    fn documents(&mut self, basis: &CaseBasis, stored: &BTreeMap<String, String>) -> Result<(), ExportError> {
        for digest in &basis.documents {
            let missing = || ExportError::MissingContent(digest.clone());
            let text = stored.get(digest).ok_or_else(missing)?;
            let document = serde_json::from_str::<DocumentJson>(text).map(Document::from).map_err(|_| missing())?;
            if self.source.reviewer.digest(&document)? != *digest {
                return Err(missing());
            }
            self.files.insert(Folder::Documents.file(digest), text.clone().into_bytes());
            self.documents.insert(digest.clone(), document);
        }
        Ok(())
    }

    fn settings(
        &mut self,
        folder: Folder,
        digests: &[String],
        (title, option): (&'static str, &'static str),
    ) -> Result<BTreeMap<String, String>, ExportError> {
        let mut texts = BTreeMap::new();
        for digest in digests {
            let given = || self.source.given.iter().find(|text| sm3(text.as_bytes()) == *digest).cloned();
            let text = settings::load(self.source.data, digest).or_else(given);
            let text = text.ok_or_else(|| ExportError::MissingSettings(title, digest.clone(), option))?;
            self.files.insert(folder.file(digest), text.clone().into_bytes());
            texts.insert(digest.clone(), text);
        }
        Ok(texts)
    }

    /// Reports are not stored: screening is reproducible, so each is made again, and counts only when it is the very one.
    fn reports(&mut self, basis: &CaseBasis) -> Result<Vec<String>, ExportError> {
        let mut missing = Vec::new();
        for screened in &basis.screenings {
            let options = Options {
                as_of: Some(screened.at),
                encoding: OffsetEncoding::Utf8,
                profile: self.profiles.get(&screened.profile).cloned().unwrap_or_default(),
                suppressions: Vec::new(),
            };
            let made = match self.documents.get(&screened.document) {
                Some(document) => self.source.reviewer.screen(document, &options)?.ok(),
                None => None,
            };
            match made.filter(|report| report.digest == screened.report) {
                Some(report) => {
                    let text = report_json::to_json(&report).into_bytes();
                    self.files.insert(Folder::Reports.file(&screened.report), text);
                }
                None => missing.push(screened.report.clone()),
            }
        }
        missing.sort();
        missing.dedup();
        Ok(missing)
    }
}

/// Strings, numbers and lists of them always serialise.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
