//! Baking the words in memory and screening past articles with them; the component in use is not touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::super::exit::Exit;
use super::super::output;
use super::lists::Loaded;
use super::{Failed, articles};
use crate::bake::{BakeError, bake};
use crate::component::bindings::{BodyFormat, Document, Finding, Tier};
use crate::component::{Limits, Reviewer, Runtime, locate, screen_options};
use word_lists::problem;
use word_lists::rows::Rows;

/// Samples kept of a term.
const SAMPLES: usize = 3;
/// Characters shown on each side of a hit.
const CONTEXT: usize = 14;
/// Row errors printed.
const SHOWN_ERRORS: usize = 50;

/// What a trial found.
#[derive(Default)]
pub(super) struct Found {
    /// Articles screened.
    pub(super) articles: usize,
    /// Characters in them.
    pub(super) characters: usize,
    /// Files that could not be read, and why.
    pub(super) unread: Vec<(PathBuf, String)>,
    /// By term.
    pub(super) terms: BTreeMap<String, Hits>,
    /// Findings that reports left out because there were too many.
    pub(super) omitted: u64,
}

/// Hits of one term.
#[derive(Default)]
pub(super) struct Hits {
    pub(super) count: usize,
    pub(super) articles: usize,
    pub(super) samples: Vec<String>,
}

/// A component of base rows and the lists' rows.
pub(super) fn component(builder: Option<&Path>, base: &str, rows: &Rows, loaded: &Loaded) -> Result<Reviewer, Failed> {
    let path = locate::find(builder, "XIANSHEN_BUILDER", "xianshen-builder.wasm");
    let builder = std::fs::read(&path).map_err(|error| {
        Failed::input(
            "file-unreadable",
            format!("{}：无法读取构建组件（{error}），可用 --builder 指定", path.display()),
        )
    })?;
    output::note(&format!("正在用 {} 条词条生成试运行的组件……", rows.places.len()));
    let joint = if base.is_empty() || base.ends_with('\n') { "" } else { "\n" };
    let text = format!("{base}{joint}{}", rows.text);
    let before = u32::try_from(base.lines().count()).unwrap_or(u32::MAX);
    let baked = bake(&builder, &text, &[]).map_err(|error| refused(&error, before, rows, loaded))?;
    let engine = |failure: crate::component::LoadError| Failed {
        code: failure.code(),
        message: failure.to_string(),
        exit: Exit::Engine,
    };
    let runtime = Runtime::new(Limits::default()).map_err(engine)?;
    Reviewer::from_bytes(&runtime, &baked.component, "试运行的组件", None).map_err(engine)
}

/// The builder's errors, by the row of the list that each came from.
fn refused(error: &BakeError, before: u32, rows: &Rows, loaded: &Loaded) -> Failed {
    let (code, message) = (error.code(), error.to_string());
    if let BakeError::Rows(errors) = error {
        for error in errors.iter().take(SHOWN_ERRORS) {
            let place = error.line.checked_sub(before).and_then(|line| rows.place(line));
            let place = place.map_or_else(
                || format!("通用词库第 {} 行", error.line),
                |place| problem::place_name(place, &loaded.lists),
            );
            output::note(&format!("{place}：{}", error.message));
        }
        return Failed::input(code, format!("{message}，没有试运行"));
    }
    let exit = if matches!(error, BakeError::NotABuilder(_)) { Exit::Input } else { Exit::Engine };
    Failed { code, message, exit }
}

/// Screen all articles, on all cores. The result does not depend on which core took which file.
pub(super) fn run(reviewer: &Reviewer, files: &[PathBuf]) -> Result<Found, Failed> {
    let next = AtomicUsize::new(0);
    let parts = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((at, path)) = take(&next, files) {
                    let part = screen_file(reviewer, path);
                    parts.lock().unwrap_or_else(PoisonError::into_inner).insert(at, part);
                }
            });
        }
    });
    let mut found = Found::default();
    for part in parts.into_inner().unwrap_or_else(PoisonError::into_inner).into_values() {
        found.add(part?);
    }
    Ok(found)
}

fn take<'f>(next: &AtomicUsize, files: &'f [PathBuf]) -> Option<(usize, &'f PathBuf)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, files.get(at)?))
}

fn screen_file(reviewer: &Reviewer, path: &Path) -> Result<Found, Failed> {
    let mut found = Found::default();
    let documents = match articles::read(path) {
        Ok(documents) => documents,
        Err(reason) => {
            found.unread.push((path.to_path_buf(), reason));
            return Ok(found);
        }
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for document in &documents {
        match reviewer.screen(document, &screen_options()) {
            Ok(Ok(report)) => {
                found.articles += 1;
                found.characters += document.body.chars().filter(|character| !character.is_whitespace()).count();
                found.omitted += u64::from(report.omitted);
                found.count(&report.findings, document, &name);
            }
            Ok(Err(_)) => found.unread.push((path.to_path_buf(), "稿件过大，无法审查".to_owned())),
            Err(failure) => {
                let message = format!("{}：{}（{}）", path.display(), failure.message(), failure.kind.code());
                return Err(Failed { code: failure.code(), message, exit: Exit::Engine });
            }
        }
    }
    Ok(found)
}

impl Found {
    /// Hits of the agency's own words.
    fn count(&mut self, findings: &[Finding], document: &Document, name: &str) {
        let mut here: BTreeMap<String, usize> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.basis.tier == Tier::Agency) {
            let term = finding.basis.entry.clone().unwrap_or_else(|| finding.fragment.clone());
            let hits = self.terms.entry(term.clone()).or_default();
            if hits.samples.len() < SAMPLES {
                hits.samples.push(format!("{name}：{}", sample(finding, document)));
            }
            *here.entry(term).or_default() += 1 + finding.places.len();
        }
        for (term, count) in here {
            let hits = self.terms.entry(term).or_default();
            hits.count += count;
            hits.articles += 1;
        }
    }

    fn add(&mut self, other: Found) {
        self.articles += other.articles;
        self.characters += other.characters;
        self.omitted += other.omitted;
        self.unread.extend(other.unread);
        for (term, hits) in other.terms {
            let all = self.terms.entry(term).or_default();
            all.count += hits.count;
            all.articles += hits.articles;
            let room = SAMPLES.saturating_sub(all.samples.len());
            all.samples.extend(hits.samples.into_iter().take(room));
        }
    }
}

/// The hit between what stands before and after it.
fn sample(finding: &Finding, document: &Document) -> String {
    let source = match finding.span.part.as_str() {
        "body" => document.body.as_str(),
        "title" => document.title.as_str(),
        _ => return format!("【{}】", finding.fragment),
    };
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let before = source.get(..start).unwrap_or_default();
    let after = source.get(end..).unwrap_or_default();
    let html = document.body_format == BodyFormat::Html && finding.span.part == "body";
    let clean = |text: String| if html { without_tags(&text) } else { text };
    // Tags take room: more is taken and then cut.
    let taken = if html { CONTEXT * 20 } else { CONTEXT };
    let before: String = last(before, taken);
    let before = last(&clean(before), CONTEXT);
    let after: String = clean(after.chars().take(taken).collect()).chars().take(CONTEXT).collect();
    format!("…{before}【{}】{after}…", finding.fragment).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn last(text: &str, count: usize) -> String {
    let mut characters: Vec<char> = text.chars().rev().take(count).collect();
    characters.reverse();
    characters.into_iter().collect()
}

fn without_tags(text: &str) -> String {
    // A cut may fall inside a tag: its end alone is dropped too.
    let text = match (text.find('>'), text.find('<')) {
        (Some(close), Some(open)) if close < open => text.get(close + 1..).unwrap_or_default(),
        (Some(close), None) => text.get(close + 1..).unwrap_or_default(),
        _ => text,
    };
    let mut out = String::new();
    let mut inside = false;
    for character in text.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(character),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_out_of_samples() {
        assert_eq!(without_tags("ss=\"x\">被<b>评为</b><p cl"), "被评为");
        assert_eq!(last("一二三", 2), "二三");
    }
}
