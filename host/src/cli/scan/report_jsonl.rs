//! The report for programs: one article a line.

use std::io::{self, Write};

use serde::Serialize;

use super::super::refused::Refused;
use super::item::About;
use super::outcome::Found;
use super::report::Told;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    about: &'a About,
    secrecy_stop: bool,
    characters: u64,
    findings: Vec<&'a Found>,
    notes: &'a [String],
    omitted: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a Refused>,
}

/// Write all articles.
pub(super) fn write(file: &mut impl Write, told: &Told<'_>) -> io::Result<()> {
    for scanned in told.results {
        let about = &scanned.about;
        let line = match &scanned.result {
            Ok(outcome) => Line {
                about,
                secrecy_stop: outcome.secrecy_stop,
                characters: outcome.characters,
                findings: outcome.findings.iter().filter(|found| found.level >= told.least).collect(),
                notes: &outcome.notes,
                omitted: outcome.omitted,
                error: None,
            },
            Err(refused) => Line {
                about,
                secrecy_stop: false,
                characters: 0,
                findings: Vec::new(),
                notes: &[],
                omitted: 0,
                error: Some(refused),
            },
        };
        serde_json::to_writer(&mut *file, &line)?;
        file.write_all(b"\n")?;
    }
    Ok(())
}
