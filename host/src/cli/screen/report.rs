//! The report for people: place, level, fragment, why, what instead, on what basis.

use super::super::output::{Closed, Output, printable};
use super::clause::{clause, level, tier};
use crate::component::bindings::{Finding, Level, Report, Span};

/// What to do about a state-secret mark, besides stopping.
const SECRECY_ADVICE: &str = "发现国家秘密标志：请立即停止传播，将存有该文件的计算机断网，不要复制、转发或上传，并在24小时内向保密管理部门报告。";

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

fn write_finding(out: &mut Output, name: &str, lines: &Lines<'_>, finding: &Finding) -> Result<(), Closed> {
    let place = lines.place(&finding.span);
    let heading = format!("{name}:{place}: [{}]「{}」{}", level(finding.level), finding.fragment, finding.message);
    out.line(&one_line(&heading))?;
    if !finding.suggestions.is_empty() {
        let wanted: Vec<String> = finding.suggestions.iter().map(|text| format!("「{text}」")).collect();
        out.line(&one_line(&format!("    改为：{}", wanted.join("或"))))?;
    } else if !finding.edits.is_empty() {
        let edits: Vec<String> = finding.edits.iter().map(|edit| describe_edit(lines, edit)).collect();
        out.line(&one_line(&format!("    修改：{}", edits.join("；"))))?;
    }
    if !finding.places.is_empty() {
        let more: Vec<String> = finding.places.iter().map(|span| lines.place(span)).collect();
        out.line(&format!("    另见：{}", more.join("、")))?;
    }
    let entry = finding.basis.entry.as_ref().map(|entry| format!("；词条「{entry}」")).unwrap_or_default();
    let basis = format!(
        "    依据：《规范》{}；{}：{}{entry}；规则 {}",
        clause(&finding.clause),
        tier(finding.basis.tier),
        finding.basis.source,
        finding.rule
    );
    out.line(&one_line(&basis))
}

fn describe_edit(lines: &Lines<'_>, edit: &crate::component::bindings::Edit) -> String {
    let place = lines.place(&edit.span);
    if edit.replacement.is_empty() {
        format!("{place} 删去")
    } else {
        format!("{place} 改为「{}」", edit.replacement)
    }
}

/// A fragment may span lines; a report line must not.
fn one_line(text: &str) -> String {
    printable(text).replace('\n', "⏎")
}

/// Where lines begin, to turn byte offsets into line and column.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Lines { text, starts }
    }

    /// `line:column`, both from 1, the column in characters; the part's name when it is not the body.
    fn place(&self, span: &Span) -> String {
        if span.part != "body" {
            return span.part.clone();
        }
        let offset = span.start as usize;
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        format!("{line}:{}", column + 1)
    }
}

/// Counts for the last line.
#[derive(Default)]
pub(super) struct Totals {
    files: usize,
    pub(super) refused: usize,
    block: usize,
    confirm: usize,
    advise: usize,
}

impl Totals {
    pub(super) fn add(&mut self, report: &Report) {
        self.files += 1;
        for finding in &report.findings {
            match finding.level {
                Level::Block => self.block += 1,
                Level::Confirm => self.confirm += 1,
                Level::Advise => self.advise += 1,
            }
        }
    }

    pub(super) fn write(&self, out: &mut Output) -> Result<(), Closed> {
        let found = self.block + self.confirm + self.advise;
        let refused =
            if self.refused == 0 { String::new() } else { format!("；{} 个文件未能审查", self.refused) };
        out.line(&match (self.files, found) {
            (0, _) => format!("没有审查任何文件{refused}。"),
            (files, 0) => format!("审查 {files} 个文件，没有发现问题{refused}。"),
            (files, found) => format!(
                "审查 {files} 个文件，发现 {found} 处：必须处理 {}，须改正或说明 {}，建议 {}{refused}。",
                self.block, self.confirm, self.advise
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("一二\n三四五\n");
        let place = |start: u32| lines.place(&Span { part: "body".into(), start, end: start });
        assert_eq!(place(0), "1:1");
        assert_eq!(place(3), "1:2");
        assert_eq!(place(7), "2:1");
        assert_eq!(place(10), "2:2");
        assert_eq!(place(17), "3:1");
    }
}
