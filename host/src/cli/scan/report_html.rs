//! The report for people: one page that needs nothing else, to be read, filtered and printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::spoken::{Weight, category, sureness};
use super::item::About;
use super::outcome::Found;
use super::report::Told;
use super::summary::Row;

/// A browser has trouble with more; the other reports have them all.
const MOST: usize = 20_000;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Writing to a string cannot fail.
macro_rules! put {
    ($page:expr, $($text:tt)*) => { let _ = write!($page, $($text)*); };
}

/// A finding with its article.
type Line<'a> = (&'a About, &'a Found);

/// The whole page.
pub(super) fn page(told: &Told<'_>) -> String {
    let mut page = String::with_capacity(1 << 16);
    put!(
        page,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>先审批量审查报告</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>先审批量审查报告</h1>\n"
    );
    lead(&mut page, told);
    stops(&mut page, told);
    figures(&mut page, told);
    let groups = groups(told);
    findings(&mut page, told, &groups);
    not_screened(&mut page, told);
    put!(page, "<p class=\"small\">{}</p>\n", escape(told.engine));
    put!(page, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    page
}

fn lead(page: &mut String, told: &Told<'_>) {
    let summary = told.summary;
    put!(
        page,
        "<p class=\"lead\">审查 {} 篇，{} 字；{} 篇有问题，每万字 {} 处。本报告是机器筛查的提示，由采编和审核人员逐条判断。</p>\n",
        summary.total.items,
        summary.total.characters,
        summary.total.with_findings,
        summary.total.rate()
    );
    put!(page, "<ul class=\"figures\">\n");
    let counts = [
        ("必须处理", summary.block),
        ("须改正或说明", summary.confirm),
        ("建议", summary.advise),
        ("未能审查", summary.refused),
    ];
    for (name, count) in counts {
        put!(page, "<li><b>{count}</b>{name}</li>\n");
    }
    put!(page, "</ul>\n");
}

/// Articles with a mark of state secrets: where they lie and what to do, nothing of their text.
fn stops(page: &mut String, told: &Told<'_>) {
    let stopped = told.results.iter().filter(|scanned| scanned.result.as_ref().is_ok_and(|one| one.secrecy_stop));
    let stopped: Vec<String> = stopped.map(|scanned| escape(&scanned.about.place())).collect();
    if stopped.is_empty() {
        return;
    }
    put!(
        page,
        "<div class=\"stop\"><strong>离线处置：{} 篇带有国家秘密标志。</strong>立即将存有这些文件的计算机断网，\
         不要打开、复制、转发或上传，24小时内向保密管理部门报告。本报告不含其内容。<ul>\n",
        stopped.len()
    );
    for place in stopped {
        put!(page, "<li>{place}</li>\n");
    }
    put!(page, "</ul></div>\n");
}

fn figures(page: &mut String, told: &Told<'_>) {
    let summary = told.summary;
    put!(page, "<h2>汇总</h2>\n<div class=\"tables\">\n");
    for (name, rows) in [("类别", &summary.by_class), ("规则", &summary.by_rule), ("科室/栏目", &summary.by_section)]
    {
        if !rows.is_empty() {
            table(page, name, rows);
        }
    }
    put!(page, "</div>\n");
}

fn table(page: &mut String, name: &str, rows: &[Row]) {
    put!(
        page,
        "<table><thead><tr><th>{name}</th><th class=\"number\">篇数</th><th class=\"number\">有问题</th>\
         <th class=\"number\">问题数</th><th class=\"number\">每万字</th></tr></thead><tbody>\n"
    );
    for row in rows {
        put!(
            page,
            "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{}</td></tr>\n",
            escape(&row.name),
            row.items,
            row.with_findings,
            row.findings,
            row.rate()
        );
    }
    put!(page, "</tbody></table>\n");
}

/// Findings by class and rule, in each by section; within it in the order of the articles.
fn groups<'a>(told: &Told<'a>) -> BTreeMap<(&'a str, &'a str), Vec<Line<'a>>> {
    let mut groups: BTreeMap<(&str, &str), Vec<Line<'_>>> = BTreeMap::new();
    for scanned in told.results {
        let Ok(outcome) = &scanned.result else { continue };
        for found in outcome.findings.iter().filter(|found| found.level >= told.least) {
            groups.entry((found.category(), &found.rule)).or_default().push((&scanned.about, found));
        }
    }
    for lines in groups.values_mut() {
        lines.sort_by(|(one, _), (other, _)| one.section.cmp(&other.section));
    }
    groups
}

fn findings(page: &mut String, told: &Told<'_>, groups: &BTreeMap<(&str, &str), Vec<Line<'_>>>) {
    let total: usize = groups.values().map(Vec::len).sum();
    put!(page, "<h2>发现（{total} 条）</h2>\n");
    filter(page, told, groups);
    let mut room = MOST;
    for ((category_code, rule), lines) in groups {
        let title = told.titles.get(*rule).map_or(*rule, String::as_str);
        put!(
            page,
            "<section class=\"group\"><h3>{} · {} <span class=\"code\">{}，{} 条</span></h3>\n<table class=\"findings\"><thead><tr>\
             <th class=\"level\">级别</th><th class=\"article\">稿件</th><th class=\"excerpt\">原文</th>\
             <th>问题和建议</th></tr></thead><tbody>\n",
            escape(category(category_code)),
            escape(title),
            escape(rule),
            lines.len()
        );
        for (about, found) in lines.iter().take(room) {
            line(page, about, found);
        }
        room = room.saturating_sub(lines.len());
        put!(page, "</tbody></table></section>\n");
    }
    if total > MOST {
        put!(page, "<p>本页只列出前 {MOST} 条，全部发现见 XLSX 或 JSONL 报告。</p>\n");
    }
}

fn line(page: &mut String, about: &About, found: &Found) {
    put!(
        page,
        "<tr data-level=\"{}\" data-rule=\"{}\" data-section=\"{}\"><td><span class=\"tag {0}\">{}</span>\
         <div class=\"small\">{}</div></td>",
        found.level.code(),
        escape(&found.rule),
        escape(&about.section),
        found.level.name(),
        sureness(found.confidence)
    );
    article(page, about, &found.place);
    let excerpt = if found.fragment.is_empty() {
        "（不显示）".to_owned()
    } else {
        format!("{}<mark>{}</mark>{}", escape(&found.before), escape(&found.fragment), escape(&found.after))
    };
    put!(page, "<td>{excerpt}</td><td>{}", escape(&found.message));
    if !found.suggestions.is_empty() {
        put!(page, "<div>改为：<strong>{}</strong></div>", escape(&found.suggestions.join("　或　")));
    }
    if found.count > 1 {
        put!(page, "<div>全文共 {} 处。</div>", found.count);
    }
    put!(page, "<div class=\"small\">依据：《规范》{}；{}", escape(&found.clause), escape(&found.basis));
    if !found.key.is_empty() {
        put!(page, "。编号 {}", escape(&found.key));
    }
    put!(page, "</div></td></tr>\n");
}

fn article(page: &mut String, about: &About, place: &str) {
    let name = if about.title.is_empty() { about.place() } else { about.title.clone() };
    let name = escape(&name);
    // Anything but these could be a script.
    let linked = about.url.starts_with("https://") || about.url.starts_with("http://");
    if linked {
        put!(page, "<td><a href=\"{}\" rel=\"noopener noreferrer\">{name}</a>", escape(&about.url));
    } else {
        put!(page, "<td>{name}");
    }
    let mut more: Vec<String> = Vec::new();
    if !about.title.is_empty() {
        more.push(about.place());
    }
    more.extend(
        [("编号 ", &about.id), ("", &about.section), ("", &about.date)]
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{label}{value}")),
    );
    if !place.is_empty() {
        more.push(if place.contains(':') { format!("位置 {place}") } else { place.to_owned() });
    }
    put!(page, "<div class=\"small\">{}</div></td>", escape(&more.join("；")));
}

fn filter(page: &mut String, told: &Told<'_>, groups: &BTreeMap<(&str, &str), Vec<Line<'_>>>) {
    put!(page, "<div class=\"filter\" hidden><label>级别 <select id=\"level\"><option value=\"\">全部</option>");
    for level in [Weight::Block, Weight::Confirm, Weight::Advise] {
        put!(page, "<option value=\"{}\">{}</option>", level.code(), level.name());
    }
    put!(page, "</select></label>\n<label>规则 <select id=\"rule\"><option value=\"\">全部</option>");
    for (_, rule) in groups.keys() {
        let title = told.titles.get(*rule).map_or(*rule, String::as_str);
        put!(page, "<option value=\"{}\">{}</option>", escape(rule), escape(title));
    }
    put!(page, "</select></label>\n<label>科室/栏目 <select id=\"section\"><option value=\"\">全部</option>");
    let sections: BTreeSet<&str> = groups.values().flatten().map(|(about, _)| about.section.as_str()).collect();
    for section in sections {
        // The letter in front tells an unnamed section from all of them.
        let shown = if section.is_empty() { "（未注明）" } else { section };
        put!(page, "<option value=\"={}\">{}</option>", escape(section), escape(shown));
    }
    put!(
        page,
        "</select></label>\n<label>查找 <input id=\"words\" type=\"search\"></label><span id=\"shown\"></span></div>\n"
    );
}

fn not_screened(page: &mut String, told: &Told<'_>) {
    let refused: Vec<_> = told.results.iter().filter_map(|scanned| scanned.result.as_ref().err()).collect();
    if !refused.is_empty() {
        put!(page, "<h2>未能审查（{}）</h2>\n<ul>\n", refused.len());
        for one in refused.iter().take(MOST) {
            put!(page, "<li>{}</li>\n", escape(&one.message));
        }
        put!(page, "</ul>\n");
    }
    if !told.skipped.is_empty() {
        put!(page, "<h2>已跳过（{}）</h2>\n<p class=\"small\">不是可审查的文件类型。</p>\n<ul>\n", told.skipped.len());
        for file in told.skipped.iter().take(MOST) {
            put!(page, "<li>{}</li>\n", escape(file));
        }
        put!(page, "</ul>\n");
    }
}

/// Text for elements and quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('⏎'),
            // What turns or hides text must not do so here.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\0'..='\u{8}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(escape("<a href='x' b=\"y\">&\u{202e}"), "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;\u{fffd}");
    }
}
