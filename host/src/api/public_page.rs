//! `GET /public/{site}/{item}`: what a reader sees. Only what is live, no data of editors, nothing that runs.

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    AppState,
    problem::Problem,
    safe_html::{escape, paragraphs, reduce},
};
use crate::{
    flow::document::{DocumentJson, Format},
    storage::live::LiveRow,
};

/// No script at all: even a body that slipped through could do nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Which rendition.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    channel: Option<String>,
}

/// Shows the live rendition of a channel, the first one when none is named.
pub async fn show(
    State(state): State<AppState>,
    Path((site, item)): Path<(String, String)>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let not_found =
        || (StatusCode::NOT_FOUND, [(header::CONTENT_SECURITY_POLICY, POLICY)], Html(missing())).into_response();
    // A query that cannot be read names no rendition.
    let Ok(Query(wanted)) = wanted else { return not_found() };
    match find(&state, &site, &item, wanted.channel.as_deref()).await {
        Ok(Some((row, document))) => {
            ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(render(&state.flow.agency().name, &row, &document)))
                .into_response()
        }
        Ok(None) => not_found(),
        Err(problem) => problem.into_response(),
    }
}

async fn find(
    state: &AppState,
    site: &str,
    item: &str,
    channel: Option<&str>,
) -> Result<Option<(LiveRow, DocumentJson)>, Problem> {
    if site != state.flow.agency().site {
        return Ok(None);
    }
    let live = state.flow.store().live(site, item).await?;
    let Some(row) = live.into_iter().find(|row| channel.is_none_or(|channel| channel == row.channel)) else {
        return Ok(None);
    };
    let json = state.flow.store().load_document(site, item, &row.digest).await?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()).map(|document| (row, document)))
}

fn render(agency: &str, row: &LiveRow, document: &DocumentJson) -> String {
    let body = match document.body_format {
        Format::Text => paragraphs(&document.body),
        Format::Html => reduce(&document.body),
    };
    let summary = match document.summary.as_str() {
        "" => String::new(),
        summary => format!("<p class=\"summary\">{}</p>", escape(summary)),
    };
    let files: String = document.attachments.iter().map(|file| format!("<li>{}</li>", escape(&file.name))).collect();
    let files = if files.is_empty() { files } else { format!("<h2>附件</h2><ul>{files}</ul>") };
    page(
        &document.title,
        &format!(
            "<header><p class=\"agency\">{}</p><h1>{}</h1><p class=\"when\">发布时间：<time>{}</time></p></header>\
             {summary}<article>{body}</article>{files}",
            escape(agency),
            escape(&document.title),
            beijing_time(row.at)
        ),
    )
}

fn missing() -> String {
    page("没有找到", "<h1>没有找到</h1><p>该信息不存在或尚未发布。</p>")
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
         <link rel=\"stylesheet\" href=\"/assets/public.css\"></head><body><main>{body}</main></body></html>",
        escape(title)
    )
}

/// `2025-03-01 09:30` in Asia/Shanghai (UTC+8, no daylight saving).
#[must_use]
pub fn beijing_time(ms: u64) -> String {
    let minutes = ms / 60_000 + 8 * 60;
    let (days, minute) = (minutes / 1440, minutes % 1440);
    // Days since 0000-03-01, counted in 400-year eras (the civil calendar, with the leap day at the end of the year).
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day_of_month:02} {:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_in_beijing() {
        assert_eq!(beijing_time(0), "1970-01-01 08:00");
        assert_eq!(beijing_time(951_782_400_000), "2000-02-29 08:00");
        assert_eq!(beijing_time(1_735_660_800_000), "2025-01-01 00:00");
    }

    #[test]
    fn a_hostile_title_is_text() {
        let document: DocumentJson =
            serde_json::from_str(r#"{"channel":"portal","title":"</title><script>x</script>","body":"<b>一</b>"}"#)
                .unwrap();
        let row = LiveRow { channel: "portal".into(), digest: String::new(), at: 0 };
        let page = render("局", &row, &document);
        assert!(!page.contains("<script") && page.contains("&lt;b&gt;一"), "{page}");
    }
}
