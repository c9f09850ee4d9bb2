//! Proving an archive again.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    EVENTS, FORMAT, Files, Folder, Line, MANIFEST, MANIFEST_DIGEST, Manifest, README, context, export, readme,
};
use crate::component::bindings::{CaseBasis, Document, Event};
use crate::component::{EngineFailure, Reviewer, digest::sm3};
use crate::flow::document::DocumentJson;
use crate::flow::verify::verify_case;

/// What was found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Events decided again.
    pub events: usize,
    /// Files compared.
    pub files: usize,
    /// What does not hold, the file or the step first.
    pub faults: Vec<String>,
    /// What could not be compared, and why that is no fault.
    pub notes: Vec<String>,
}

/// Verifies an archive; `head` is the end of the chain as it stands on a printed form.
///
/// # Errors
/// [`EngineFailure`] when the component gives no answer.
pub fn verify(reviewer: &Reviewer, files: &Files, head: Option<&str>) -> Result<Outcome, EngineFailure> {
    let mut outcome = Outcome { files: files.len(), ..Outcome::default() };
    let manifest = manifest(files, &mut outcome.faults);
    let Some((events, hashes)) = record(files, &mut outcome.faults) else { return Ok(outcome) };
    outcome.events = events.len();
    if let Err(fault) = verify_case(reviewer, &events, &hashes)? {
        // What follows rests on a record that holds.
        outcome.faults.push(format!("{EVENTS} 第 {} 步（{}）：{}", fault.seq, fault.code, fault.message));
        return Ok(outcome);
    }
    let last = hashes.last().map_or("", String::as_str);
    if head.is_some_and(|head| head.trim_start_matches("sm3:") != last.trim_start_matches("sm3:")) {
        outcome.faults.push(format!("记录链末端是 {last}，与给出的不同：不是同一件，或之后又有新的记录。"));
    }
    let Ok(basis) = reviewer.rests_on(&events)? else { return Ok(outcome) };
    let mut proof = Proof { reviewer, files, events: &events, basis: &basis, outcome };
    proof.content(manifest.as_ref())?;
    if let Some(manifest) = &manifest {
        proof.claims(manifest, last)?;
        proof.forms(manifest)?;
    }
    Ok(proof.outcome)
}

/// The list of files, each held against it.
fn manifest(files: &Files, faults: &mut Vec<String>) -> Option<Manifest> {
    let (Some(bytes), Some(digest)) = (files.get(MANIFEST), files.get(MANIFEST_DIGEST)) else {
        faults.push(format!("缺少 {MANIFEST} 或 {MANIFEST_DIGEST}：不是先审的审查档案，或者不完整。"));
        return None;
    };
    if *digest != format!("{}\n", sm3(bytes)).into_bytes() {
        faults.push(format!("{MANIFEST} 与 {MANIFEST_DIGEST} 不符：其中之一被改动过。"));
    }
    let manifest = serde_json::from_slice::<Manifest>(bytes).ok().filter(|manifest| manifest.format == FORMAT);
    let Some(manifest) = manifest else {
        faults.push(format!("{MANIFEST} 读不出来：被改动过，或由更新的程序写成。"));
        return None;
    };
    for (name, digest) in &manifest.files {
        match files.get(name) {
            None => faults.push(format!("{name}：文件缺失。")),
            Some(bytes) if sm3(bytes) != *digest => faults.push(format!("{name}：与清单中的摘要不符，被改动过。")),
            Some(_) => {}
        }
    }
    let known = |name: &str| manifest.files.contains_key(name) || [MANIFEST, MANIFEST_DIGEST].contains(&name);
    faults.extend(files.keys().filter(|name| !known(name)).map(|name| format!("{name}：清单中没有这个文件。")));
    Some(manifest)
}

fn record(files: &Files, faults: &mut Vec<String>) -> Option<(Vec<Event>, Vec<String>)> {
    let Some(bytes) = files.get(EVENTS) else {
        faults.push(format!("缺少 {EVENTS}：没有记录可以核对。"));
        return None;
    };
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let lines: Result<Vec<Line>, u64> =
        (1..).zip(lines).map(|(place, line)| serde_json::from_slice(line).map_err(|_| place)).collect();
    match lines {
        Ok(lines) if !lines.is_empty() => Some(lines.into_iter().map(|line| (line.event, line.hash)).unzip()),
        Ok(_) => {
            faults.push(format!("{EVENTS} 是空的：没有记录可以核对。"));
            None
        }
        Err(place) => {
            faults.push(format!("{EVENTS} 第 {place} 步：这一行读不出来，被改动过。"));
            None
        }
    }
}

struct Proof<'a> {
    reviewer: &'a Reviewer,
    files: &'a Files,
    events: &'a [Event],
    basis: &'a CaseBasis,
    outcome: Outcome,
}

impl Proof<'_> {
    /// Everything that the record names is there and is what the record names.
    fn content(&mut self, manifest: Option<&Manifest>) -> Result<(), EngineFailure> {
        for digest in &self.basis.documents {
            let document = self.document(digest);
            let fits = match &document {
                Some(document) => self.reviewer.digest(document)? == *digest,
                None => false,
            };
            self.expect(fits, &Folder::Documents.file(digest), "与记录中提交的内容不符，或者缺失");
        }
        for (folder, digests) in [(Folder::Profiles, &self.basis.profiles), (Folder::Calendars, &self.basis.calendars)]
        {
            for digest in digests {
                let fits = self.files.get(&folder.file(digest)).is_some_and(|bytes| sm3(bytes) == *digest);
                self.expect(fits, &folder.file(digest), "与步骤判定时所依据的不符，或者缺失");
            }
        }
        let named_missing = |report: &String| manifest.is_some_and(|one| one.missing_reports.contains(report));
        let reports: BTreeSet<&String> = self.basis.screenings.iter().map(|one| &one.report).collect();
        for digest in reports {
            let name = Folder::Reports.file(digest);
            match self.files.get(&name) {
                None if named_missing(digest) => {
                    self.outcome.notes.push(format!("{name}：导出时词库已更新，报告没有收入；记录中有其摘要。"));
                }
                found => {
                    let fits = found.is_some_and(|bytes| report_digest(bytes, digest));
                    self.expect(fits, &name, "与记录中的筛查报告不符，或者缺失");
                }
            }
        }
        Ok(())
    }

    /// What the manifest and the page for people say is what the record says.
    fn claims(&mut self, manifest: &Manifest, head: &str) -> Result<(), EngineFailure> {
        let (profile, calendar) = self.last_settings();
        let view = self.reviewer.view(self.events, &context(self.events, &profile, &calendar))?.ok();
        let item = view.map(|view| (view.site, view.item)).unwrap_or_default();
        let fits = item == (manifest.site.clone(), manifest.item.clone())
            && manifest.events == self.events.len() as u64
            && manifest.head == head
            && manifest.originals == self.basis.originals;
        self.expect(fits, MANIFEST, "所说的站点、编号或记录链末端与记录不符");
        let page = readme::text(manifest).into_bytes();
        let fits = self.files.get(README).is_some_and(|found| *found == page);
        self.expect(fits, README, "与清单和记录不符");
        Ok(())
    }

    /// The forms say what the record says: printed again and compared, when this is the component that printed them.
    fn forms(&mut self, manifest: &Manifest) -> Result<(), EngineFailure> {
        if manifest.component != self.reviewer.component_digest() {
            self.outcome.notes.push("表单由另一版本的审查组件打印，只核对了摘要，没有重新打印比对。".to_owned());
            return Ok(());
        }
        let documents: Vec<Document> = self.basis.documents.iter().filter_map(|digest| self.document(digest)).collect();
        let (profile, calendar) = self.last_settings();
        let context = context(self.events, &profile, &calendar);
        let printed = export::forms(self.reviewer, self.events, &context, &documents, &manifest.names)?;
        let of_forms = |name: &&String| name.starts_with(Folder::Forms.name());
        let kept: BTreeMap<&String, &Vec<u8>> = self.files.iter().filter(|(name, _)| of_forms(name)).collect();
        let names: BTreeSet<&String> = printed.keys().chain(kept.keys().copied()).collect();
        for name in names {
            let fits = printed.get(name) == kept.get(name).copied();
            self.expect(fits, name, "与按记录重新打印的不同");
        }
        Ok(())
    }

    fn document(&self, digest: &str) -> Option<Document> {
        let bytes = self.files.get(&Folder::Documents.file(digest))?;
        serde_json::from_slice::<DocumentJson>(bytes).ok().map(Document::from)
    }

    fn last_settings(&self) -> (String, String) {
        let last = |folder: Folder, digests: &[String]| {
            let bytes = digests.last().and_then(|digest| self.files.get(&folder.file(digest)));
            bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
        };
        (last(Folder::Profiles, &self.basis.profiles), last(Folder::Calendars, &self.basis.calendars))
    }

    fn expect(&mut self, holds: bool, file: &str, fault: &str) {
        if !holds {
            self.outcome.faults.push(format!("{file}：{fault}。"));
        }
    }
}

/// A report's digest covers its JSON without the digest itself, which stands last.
fn report_digest(bytes: &[u8], digest: &str) -> bool {
    let end = format!(",\"digest\":\"{digest}\"}}");
    let rest = std::str::from_utf8(bytes).ok().and_then(|text| text.strip_suffix(end.as_str()));
    rest.is_some_and(|rest| sm3(format!("{rest}}}").as_bytes()) == digest)
}
