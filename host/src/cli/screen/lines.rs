//! `--lines`: every line of the input is a document of its own; one JSON object a line, in order, as they come.
//! With `--fix` the corrected lines.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::fix;
use super::rewrite::secrecy;
use super::{Input, Run};
use crate::cli::encoding::Encoding;
use crate::cli::exit::Exit;
use crate::cli::line_reader::{LineReader, TextLine};
use crate::cli::output::{self, Closed, Output};
use crate::cli::refused::Refused;
use crate::cli::{engine, input};
use crate::component::report_json;

/// One input line's result.
#[derive(Serialize)]
struct LineReport<'a, F: Serialize> {
    /// Only when several files are read: line numbers start anew in each.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    findings: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a Refused>,
}

/// Screen all lines of all files.
pub(super) fn screen_all(run: &Run<'_>, out: &mut Output, exit: &mut Exit) -> Result<(), Closed> {
    for path in &run.args.files {
        if let Err(error) = screen_file(run, path, out, exit)? {
            let refused = input::unreadable(&path.display().to_string(), &error);
            *exit = (*exit).max(refused.exit);
            output::error(refused.code, &refused.message);
        }
    }
    Ok(())
}

fn screen_file(run: &Run<'_>, path: &Path, out: &mut Output, exit: &mut Exit) -> Result<io::Result<()>, Closed> {
    let name = path.display().to_string();
    let limit = run.reviewer.limits().document_bytes;
    let opened = input::open(path).and_then(|(input, _)| LineReader::new(input, run.args.encoding, limit));
    let mut reader = match opened {
        Ok(reader) => reader,
        Err(error) => return Ok(Err(error)),
    };
    let mut told = false;
    loop {
        let line = match reader.next() {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        };
        if !told && reader.encoding != Encoding::Utf8 {
            told = true;
            input::read_as(&name, reader.encoding).iter().for_each(|line| output::note(line));
        }
        if run.args.fix {
            write_fixed(run, &line, &reader, out, exit)?;
        } else {
            let several = (run.args.files.len() > 1).then_some(name.as_str());
            out.line(&screened(run, several, &line, exit))?;
        }
        // Whoever feeds lines one by one waits for each answer.
        out.flush()?;
    }
}

/// The line's findings as JSON.
fn screened(run: &Run<'_>, file: Option<&str>, line: &TextLine, exit: &mut Exit) -> String {
    let number = line.number;
    let text = line.text.as_ref().map_err(Refused::clone);
    match text.and_then(|text| run.screen(text, run.args.input == Input::Html, &place(number))) {
        Ok(mut report) => {
            *exit = (*exit).max(engine::outcome(&report));
            report.findings.retain(|finding| run.args.level.shows(finding.level));
            write(&LineReport { file, line: number, findings: report_json::findings(&report.findings), error: None })
        }
        Err(refused) => {
            *exit = (*exit).max(refused.exit);
            let none: [(); 0] = [];
            write(&LineReport { file, line: number, findings: none, error: Some(&refused) })
        }
    }
}

/// The corrected line in the input's encoding. A line that must not be printed leaves an empty one, so that lines still correspond.
fn write_fixed(
    run: &Run<'_>,
    line: &TextLine,
    reader: &LineReader,
    out: &mut Output,
    exit: &mut Exit,
) -> Result<(), Closed> {
    let name = place(line.number);
    let text = line.text.as_ref().map_err(Refused::clone);
    let fixed = text.and_then(|text| fix::fix(run, text, run.args.input == Input::Html, &name));
    let text = match fixed {
        Ok(Some(fixed)) => {
            *exit = (*exit).max(engine::outcome(&fixed.left));
            fixed.text
        }
        Ok(None) => {
            *exit = (*exit).max(Exit::Blocked);
            secrecy(&name);
            String::new()
        }
        Err(refused) => {
            *exit = (*exit).max(refused.exit);
            output::error(refused.code, &refused.message);
            String::new()
        }
    };
    let mark = reader.mark && line.number == 1;
    let whole = format!("{text}{}", line.end);
    match reader.encoding.encode(&whole, mark) {
        Some(bytes) => out.bytes(&bytes),
        None => {
            *exit = (*exit).max(Exit::Input);
            output::error("not-encodable", &format!("{name}：改好的文字中有 {} 写不出的字", reader.encoding.name()));
            out.bytes(line.end.as_bytes())
        }
    }
}

fn place(number: u64) -> String {
    format!("第 {number} 行")
}

/// Strings, numbers and lists of them always serialise.
fn write(report: &impl Serialize) -> String {
    serde_json::to_string(report).unwrap_or_default()
}
