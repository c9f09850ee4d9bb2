//! The page and its files. They are part of the binary; only the preview module is read from its folder at start, because it
//! is built separately.

use std::{collections::BTreeMap, path::Path as FilePath};

use axum::{
    extract::{Path, State},
    http::header,
    response::{Html, IntoResponse, Response},
};

use super::{AppState, problem::Problem};

const PAGE: &str = include_str!("../../web/index.html");
const OVERSIGHT: &str = include_str!("../../web/oversight.html");

/// Name, media type and content of the page's files.
const ASSETS: &[(&str, &str, &str)] = &[
    ("style.css", CSS, include_str!("../../web/style.css")),
    ("public.css", CSS, include_str!("../../web/public.css")),
    ("filing.js", SCRIPT, include_str!("../../web/filing.js")),
    ("inquiries.js", SCRIPT, include_str!("../../web/inquiries.js")),
    ("main.js", SCRIPT, include_str!("../../web/main.js")),
    ("dom.js", SCRIPT, include_str!("../../web/dom.js")),
    ("signing.js", SCRIPT, include_str!("../../web/signing.js")),
    ("server.js", SCRIPT, include_str!("../../web/server.js")),
    ("editor.js", SCRIPT, include_str!("../../web/editor.js")),
    ("explain.js", SCRIPT, include_str!("../../web/explain.js")),
    ("findings.js", SCRIPT, include_str!("../../web/findings.js")),
    ("screener.js", SCRIPT, include_str!("../../web/screener.js")),
    ("worker.js", SCRIPT, include_str!("../../web/worker.js")),
    ("people.js", SCRIPT, include_str!("../../web/people.js")),
    ("account.js", SCRIPT, include_str!("../../web/account.js")),
    ("card.js", SCRIPT, include_str!("../../web/card.js")),
    ("case.js", SCRIPT, include_str!("../../web/case.js")),
    ("look-back.js", SCRIPT, include_str!("../../web/look-back.js")),
    ("redaction.js", SCRIPT, include_str!("../../web/redaction.js")),
    ("panels.js", SCRIPT, include_str!("../../web/panels.js")),
    ("words.js", SCRIPT, include_str!("../../web/words.js")),
    ("detector.js", SCRIPT, include_str!("../../web/detector.js")),
    ("oversight.css", CSS, include_str!("../../web/oversight.css")),
    ("oversight.js", SCRIPT, include_str!("../../web/oversight.js")),
    ("register-form.js", SCRIPT, include_str!("../../web/register-form.js")),
    ("register-steps.js", SCRIPT, include_str!("../../web/register-steps.js")),
    ("tables.js", SCRIPT, include_str!("../../web/tables.js")),
];

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The preview module's files, held in memory.
#[derive(Debug, Default)]
pub struct Preview {
    files: BTreeMap<String, Vec<u8>>,
}

impl Preview {
    /// Reads the files of the folder that a browser needs; sub-folders are read too, links are not followed.
    ///
    /// # Errors
    /// What the system says when the folder cannot be read.
    pub fn read(folder: &FilePath) -> std::io::Result<Self> {
        let mut files = BTreeMap::new();
        read_folder(folder, "", &mut files)?;
        Ok(Self { files })
    }

    /// True when the page can load it.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        ["preview.js", "preview_bg.wasm"].iter().all(|name| self.files.contains_key(*name))
    }
}

fn read_folder(folder: &FilePath, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read_folder(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() && media_type(&name).is_some() {
            files.insert(format!("{prefix}{name}"), std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// What is served from the preview folder; everything else in it stays private.
fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => Some(SCRIPT),
        Some("wasm") => Some("application/wasm"),
        Some("json") => Some("application/json"),
        _ => None,
    }
}

/// `GET /`.
pub async fn page() -> Html<&'static str> {
    Html(PAGE)
}

/// `GET /oversight`: registers and reports.
pub async fn oversight() -> Html<&'static str> {
    Html(OVERSIGHT)
}

/// `GET /assets/{file}`.
///
/// # Errors
/// `not-found`.
pub async fn asset(Path(file): Path<String>) -> Result<Response, Problem> {
    let found = ASSETS.iter().find(|(name, ..)| *name == file);
    let (_, kind, content) = found.ok_or_else(|| Problem::not_found("没有这个文件。"))?;
    Ok(([(header::CONTENT_TYPE, *kind)], *content).into_response())
}

/// `GET /preview/{file}`.
///
/// # Errors
/// `not-found`.
pub async fn preview(State(state): State<AppState>, Path(file): Path<String>) -> Result<Response, Problem> {
    let found = state.preview.files.get(&file).zip(media_type(&file));
    let (content, kind) = found.ok_or_else(|| Problem::not_found("没有这个文件。"))?;
    Ok(([(header::CONTENT_TYPE, kind)], content.clone()).into_response())
}

/// `GET /preview/pack`: the very words of the component, so that page and gate find the same.
///
/// # Errors
/// `not-found` when the component has none.
pub async fn pack(State(state): State<AppState>) -> Result<Response, Problem> {
    let reviewer = state.flow.reviewer();
    let (words, _) = reviewer.words_and_model().ok_or_else(|| Problem::not_found("审查组件没有附带词库。"))?;
    Ok(binary(words))
}

/// `GET /preview/model`: the model of the component's corrector, which a page loads after the words.
///
/// # Errors
/// `not-found` when the component has none.
pub async fn model(State(state): State<AppState>) -> Result<Response, Problem> {
    let reviewer = state.flow.reviewer();
    let model = reviewer.words_and_model().map(|(_, model)| model).filter(|model| !model.is_empty());
    model.map(binary).ok_or_else(|| Problem::not_found("审查组件没有统计模型。"))
}

fn binary(content: &[u8]) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], content.to_vec()).into_response()
}
