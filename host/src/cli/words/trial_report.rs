//! What a trial found, for the keeper of a list: the widest words first.

use std::collections::HashMap;

use super::super::output::{Closed, Output, printable};
use super::lists::Loaded;
use super::trial::{Found, Hits};
use word_lists::{Place, problem};

/// Terms shown.
const SHOWN: usize = 200;
/// Share of articles, in per cent, above which a term is called overbroad.
const OVERBROAD_PER_CENT: usize = 5;
/// Articles from which a share says anything.
const ENOUGH: usize = 20;
/// Findings for 1,000 characters, in hundredths, above which a list tires its readers.
const BURDEN: usize = 20;

/// Write the report.
pub(super) fn write(out: &mut Output, found: &Found, loaded: &Loaded) -> Result<(), Closed> {
    let mut places: HashMap<&str, Place> = HashMap::new();
    for entry in &loaded.entries {
        places.entry(&entry.term).or_insert(entry.place);
    }
    out.line("")?;
    out.line(&format!("试运行：{} 篇稿件，{} 字。", found.articles, found.characters))?;
    for (path, reason) in found.unread.iter().take(20) {
        out.line(&printable(&format!("  未能审查 {}：{reason}", path.display())))?;
    }
    let mut terms: Vec<(&String, &Hits)> = found.terms.iter().collect();
    terms.sort_by_key(|(term, hits)| (std::cmp::Reverse(hits.count), *term));
    for (term, hits) in terms.iter().take(SHOWN) {
        let place = places.get(term.as_str()).map(|place| problem::place_name(*place, &loaded.lists));
        let place = place.map(|place| format!("（{place}）")).unwrap_or_default();
        let wide = if is_wide(hits, found) {
            "；过宽：超过 5 % 的稿件命中，请加限定的字、改为慎用或删去"
        } else {
            ""
        };
        let line = format!(
            "「{term}」{place}：{} 处，{} 篇（{} %）{wide}",
            hits.count,
            hits.articles,
            tenths(hits.articles * 1000, found.articles)
        );
        out.line(&printable(&line))?;
        for sample in &hits.samples {
            out.line(&printable(&format!("    {sample}")))?;
        }
    }
    if terms.len() > SHOWN {
        out.line(&format!("……另有 {} 个词有命中", terms.len() - SHOWN))?;
    }
    summary(out, found, &places)
}

fn summary(out: &mut Output, found: &Found, places: &HashMap<&str, Place>) -> Result<(), Closed> {
    let total: usize = found.terms.values().map(|hits| hits.count).sum();
    let wide = found.terms.values().filter(|hits| is_wide(hits, found)).count();
    let silent = places.keys().filter(|term| !found.terms.contains_key(**term)).count();
    let burden = (total * 100_000).checked_div(found.characters).unwrap_or(0);
    out.line(&format!(
        "合计 {total} 处，每千字 {}.{:02} 处；过宽 {wide} 个词；没有命中 {silent} 个词。",
        burden / 100,
        burden % 100
    ))?;
    if found.omitted > 0 {
        out.line(&format!("另有 {} 处因单篇问题过多未计入。", found.omitted))?;
    }
    if found.articles < ENOUGH {
        out.line(&format!("稿件不足 {ENOUGH} 篇，比例仅供参考。"))?;
    }
    let advice = if wide > 0 || burden > BURDEN {
        "已发布稿件上的命中多为误报：请先处理过宽的词再启用。"
    } else {
        "负担不大，可以启用；启用前请看一遍上面的样例。"
    };
    out.line(advice)
}

fn is_wide(hits: &Hits, found: &Found) -> bool {
    found.articles >= ENOUGH && hits.articles * 100 > found.articles * OVERBROAD_PER_CENT
}

/// A quotient of whole numbers with one decimal.
fn tenths(thousandfold: usize, by: usize) -> String {
    let share = thousandfold.checked_div(by).unwrap_or(0);
    format!("{}.{}", share / 10, share % 10)
}
