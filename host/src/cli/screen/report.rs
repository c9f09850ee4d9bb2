//! The report for people: place, level, fragment, why, what instead, on what basis.

use crate::cli::lines::Lines;
use crate::cli::output::{Closed, Output, printable};
use crate::cli::words::{Weight, clause, level, sureness, tier};
use crate::component::bindings::{Edit, Finding, Level, Report};

/// What to do about a state-secret mark, besides stopping.
pub(in crate::cli) const SECRECY_ADVICE: &str = "发现国家秘密标志：请立即停止传播，将存有该文件的计算机断网，不要复制、转发或上传，并在24小时内向保密管理部门报告。";

/// So many places of a repeated slip are listed; the rest is counted.
const SHOWN: usize = 5;

/// Write one file's report.
pub(super) fn write(out: &mut Output, name: &str, text: &str, report: &Report) -> Result<(), Closed> {
    let lines = Lines::new(text);
    for finding in &report.findings {
        write_finding(out, name, &lines, finding)?;
    }
    for note in &report.notes {
        out.line(&printable(&format!("{name}: 说明：{}（{}）", note.message, note.code)))?;
    }
    if report.omitted > 0 {
        out.line(&format!("{}: 说明：另有 {} 处未列出", printable(name), report.omitted))?;
    }
    if report.secrecy_stop {
        out.line(&format!("{}: {SECRECY_ADVICE}", printable(name)))?;
    }
    Ok(())
}

/// Two lines: what is wrong, what to do, how sure; and why.
fn write_finding(out: &mut Output, name: &str, lines: &Lines<'_>, finding: &Finding) -> Result<(), Closed> {
    out.line(&one_line(&format!("{name}:{}", heading(lines, finding))))?;
    let entry = finding.basis.entry.as_ref().map(|entry| format!("；词条「{entry}」")).unwrap_or_default();
    let basis = format!(
        "    依据：《规范》{}；{}：{}{entry}。规则 {}，编号 {}",
        clause(&finding.clause),
        tier(finding.basis.tier),
        finding.basis.source,
        finding.rule,
        finding.key
    );
    out.line(&one_line(&basis))
}

/// Place, weight, fragment, message, remedy, certainty and how often.
fn heading(lines: &Lines<'_>, finding: &Finding) -> String {
    let message = finding.message.trim_end_matches('。');
    let remedy = remedy(lines, finding).map(|remedy| format!("；{remedy}")).unwrap_or_default();
    format!(
        "{}: [{}·{}]「{}」{message}{remedy}。{}",
        lines.place(&finding.span),
        level(finding.level),
        sureness(finding.confidence),
        finding.fragment,
        repeated(lines, finding)
    )
}

/// What to do, when the finding knows it.
fn remedy(lines: &Lines<'_>, finding: &Finding) -> Option<String> {
    if !finding.suggestions.is_empty() {
        let wanted: Vec<String> = finding.suggestions.iter().map(|text| format!("「{text}」")).collect();
        return Some(format!("改为{}", wanted.join("或")));
    }
    let edits: Vec<String> = finding.edits.iter().take(SHOWN).map(|edit| describe_edit(lines, edit)).collect();
    let more = if finding.edits.len() > SHOWN { "等" } else { "" };
    (!edits.is_empty()).then(|| format!("修改：{}{more}", edits.join("、")))
}

fn repeated(lines: &Lines<'_>, finding: &Finding) -> String {
    if finding.places.is_empty() {
        return String::new();
    }
    let places: Vec<String> = finding.places.iter().take(SHOWN).map(|span| lines.place(span)).collect();
    let more = if finding.places.len() > SHOWN { "等" } else { "" };
    format!("全文共 {} 处（另见 {}{more}）。", finding.places.len() + 1, places.join("、"))
}

/// The findings of the weightier levels in one line each, without the file's name.
pub(super) fn summary(text: &str, report: &Report) -> Vec<String> {
    let lines = Lines::new(text);
    let weighty = report.findings.iter().filter(|finding| finding.level != Level::Advise);
    weighty.map(|finding| one_line(&heading(&lines, finding))).collect()
}

fn describe_edit(lines: &Lines<'_>, edit: &Edit) -> String {
    let place = lines.place(&edit.span);
    if edit.replacement.is_empty() {
        format!("{place} 删去")
    } else if edit.span.start == edit.span.end {
        format!("{place} 加上「{}」", edit.replacement)
    } else {
        format!("{place} 改为「{}」", edit.replacement)
    }
}

/// A fragment may span lines; a report line must not.
fn one_line(text: &str) -> String {
    printable(text).replace('\n', "⏎")
}

/// Counts for the last line.
#[derive(Default)]
pub(super) struct Totals {
    files: usize,
    pub(super) refused: usize,
    block: usize,
    confirm: usize,
    advise: usize,
    /// Findings that `--level` leaves out.
    hidden: usize,
}

impl Totals {
    pub(super) fn add(&mut self, report: &Report, least: Weight) {
        self.files += 1;
        for finding in &report.findings {
            match finding.level {
                level if !least.shows(level) => self.hidden += 1,
                Level::Block => self.block += 1,
                Level::Confirm => self.confirm += 1,
                Level::Advise => self.advise += 1,
            }
        }
    }

    pub(super) fn write(&self, out: &mut Output) -> Result<(), Closed> {
        let found = self.block + self.confirm + self.advise;
        let mut rest =
            if self.refused == 0 { String::new() } else { format!("；{} 个文件未能审查", self.refused) };
        if self.hidden > 0 {
            rest.push_str(&format!("；另有 {} 处较轻的未显示", self.hidden));
        }
        out.line(&match (self.files, found) {
            (0, _) => format!("没有审查任何文件{rest}。"),
            (files, 0) => format!("审查 {files} 个文件，没有发现问题{rest}。"),
            (files, found) => format!(
                "审查 {files} 个文件，发现 {found} 处：必须处理 {}，须改正或说明 {}，建议 {}{rest}。",
                self.block, self.confirm, self.advise
            ),
        })
    }
}
