//! `xianshen explain`: what a rule checks, on what basis, what it finds and leaves alone; from the component itself.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::engine;
use super::exit::Exit;
use super::output::{self, Closed, Output, printable};
use super::words::{category, clause, level, tier};
use crate::component::bindings::RuleInfo;
use crate::component::report_json;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 规则代码，例如 punctuation/pairing；不写则列出全部规则
    rule: Option<String>,
    /// 结果格式
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 审查组件；默认取环境变量 XIANSHEN_COMPONENT，再取程序旁的 xianshen.wasm
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

/// Form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 便于在终端阅读
    Text,
    /// JSON
    Json,
    /// Markdown
    Markdown,
}

/// Run the command.
pub(super) fn run(args: &Args) -> Exit {
    let reviewer = match engine::load(args.component.as_deref()) {
        Ok(reviewer) => reviewer,
        Err(exit) => return exit,
    };
    let rules = match reviewer.rules() {
        Ok(rules) => rules,
        Err(failure) => {
            output::error(failure.code(), &failure.message());
            return Exit::Engine;
        }
    };
    let mut out = Output::new();
    let written = match &args.rule {
        None => list(&mut out, &rules, args.format),
        Some(code) => match rules.iter().find(|rule| rule.code == *code) {
            Some(rule) => one(&mut out, rule, args.format),
            None => {
                output::error("unknown-rule", &unknown(code, &rules));
                return Exit::Input;
            }
        },
    };
    written.and_then(|()| out.flush()).map_or_else(|closed| closed.exit(Exit::Good), |()| Exit::Good)
}

/// A rule as JSON.
#[derive(Serialize)]
struct Rule<'a> {
    code: &'a str,
    title: &'a str,
    level: &'static str,
    clause: &'a str,
    tier: &'static str,
    since: &'a str,
    documentation: &'a str,
}

impl<'a> From<&'a RuleInfo> for Rule<'a> {
    fn from(rule: &'a RuleInfo) -> Self {
        Rule {
            code: &rule.code,
            title: &rule.title,
            level: report_json::level(rule.level),
            clause: &rule.clause,
            tier: report_json::tier(rule.tier),
            since: &rule.since,
            documentation: &rule.documentation,
        }
    }
}

/// Strings, numbers and lists of them always serialise.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn group(code: &str) -> &str {
    code.split_once('/').map_or(code, |(group, _)| group)
}

fn list(out: &mut Output, rules: &[RuleInfo], format: Format) -> Result<(), Closed> {
    if format == Format::Json {
        return out.line(&json(&rules.iter().map(Rule::from).collect::<Vec<_>>()));
    }
    let mut last = "";
    for rule in rules {
        let here = group(&rule.code);
        if here != last {
            heading(out, here, last.is_empty(), format)?;
            last = here;
        }
        let (level, clause) = (level(rule.level), clause(&rule.clause));
        out.line(&printable(&match format {
            Format::Markdown => format!("| `{}` | {} | {level} | {clause} |", rule.code, rule.title),
            _ => format!("  {:<40} {}（{level}，{clause}）", rule.code, rule.title),
        }))?;
    }
    if format == Format::Text {
        out.line(&format!("\n共 {} 条规则。xianshen explain 规则代码 显示一条规则的依据和例子。", rules.len()))?;
    }
    Ok(())
}

fn heading(out: &mut Output, group: &str, first: bool, format: Format) -> Result<(), Closed> {
    if !first {
        out.line("")?;
    }
    let name = category(group);
    if format == Format::Markdown {
        out.line(&format!("## {name}\n\n| 规则 | 名称 | 最高级别 | 条款 |\n|---|---|---|---|"))
    } else {
        out.line(&format!("{name}（{group}）"))
    }
}

fn one(out: &mut Output, rule: &RuleInfo, format: Format) -> Result<(), Closed> {
    let facts = format!(
        "最高级别：{}；条款：《规范》{}；依据：{}；自 {} 版起",
        level(rule.level),
        clause(&rule.clause),
        tier(rule.tier),
        rule.since
    );
    match format {
        Format::Json => out.line(&json(&Rule::from(rule))),
        Format::Markdown => {
            out.line(&format!("# {}（{}）\n\n{facts}\n\n{}", rule.title, rule.code, rule.documentation.trim_end()))
        }
        Format::Text => {
            out.line(&printable(&format!("{}（{}）\n{facts}", rule.title, rule.code)))?;
            out.line(&printable(&readable(&rule.documentation)))
        }
    }
}

/// The little Markdown that rules are written in, for a terminal: headings in brackets, examples indented.
fn readable(documentation: &str) -> String {
    let (mut lines, mut examples) = (Vec::new(), false);
    for line in documentation.trim_end().lines() {
        if line.starts_with("```") {
            examples = !examples;
        } else if examples {
            lines.push(format!("    · {line}"));
        } else if let Some(heading) = line.strip_prefix("## ") {
            lines.push(format!("【{heading}】"));
        } else {
            lines.push(line.replace('`', ""));
        }
    }
    format!("\n{}", lines.join("\n"))
}

/// What to say to a code that is no rule's: those that come near.
fn unknown(code: &str, rules: &[RuleInfo]) -> String {
    let mut near: Vec<(usize, &RuleInfo)> = rules.iter().map(|rule| (distance(code, rule), rule)).collect();
    near.sort_by_key(|(distance, rule)| (*distance, rule.code.clone()));
    let most = (code.chars().count() / 3).max(2);
    let near: Vec<String> = near
        .iter()
        .filter(|(distance, _)| *distance <= most)
        .take(5)
        .map(|(_, rule)| format!("{}（{}）", rule.code, rule.title))
        .collect();
    if near.is_empty() {
        format!("没有规则“{code}”；xianshen explain 列出全部规则")
    } else {
        format!("没有规则“{code}”，是不是：{}", near.join("、"))
    }
}

/// How far a code is from a rule: 0 and 1 when it is its group, its name or a part of its title, else in letters.
fn distance(code: &str, rule: &RuleInfo) -> usize {
    let name = rule.code.split_once('/').map_or("", |(_, name)| name);
    if code == name {
        0
    } else if group(&rule.code) == code || rule.title.contains(code) || (code.len() > 2 && rule.code.contains(code)) {
        1
    } else {
        letters(code, &rule.code).min(letters(code, name))
    }
}

/// Letters to insert, delete or change to come from one code to the other.
fn letters(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (number, letter) in one.chars().take(100).enumerate() {
        let mut next = vec![number + 1];
        for (pair, other) in row.windows(2).zip(&other) {
            let (diagonal, above) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let left = next.last().copied().unwrap_or(0);
            next.push((diagonal + usize::from(letter != *other)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        assert_eq!(letters("pairing", "pairing"), 0);
        assert_eq!(letters("paring", "pairing"), 1);
        assert_eq!(letters("", "ab"), 2);
        assert_eq!(letters("ab", ""), 2);
    }

    #[test]
    fn documentation_is_readable() {
        let shown = readable("## 检查什么\n括号 `x`。\n\n## 命中\n```text\n（甲\n```\n");
        assert_eq!(shown, "\n【检查什么】\n括号 x。\n\n【命中】\n    · （甲");
    }
}
