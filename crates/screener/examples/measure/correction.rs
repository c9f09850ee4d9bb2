//! Sentences with slips: how many come out right when the best corrections are applied.

use crate::{Outcome, percent};
use document::Document;
use lexicon::Lexicon;
use screener::{Edit, Finding, Options, screen};
use std::path::Path;

/// Counts over one file of `id<TAB>wrong<TAB>right`.
#[derive(Default)]
struct Counts {
    sentences: usize,
    wrong: usize,
    changed: usize,
    corrected: usize,
    /// Sentences without a slip, and those of them that were changed.
    clean: usize,
    clean_changed: usize,
    /// Characters marked, marked rightly, and wrong in all.
    marked: usize,
    marked_right: usize,
    wrong_characters: usize,
}

/// Print the table over all files of a folder.
pub(crate) fn measure(folder: &Path, lexicon: &Lexicon) -> Outcome<()> {
    println!(
        "| sentences | wrong | corrected whole: precision | recall | F1 | characters: precision | recall | clean sentences changed |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut files: Vec<_> = folder.read_dir()?.collect::<Result<Vec<_>, _>>()?.iter().map(|it| it.path()).collect();
    files.sort();
    for file in files {
        let mut counts = Counts::default();
        for line in std::fs::read_to_string(&file)?.lines() {
            let mut cells = line.split('\t').skip(1);
            let (Some(wrong), Some(right)) = (cells.next(), cells.next()) else { continue };
            counts.add(wrong, right, &correct(wrong, lexicon)?);
            if wrong != right {
                // The right form is a clean sentence too.
                counts.clean += 1;
                counts.clean_changed += usize::from(correct(right, lexicon)? != right);
            }
        }
        counts.print(&file.file_stem().unwrap_or_default().to_string_lossy());
    }
    println!();
    Ok(())
}

impl Counts {
    fn add(&mut self, wrong: &str, right: &str, corrected: &str) {
        self.sentences += 1;
        let changed = corrected != wrong;
        if wrong == right {
            self.clean += 1;
            self.clean_changed += usize::from(changed);
        } else {
            self.wrong += 1;
        }
        self.changed += usize::from(changed);
        self.corrected += usize::from(changed && corrected == right);
        if wrong.chars().count() == right.chars().count() && wrong.chars().count() == corrected.chars().count() {
            for ((was, should), is) in wrong.chars().zip(right.chars()).zip(corrected.chars()) {
                self.wrong_characters += usize::from(was != should);
                self.marked += usize::from(was != is);
                self.marked_right += usize::from(was != is && was != should);
            }
        }
    }

    fn print(&self, name: &str) {
        let precision = self.corrected as f64 / self.changed.max(1) as f64;
        let recall = self.corrected as f64 / self.wrong.max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::EPSILON);
        println!(
            "| {name}, {} | {} | {} | {} | **{:.1}** | {} | {} | {} of {} ({}) |",
            self.sentences,
            self.wrong,
            percent(self.corrected, self.changed),
            percent(self.corrected, self.wrong),
            f1 * 100.0,
            percent(self.marked_right, self.marked),
            percent(self.marked_right, self.wrong_characters),
            self.clean_changed,
            self.clean,
            percent(self.clean_changed, self.clean),
        );
    }
}

/// A sentence with the best correction of every misspelling applied.
pub(crate) fn correct(sentence: &str, lexicon: &Lexicon) -> Outcome<String> {
    let report = screen(&Document::plain(sentence), lexicon, &Options::default()).map_err(|it| format!("{it:?}"))?;
    let of_words = |finding: &&Finding| finding.category == "misspelling";
    let mut edits: Vec<&Edit> = report.findings.iter().filter(of_words).flat_map(|finding| &finding.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut corrected = String::new();
    let mut at = 0;
    for edit in edits.iter().filter(|edit| edit.span.part == "body") {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start >= at {
            corrected.push_str(sentence.get(at..start).unwrap_or_default());
            corrected.push_str(&edit.replacement);
            at = end;
        }
    }
    corrected.push_str(sentence.get(at..).unwrap_or_default());
    Ok(corrected)
}
